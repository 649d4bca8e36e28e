-- :name begin
INSERT INTO session (access, client, started, last_use) VALUES (?1, ?2, ?3, ?3);

-- :name leave
UPDATE session SET ended = ?2, last_use = ?2 WHERE number = ?1;

-- The access that a session was begun by is in force while a user has it.

-- :name valid
SELECT EXISTS (SELECT 1 FROM user WHERE access = ?1),
       (SELECT date(last_use) FROM session WHERE number = ?2);

-- :name used
UPDATE session SET last_use = ?2 WHERE number = ?1;
