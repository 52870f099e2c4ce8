CREATE TABLE citizen (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- Ten digits.
    cpr TEXT,
    address TEXT,
    -- Name and address protection.
    protected INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE UNIQUE INDEX citizen_by_cpr ON citizen (cpr) WHERE cpr IS NOT NULL;

CREATE TABLE case_file (
    -- Named, so that the key survives a copy of the database: the search index points at it.
    row_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    kle TEXT NOT NULL,
    status TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    sensitivity INTEGER NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    team_id TEXT REFERENCES team (id),
    responsible_id TEXT REFERENCES employee (id),
    opened TEXT NOT NULL,
    due TEXT,
    source TEXT NOT NULL,
    fetched_at TEXT NOT NULL
);

CREATE INDEX case_file_by_number ON case_file (number);
CREATE INDEX case_file_by_unit ON case_file (unit_id, is_open);
CREATE INDEX case_file_by_responsible ON case_file (responsible_id, is_open, due);
CREATE INDEX case_file_by_due ON case_file (due) WHERE is_open = 1 AND due IS NOT NULL;

CREATE TABLE case_party (
    case_id TEXT NOT NULL REFERENCES case_file (id),
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    part TEXT NOT NULL,
    PRIMARY KEY (case_id, citizen_id)
) WITHOUT ROWID;

CREATE INDEX case_party_by_citizen ON case_party (citizen_id, case_id);
