-- :name head
SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1;

-- :name append
INSERT INTO audit (number, at, login, action, outcome, subject, reason, previous, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- :name walk
SELECT number, at, login, action, outcome, subject, reason, previous, hash
FROM audit ORDER BY number;
