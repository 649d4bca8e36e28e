-- :name keep
INSERT INTO draft (user, form, text, kept) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (user, form) DO UPDATE SET text = excluded.text, kept = excluded.kept;

-- :name forget
DELETE FROM draft WHERE user = ?1 AND form = ?2;

-- :name draft
SELECT text FROM draft WHERE user = ?1 AND form = ?2;
