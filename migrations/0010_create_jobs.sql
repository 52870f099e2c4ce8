CREATE TABLE job (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    -- Where to go on after a stop; never a secret.
    progress_mark TEXT,
    error TEXT,
    employee_id TEXT,
    started_at TEXT NOT NULL,
    ended_at TEXT
) WITHOUT ROWID;

CREATE INDEX job_by_start ON job (started_at);
