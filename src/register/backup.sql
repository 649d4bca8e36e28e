-- :name integrity
SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok' LIMIT 1;

-- :name references
SELECT "table" FROM pragma_foreign_key_check LIMIT 1;

-- A backup is one file, with nothing beside it.

-- :name alone
PRAGMA journal_mode = DELETE;
