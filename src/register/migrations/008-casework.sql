-- The casework around a person: safeguarding of children (SOP 35 to 39), activity and its results
-- (SOP 68), what was shared (SOP 72 to 75); what became of each copy (SOP 53). All of it is added
-- to and never changed: the latest row is the one that holds. Times are UTC, days are YYYY-MM-DD.

CREATE TABLE safeguarding (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    pncid  TEXT NOT NULL CHECK (trim(pncid) <> ''),
    option TEXT NOT NULL
           CHECK (option IN ('review-plan', 'other-forums', 'strategy-meeting', 'record-outcome',
                             'family-engagement', 'referrals', 'research-package',
                             'mace-attendance')),
    state  TEXT NOT NULL CHECK (state IN ('considered', 'done', 'not-applicable')),
    note   TEXT NOT NULL CHECK (trim(note) <> '' AND length(CAST(note AS BLOB)) <= 2000),
    lead   TEXT NOT NULL CHECK (trim(lead) <> '' AND length(CAST(lead AS BLOB)) <= 127),
    day    TEXT NOT NULL CHECK (date(day) IS day),
    at     TEXT NOT NULL,
    by     TEXT NOT NULL REFERENCES user (login)
) STRICT;
CREATE INDEX safeguarding_of_person ON safeguarding (pncid, option, number);

CREATE TABLE activity (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    pncid  TEXT NOT NULL CHECK (trim(pncid) <> ''),
    kind   TEXT NOT NULL
           CHECK (kind IN ('enforcement', 'intervention', 'diversion', 'referral')),
    day    TEXT NOT NULL CHECK (date(day) IS day),
    done   TEXT NOT NULL CHECK (trim(done) <> '' AND length(CAST(done AS BLOB)) <= 2000),
    bcu    TEXT NOT NULL CHECK (trim(bcu) <> ''),
    at     TEXT NOT NULL,
    by     TEXT NOT NULL REFERENCES user (login)
) STRICT;
CREATE INDEX activity_of_person ON activity (pncid);
CREATE INDEX activity_of_bcu ON activity (bcu, day);

CREATE TABLE activity_result (
    activity INTEGER NOT NULL REFERENCES activity (number),
    place    INTEGER NOT NULL CHECK (place > 0),
    result   TEXT NOT NULL CHECK (result IN ('awaited', 'achieved', 'in-part', 'not-achieved')),
    words    TEXT NOT NULL CHECK (length(CAST(words AS BLOB)) <= 2000),
    at       TEXT NOT NULL,
    by       TEXT NOT NULL REFERENCES user (login),
    PRIMARY KEY (activity, place),
    CHECK (result = 'awaited' OR trim(words) <> '')
) STRICT;

CREATE TABLE sharing (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    pncid  TEXT NOT NULL CHECK (trim(pncid) <> ''),
    day    TEXT NOT NULL CHECK (date(day) IS day),
    shared TEXT NOT NULL CHECK (trim(shared) <> '' AND length(CAST(shared AS BLOB)) <= 8000),
    partner TEXT NOT NULL CHECK (trim(partner) <> '' AND length(CAST(partner AS BLOB)) <= 200),
    power  TEXT NOT NULL CHECK (power IN ('crime-and-disorder-act', 'agreement', 'other')),
    basis  TEXT NOT NULL CHECK (trim(basis) <> '' AND length(CAST(basis AS BLOB)) <= 200),
    reason TEXT NOT NULL CHECK (trim(reason) <> '' AND length(CAST(reason AS BLOB)) <= 2000),
    bcu    TEXT NOT NULL CHECK (trim(bcu) <> ''),
    at     TEXT NOT NULL,
    by     TEXT NOT NULL REFERENCES user (login)
) STRICT;
CREATE INDEX sharing_of_person ON sharing (pncid);
CREATE INDEX sharing_of_bcu ON sharing (bcu, day);

-- Who holds a copy, and the day by which it is to be destroyed, when it is made; a copy of before is
-- its maker's. Steps follow, and after its destruction none.
ALTER TABLE copy ADD COLUMN holder TEXT NOT NULL DEFAULT '';
ALTER TABLE copy ADD COLUMN destroy_by TEXT CHECK (date(destroy_by) IS destroy_by);
UPDATE copy SET holder = login, destroy_by = date(at, '+28 days');

CREATE TABLE copy_step (
    copy       INTEGER NOT NULL REFERENCES copy (number),
    place      INTEGER NOT NULL CHECK (place > 0),
    step       TEXT NOT NULL CHECK (step IN ('authorise', 'move', 'extend', 'destroy')),
    holder     TEXT CHECK (trim(holder) <> '' AND length(CAST(holder AS BLOB)) <= 127),
    destroy_by TEXT CHECK (date(destroy_by) IS destroy_by),
    note       TEXT NOT NULL CHECK (trim(note) <> '' AND length(CAST(note AS BLOB)) <= 2000),
    at         TEXT NOT NULL,
    by         TEXT NOT NULL REFERENCES user (login),
    PRIMARY KEY (copy, place),
    CHECK ((step = 'move') = (holder IS NOT NULL)),
    CHECK ((step = 'extend') = (destroy_by IS NOT NULL))
) STRICT;

CREATE TRIGGER copy_step_ends_with_its_destruction BEFORE INSERT ON copy_step
WHEN EXISTS (SELECT 1 FROM copy_step WHERE copy = NEW.copy AND step = 'destroy')
BEGIN
    SELECT RAISE(ABORT, 'a copy that is destroyed takes no further step');
END;

-- Nobody authorises what they copied themselves, whatever the program does.
CREATE TRIGGER copy_step_is_not_the_makers BEFORE INSERT ON copy_step
WHEN NEW.step = 'authorise' AND NEW.by = (SELECT login FROM copy WHERE number = NEW.copy)
BEGIN
    SELECT RAISE(ABORT, 'a copy cannot be authorised by whoever made it');
END;

CREATE TRIGGER safeguarding_is_not_changed BEFORE UPDATE ON safeguarding
BEGIN
    SELECT RAISE(ABORT, 'what is on record about safeguarding cannot be changed');
END;
CREATE TRIGGER safeguarding_is_not_removed BEFORE DELETE ON safeguarding
BEGIN
    SELECT RAISE(ABORT, 'what is on record about safeguarding cannot be deleted');
END;
CREATE TRIGGER activity_is_not_changed BEFORE UPDATE ON activity
BEGIN
    SELECT RAISE(ABORT, 'activity on record cannot be changed');
END;
CREATE TRIGGER activity_is_not_removed BEFORE DELETE ON activity
BEGIN
    SELECT RAISE(ABORT, 'activity on record cannot be deleted');
END;
CREATE TRIGGER activity_result_is_not_changed BEFORE UPDATE ON activity_result
BEGIN
    SELECT RAISE(ABORT, 'a result on record cannot be changed');
END;
CREATE TRIGGER activity_result_is_not_removed BEFORE DELETE ON activity_result
BEGIN
    SELECT RAISE(ABORT, 'a result on record cannot be deleted');
END;
CREATE TRIGGER sharing_is_not_changed BEFORE UPDATE ON sharing
BEGIN
    SELECT RAISE(ABORT, 'what was shared cannot be changed');
END;
CREATE TRIGGER sharing_is_not_removed BEFORE DELETE ON sharing
BEGIN
    SELECT RAISE(ABORT, 'what was shared cannot be deleted');
END;
CREATE TRIGGER copy_is_not_changed BEFORE UPDATE ON copy
BEGIN
    SELECT RAISE(ABORT, 'a copy on record cannot be changed');
END;
CREATE TRIGGER copy_is_not_removed BEFORE DELETE ON copy
BEGIN
    SELECT RAISE(ABORT, 'a copy on record cannot be deleted');
END;
CREATE TRIGGER copy_step_is_not_changed BEFORE UPDATE ON copy_step
BEGIN
    SELECT RAISE(ABORT, 'a step of a copy cannot be changed');
END;
CREATE TRIGGER copy_step_is_not_removed BEFORE DELETE ON copy_step
BEGIN
    SELECT RAISE(ABORT, 'a step of a copy cannot be deleted');
END;

PRAGMA user_version = 8;
