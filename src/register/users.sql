-- Somebody with access in force without a form: the first user, or another when nobody is left who
-- could grant it.

-- :name found
INSERT INTO access (state, founding, login, reason, name, signed_on)
VALUES ('granted', 1, ?1, ?5, ?2, date(?4));

-- :name found-step
INSERT INTO access_step (access, step, at, login, reason)
VALUES ((SELECT number FROM access WHERE login = ?1 AND state = 'granted'), 'granted', ?2, ?1,
        ?3);

-- :name add
INSERT INTO user (login, name, role, created, all_of_london, access)
VALUES (?1, ?2, ?3, ?4, 1, (SELECT number FROM access WHERE login = ?1 AND state = 'granted'))
ON CONFLICT (login) DO UPDATE SET name = excluded.name, role = excluded.role,
    all_of_london = excluded.all_of_london, access = excluded.access;

-- A user with the access in force or, that being withdrawn, the last one of the login. Use counts
-- from the grant on.

-- :name find
SELECT user.id, user.login, user.name, user.role,
       CASE user.all_of_london WHEN 1 THEN 'all' ELSE
           (SELECT group_concat(bcu, ' ') FROM
               (SELECT bcu FROM user_bcu WHERE user_bcu.user = user.id ORDER BY bcu)) END,
       user.access,
       coalesce(date((SELECT max(last_use) FROM session WHERE session.access = user.access)),
                date(granted.at)),
       last.number, last.withdrawn_for, date(ended.at)
FROM user
LEFT JOIN access_step AS granted ON granted.access = user.access AND granted.step = 'granted'
LEFT JOIN access AS last ON user.access IS NULL AND last.number =
    (SELECT max(number) FROM access WHERE access.login = user.login AND state = 'withdrawn')
LEFT JOIN access_step AS ended ON ended.access = last.number AND ended.step = 'withdrawn'
WHERE user.login = ?1;
