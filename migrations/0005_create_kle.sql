-- The subject plan: main groups (27), groups (27.18) and subjects (27.18.02).
CREATE TABLE kle_subject (
    number TEXT PRIMARY KEY,
    title TEXT NOT NULL
) WITHOUT ROWID;
