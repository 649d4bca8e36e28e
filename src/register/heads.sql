-- :name find
SELECT number, hash, at, failing_since FROM head_elsewhere;

-- :name taken
INSERT INTO head_elsewhere (only_one, number, hash, at) VALUES (1, CAST(?1 AS INTEGER), ?2, ?3)
ON CONFLICT (only_one) DO UPDATE SET number = excluded.number, hash = excluded.hash,
    at = excluded.at, failing_since = NULL;

-- :name failing
UPDATE head_elsewhere SET failing_since = ?1;
