-- :name head
SELECT number, hash, at FROM audit ORDER BY number DESC LIMIT 1;

-- :name append
INSERT INTO audit (number, at, login, action, outcome, subject, reason, client, session, purpose,
                   previous, hash, form)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 2);

-- :name walk
SELECT number, at, login, action, outcome, subject, reason, client, session, purpose,
       previous, hash, form
FROM audit WHERE number > ?1 ORDER BY number LIMIT ?2;

-- :name list
SELECT number, at, login, action, outcome, subject, reason, client, session, purpose,
       previous, hash, form
FROM audit
WHERE (?1 IS NULL OR login = ?1)
  AND (?2 IS NULL OR action = ?2)
  AND (?3 IS NULL OR outcome = ?3)
  AND (?4 IS NULL OR subject = ?4)
  AND (?5 IS NULL OR at >= ?5)
  AND (?6 IS NULL OR at < date(?6, '+1 day'))
  AND (?7 = 0 OR number = ?7)
  AND (?8 = 0 OR session = ?8)
  AND (?9 IS NULL OR login IN (SELECT user.login FROM user JOIN user_bcu ON user_bcu.user = user.id
                              WHERE user_bcu.bcu = ?9))
  AND number > ?10
ORDER BY number LIMIT ?11;

-- :name list-back
SELECT number, at, login, action, outcome, subject, reason, client, session, purpose,
       previous, hash, form
FROM audit
WHERE (?1 IS NULL OR login = ?1)
  AND (?2 IS NULL OR action = ?2)
  AND (?3 IS NULL OR outcome = ?3)
  AND (?4 IS NULL OR subject = ?4)
  AND (?5 IS NULL OR at >= ?5)
  AND (?6 IS NULL OR at < date(?6, '+1 day'))
  AND (?7 = 0 OR number = ?7)
  AND (?8 = 0 OR session = ?8)
  AND (?9 IS NULL OR login IN (SELECT user.login FROM user JOIN user_bcu ON user_bcu.user = user.id
                              WHERE user_bcu.bcu = ?9))
  AND number < ?10
ORDER BY number DESC LIMIT ?11;

-- :name count
SELECT count(*)
FROM audit
WHERE (?1 IS NULL OR login = ?1)
  AND (?2 IS NULL OR action = ?2)
  AND (?3 IS NULL OR outcome = ?3)
  AND (?4 IS NULL OR subject = ?4)
  AND (?5 IS NULL OR at >= ?5)
  AND (?6 IS NULL OR at < date(?6, '+1 day'))
  AND (?7 = 0 OR number = ?7)
  AND (?8 = 0 OR session = ?8)
  AND (?9 IS NULL OR login IN (SELECT user.login FROM user JOIN user_bcu ON user_bcu.user = user.id
                              WHERE user_bcu.bcu = ?9));
