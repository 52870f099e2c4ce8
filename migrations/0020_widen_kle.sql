-- What a class of the plan is called in the platform's classification, when it went out of use, and what took over
-- (numbers with a space between them). Nothing is taken out of the plan: cases lie under numbers of years ago.
ALTER TABLE kle_subject ADD COLUMN id TEXT;
ALTER TABLE kle_subject ADD COLUMN ended TEXT;
ALTER TABLE kle_subject ADD COLUMN moved_to TEXT;

-- What is done in a case: kinds (G) and actions (G01).
CREATE TABLE kle_action (
    number TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    id TEXT,
    ended TEXT,
    moved_to TEXT
) WITHOUT ROWID;

-- What the platform itself says that a role of the index is called.
CREATE TABLE index_role (
    role TEXT PRIMARY KEY,
    id TEXT NOT NULL
) WITHOUT ROWID;
