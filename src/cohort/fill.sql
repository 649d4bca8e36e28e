-- Fills the tables from the arrays of the load, which stand as virtual tables from_NAME.

-- :name begin
BEGIN;

-- :name load
INSERT INTO load VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- :name source
INSERT INTO source SELECT * FROM from_source;

-- :name borough
INSERT INTO borough SELECT * FROM from_borough;

-- :name crime_report
INSERT INTO crime_report SELECT NULL, * FROM from_crime_report;

-- :name intel_report
INSERT INTO intel_report SELECT NULL, * FROM from_intel_report;

-- :name nominal
INSERT INTO nominal SELECT * FROM from_nominal;

-- :name crime_nominal
INSERT INTO crime_nominal SELECT * FROM from_crime_nominal;

-- :name intel_nominal
INSERT INTO intel_nominal SELECT * FROM from_intel_nominal;

-- :name custody
INSERT INTO custody SELECT * FROM from_custody;

-- :name flag_entry
INSERT INTO flag_entry SELECT * FROM from_flag_entry;

-- :name listing
INSERT INTO listing SELECT * FROM from_listing;

-- :name facet
INSERT INTO facet VALUES (?1, ?2, ?3);

-- :name facet_value
INSERT INTO facet_value VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- :name ordering
INSERT INTO ordering VALUES (?1, ?2);

-- :name search_text
INSERT INTO search_text VALUES (?1, ?2, ?3);

-- :name commit
COMMIT;
