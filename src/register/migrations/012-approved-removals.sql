-- What every session asks of the approved removals as it begins, so that it is read without the
-- requests' texts and without those that are not approved. The columns of the conditions are in the
-- indexes as well: else SQLite goes to the tables for them.

CREATE INDEX removal_approved ON removal (state, pncid, number, until) WHERE state = 'approved';
CREATE INDEX removal_step_of_approval ON removal_step (removal, place, at, step)
    WHERE step IN ('approve', 'reverse');

PRAGMA user_version = 12;
