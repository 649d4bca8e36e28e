-- The results of the daily searches, written into a copy of a cache that nobody else has.

-- :name version
PRAGMA user_version;

-- :name newer
PRAGMA user_version = 4;

-- One person named by one report. Nothing happens when their record has that report already, by the
-- load or by an earlier file.
-- :name result
INSERT INTO intel_result (pncid, ref, report_date, offence, grade, crime_ref, found)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
WHERE NOT EXISTS (SELECT 1 FROM intel_nominal AS p
                  JOIN intel_report AS i ON i.id = p.intel_report
                  WHERE p.pncid = ?1 AND i.ref = ?2)
ON CONFLICT (pncid, ref) DO NOTHING;

-- The newest file says what a report of an earlier one is now.
-- :name amend
UPDATE intel_result SET report_date = ?3, offence = ?4, grade = ?5, crime_ref = ?6
WHERE pncid = ?1 AND ref = ?2
  AND (report_date, offence, grade, crime_ref) IS NOT (?3, ?4, ?5, ?6);
