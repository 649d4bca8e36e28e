-- Copies as they stand. ?1 is a number, 0 for any; ?2 today; ?3 to ?5 are '1' to have only those open,
-- overdue, or without the coordinator's word.

-- :name list
SELECT number, at, login, authority, reason, quarter, format, people, sha256, holder, destroy_by,
       authorised_at, authorised_by, destroyed_at,
       destroyed_at IS NULL AND destroy_by < ?2 AS overdue
FROM (SELECT copy.number, copy.at, copy.login, copy.authority, copy.reason, copy.quarter,
             copy.format, copy.people, copy.sha256,
             coalesce((SELECT holder FROM copy_step WHERE copy = copy.number AND step = 'move'
                       ORDER BY place DESC LIMIT 1), copy.holder) AS holder,
             coalesce((SELECT destroy_by FROM copy_step WHERE copy = copy.number AND step = 'extend'
                       ORDER BY place DESC LIMIT 1), copy.destroy_by) AS destroy_by,
             (SELECT at FROM copy_step WHERE copy = copy.number AND step = 'authorise')
                 AS authorised_at,
             (SELECT by FROM copy_step WHERE copy = copy.number AND step = 'authorise')
                 AS authorised_by,
             (SELECT at FROM copy_step WHERE copy = copy.number AND step = 'destroy')
                 AS destroyed_at
      FROM copy)
WHERE (CAST(?1 AS INTEGER) = 0 OR number = CAST(?1 AS INTEGER))
  AND (?3 IS NULL OR destroyed_at IS NULL)
  AND (?4 IS NULL OR (destroyed_at IS NULL AND destroy_by < ?2))
  AND (?5 IS NULL OR authorised_at IS NULL)
ORDER BY number;

-- :name history
SELECT at, by, step, note, holder, destroy_by FROM copy_step WHERE copy = CAST(?1 AS INTEGER)
ORDER BY place;

-- :name standing
SELECT login, authority,
       EXISTS (SELECT 1 FROM copy_step WHERE copy = number AND step = 'authorise'),
       EXISTS (SELECT 1 FROM copy_step WHERE copy = number AND step = 'destroy')
FROM copy WHERE number = CAST(?1 AS INTEGER);

-- :name step
INSERT INTO copy_step (copy, place, step, holder, destroy_by, note, at, by)
VALUES (CAST(?1 AS INTEGER),
        (SELECT 1 + count(*) FROM copy_step WHERE copy = CAST(?1 AS INTEGER)),
        ?2, ?3, ?4, ?5, ?6, ?7);
