-- The first tables: who may use the workstation, what was done, what was loaded, what was copied.
-- Times are UTC, as 2026-10-02T09:30:00Z.

CREATE TABLE user (
    id      INTEGER PRIMARY KEY,
    login   TEXT NOT NULL UNIQUE CHECK (length(CAST(login AS BLOB)) BETWEEN 1 AND 63),
    name    TEXT NOT NULL CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 127),
    role    TEXT NOT NULL
            CHECK (role IN ('analyst', 'head-of-cid', 'mo2', 'coordinator', 'auditor')),
    created TEXT NOT NULL
) STRICT;

-- The audit log. `login` is no reference to a user: attempts by strangers are logged too.
CREATE TABLE audit (
    number   INTEGER PRIMARY KEY CHECK (number > 0),
    at       TEXT NOT NULL,
    login    TEXT NOT NULL,
    action   TEXT NOT NULL,
    outcome  TEXT NOT NULL CHECK (outcome IN ('started', 'done', 'refused', 'failed')),
    subject  TEXT,
    reason   TEXT,
    previous TEXT NOT NULL CHECK (length(previous) = 64),
    hash     TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'an entry of the audit log cannot be changed');
END;

CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'an entry of the audit log cannot be removed');
END;

-- Also stops INSERT OR REPLACE, which would remove an entry without firing the trigger above.
CREATE TRIGGER audit_is_appended_to BEFORE INSERT ON audit
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM audit)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM audit ORDER BY number DESC LIMIT 1),
                                  NEW.previous)
BEGIN
    SELECT RAISE(ABORT, 'an entry of the audit log must follow the last one');
END;

CREATE TABLE load (
    number        INTEGER PRIMARY KEY AUTOINCREMENT,
    at            TEXT NOT NULL,
    login         TEXT NOT NULL REFERENCES user (login),
    quarter       TEXT NOT NULL,
    as_of         TEXT NOT NULL,
    policy_sha256 TEXT NOT NULL CHECK (length(policy_sha256) = 64),
    nominals      INTEGER NOT NULL CHECK (nominals >= 0),
    listed        INTEGER NOT NULL CHECK (listed BETWEEN 0 AND nominals),
    rejects       INTEGER NOT NULL CHECK (rejects >= 0),
    max_rejects   INTEGER NOT NULL CHECK (max_rejects >= rejects)
) STRICT;

-- Authorised copies (SOP 53). Numbers are never used again.
CREATE TABLE copy (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    at        TEXT NOT NULL,
    login     TEXT NOT NULL REFERENCES user (login),
    authority TEXT NOT NULL CHECK (trim(authority) <> ''),
    reason    TEXT NOT NULL CHECK (trim(reason) <> ''),
    quarter   TEXT NOT NULL,
    format    TEXT NOT NULL,
    people    INTEGER NOT NULL CHECK (people >= 0),
    sha256    TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

PRAGMA application_id = 0x56484152; -- "VHAR"
PRAGMA user_version = 1;
