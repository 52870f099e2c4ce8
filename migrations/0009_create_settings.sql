-- Only what differs from the defaults that ship with the program.
CREATE TABLE setting (
    key TEXT NOT NULL,
    -- Empty for the whole municipality.
    employee_id TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (key, employee_id)
) WITHOUT ROWID;

-- What the program remembers of the store as a whole: the municipality's name, whether it is the
-- demo, when the last backup was made.
CREATE TABLE fact (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
