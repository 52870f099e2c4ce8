CREATE TABLE unit (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    parent_id TEXT REFERENCES unit (id)
) WITHOUT ROWID;

-- Every unit with itself and each unit above it, so that "this unit and all below" is one look-up
-- in the access filter instead of a walk of the tree in each query.
CREATE TABLE unit_reach (
    ancestor_id TEXT NOT NULL REFERENCES unit (id),
    unit_id TEXT NOT NULL REFERENCES unit (id),
    PRIMARY KEY (ancestor_id, unit_id)
) WITHOUT ROWID;

CREATE TABLE team (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (id)
) WITHOUT ROWID;
