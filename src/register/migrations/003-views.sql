-- Each user's views of the list, by name, and where they were in it when they left. Filter, order,
-- columns and offence types are texts as typed: the program reads them as it reads what is typed.

CREATE TABLE list_view (
    user     INTEGER NOT NULL REFERENCES user (id),
    name     TEXT NOT NULL COLLATE NOCASE
             CHECK (trim(name) <> '' AND length(CAST(name AS BLOB)) <= 63),
    filter   TEXT NOT NULL CHECK (length(filter) <= 16384),
    sort     TEXT NOT NULL CHECK (length(sort) <= 1024),
    columns  TEXT NOT NULL CHECK (length(columns) <= 1024),
    offences TEXT NOT NULL CHECK (length(offences) <= 4096),
    saved    TEXT NOT NULL,
    PRIMARY KEY (user, name)
) STRICT;

CREATE TABLE list_place (
    user     INTEGER PRIMARY KEY REFERENCES user (id),
    filter   TEXT NOT NULL CHECK (length(filter) <= 16384),
    sort     TEXT NOT NULL CHECK (length(sort) <= 1024),
    columns  TEXT NOT NULL CHECK (length(columns) <= 1024),
    offences TEXT NOT NULL CHECK (length(offences) <= 4096),
    pncid    TEXT, -- of the person under the cursor
    line     INTEGER NOT NULL CHECK (line >= 0), -- of the screen that the cursor was on
    kept     TEXT NOT NULL
) STRICT;

PRAGMA user_version = 3;
