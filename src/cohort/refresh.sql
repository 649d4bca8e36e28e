-- The custody or the wanted rows of a quarter between two loads (SOP 70), in a copy of its cache that
-- nobody else has. Scores, ranks and the list are not touched. ?1 is the day.

-- :name custody
INSERT INTO custody (pncid, received, establishment, released) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (pncid, received) DO UPDATE SET establishment = ?3, released = ?4;

-- :name clear_wanted
DELETE FROM flag_entry WHERE origin = ?1;

-- :name wanted
INSERT INTO flag_entry (pncid, origin, number, kind, reference, since, until)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL);

-- ?2 is the flag of who is in custody, ?3 of who was released lately, and ?4 in how many days that is.

-- :name custody_flags
UPDATE nominal SET flags = (flags & ~(?2 | ?3))
    | CASE WHEN EXISTS (SELECT 1 FROM custody AS c WHERE c.pncid = nominal.pncid AND
                        c.received <= ?1 AND (c.released IS NULL OR c.released > ?1))
           THEN ?2 ELSE 0 END
    | CASE WHEN EXISTS (SELECT 1 FROM custody AS c WHERE c.pncid = nominal.pncid AND
                        c.released <= ?1 AND ?1 - c.released < ?4)
           THEN ?3 ELSE 0 END;

-- ?1 is the origin, ?2 the flag of EWMS and ?3 that of CRIS.

-- :name wanted_flags
UPDATE nominal SET flags = (flags & ~(?2 | ?3))
    | CASE WHEN EXISTS (SELECT 1 FROM flag_entry AS f WHERE f.origin = ?1 AND
                        f.pncid = nominal.pncid AND f.kind <> 'CRIS') THEN ?2 ELSE 0 END
    | CASE WHEN EXISTS (SELECT 1 FROM flag_entry AS f WHERE f.origin = ?1 AND
                        f.pncid = nominal.pncid AND f.kind = 'CRIS') THEN ?3 ELSE 0 END;

-- :name flags
SELECT l.position, n.pncid, n.flags FROM listing AS l JOIN nominal AS n ON n.pncid = l.pncid
ORDER BY l.position;

-- :name members
UPDATE facet_value SET members = ?3, total = ?4
WHERE facet = (SELECT id FROM facet WHERE name = ?1) AND code = ?2;

-- :name source
UPDATE source SET file = ?2, sha256 = ?3, in_file = ?4, kept = ?4 WHERE name = ?1;

-- Who has moved, by the newest refresh of a table: flags before and after.

-- :name movement_table
CREATE TABLE IF NOT EXISTS movement (
    origin INTEGER NOT NULL,
    pncid INTEGER NOT NULL REFERENCES nominal (pncid),
    before INTEGER NOT NULL,
    after INTEGER NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (origin, pncid)
) STRICT, WITHOUT ROWID;

-- A file of the same day puts right the one before it: what both did together is what has moved.
-- :name clear_movements
DELETE FROM movement WHERE origin = ?1 AND day <> ?2;

-- :name movement
INSERT INTO movement (origin, pncid, before, after, day) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (origin, pncid) DO UPDATE SET after = ?4;

-- :name clear_back
DELETE FROM movement WHERE origin = ?1 AND before = after;
