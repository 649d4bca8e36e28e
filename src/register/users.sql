-- :name add
INSERT INTO user (login, name, role, created) VALUES (?1, ?2, ?3, ?4);

-- :name find
SELECT id, login, name, role FROM user WHERE login = ?1;
