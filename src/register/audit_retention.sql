-- The oldest entries, up to the first that has not been kept for seven years: however the clock was
-- set, entries go from the beginning and together.

-- :name old
SELECT (SELECT min(number) FROM audit), number, hash, at FROM audit
WHERE number < coalesce((SELECT min(number) FROM audit WHERE at >= date('now', '-84 months')),
                        (SELECT max(number) + 1 FROM audit))
ORDER BY number DESC LIMIT 1;

-- :name start
INSERT INTO audit_start (only_one, number, hash, at) VALUES (1, CAST(?1 AS INTEGER), ?2, ?3)
ON CONFLICT (only_one) DO UPDATE SET number = excluded.number, hash = excluded.hash,
    at = excluded.at;

-- :name find-start
SELECT number, hash, at FROM audit_start;

-- :name vouched
SELECT EXISTS (SELECT 1 FROM audit
               WHERE action = 'retention' AND outcome = 'done' AND subject = 'audit log'
                 AND substr(reason, -length(?1)) = ?1);

-- :name forget-answers
DELETE FROM enquiry_answer
WHERE enquiry IN (SELECT number FROM enquiry WHERE entry <= CAST(?1 AS INTEGER));

-- :name forget-flags
DELETE FROM enquiry_flag
WHERE enquiry IN (SELECT number FROM enquiry WHERE entry <= CAST(?1 AS INTEGER));

-- :name forget-enquiries
DELETE FROM enquiry WHERE entry <= CAST(?1 AS INTEGER);

-- :name forget
DELETE FROM audit WHERE number <= CAST(?1 AS INTEGER);

-- What is deleted is overwritten, in the file and in what is to be folded into it.

-- :name overwriting
PRAGMA secure_delete = ON;

-- :name fold
PRAGMA wal_checkpoint (TRUNCATE);
