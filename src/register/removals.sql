-- :name open
SELECT number FROM removal WHERE pncid = ?1 AND state IN ('queued', 'under-review', 'more-wanted');

-- :name off
SELECT number, until FROM removal WHERE pncid = ?1 AND state = 'approved' AND until > ?2
ORDER BY until DESC LIMIT 1;

-- :name send
INSERT INTO removal (pncid, ground, rationale, evidence, bcu, asked_by, asked_at, state)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'queued');

-- :name step
INSERT INTO removal_step (removal, place, step, at, by, reason)
VALUES (CAST(?1 AS INTEGER),
        (SELECT 1 + count(*) FROM removal_step WHERE removal = CAST(?1 AS INTEGER)),
        ?2, ?3, ?4, ?5);

-- :name move
UPDATE removal SET state = ?2, until = ?3 WHERE number = CAST(?1 AS INTEGER);

-- Where a request stands, whose it is, and who decided on it last.

-- :name standing
SELECT state, asked_by, pncid,
       (SELECT by FROM removal_step
        WHERE removal = number AND step IN ('approve', 'refuse', 'reverse')
        ORDER BY place DESC LIMIT 1)
FROM removal WHERE number = ?1;

-- Names of states and of grounds are a JSON array, '["queued","approved"]', or NULL for any. ?7 is a
-- scope such as ' AS CN ', or NULL for all of London; ?8 is who asks, whose own requests are seen
-- wherever they are.

-- :name list
SELECT removal.number, pncid, ground, rationale, evidence, bcu, asked_by, asked_at, state, until,
       step.at, step.by, step.reason
FROM removal
JOIN removal_step AS step
  ON step.removal = removal.number
 AND step.place = (SELECT max(place) FROM removal_step WHERE removal = removal.number)
WHERE (?1 = 0 OR removal.number = ?1)
  AND (?2 IS NULL OR pncid = ?2)
  AND (?3 IS NULL OR asked_by = ?3)
  AND (?4 IS NULL OR state IN (SELECT value FROM json_each(?4)))
  AND removal.number > ?5
  AND (?7 IS NULL OR asked_by = ?8 OR instr(?7, ' ' || bcu || ' ') > 0)
  AND (?9 IS NULL OR bcu = ?9)
  AND (?10 IS NULL OR ground IN (SELECT value FROM json_each(?10)))
  AND (?11 IS NULL OR asked_at < ?11)
ORDER BY removal.number LIMIT ?6;

-- In the order of the index removal_queue, which has what is open first: when nothing else is asked
-- for, the rest of it is not read.

-- :name queue
SELECT number FROM removal
WHERE (?1 = 0 OR removal.number = ?1)
  AND (?2 IS NULL OR pncid = ?2)
  AND (?3 IS NULL OR asked_by = ?3)
  AND (?4 IS NULL OR state IN (SELECT value FROM json_each(?4)))
  AND removal.number > ?5
  AND (?7 IS NULL OR asked_by = ?8 OR instr(?7, ' ' || bcu || ' ') > 0)
  AND (?9 IS NULL OR bcu = ?9)
  AND (?10 IS NULL OR ground IN (SELECT value FROM json_each(?10)))
  AND (?11 IS NULL OR asked_at < ?11)
  AND CASE WHEN state IN ('queued', 'under-review', 'more-wanted') THEN number
           ELSE 4611686018427387904 - number END
      <= CASE WHEN (SELECT min(value IN ('queued', 'under-review', 'more-wanted'))
                    FROM json_each(?4)) THEN 2305843009213693952
              ELSE 4611686018427387904 END
ORDER BY CASE WHEN state IN ('queued', 'under-review', 'more-wanted') THEN number
              ELSE 4611686018427387904 - number END LIMIT ?6;

-- The whole of it, as it is opened: without a condition to be looked at for each of thousands.

-- :name whole-queue
SELECT number FROM removal
ORDER BY CASE WHEN state IN ('queued', 'under-review', 'more-wanted') THEN number
              ELSE 4611686018427387904 - number END;

-- :name one
SELECT removal.number, pncid, ground, rationale, evidence, bcu, asked_by, asked_at, state, until,
       step.at, step.by, step.reason
FROM removal
JOIN removal_step AS step
  ON step.removal = removal.number
 AND step.place = (SELECT max(place) FROM removal_step WHERE removal = removal.number)
WHERE removal.number = ?1
  AND (?7 IS NULL OR asked_by = ?8 OR instr(?7, ' ' || bcu || ' ') > 0)
  AND ?11 IS NULL;

-- What somebody else did last with a request, where its requester was not told of it.

-- :name untold
SELECT removal.number, pncid, step.place, step.step, step.by, step.at, step.reason, state
FROM removal
JOIN removal_step AS step
  ON step.removal = removal.number
 AND step.place = (SELECT max(place) FROM removal_step WHERE removal = removal.number)
WHERE asked_by = ?1 AND step.place > told AND step.by <> ?1
  AND step.step IN ('approve', 'refuse', 'ask', 'reverse')
ORDER BY removal.number;

-- :name told
UPDATE removal SET told = CAST(?2 AS INTEGER) WHERE number = CAST(?1 AS INTEGER);

-- :name history
SELECT at, by, step, reason FROM removal_step WHERE removal = ?1 ORDER BY place;

-- Each session asks for them as it begins: from two indexes alone, in their order. Of several steps the
-- day is that of the one with the largest place, as SQLite has it beside a max().

-- :name approved
SELECT pncid, number, until, at, max(place)
FROM removal
LEFT JOIN removal_step ON removal = number AND step IN ('approve', 'reverse')
WHERE state = 'approved' GROUP BY pncid, number ORDER BY pncid, number;

-- :name latest-step
SELECT coalesce(max(rowid), 0) FROM removal_step;

-- :name version
SELECT version FROM removal_version;
