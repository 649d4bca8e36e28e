-- Concerns that users have about a disproportionate effect (SOP 58), and the closing of a quarter's
-- equality review by the coordinator, with findings and figures (SOP 67). Added to, never changed.
-- Times are UTC.

CREATE TABLE concern (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    quarter TEXT NOT NULL CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'),
    words   TEXT NOT NULL CHECK (trim(words) <> '' AND length(CAST(words AS BLOB)) <= 4000),
    at      TEXT NOT NULL,
    by      TEXT NOT NULL REFERENCES user (login)
) STRICT;
CREATE INDEX concern_of_quarter ON concern (quarter);

CREATE TABLE equality_closing (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    quarter  TEXT NOT NULL UNIQUE CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'),
    findings TEXT NOT NULL CHECK (length(trim(findings)) >= 40 AND
                                  length(CAST(findings AS BLOB)) <= 16000),
    figures  TEXT NOT NULL CHECK (trim(figures) <> ''),
    at       TEXT NOT NULL,
    by       TEXT NOT NULL REFERENCES user (login)
) STRICT;

CREATE TRIGGER concern_is_not_changed BEFORE UPDATE ON concern
BEGIN
    SELECT RAISE(ABORT, 'a concern on record cannot be changed');
END;

CREATE TRIGGER concern_is_not_removed BEFORE DELETE ON concern
BEGIN
    SELECT RAISE(ABORT, 'a concern on record cannot be deleted');
END;

CREATE TRIGGER equality_closing_is_not_changed BEFORE UPDATE ON equality_closing
BEGIN
    SELECT RAISE(ABORT, 'a closed review cannot be changed');
END;

CREATE TRIGGER equality_closing_is_not_removed BEFORE DELETE ON equality_closing
BEGIN
    SELECT RAISE(ABORT, 'a closed review cannot be deleted');
END;

PRAGMA user_version = 11;
