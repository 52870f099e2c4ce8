-- What the store knows about itself. One row.
CREATE TABLE vault_state (
    singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
    store_id TEXT NOT NULL,
    -- Names of blob files are keyed hashes: without it nobody can tell from a name whether a
    -- document they hold a copy of is kept here.
    blob_name_key TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- The latest instant any write happened: a start before it means the clock was set back.
    latest_seen TEXT NOT NULL
);

-- One row for each sealed file. Its key lies here, so that changing the store's key rewrites no blob.
CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL,
    file_name TEXT NOT NULL UNIQUE,
    data_key TEXT NOT NULL
) WITHOUT ROWID;
