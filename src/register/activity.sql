-- :name log
INSERT INTO activity (pncid, kind, day, done, bcu, at, by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- :name result
INSERT INTO activity_result (activity, place, result, words, at, by)
VALUES (CAST(?1 AS INTEGER),
        (SELECT 1 + count(*) FROM activity_result WHERE activity = CAST(?1 AS INTEGER)),
        ?2, ?3, ?4, ?5);

-- Whose activity it is.

-- :name find
SELECT pncid, bcu FROM activity WHERE number = CAST(?1 AS INTEGER);

-- :name of_person
SELECT number, pncid, kind, day, done, bcu, activity.at, activity.by, result, words, latest.at,
       latest.by
FROM activity
JOIN activity_result AS latest
  ON latest.activity = number
 AND latest.place = (SELECT max(place) FROM activity_result WHERE activity = number)
WHERE pncid = ?1 ORDER BY number;

-- ?1 is a scope such as ' AS CN ', or NULL for all of London; ?2 a BCU, ?3 and ?4 the first and the
-- last day, NULL for any.

-- :name list
SELECT number, pncid, kind, day, done, bcu, activity.at, activity.by, result, words, latest.at,
       latest.by
FROM activity
JOIN activity_result AS latest
  ON latest.activity = number
 AND latest.place = (SELECT max(place) FROM activity_result WHERE activity = number)
WHERE (?1 IS NULL OR instr(?1, ' ' || bcu || ' ') > 0) AND (?2 IS NULL OR bcu = ?2)
  AND (?3 IS NULL OR day >= ?3) AND (?4 IS NULL OR day <= ?4)
ORDER BY day, number;

-- :name board
SELECT substr(day, 1, 4) || '-Q' || ((CAST(substr(day, 6, 2) AS INTEGER) + 2) / 3) AS quarter, bcu,
       kind, count(*), sum(result = 'awaited'), sum(result = 'achieved'), sum(result = 'in-part'),
       sum(result = 'not-achieved')
FROM activity
JOIN activity_result AS latest
  ON latest.activity = number
 AND latest.place = (SELECT max(place) FROM activity_result WHERE activity = number)
WHERE (?1 IS NULL OR instr(?1, ' ' || bcu || ' ') > 0) AND (?2 IS NULL OR bcu = ?2)
  AND (?3 IS NULL OR day >= ?3) AND (?4 IS NULL OR day <= ?4)
GROUP BY quarter, bcu, kind
ORDER BY quarter DESC, bcu,
         CASE kind WHEN 'enforcement' THEN 1 WHEN 'intervention' THEN 2 WHEN 'diversion' THEN 3
                   ELSE 4 END;
