-- Tries to send the notices that a request for a removal waits (SOP 28). They name nobody. A try that
-- was begun and never ended (the machine went down) is made again.

CREATE TABLE mail (
    removal INTEGER NOT NULL,
    step    INTEGER NOT NULL,
    try     INTEGER NOT NULL CHECK (try > 0),
    state   TEXT NOT NULL CHECK (state IN ('begun', 'sent', 'failed')),
    at      TEXT NOT NULL,
    by      TEXT NOT NULL,
    why     TEXT NOT NULL,
    PRIMARY KEY (removal, step, try, state),
    FOREIGN KEY (removal, step) REFERENCES removal_step (removal, place)
) STRICT;

CREATE UNIQUE INDEX mail_is_sent_once ON mail (removal, step) WHERE state = 'sent';

CREATE TRIGGER mail_is_not_changed BEFORE UPDATE ON mail
BEGIN
    SELECT RAISE(ABORT, 'a notice on record cannot be changed');
END;

CREATE TRIGGER mail_is_not_removed BEFORE DELETE ON mail
BEGIN
    SELECT RAISE(ABORT, 'a notice on record cannot be deleted');
END;

PRAGMA user_version = 9;
