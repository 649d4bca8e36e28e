-- ?1 is the user's login, ?2 today, ?3 the day that late requests were asked before, ?4 the user's scope as
-- ' AS CN ' or NULL for all of London, ?5 the day before which results are wanted. The columns are in the
-- order of vha_todo.

-- :name count
SELECT (SELECT count(*) FROM removal
        WHERE state IN ('queued', 'under-review') AND asked_by <> ?1),
       (SELECT count(*) FROM removal
        WHERE state IN ('queued', 'under-review') AND asked_by <> ?1 AND asked_at < ?3),
       (SELECT count(*) FROM access WHERE state = 'authorised' AND login <> ?1),
       (SELECT count(*) FROM enquiry_flag
        WHERE NOT EXISTS (SELECT 1 FROM enquiry_answer
                          WHERE enquiry_answer.enquiry = enquiry_flag.enquiry)),
       (SELECT count(*) FROM copy
        WHERE coalesce((SELECT destroy_by FROM copy_step
                        WHERE copy = copy.number AND step = 'extend'
                        ORDER BY place DESC LIMIT 1), destroy_by) < ?2
          AND NOT EXISTS (SELECT 1 FROM copy_step
                          WHERE copy = copy.number AND step = 'destroy')),
       (SELECT count(*) FROM copy
        WHERE login <> ?1
          AND NOT EXISTS (SELECT 1 FROM copy_step
                          WHERE copy = copy.number AND step IN ('authorise', 'destroy'))),
       (SELECT count(*) FROM removal WHERE state = 'more-wanted' AND asked_by = ?1),
       (SELECT count(*) FROM activity
        WHERE (?4 IS NULL OR instr(?4, ' ' || bcu || ' ') > 0) AND day < ?5
          AND 'awaited' = (SELECT result FROM activity_result WHERE activity = number
                           ORDER BY place DESC LIMIT 1)),
       (SELECT count(*) FROM load
        WHERE number = (SELECT max(number) FROM load)
          AND quarter NOT IN (SELECT quarter FROM equality_closing));
