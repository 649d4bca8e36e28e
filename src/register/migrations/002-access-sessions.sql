-- Who may enter, by which application and until when; sessions; and what the audit log says besides:
-- from where, in which session and for which purpose. Times are UTC, days are YYYY-MM-DD.

-- An application for access: the User Undertaking Form (SOP Appendix 1) and where it has got to.
CREATE TABLE access (
    number                INTEGER PRIMARY KEY AUTOINCREMENT,
    state                 TEXT NOT NULL
                          CHECK (state IN ('applied', 'authorised', 'granted', 'withdrawn')),
    founding              INTEGER NOT NULL DEFAULT 0 CHECK (founding IN (0, 1)),
    login                 TEXT NOT NULL CHECK (length(CAST(login AS BLOB)) BETWEEN 1 AND 63),
    reason                TEXT NOT NULL CHECK (trim(reason) <> ''),
    name                  TEXT NOT NULL CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 127),
    pay_number            TEXT CHECK (trim(pay_number) <> ''),
    post                  TEXT CHECK (trim(post) <> ''),
    signed_on             TEXT NOT NULL CHECK (date(signed_on) IS signed_on),
    training_on           TEXT CHECK (date(training_on) IS training_on),
    sop_version           TEXT CHECK (trim(sop_version) <> ''),
    supervisor            TEXT CHECK (trim(supervisor) <> ''),
    supervisor_rank       TEXT CHECK (supervisor_rank IN ('superintendent', 'band-b')),
    supervisor_pay_number TEXT CHECK (trim(supervisor_pay_number) <> ''),
    authorised_on         TEXT CHECK (date(authorised_on) IS authorised_on),
    withdrawn_for         TEXT CHECK (withdrawn_for IN
                          ('changed-role', 'not-needed', 'misuse', 'idle', 'refused')),
    -- The user that comes with a new register has signed no form.
    CHECK (founding = 1 OR (pay_number IS NOT NULL AND post IS NOT NULL AND
                            training_on IS NOT NULL AND sop_version IS NOT NULL)),
    CHECK (founding = 1 OR state NOT IN ('authorised', 'granted') OR
           (supervisor IS NOT NULL AND supervisor_rank IS NOT NULL AND
            supervisor_pay_number IS NOT NULL AND authorised_on IS NOT NULL)),
    CHECK ((state = 'withdrawn') = (withdrawn_for IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX access_is_open_once ON access (login) WHERE state <> 'withdrawn';

-- Who took each step of an application, when and why.
CREATE TABLE access_step (
    access INTEGER NOT NULL REFERENCES access (number),
    step   TEXT NOT NULL CHECK (step IN ('applied', 'authorised', 'granted', 'withdrawn')),
    at     TEXT NOT NULL,
    login  TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    PRIMARY KEY (access, step)
) STRICT;

CREATE TRIGGER access_step_is_not_changed BEFORE UPDATE ON access_step
BEGIN
    SELECT RAISE(ABORT, 'a step of an application for access cannot be changed');
END;

CREATE TRIGGER access_step_is_not_removed BEFORE DELETE ON access_step
BEGIN
    SELECT RAISE(ABORT, 'a step of an application for access cannot be removed');
END;

-- A user's access in force, if there is one, and the part of London that it is for.
ALTER TABLE user ADD COLUMN access INTEGER REFERENCES access (number);
ALTER TABLE user ADD COLUMN all_of_london INTEGER NOT NULL DEFAULT 0
    CHECK (all_of_london IN (0, 1));

CREATE TABLE user_bcu (
    user INTEGER NOT NULL REFERENCES user (id),
    bcu  TEXT NOT NULL CHECK (bcu <> '' AND bcu NOT GLOB '*[^A-Z0-9]*' AND length(bcu) <= 4),
    PRIMARY KEY (user, bcu)
) STRICT;

-- The public keys that a user enters with; a key is one person's.
CREATE TABLE user_key (
    key  TEXT PRIMARY KEY CHECK (key <> '' AND key NOT GLOB '*[^A-Za-z0-9+/=]*'),
    type TEXT NOT NULL CHECK (type <> '' AND type NOT GLOB '*[^a-z0-9@.-]*'),
    user INTEGER NOT NULL REFERENCES user (id)
) STRICT;

CREATE TABLE session (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    access   INTEGER NOT NULL REFERENCES access (number),
    client   TEXT NOT NULL,
    started  TEXT NOT NULL,
    last_use TEXT NOT NULL,
    ended    TEXT
) STRICT;

CREATE INDEX session_of_access ON session (access, last_use);

-- The users there are came with their registers.
INSERT INTO access (state, founding, login, reason, name, signed_on)
    SELECT 'granted', 1, login, 'first user of this register', name, date(created) FROM user;
INSERT INTO access_step (access, step, at, login, reason)
    SELECT access.number, 'granted', user.created, user.login, 'first user of this register'
    FROM access JOIN user USING (login);
UPDATE user SET all_of_london = 1,
                access = (SELECT number FROM access WHERE access.login = user.login);

-- Entries up to here are of canonical form 1, those from here on of form 2.
ALTER TABLE audit ADD COLUMN form INTEGER NOT NULL DEFAULT 1 CHECK (form IN (1, 2));
ALTER TABLE audit ADD COLUMN client TEXT;
ALTER TABLE audit ADD COLUMN session INTEGER;
ALTER TABLE audit ADD COLUMN purpose TEXT;

CREATE INDEX audit_of_user ON audit (login, number);

PRAGMA user_version = 2;
