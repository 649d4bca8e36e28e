-- What the screens and the commands ask of a cache.

-- A cache in place is never written, a load puts another file there: so its lock is taken once, not
-- at every question.
-- :name open
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA query_only = ON;
PRAGMA cache_size = -512;
PRAGMA cell_size_check = ON;
PRAGMA mmap_size = 0;
PRAGMA temp_store = MEMORY;

-- :name application
PRAGMA application_id;

-- :name version
PRAGMA user_version;

-- :name load
SELECT quarter, as_of, prepared_by, loaded_by, loaded_at, policy_name, policy_sha256, nominals,
       listed, rejects, earlier_quarter
FROM load;

-- :name policy
SELECT policy_text FROM load;

-- :name facets
SELECT id, name, title FROM facet ORDER BY id;

-- :name facet_values
SELECT facet, value, code, label, grouping, total, members FROM facet_value ORDER BY facet, value;

-- :name ordering
SELECT places FROM ordering WHERE sort = ?1;

-- :name measures
SELECT l.position, n.crime_score, n.intel_score, n.crime_reports, n.intel_reports, n.dob, n.latest
FROM listing AS l
JOIN nominal AS n ON n.pncid = l.pncid
ORDER BY l.position;

-- Every counted report of somebody on the list, with the offence as the extract names it.
-- :name counted_crimes
SELECT l.position, p.score, c.offence, c.offence_date
FROM listing AS l
CROSS JOIN crime_nominal AS p ON p.pncid = l.pncid
CROSS JOIN crime_report AS c ON c.id = p.crime_report
WHERE p.verdict = 0;

-- :name counted_intel
SELECT l.position, p.score, i.offence
FROM listing AS l
CROSS JOIN intel_nominal AS p ON p.pncid = l.pncid
CROSS JOIN intel_report AS i ON i.id = p.intel_report
WHERE p.verdict = 0;

-- :name pncids
SELECT position, pncid FROM listing ORDER BY position;

-- What is asked of an earlier quarter's file, of any version.
-- :name earlier_quarter
SELECT quarter FROM load;

-- :name earlier_ranks
SELECT pncid, rank FROM listing;

-- :name search_text
SELECT lines, starts FROM search_text WHERE id = ?1;

-- :name row
SELECT n.position, n.rank, n.pncid, n.surname, n.forenames, n.dob, n.sex, n.ethnicity,
       ifnull(b.name, ''), n.flags, n.crime_score, n.intel_score, n.crime_reports, n.intel_reports,
       n.qualifying, n.recency, n.latest, ifnull(trim(b.bcu || ' ' || b.bcu_name), ''), l.previous
FROM listing AS l
JOIN nominal AS n ON n.pncid = l.pncid
LEFT JOIN borough AS b ON b.id = n.borough
WHERE l.position = ?1;

-- Somebody in the extract, with their place in the list if they are on it.
-- :name person
SELECT ifnull(n.position, -1), ifnull(n.rank, 0), n.pncid, n.surname, n.forenames, n.dob, n.sex,
       n.ethnicity, ifnull(b.name, ''), n.flags, n.crime_score, n.intel_score, n.crime_reports,
       n.intel_reports, n.qualifying, n.recency, n.latest,
       ifnull(trim(b.bcu || ' ' || b.bcu_name), ''), l.previous
FROM nominal AS n
LEFT JOIN borough AS b ON b.id = n.borough
LEFT JOIN listing AS l ON l.position = n.position
WHERE n.pncid = ?1;

-- Where the load put somebody who is on the list, and the days of the newest crime report and of the
-- newest intelligence that count.
-- :name standing
SELECT n.position, n.rank, n.latest,
       (SELECT max(i.report_date)
        FROM intel_nominal AS p
        JOIN intel_report AS i ON i.id = p.intel_report
        WHERE p.pncid = n.pncid AND p.verdict = 0)
FROM nominal AS n
WHERE n.pncid = ?1 AND n.position IS NOT NULL;

-- :name crimes
SELECT c.id, c.ref, c.offence_date, c.offence, c.features, ifnull(b.name, ''), p.roles
FROM crime_nominal AS p
JOIN crime_report AS c ON c.id = p.crime_report
LEFT JOIN borough AS b ON b.id = c.borough
WHERE p.pncid = ?1
ORDER BY c.offence_date DESC, c.ref;

-- :name intel
SELECT i.id, i.ref, i.report_date, i.offence, i.grade, i.crime_report, ifnull(c.ref, '')
FROM intel_nominal AS p
JOIN intel_report AS i ON i.id = p.intel_report
LEFT JOIN crime_report AS c ON c.id = i.crime_report
WHERE p.pncid = ?1
ORDER BY i.report_date DESC, i.ref;

-- :name custody
SELECT received, released, establishment FROM custody WHERE pncid = ?1 ORDER BY received DESC;

-- The origins are the seven tables of flags, as enum vha_table numbers them: the key begins with them.
-- :name flag_entries
SELECT origin, kind, reference, since, until FROM flag_entry
WHERE origin IN (6, 7, 8, 9, 10, 11, 12) AND pncid = ?1
ORDER BY origin, since DESC, number;

-- What the daily searches have found since the load.
-- :name new_intel
SELECT ref, report_date, offence, grade, crime_ref, found FROM intel_result WHERE pncid = ?1
ORDER BY report_date DESC, ref;

-- The same, counted for everybody on the list.
-- :name new_intel_counts
SELECT n.position, count(*)
FROM intel_result AS r
JOIN nominal AS n ON n.pncid = r.pncid
WHERE n.position IS NOT NULL
GROUP BY r.pncid;

-- The table is made by the first refresh (see refresh.sql).
-- :name has_movements
SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'movement';

-- :name movement_count
SELECT count(*) FROM movement;

-- :name movements
SELECT n.position, m.day, m.before, m.after
FROM movement AS m
JOIN nominal AS n ON n.pncid = m.pncid
WHERE n.position IS NOT NULL
ORDER BY n.position, m.origin;

-- Everybody in the extract, as the equality review counts them. Verdicts as enum vha_verdict: a
-- report of theft person or rape that only wants another beside it is one of the same offences.
-- :name people
SELECT n.pncid, n.dob, n.sex, n.ethnicity, ifnull(b.gss, ''), ifnull(n.position, -1),
       EXISTS (SELECT 1 FROM crime_nominal AS p
               WHERE p.pncid = n.pncid AND p.verdict IN (?1, ?2))
FROM nominal AS n
LEFT JOIN borough AS b ON b.id = n.borough
ORDER BY n.pncid;

-- Everybody's facts, for a model. Reports by number, and whose they are by person.
-- :name all_pncids
SELECT pncid FROM nominal ORDER BY pncid;

-- :name all_crime_reports
SELECT id, offence_date, offence, features FROM crime_report ORDER BY id;

-- :name all_intel_reports
SELECT id, report_date, offence, grade, crime_report FROM intel_report ORDER BY id;

-- :name all_crime_nominals
SELECT pncid, crime_report, roles FROM crime_nominal ORDER BY pncid, crime_report;

-- :name all_intel_nominals
SELECT pncid, intel_report FROM intel_nominal ORDER BY pncid, intel_report;

-- :name all_custody
SELECT pncid, received, released FROM custody ORDER BY pncid, received;
