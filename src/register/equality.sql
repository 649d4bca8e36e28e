-- :name concern
INSERT INTO concern (quarter, words, at, by) VALUES (?1, ?2, ?3, ?4);

-- :name newest_quarter
SELECT quarter FROM load ORDER BY number DESC LIMIT 1;

-- :name concerns
SELECT number, words, at, by FROM concern WHERE quarter = ?1 ORDER BY number;

-- :name close
INSERT INTO equality_closing (quarter, findings, figures, at, by) VALUES (?1, ?2, ?3, ?4, ?5);

-- :name closing
SELECT findings, figures, at, by FROM equality_closing WHERE quarter = ?1;

-- :name is_closed
SELECT count(*) FROM equality_closing WHERE quarter = ?1;

-- Whose removal was asked for, and what came of it: no reasons, and nobody's name.

-- :name requests
SELECT pncid, state FROM removal ORDER BY number;
