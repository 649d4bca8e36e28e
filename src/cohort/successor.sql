-- Around whatever is written into a copy of a cache that nobody else has.

-- :name begin
PRAGMA journal_mode = OFF;
BEGIN IMMEDIATE;

-- :name commit
COMMIT;
