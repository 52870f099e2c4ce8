-- What is covered on the pages of a request's documents, and what was looked at and is kept open.
CREATE TABLE aktindsigt_mark (
    -- Named, so that what was placed first comes first without a sort, and a desk can ask for what came since.
    row_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    item_id TEXT NOT NULL REFERENCES aktindsigt_item (id),
    -- The bytes it was placed on: on others it says nothing.
    sha256 TEXT NOT NULL,
    -- From 1; 0 where it is about the whole document, or the title.
    page INTEGER NOT NULL,
    kind TEXT NOT NULL,
    -- [[x0, y0, x1, y1], …] as JSON, in points from the top left of the page as it is shown.
    areas TEXT NOT NULL,
    -- The words under it; '' for an area without any.
    text TEXT NOT NULL,
    decision TEXT NOT NULL,
    -- NULL while nobody has chosen one.
    basis TEXT,
    -- Why it is kept open, or a word with what is covered.
    reason TEXT NOT NULL,
    -- Of the finding that it answers.
    rule TEXT,
    category TEXT,
    -- The act that placed it, with all others of that act.
    answer TEXT NOT NULL,
    -- The act that took it back.
    undone_by TEXT,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES employee (id)
);

CREATE INDEX aktindsigt_mark_by_item ON aktindsigt_mark (item_id, page, row_key);
CREATE INDEX aktindsigt_mark_by_request ON aktindsigt_mark (aktindsigt_id, row_key);
CREATE INDEX aktindsigt_mark_by_answer ON aktindsigt_mark (answer);

CREATE TRIGGER aktindsigt_mark_is_never_changed
BEFORE UPDATE OF id, aktindsigt_id, item_id, sha256, page, kind, areas, text, decision, basis, reason, rule, category,
    answer, made_at, made_by ON aktindsigt_mark
BEGIN
    SELECT RAISE(ABORT, 'a mark is taken back by another answer');
END;

CREATE TRIGGER aktindsigt_mark_is_never_removed BEFORE DELETE ON aktindsigt_mark
BEGIN
    SELECT RAISE(ABORT, 'a mark is taken back by another answer');
END;
