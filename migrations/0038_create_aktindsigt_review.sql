-- What somebody did in the review of a request, act by act: each is taken back as one.
CREATE TABLE aktindsigt_answer (
    -- Named: a desk says how far it has seen, and who was there before it is whoever came after that.
    row_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    kind TEXT NOT NULL,
    -- Of an undoing: the answer that it takes back.
    undoes TEXT,
    undone_by TEXT,
    marks INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES employee (id)
);

CREATE INDEX aktindsigt_answer_by_person ON aktindsigt_answer (aktindsigt_id, made_by, row_key);

CREATE TRIGGER aktindsigt_answer_is_never_changed
BEFORE UPDATE OF id, aktindsigt_id, kind, undoes, marks, made_at, made_by ON aktindsigt_answer
BEGIN
    SELECT RAISE(ABORT, 'an answer is taken back by another');
END;

CREATE TRIGGER aktindsigt_answer_is_never_removed BEFORE DELETE ON aktindsigt_answer
BEGIN
    SELECT RAISE(ABORT, 'an answer is taken back by another');
END;

-- Marks that gave way to an answer at the same place: they come back when it is taken back.
CREATE TABLE aktindsigt_mark_replaced (
    answer TEXT NOT NULL REFERENCES aktindsigt_answer (id),
    mark_id TEXT NOT NULL REFERENCES aktindsigt_mark (id),
    PRIMARY KEY (answer, mark_id)
) WITHOUT ROWID;

CREATE INDEX aktindsigt_mark_replaced_by_mark ON aktindsigt_mark_replaced (mark_id);

-- A page that somebody has seen whole, for as long as its text takes. Of those bytes: on others she has not.
CREATE TABLE aktindsigt_page_read (
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    item_id TEXT NOT NULL REFERENCES aktindsigt_item (id),
    sha256 TEXT NOT NULL,
    page INTEGER NOT NULL,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    read_at TEXT NOT NULL,
    PRIMARY KEY (aktindsigt_id, item_id, sha256, page, employee_id)
) WITHOUT ROWID;

-- A word to a colleague about a page. It is never released.
CREATE TABLE aktindsigt_page_note (
    row_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    item_id TEXT NOT NULL REFERENCES aktindsigt_item (id),
    page INTEGER NOT NULL,
    text TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES employee (id),
    settled_at TEXT,
    settled_by TEXT REFERENCES employee (id)
);

CREATE INDEX aktindsigt_page_note_by_request ON aktindsigt_page_note (aktindsigt_id, item_id, page, row_key);

-- The words of a page and where each stands: derived from the bytes, and derived anew when they are others.
CREATE TABLE aktindsigt_page (
    row_key INTEGER PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES aktindsigt_item (id),
    sha256 TEXT NOT NULL,
    page INTEGER NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    text TEXT NOT NULL,
    -- [[start, end, line, x0, y0, x1, y1], …] as JSON: bytes of the text, points of the page.
    words TEXT NOT NULL
);

CREATE UNIQUE INDEX aktindsigt_page_by_number ON aktindsigt_page (item_id, sha256, page);

-- What the quality check found in an item: derived, for these bytes and whoever is known to be in the cases.
CREATE TABLE aktindsigt_found (
    row_key INTEGER PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES aktindsigt_item (id),
    -- Of the bytes, the people, the word list and the rules.
    print TEXT NOT NULL,
    pages INTEGER NOT NULL,
    -- Why there is nothing: a code. NULL where the pages were read.
    why TEXT,
    findings TEXT NOT NULL
);

CREATE UNIQUE INDEX aktindsigt_found_by_print ON aktindsigt_found (item_id, print);
