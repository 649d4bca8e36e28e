-- The queue of requests for removals in its order, so that a page of it is read without the others:
-- those that are open first, the oldest on top; then the others, the newest on top.

CREATE INDEX removal_queue ON removal (
    CASE WHEN state IN ('queued', 'under-review', 'more-wanted') THEN number
         ELSE 4611686018427387904 - number END,
    state, ground, bcu, asked_by, asked_at, pncid);

-- The last step that its requester has been told of.
ALTER TABLE removal ADD COLUMN told INTEGER NOT NULL DEFAULT 0 CHECK (told >= 0);

PRAGMA user_version = 10;
