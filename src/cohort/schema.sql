-- The cohort cache of one quarter. Written once, in the order of its keys, then only read.
--
-- Days are numbers since 1970-01-01: date(day * 86400, 'unixepoch') shows one. Scores are
-- thousandths. A PNCID is year x 10^7 + serial; the check letter follows from it, and its order is
-- that of the long form.

-- :name file
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -8192;
PRAGMA temp_store = MEMORY;
PRAGMA application_id = 0x56484143; -- VHAC
PRAGMA user_version = 4;

-- :name tables
CREATE TABLE load (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    quarter TEXT NOT NULL,
    as_of INTEGER NOT NULL,
    prepared_by TEXT NOT NULL,
    loaded_by TEXT NOT NULL,
    loaded_at TEXT NOT NULL,
    policy_name TEXT NOT NULL,
    policy_sha256 TEXT NOT NULL,
    policy_text TEXT NOT NULL,
    nominals INTEGER NOT NULL,
    listed INTEGER NOT NULL,
    rejects INTEGER NOT NULL,
    earlier_quarter TEXT -- whose ranks listing.previous holds; NULL: there is none
) STRICT;

-- What each table of the extract was read from, and what became of its rows.
CREATE TABLE source (
    name TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    encoding TEXT NOT NULL,
    in_file INTEGER NOT NULL,
    kept INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    rejects INTEGER NOT NULL
) STRICT;

CREATE TABLE borough (
    id INTEGER PRIMARY KEY,
    gss TEXT NOT NULL,
    name TEXT NOT NULL,
    bcu TEXT NOT NULL,
    bcu_name TEXT NOT NULL
) STRICT;

-- Everybody in the extract. `flags` are the bits of enum vha_flag; qualifying and recency those of
-- the scoring module's enums; position and rank are empty for those who are not on the list.
CREATE TABLE nominal (
    pncid INTEGER PRIMARY KEY,
    surname TEXT NOT NULL,
    forenames TEXT NOT NULL,
    dob INTEGER NOT NULL,
    sex TEXT NOT NULL,
    ethnicity TEXT NOT NULL,
    borough INTEGER REFERENCES borough (id),
    flags INTEGER NOT NULL,
    crime_score INTEGER NOT NULL,
    intel_score INTEGER NOT NULL,
    crime_reports INTEGER NOT NULL,
    intel_reports INTEGER NOT NULL,
    qualifying INTEGER NOT NULL,
    recency INTEGER NOT NULL,
    latest INTEGER,
    position INTEGER,
    rank INTEGER
) STRICT;

CREATE TABLE crime_report (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL,
    offence_date INTEGER NOT NULL,
    offence TEXT NOT NULL,
    features TEXT NOT NULL,
    borough INTEGER REFERENCES borough (id)
) STRICT;

-- Who is on which crime report, with what the report came to for them: enum vha_verdict and score.
CREATE TABLE crime_nominal (
    pncid INTEGER NOT NULL REFERENCES nominal (pncid),
    crime_report INTEGER NOT NULL REFERENCES crime_report (id),
    roles INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    score INTEGER NOT NULL,
    PRIMARY KEY (pncid, crime_report)
) STRICT, WITHOUT ROWID;

CREATE TABLE intel_report (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL,
    report_date INTEGER NOT NULL,
    offence TEXT NOT NULL,
    grade TEXT NOT NULL,
    crime_report INTEGER REFERENCES crime_report (id)
) STRICT;

CREATE TABLE intel_nominal (
    pncid INTEGER NOT NULL REFERENCES nominal (pncid),
    intel_report INTEGER NOT NULL REFERENCES intel_report (id),
    verdict INTEGER NOT NULL,
    score INTEGER NOT NULL,
    PRIMARY KEY (pncid, intel_report)
) STRICT, WITHOUT ROWID;

CREATE TABLE custody (
    pncid INTEGER NOT NULL REFERENCES nominal (pncid),
    received INTEGER NOT NULL,
    establishment TEXT NOT NULL,
    released INTEGER,
    PRIMARY KEY (pncid, received)
) STRICT, WITHOUT ROWID;

-- The rows of the extract's tables wanted, restrictions, gang_links, county_lines, victims, missing
-- and iom, told apart by `origin`.
CREATE TABLE flag_entry (
    pncid INTEGER NOT NULL REFERENCES nominal (pncid),
    origin INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    since INTEGER,
    until INTEGER,
    PRIMARY KEY (origin, pncid, number)
) STRICT, WITHOUT ROWID;

-- The list in rank order; positions count from 0. `previous` is the rank in the earlier quarter,
-- empty for those who were not on its list.
CREATE TABLE listing (
    position INTEGER PRIMARY KEY,
    rank INTEGER NOT NULL,
    pncid INTEGER NOT NULL REFERENCES nominal (pncid),
    previous INTEGER
) STRICT;

-- Filter panes and their values. `members` has a bit for each position of the list, lowest first.
CREATE TABLE facet (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    title TEXT NOT NULL
) STRICT;

CREATE TABLE facet_value (
    facet INTEGER NOT NULL REFERENCES facet (id),
    value INTEGER NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    grouping TEXT NOT NULL,
    total INTEGER NOT NULL,
    members BLOB NOT NULL,
    PRIMARY KEY (facet, value)
) STRICT;

-- For each position of the list its place in the order of a column, equal values sharing one, as
-- little-endian 32-bit numbers.
CREATE TABLE ordering (
    sort INTEGER PRIMARY KEY,
    places BLOB NOT NULL
) STRICT;

-- What searching looks through: a line for each position. Text 1 is folded surname, forenames and
-- PNCID; text 2 the letters and digits of the references of all reports, each after a blank.
-- `starts` holds the offset of each line and the end of the last.
CREATE TABLE search_text (
    id INTEGER PRIMARY KEY CHECK (id IN (1, 2)),
    lines BLOB NOT NULL,
    starts BLOB NOT NULL
) STRICT;

-- What the daily searches have found since the load (SOP 70): reports that stand beside a record and
-- are in no score, filter or search. Empty after a load, whose extract has what was found before it.
-- `found` is the day of the file that first had it. A cache of version 3 is without this table.

-- :name intel_result
CREATE TABLE intel_result (
    pncid INTEGER NOT NULL REFERENCES nominal (pncid),
    ref TEXT NOT NULL,
    report_date INTEGER NOT NULL,
    offence TEXT NOT NULL,
    grade TEXT NOT NULL,
    crime_ref TEXT NOT NULL,
    found INTEGER NOT NULL,
    PRIMARY KEY (pncid, ref)
) STRICT, WITHOUT ROWID;
