-- :name load
INSERT INTO load (at, login, quarter, as_of, policy_sha256, nominals, listed, rejects, max_rejects)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- :name copy
INSERT INTO copy (at, login, authority, reason, quarter, format, people, sha256, holder, destroy_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
