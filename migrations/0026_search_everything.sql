-- A company is a party as a person is.
ALTER TABLE citizen ADD COLUMN cvr TEXT;
CREATE UNIQUE INDEX citizen_by_cvr ON citizen (cvr) WHERE cvr IS NOT NULL;

-- What the search index calls them. Given when they are indexed, in rising order, so that the newest are found first.
ALTER TABLE citizen ADD COLUMN search_key INTEGER;
CREATE UNIQUE INDEX citizen_by_search_key ON citizen (search_key) WHERE search_key IS NOT NULL;
ALTER TABLE document ADD COLUMN search_key INTEGER;
CREATE UNIQUE INDEX document_by_search_key ON document (search_key) WHERE search_key IS NOT NULL;

-- As `case_search`: folded by the program, contentless. No phrases are asked for, so no places are kept.
CREATE VIRTUAL TABLE citizen_search USING fts5 (
    words,
    content = '',
    contentless_delete = 1,
    detail = 'column',
    prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 0 tokenchars '.'"
);
CREATE VIRTUAL TABLE document_search USING fts5 (
    words,
    belongs,
    content = '',
    contentless_delete = 1,
    detail = 'column',
    prefix = '3',
    tokenize = "unicode61 remove_diacritics 0 tokenchars '.'"
);

-- What people write at a case: notes, tasks.
CREATE TABLE writing (
    row_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    case_id TEXT REFERENCES case_file (id)
);
CREATE INDEX writing_by_case ON writing (case_id) WHERE case_id IS NOT NULL;
CREATE VIRTUAL TABLE writing_search USING fts5 (
    words,
    belongs,
    content = '',
    contentless_delete = 1,
    detail = 'column',
    prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 0 tokenchars '.'"
);

-- The words that stand in names and titles, for finding what a misspelt one was meant to be.
CREATE TABLE search_word (
    number INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
);

INSERT INTO fact (key, value)
SELECT 'search_outdated', 'yes' WHERE EXISTS (SELECT 1 FROM case_file)
ON CONFLICT (key) DO NOTHING;
