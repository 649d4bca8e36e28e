-- :name keep
INSERT INTO draft (user, form, text, kept) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (user, form) DO UPDATE SET text = excluded.text, kept = excluded.kept;

-- :name forget
DELETE FROM draft WHERE user = ?1 AND form = ?2;

-- :name draft
SELECT text FROM draft WHERE user = ?1 AND form = ?2;

-- What nobody has gone on with since the day ?1, and what was left by those whose access has ended.

-- :name old
SELECT count(*) FROM draft JOIN user ON user.id = draft.user
WHERE kept < ?1 OR user.access IS NULL;

-- :name forget-old
DELETE FROM draft
WHERE kept < ?1 OR user IN (SELECT id FROM user WHERE access IS NULL);
