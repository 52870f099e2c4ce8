-- A case's journal notes as the system that owns the case shows them: copies, never changed here.
CREATE TABLE source_note (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_file (id),
    -- What the system itself knows the note by.
    foreign_id TEXT NOT NULL,
    dated TEXT NOT NULL,
    author TEXT,
    text TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    UNIQUE (case_id, foreign_id)
) WITHOUT ROWID;

-- When what the system says of the case last became another, so that it can be told as news. Empty: not that we saw.
ALTER TABLE source_copy ADD COLUMN changed_at TEXT NOT NULL DEFAULT '';
