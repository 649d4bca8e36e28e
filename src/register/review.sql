-- What each login did in each hour from one month to another; what the register wrote by itself is
-- nobody's doing.

-- :name hours
SELECT login, substr(at, 1, 7), substr(at, 1, 10), CAST(substr(at, 12, 2) AS INTEGER),
       count(*),
       sum(action = 'open' AND outcome = 'done'),
       sum(action = 'list' AND outcome = 'done'),
       sum(action = 'search' AND outcome = 'done'),
       sum(outcome = 'refused')
FROM audit
WHERE at >= ?1 AND at < ?2 AND action NOT IN ('clock', 'head', 'enquiry-flag')
GROUP BY login, substr(at, 1, 13)
ORDER BY login;

-- :name sessions
SELECT login, count(DISTINCT session) FROM audit
WHERE at >= ?1 AND at < ?2 AND session IS NOT NULL GROUP BY login;

-- Everybody who ever was a user, in the scope of their last access.

-- :name users
SELECT user.login, user.name, user.role,
       CASE user.all_of_london WHEN 1 THEN 'all' ELSE
           (SELECT group_concat(bcu, ' ') FROM
               (SELECT bcu FROM user_bcu WHERE user_bcu.user = user.id ORDER BY bcu)) END
FROM user ORDER BY user.login;
