-- Requests in the queue whose coming there has not been told of yet, and how often that was tried.

-- :name waiting
SELECT number, step.place,
       (SELECT count(*) FROM mail
        WHERE mail.removal = number AND mail.step = step.place AND mail.state = 'begun')
FROM removal
JOIN removal_step AS step
  ON step.removal = number
 AND step.place = (SELECT max(place) FROM removal_step WHERE removal = number)
WHERE state = 'queued'
  AND NOT EXISTS (SELECT 1 FROM mail WHERE mail.removal = number AND mail.step = step.place
                                       AND mail.state = 'sent')
ORDER BY number;

-- The next of them after request ?1 that nobody has begun to send since ?2 and not ended yet.

-- :name next
SELECT number, step.place,
       (SELECT count(*) FROM mail
        WHERE mail.removal = number AND mail.step = step.place AND mail.state = 'begun')
FROM removal
JOIN removal_step AS step
  ON step.removal = number
 AND step.place = (SELECT max(place) FROM removal_step WHERE removal = number)
WHERE state = 'queued' AND number > CAST(?1 AS INTEGER)
  AND NOT EXISTS (SELECT 1 FROM mail WHERE mail.removal = number AND mail.step = step.place
                                       AND mail.state = 'sent')
  AND NOT EXISTS (SELECT 1 FROM mail AS begun
                  WHERE begun.removal = number AND begun.step = step.place
                    AND begun.state = 'begun' AND begun.at > ?2
                    AND NOT EXISTS (SELECT 1 FROM mail AS ended
                                    WHERE ended.removal = number AND ended.step = step.place
                                      AND ended.try = begun.try AND ended.state <> 'begun'))
ORDER BY number LIMIT 1;

-- :name record
INSERT INTO mail (removal, step, try, state, at, by, why)
VALUES (CAST(?1 AS INTEGER), CAST(?2 AS INTEGER), CAST(?3 AS INTEGER), ?4, ?5, ?6, ?7);
