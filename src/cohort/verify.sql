-- What a new cache is asked before it is put in place.

-- :name roomy
PRAGMA cache_size = -8192;

-- :name integrity
PRAGMA integrity_check(1);

-- :name foreign_keys
PRAGMA foreign_key_check;

-- Rows kept of each table of the extract, by its name, as the cache holds them.
-- :name counts
SELECT 'nominals', count(*) FROM nominal
UNION ALL SELECT 'crime_reports', count(*) FROM crime_report
UNION ALL SELECT 'crime_nominals',
    sum((roles & 1) + (roles >> 1 & 1) + (roles >> 2 & 1) + (roles >> 3 & 1)) FROM crime_nominal
UNION ALL SELECT 'intel_reports', count(*) FROM intel_report
UNION ALL SELECT 'intel_nominals', count(*) FROM intel_nominal
UNION ALL SELECT 'custody', count(*) FROM custody;

-- :name flag_counts
SELECT origin, count(*) FROM flag_entry GROUP BY origin;

-- The scores of people and the scores of their reports must come to the same sums.
-- :name sums
SELECT (SELECT ifnull(sum(crime_score), 0) FROM nominal),
       (SELECT ifnull(sum(score), 0) FROM crime_nominal),
       (SELECT ifnull(sum(intel_score), 0) FROM nominal),
       (SELECT ifnull(sum(score), 0) FROM intel_nominal);

-- :name listed
SELECT count(*), ifnull(max(position) + 1, 0) FROM listing;
