-- Audit enquiries, from asking to answer to flag, and how far the audit log is known elsewhere. Times
-- are UTC.

-- Why an entry of the audit log happened, asked of whoever it is about.
CREATE TABLE enquiry (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    entry    INTEGER NOT NULL REFERENCES audit (number),
    login    TEXT NOT NULL REFERENCES user (login),
    asked_at TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    question TEXT NOT NULL
             CHECK (trim(question) <> '' AND length(CAST(question AS BLOB)) <= 2000)
) STRICT;

CREATE INDEX enquiry_of_user ON enquiry (login, number);

CREATE TABLE enquiry_answer (
    enquiry INTEGER PRIMARY KEY REFERENCES enquiry (number),
    at      TEXT NOT NULL,
    answer  TEXT NOT NULL
            CHECK (trim(answer) <> '' AND length(CAST(answer AS BLOB)) <= 8000)
) STRICT;

-- Left without an answer for too long, and so MO2's.
CREATE TABLE enquiry_flag (
    enquiry INTEGER PRIMARY KEY REFERENCES enquiry (number),
    at      TEXT NOT NULL
) STRICT;

CREATE TRIGGER enquiry_is_not_changed BEFORE UPDATE ON enquiry
BEGIN
    SELECT RAISE(ABORT, 'an audit enquiry cannot be changed');
END;

CREATE TRIGGER enquiry_answer_is_not_changed BEFORE UPDATE ON enquiry_answer
BEGIN
    SELECT RAISE(ABORT, 'the answer to an audit enquiry cannot be changed');
END;

CREATE TRIGGER enquiry_answer_is_not_removed BEFORE DELETE ON enquiry_answer
BEGIN
    SELECT RAISE(ABORT, 'the answer to an audit enquiry cannot be removed');
END;

CREATE TRIGGER enquiry_is_not_removed BEFORE DELETE ON enquiry
BEGIN
    SELECT RAISE(ABORT, 'an audit enquiry cannot be removed');
END;

CREATE TRIGGER enquiry_flag_is_not_removed BEFORE DELETE ON enquiry_flag
BEGIN
    SELECT RAISE(ABORT, 'the flag of an audit enquiry cannot be removed');
END;

-- The last head of the audit log that syslog took, and since when it has taken none.
CREATE TABLE head_elsewhere (
    only_one      INTEGER PRIMARY KEY CHECK (only_one = 1),
    number        INTEGER NOT NULL CHECK (number > 0),
    hash          TEXT NOT NULL CHECK (length(hash) = 64),
    at            TEXT NOT NULL,
    failing_since TEXT
) STRICT;

PRAGMA user_version = 4;
