-- The audit log is kept for seven years: then its oldest entries go, by retention alone, and this is
-- where it begins.

CREATE TABLE audit_start (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    number   INTEGER NOT NULL CHECK (number > 0), -- as the last entry had them that went
    hash     TEXT NOT NULL CHECK (length(hash) = 64),
    at       TEXT NOT NULL
) STRICT;

DROP TRIGGER audit_is_not_shortened;
CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
WHEN OLD.at >= date('now', '-84 months')
  OR NOT EXISTS (SELECT 1 FROM audit_start WHERE OLD.number <= number)
BEGIN
    SELECT RAISE(ABORT, 'an entry of the audit log cannot be removed');
END;

-- Enquiries go with the entries that they are about.

CREATE INDEX enquiry_of_entry ON enquiry (entry);

DROP TRIGGER enquiry_is_not_removed;
CREATE TRIGGER enquiry_is_not_removed BEFORE DELETE ON enquiry
WHEN NOT EXISTS (SELECT 1 FROM audit_start WHERE OLD.entry <= number)
BEGIN
    SELECT RAISE(ABORT, 'an audit enquiry cannot be removed');
END;

DROP TRIGGER enquiry_answer_is_not_removed;
CREATE TRIGGER enquiry_answer_is_not_removed BEFORE DELETE ON enquiry_answer
WHEN NOT EXISTS (SELECT 1 FROM audit_start, enquiry
                 WHERE enquiry.number = OLD.enquiry AND enquiry.entry <= audit_start.number)
BEGIN
    SELECT RAISE(ABORT, 'the answer to an audit enquiry cannot be removed');
END;

DROP TRIGGER enquiry_flag_is_not_removed;
CREATE TRIGGER enquiry_flag_is_not_removed BEFORE DELETE ON enquiry_flag
WHEN NOT EXISTS (SELECT 1 FROM audit_start, enquiry
                 WHERE enquiry.number = OLD.enquiry AND enquiry.entry <= audit_start.number)
BEGIN
    SELECT RAISE(ABORT, 'the flag of an audit enquiry cannot be removed');
END;

PRAGMA user_version = 5;
