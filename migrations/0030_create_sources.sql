-- Other systems that cases and documents are asked of, each as its mapping file describes it. What lets us in there is in
-- the key service and never here.
CREATE TABLE source (
    id TEXT PRIMARY KEY,
    -- As it stands on the cases that come from it.
    name TEXT NOT NULL UNIQUE,
    mapping TEXT NOT NULL,
    -- Counts the changes, so that two people do not overwrite each other.
    version INTEGER NOT NULL,
    changed_by TEXT NOT NULL REFERENCES employee (id),
    changed_at TEXT NOT NULL,
    -- When it last answered.
    last_answer TEXT,
    -- Why it did not answer since, in a word of the program's, the field that is to blame, and since when.
    trouble TEXT,
    trouble_field TEXT,
    trouble_since TEXT,
    -- It is asked no more. What was copied stays, and is known again if the system is joined again.
    removed_at TEXT
) WITHOUT ROWID;

-- What such a system owns and we keep a copy of: never changed here.
CREATE TABLE source_copy (
    case_key INTEGER PRIMARY KEY REFERENCES case_file (row_key),
    source_id TEXT NOT NULL REFERENCES source (id),
    -- What the system itself knows the case by. Numbers may be the same in two systems.
    foreign_id TEXT NOT NULL,
    -- Somebody asked and it was not there any more.
    gone_at TEXT,
    UNIQUE (source_id, foreign_id)
);

CREATE TABLE source_document (
    document_id TEXT PRIMARY KEY REFERENCES document (id),
    case_id TEXT NOT NULL REFERENCES case_file (id),
    foreign_id TEXT NOT NULL,
    UNIQUE (case_id, foreign_id)
) WITHOUT ROWID;
