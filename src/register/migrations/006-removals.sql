-- Requests for a person's removal from the list, and each step of them (SOP 28). Times are UTC,
-- days are YYYY-MM-DD.

CREATE TABLE removal (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    pncid     TEXT NOT NULL CHECK (trim(pncid) <> ''),
    ground    TEXT NOT NULL
              CHECK (ground IN ('local-knowledge', 'professional-judgement', 'mistaken-identity',
                                'data-error', 'domestic-abuse-report', 'no-longer-active',
                                'deceased', 'other')),
    rationale TEXT NOT NULL CHECK (length(trim(rationale)) >= 40 AND
                                   length(CAST(rationale AS BLOB)) <= 8000),
    evidence  TEXT NOT NULL CHECK (length(CAST(evidence AS BLOB)) <= 2000),
    bcu       TEXT NOT NULL CHECK (trim(bcu) <> ''),
    asked_by  TEXT NOT NULL REFERENCES user (login),
    asked_at  TEXT NOT NULL,
    state     TEXT NOT NULL
              CHECK (state IN ('queued', 'under-review', 'more-wanted', 'approved', 'refused',
                               'withdrawn')),
    until     TEXT CHECK (date(until) IS until),
    CHECK ((state = 'approved') = (until IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX removal_is_open_once ON removal (pncid)
    WHERE state IN ('queued', 'under-review', 'more-wanted');
CREATE INDEX removal_of_person ON removal (pncid);
CREATE INDEX removal_of_requester ON removal (asked_by, number);
CREATE INDEX removal_in_state ON removal (state, number);

-- Who took which step, when and why. Decisions, and whatever else needs one, have a reason.
CREATE TABLE removal_step (
    removal INTEGER NOT NULL REFERENCES removal (number),
    place   INTEGER NOT NULL CHECK (place > 0),
    step    TEXT NOT NULL
            CHECK (step IN ('send', 'take', 'approve', 'refuse', 'ask', 'add', 'withdraw',
                            'reverse')),
    at      TEXT NOT NULL,
    by      TEXT NOT NULL,
    reason  TEXT NOT NULL CHECK (length(CAST(reason AS BLOB)) <= 2000),
    PRIMARY KEY (removal, place),
    CHECK (step IN ('send', 'take') OR trim(reason) <> '')
) STRICT;

-- What was asked stays as it was asked; only where it has got to changes.
CREATE TRIGGER removal_is_not_changed BEFORE UPDATE OF number, pncid, ground, rationale, evidence,
    bcu, asked_by, asked_at ON removal
BEGIN
    SELECT RAISE(ABORT, 'a request for a removal cannot be changed');
END;

CREATE TRIGGER removal_is_not_removed BEFORE DELETE ON removal
BEGIN
    SELECT RAISE(ABORT, 'a request for a removal cannot be deleted');
END;

CREATE TRIGGER removal_step_is_not_changed BEFORE UPDATE ON removal_step
BEGIN
    SELECT RAISE(ABORT, 'a step of a request for a removal cannot be changed');
END;

CREATE TRIGGER removal_step_is_not_removed BEFORE DELETE ON removal_step
BEGIN
    SELECT RAISE(ABORT, 'a step of a request for a removal cannot be deleted');
END;

-- Nobody decides on what they asked for themselves, whatever the program does.
CREATE TRIGGER removal_step_is_not_the_requesters BEFORE INSERT ON removal_step
WHEN NEW.step IN ('take', 'approve', 'refuse', 'ask', 'reverse')
 AND NEW.by = (SELECT asked_by FROM removal WHERE number = NEW.removal)
BEGIN
    SELECT RAISE(ABORT, 'a request for a removal cannot be reviewed by its requester');
END;

-- How often approvals have changed.
CREATE TABLE removal_version (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    version  INTEGER NOT NULL
) STRICT;
INSERT INTO removal_version VALUES (1, 0);

CREATE TRIGGER removal_version_goes_on AFTER UPDATE OF state ON removal
WHEN (OLD.state = 'approved') <> (NEW.state = 'approved')
BEGIN
    UPDATE removal_version SET version = version + 1;
END;

PRAGMA user_version = 6;
