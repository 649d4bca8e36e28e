-- Whose entry it is, and whether they can be asked.

-- :name entry
SELECT audit.login, EXISTS (SELECT 1 FROM user WHERE user.login = audit.login)
FROM audit WHERE number = ?1;

-- :name ask
INSERT INTO enquiry (entry, login, asked_at, asked_by, question)
VALUES (CAST(?1 AS INTEGER), ?2, ?3, ?4, ?5);

-- :name whose
SELECT enquiry.login, enquiry_answer.at FROM enquiry
LEFT JOIN enquiry_answer ON enquiry_answer.enquiry = enquiry.number
WHERE enquiry.number = ?1;

-- :name answer
INSERT INTO enquiry_answer (enquiry, at, answer) VALUES (CAST(?1 AS INTEGER), ?2, ?3);

-- The newest of a user's enquiries that is open.

-- :name newest-open
SELECT coalesce(max(number), 0) FROM enquiry
WHERE login = ?1 AND number NOT IN (SELECT enquiry FROM enquiry_answer);

-- :name overdue
SELECT number, login FROM enquiry
WHERE number NOT IN (SELECT enquiry FROM enquiry_answer)
  AND number NOT IN (SELECT enquiry FROM enquiry_flag)
  AND datetime(asked_at) <= datetime(?1, '-' || ?2 || ' days')
ORDER BY number;

-- :name flag
INSERT INTO enquiry_flag (enquiry, at) VALUES (CAST(?1 AS INTEGER), ?2);

-- :name flagged
SELECT count(*) FROM enquiry_flag WHERE enquiry NOT IN (SELECT enquiry FROM enquiry_answer);

-- :name list
SELECT enquiry.number, enquiry.login, enquiry.asked_at, enquiry.asked_by, enquiry.question,
       enquiry_answer.at, enquiry_answer.answer, enquiry_flag.at,
       audit.number, audit.at, audit.login, audit.action, audit.outcome, audit.subject,
       audit.reason, audit.client, audit.session, audit.purpose, audit.hash
FROM enquiry
JOIN audit ON audit.number = enquiry.entry
LEFT JOIN enquiry_answer ON enquiry_answer.enquiry = enquiry.number
LEFT JOIN enquiry_flag ON enquiry_flag.enquiry = enquiry.number
WHERE (?1 IS NULL OR enquiry.login = ?1)
  AND (?2 = 0 OR enquiry.number = ?2)
  AND (?3 = 0 OR enquiry_answer.at IS NULL)
  AND (?4 = 0 OR (enquiry_flag.at IS NOT NULL AND enquiry_answer.at IS NULL))
  AND (?5 = 0 OR enquiry.number <= ?5)
  AND enquiry.number > ?6
ORDER BY enquiry.number LIMIT ?7;
