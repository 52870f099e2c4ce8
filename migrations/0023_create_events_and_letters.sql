-- Every message that the municipality's queue gave us, kept in the transaction that does what it asks for. The queue does
-- not have it afterwards.
CREATE TABLE platform_event (
    -- The sender's id of it; where that could not be read, the fingerprint of its bytes.
    id TEXT PRIMARY KEY,
    -- case, post_status, unknown or unreadable.
    kind TEXT NOT NULL,
    -- done; listed (a person must look).
    state TEXT NOT NULL,
    -- What its sender calls its kind, where we do not know it.
    told_kind TEXT,
    -- The case or letter it is about.
    object_id TEXT,
    arrived_at TEXT NOT NULL,
    -- How often it came.
    times INTEGER NOT NULL,
    -- Why a person must look, as a word.
    reason TEXT,
    -- The message, or its beginning, for that person.
    content BLOB,
    is_whole INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX platform_event_by_arrival ON platform_event (state, arrived_at);

-- Objects of the index that events spoke of, and that nobody has looked at since. One row, however many events.
CREATE TABLE index_news (
    object_id TEXT PRIMARY KEY,
    -- fetch: another's, to be read anew. compare: ours, where somebody else wrote.
    wants TEXT NOT NULL,
    -- How often, so that what is told while somebody looks is not forgotten.
    times INTEGER NOT NULL,
    told_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX index_news_by_wants ON index_news (wants, told_at);

-- Letters to citizens and companies. A letter is kept whole before it is sent, and its id is the platform's name for it.
CREATE TABLE letter (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_file (id),
    -- person or company, and the number.
    receiver_kind TEXT NOT NULL,
    receiver TEXT NOT NULL,
    title TEXT NOT NULL,
    notice TEXT,
    is_mandatory INTEGER NOT NULL,
    is_legal_notification INTEGER NOT NULL,
    written_by TEXT NOT NULL REFERENCES employee (id),
    written_at TEXT NOT NULL,
    -- drafted, sending, unknown, handed_in, received, delivered, failed, refused, exempt, on_paper or given_up.
    state TEXT NOT NULL,
    state_at TEXT NOT NULL,
    -- The moment of the newest status from the platform.
    told_at TEXT,
    transmission TEXT,
    -- Why it was refused or failed: a code and words of the platform's, or a code of ours.
    fault_code TEXT,
    fault_text TEXT,
    tries INTEGER NOT NULL,
    -- The letter that this one was sent instead of.
    instead_of TEXT REFERENCES letter (id)
) WITHOUT ROWID;

CREATE INDEX letter_by_case ON letter (case_id, written_at);
CREATE INDEX letter_by_state ON letter (state, state_at);

CREATE TABLE letter_file (
    letter_id TEXT NOT NULL REFERENCES letter (id),
    -- 0 is the letter itself; the others lie beside it.
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    blob_sha256 TEXT NOT NULL REFERENCES blob (sha256),
    blob_bytes INTEGER NOT NULL,
    PRIMARY KEY (letter_id, number)
) WITHOUT ROWID;

CREATE INDEX letter_file_by_blob ON letter_file (blob_sha256);

-- What became of each letter, step by step.
CREATE TABLE letter_step (
    letter_id TEXT NOT NULL REFERENCES letter (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    -- Who decided it; nobody where it came by itself.
    employee_id TEXT REFERENCES employee (id),
    PRIMARY KEY (letter_id, number)
) WITHOUT ROWID;

-- Nothing of a letter is kept longer than its case.
CREATE TRIGGER letters_go_with_their_case BEFORE DELETE ON case_file
BEGIN
    DELETE FROM letter_step WHERE letter_id IN (SELECT id FROM letter WHERE case_id = old.id);
    DELETE FROM letter_file WHERE letter_id IN (SELECT id FROM letter WHERE case_id = old.id);
    DELETE FROM letter WHERE case_id = old.id;
END;
