-- What every connection to the register starts with, and what it asks the file about itself.

-- :name settings
PRAGMA foreign_keys = ON;
PRAGMA synchronous = FULL;
PRAGMA cell_size_check = ON;
PRAGMA temp_store = MEMORY;
PRAGMA secure_delete = ON;

-- :name keep-log
PRAGMA journal_size_limit = 0;

-- :name journal
PRAGMA journal_mode = WAL;

-- :name begin
BEGIN IMMEDIATE;

-- :name commit
COMMIT;

-- :name rollback
ROLLBACK;

-- :name application
PRAGMA application_id;

-- :name version
PRAGMA user_version;
