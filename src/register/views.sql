-- :name save
INSERT INTO list_view (user, name, filter, sort, columns, offences, saved)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (user, name) DO UPDATE SET name = excluded.name, filter = excluded.filter,
    sort = excluded.sort, columns = excluded.columns, offences = excluded.offences,
    saved = excluded.saved;

-- :name forget
DELETE FROM list_view WHERE user = ?1 AND name = ?2;

-- :name list
SELECT name, filter, sort, columns, offences, saved FROM list_view
WHERE user = ?1 ORDER BY name;

-- :name keep
INSERT INTO list_place (user, filter, sort, columns, offences, kept, pncid, line)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (user) DO UPDATE SET filter = excluded.filter, sort = excluded.sort,
    columns = excluded.columns, offences = excluded.offences, kept = excluded.kept,
    pncid = excluded.pncid, line = excluded.line;

-- :name place
SELECT filter, sort, columns, offences, kept, pncid, line FROM list_place WHERE user = ?1;
