-- The municipality's own words on top of the shipped list. Each change is a version of its own with the
-- whole list, so that any of them can be read and taken back.
CREATE TABLE word_list_version (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    employee_id TEXT NOT NULL,
    -- The same file a person can fetch and read in (CSV).
    entries TEXT NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    -- The version that was taken back, where it was.
    restored INTEGER
);
