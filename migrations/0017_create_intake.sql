-- Files from outside that were handed in for a case, and what became of each.
CREATE TABLE intake (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_file (id),
    started_by TEXT NOT NULL REFERENCES employee (id),
    started_at TEXT NOT NULL,
    -- What the person wants of it: go_on, pause or stop.
    wish TEXT NOT NULL,
    -- Every file has a reading: nothing is left for the machine to do.
    is_read INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX intake_by_case ON intake (case_id, started_at);

CREATE TABLE intake_file (
    intake_id TEXT NOT NULL REFERENCES intake (id),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    folder TEXT NOT NULL,
    -- Where it is fetched from, until it is here.
    path TEXT,
    sha256 TEXT,
    bytes INTEGER NOT NULL,
    -- Why it could not be fetched.
    refused TEXT,
    PRIMARY KEY (intake_id, number)
) WITHOUT ROWID;

-- The bytes of files, of their parts and of pages made of them. What is small lies here: thousands of small files in
-- the file system would cost more than all else.
CREATE TABLE intake_content (
    sha256 TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL,
    content BLOB,
    blob_sha256 TEXT REFERENCES blob (sha256)
) WITHOUT ROWID;

CREATE INDEX intake_content_by_blob ON intake_content (blob_sha256) WHERE blob_sha256 IS NOT NULL;

-- What was read of bytes under a kind of name. It depends on nothing else, so all cases share it.
CREATE TABLE intake_reading (
    sha256 TEXT NOT NULL,
    hint TEXT NOT NULL,
    -- What a manifest needs of it.
    summary TEXT NOT NULL,
    -- The whole of it, as content.
    reading_sha256 TEXT NOT NULL,
    PRIMARY KEY (sha256, hint)
) WITHOUT ROWID;

-- Pages recognised of files that are not finished: what took minutes is not done twice.
CREATE TABLE intake_page (
    sha256 TEXT NOT NULL,
    hint TEXT NOT NULL,
    page INTEGER NOT NULL,
    reading TEXT NOT NULL,
    PRIMARY KEY (sha256, hint, page)
) WITHOUT ROWID;

-- What a person decided about a file; the newest counts, and taking back is a decision too.
CREATE TABLE intake_decision (
    intake_id TEXT NOT NULL REFERENCES intake (id),
    number INTEGER NOT NULL,
    place TEXT NOT NULL,
    decision TEXT NOT NULL,
    reason TEXT NOT NULL,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    at TEXT NOT NULL,
    PRIMARY KEY (intake_id, number)
) WITHOUT ROWID;

-- What a person decided about something hidden in a file, by the bytes it is in: copies of them hide the same.
CREATE TABLE intake_hidden_decision (
    intake_id TEXT NOT NULL REFERENCES intake (id),
    number INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    -- Its place among what was found in the file.
    finding INTEGER NOT NULL,
    kind TEXT NOT NULL,
    decision TEXT NOT NULL,
    reason TEXT NOT NULL,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    at TEXT NOT NULL,
    PRIMARY KEY (intake_id, number)
) WITHOUT ROWID;

-- What locked files are opened with, as somebody typed it.
CREATE TABLE intake_password (
    sha256 TEXT PRIMARY KEY,
    password TEXT NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER intake_decision_is_never_changed BEFORE UPDATE ON intake_decision
BEGIN
    SELECT RAISE(ABORT, 'decisions about files are append-only');
END;

CREATE TRIGGER intake_decision_is_never_removed BEFORE DELETE ON intake_decision
BEGIN
    SELECT RAISE(ABORT, 'decisions about files are append-only');
END;

CREATE TRIGGER intake_hidden_decision_is_never_changed BEFORE UPDATE ON intake_hidden_decision
BEGIN
    SELECT RAISE(ABORT, 'decisions about hidden data are append-only');
END;

CREATE TRIGGER intake_hidden_decision_is_never_removed BEFORE DELETE ON intake_hidden_decision
BEGIN
    SELECT RAISE(ABORT, 'decisions about hidden data are append-only');
END;
