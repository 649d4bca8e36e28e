-- :name open-of
SELECT number, state, pay_number, name FROM access WHERE login = ?1 AND state <> 'withdrawn';

-- :name apply
INSERT INTO access (state, login, reason, name, pay_number, post, signed_on, training_on,
                    sop_version)
VALUES ('applied', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- :name step
INSERT INTO access_step (access, step, at, login, reason)
VALUES (CAST(?1 AS INTEGER), ?2, ?3, ?4, ?5);

-- :name authorise
UPDATE access SET state = 'authorised', supervisor = ?2, supervisor_rank = ?3,
                  supervisor_pay_number = ?4, authorised_on = ?5
WHERE number = CAST(?1 AS INTEGER) AND state = 'applied';

-- :name grant
UPDATE access SET state = 'granted' WHERE number = CAST(?1 AS INTEGER) AND state = 'authorised';

-- :name grant-user
INSERT INTO user (login, name, role, created, all_of_london, access)
SELECT login, name, ?2, ?3, ?4 = 'all', number FROM access WHERE number = CAST(?1 AS INTEGER)
ON CONFLICT (login) DO UPDATE SET name = excluded.name, role = excluded.role,
    all_of_london = excluded.all_of_london, access = excluded.access;

-- :name forget-scope
DELETE FROM user_bcu WHERE user = (SELECT id FROM user WHERE login = ?1);

-- :name grant-bcu
INSERT INTO user_bcu (user, bcu) VALUES ((SELECT id FROM user WHERE login = ?1), ?2);

-- :name forget-keys
DELETE FROM user_key WHERE user = (SELECT id FROM user WHERE login = ?1);

-- A key left over from somebody whose access has ended can be somebody else's now.

-- :name free-key
DELETE FROM user_key
WHERE key = ?1 AND user IN (SELECT id FROM user WHERE access IS NULL);

-- :name grant-key
INSERT INTO user_key (user, type, key) VALUES ((SELECT id FROM user WHERE login = ?1), ?2, ?3);

-- :name withdraw
UPDATE access SET state = 'withdrawn', withdrawn_for = ?2 WHERE number = CAST(?1 AS INTEGER);

-- :name withdraw-user
UPDATE user SET access = NULL WHERE access = CAST(?1 AS INTEGER);

-- :name others-in-mo2
SELECT login FROM user WHERE role = 'mo2' AND access IS NOT NULL AND login <> ?1;

-- :name user-of-key
SELECT user.login FROM user_key JOIN user ON user.id = user_key.user
WHERE user_key.key = ?1 AND user_key.type = ?2;

-- :name list
SELECT access.number, access.state, access.founding, access.login, access.reason, access.name,
       access.pay_number, access.post, access.signed_on, access.training_on, access.sop_version,
       access.supervisor, access.supervisor_rank, access.supervisor_pay_number,
       access.authorised_on, access.withdrawn_for,
       user.role,
       CASE user.all_of_london WHEN 1 THEN 'all' ELSE
           (SELECT group_concat(bcu, ' ') FROM
               (SELECT bcu FROM user_bcu WHERE user_bcu.user = user.id ORDER BY bcu)) END,
       (SELECT count(*) FROM user_key WHERE user_key.user = user.id),
       (SELECT max(last_use) FROM session WHERE session.access = access.number),
       coalesce(date((SELECT max(last_use) FROM session WHERE session.access = user.access)),
                date(s3.at)),
       s1.at, s1.login, s1.reason, s2.at, s2.login, s2.reason,
       s3.at, s3.login, s3.reason, s4.at, s4.login, s4.reason
FROM access
LEFT JOIN user ON user.access = access.number
LEFT JOIN access_step AS s1 ON s1.access = access.number AND s1.step = 'applied'
LEFT JOIN access_step AS s2 ON s2.access = access.number AND s2.step = 'authorised'
LEFT JOIN access_step AS s3 ON s3.access = access.number AND s3.step = 'granted'
LEFT JOIN access_step AS s4 ON s4.access = access.number AND s4.step = 'withdrawn'
WHERE ?1 IS NULL OR access.login = ?1
ORDER BY access.number;
