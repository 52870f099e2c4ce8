-- How this municipality's system reaches the service platform. One row; the key lies in it because this file is
-- encrypted under a key that the operating system keeps.
CREATE TABLE platform_connection (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    -- Addresses, the municipality's number, the names that stand in messages: as JSON.
    place TEXT NOT NULL,
    -- Certificates and key, as text.
    certificate BLOB NOT NULL,
    changed_by TEXT NOT NULL REFERENCES employee (id),
    changed_at TEXT NOT NULL
);

-- What is ours in the shared index, object by object. A row stays when the object is gone: that it was there, and is
-- removed, must be known for good.
CREATE TABLE index_object (
    object_id TEXT PRIMARY KEY,
    -- case or document.
    kind TEXT NOT NULL,
    -- What the index last confirmed, as JSON. NULL: nobody knows.
    confirmed TEXT,
    in_index INTEGER NOT NULL,
    -- The moment of the last message about it; the next one is later.
    last_at TEXT NOT NULL,
    removed_at TEXT
) WITHOUT ROWID;

-- What the index has yet to hear: one row for each step of work, sent in their order.
CREATE TABLE index_outbox (
    object_id TEXT NOT NULL REFERENCES index_object (object_id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    -- put or remove.
    operation TEXT NOT NULL,
    -- The whole of the object as it was after the step, as JSON; NULL for a removal.
    content TEXT,
    note TEXT,
    at TEXT NOT NULL,
    queued_at TEXT NOT NULL,
    -- waiting; sent (nobody knows yet what became of it); held (it gives somebody away); parked (a person must look).
    state TEXT NOT NULL,
    -- Why it is held or parked, as a word and what belongs to it.
    reason TEXT,
    detail TEXT,
    transaction_id TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    next_try TEXT NOT NULL,
    PRIMARY KEY (object_id, number)
) WITHOUT ROWID;

CREATE INDEX index_outbox_by_state ON index_outbox (state, kind, next_try);

-- What others own and we may see, beside the case that shows it: whose it is, and how new.
CREATE TABLE index_copy (
    object_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    owner_cvr TEXT NOT NULL,
    system_id TEXT,
    system_name TEXT NOT NULL,
    -- Who is named where the master knows more.
    unit_name TEXT,
    handler_name TEXT,
    -- The KLE facet of what is done.
    action TEXT,
    -- The sender's moment and the index's own.
    at TEXT NOT NULL,
    received TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    -- Those who may see it are named in the index: nobody else may.
    allow_list TEXT,
    -- Somebody asked and it was not there any more.
    gone_at TEXT
) WITHOUT ROWID;

CREATE INDEX index_copy_by_received ON index_copy (received);

-- How far each kind of reading has come, so that it goes on there.
CREATE TABLE index_mark (
    name TEXT PRIMARY KEY,
    mark TEXT NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;
