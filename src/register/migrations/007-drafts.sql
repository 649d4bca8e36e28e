-- What users are in the middle of writing, by the form that they write it in: kept at every pause, so
-- that a dropped line loses next to nothing. It is nobody's deed yet, and no entry tells of it.

CREATE TABLE draft (
    user INTEGER NOT NULL REFERENCES user (id),
    form TEXT NOT NULL CHECK (form <> '' AND length(form) <= 63),
    text TEXT NOT NULL CHECK (text <> '' AND length(CAST(text AS BLOB)) <= 16384),
    kept TEXT NOT NULL,
    PRIMARY KEY (user, form)
) STRICT;

PRAGMA user_version = 7;
