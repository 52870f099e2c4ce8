-- What somebody else than those who decided looks at, before anything is given.
CREATE TABLE aktindsigt_approval (
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    -- The fingerprint of letter, list and marks as they were sent: any other is not what was approved.
    print TEXT NOT NULL,
    -- The rest is answered later.
    is_part INTEGER NOT NULL,
    sent_at TEXT NOT NULL,
    sent_by TEXT NOT NULL REFERENCES employee (id),
    sent_text TEXT NOT NULL,
    settled_at TEXT,
    settled_by TEXT REFERENCES employee (id),
    settled_text TEXT,
    PRIMARY KEY (aktindsigt_id, number)
) WITHOUT ROWID;

CREATE TRIGGER aktindsigt_approval_is_never_removed BEFORE DELETE ON aktindsigt_approval
BEGIN
    SELECT RAISE(ABORT, 'an approval stays');
END;

CREATE TRIGGER aktindsigt_approval_stays_what_it_was_asked_of
BEFORE UPDATE OF aktindsigt_id, number, print, is_part, sent_at, sent_by, sent_text ON aktindsigt_approval
BEGIN
    SELECT RAISE(ABORT, 'what was sent to approval stays as it was');
END;

-- The data protection officer's stop, which is answered in writing.
CREATE TABLE aktindsigt_stop (
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    number INTEGER NOT NULL,
    stopped_at TEXT NOT NULL,
    stopped_by TEXT NOT NULL REFERENCES employee (id),
    why TEXT NOT NULL,
    answered_at TEXT,
    answered_by TEXT REFERENCES employee (id),
    answer TEXT,
    PRIMARY KEY (aktindsigt_id, number)
) WITHOUT ROWID;

CREATE TRIGGER aktindsigt_stop_is_never_removed BEFORE DELETE ON aktindsigt_stop
BEGIN
    SELECT RAISE(ABORT, 'a stop stays');
END;

CREATE TRIGGER aktindsigt_stop_is_answered_once BEFORE UPDATE ON aktindsigt_stop WHEN old.answered_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a stop is answered once');
END;

-- What was remarked on the way.
CREATE TABLE aktindsigt_comment (
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    -- What it is about; NULL for the whole.
    item_id TEXT REFERENCES aktindsigt_item (id),
    mark_id TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (aktindsigt_id, number)
) WITHOUT ROWID;

CREATE TRIGGER aktindsigt_comment_is_never_changed BEFORE UPDATE ON aktindsigt_comment
BEGIN
    SELECT RAISE(ABORT, 'a remark is followed by another');
END;

CREATE TRIGGER aktindsigt_comment_is_never_removed BEFORE DELETE ON aktindsigt_comment
BEGIN
    SELECT RAISE(ABORT, 'a remark is followed by another');
END;

-- What was put together and read again. A row is there when all of it is.
CREATE TABLE aktindsigt_bundle (
    row_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    form TEXT NOT NULL,
    -- Of what it was made of.
    print TEXT NOT NULL,
    -- By which program.
    program TEXT NOT NULL,
    built_at TEXT NOT NULL,
    built_by TEXT NOT NULL REFERENCES employee (id),
    acts INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    marks INTEGER NOT NULL,
    -- Nothing that is covered was found in it, and nothing that nobody could look into.
    is_clean INTEGER NOT NULL,
    -- Counts and fingerprints as JSON; never a text.
    report TEXT NOT NULL
);

CREATE INDEX aktindsigt_bundle_by_request ON aktindsigt_bundle (aktindsigt_id, row_key);

CREATE TABLE aktindsigt_bundle_file (
    bundle_id TEXT NOT NULL REFERENCES aktindsigt_bundle (id),
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    pages INTEGER NOT NULL,
    blob_sha256 TEXT NOT NULL REFERENCES blob (sha256),
    blob_bytes INTEGER NOT NULL,
    PRIMARY KEY (bundle_id, place)
) WITHOUT ROWID;

CREATE INDEX aktindsigt_bundle_file_by_blob ON aktindsigt_bundle_file (blob_sha256);

CREATE TRIGGER aktindsigt_bundle_is_never_changed BEFORE UPDATE ON aktindsigt_bundle
BEGIN
    SELECT RAISE(ABORT, 'a bundle is built anew');
END;

CREATE TRIGGER aktindsigt_bundle_file_is_never_changed BEFORE UPDATE ON aktindsigt_bundle_file
BEGIN
    SELECT RAISE(ABORT, 'a bundle is built anew');
END;

-- What was given, frozen.
CREATE TABLE aktindsigt_release (
    row_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    number INTEGER NOT NULL,
    bundle_id TEXT NOT NULL REFERENCES aktindsigt_bundle (id),
    letter_id TEXT NOT NULL REFERENCES aktindsigt_letter (id),
    approval_number INTEGER NOT NULL,
    print TEXT NOT NULL,
    is_part INTEGER NOT NULL,
    way TEXT NOT NULL,
    released_at TEXT NOT NULL,
    released_by TEXT NOT NULL REFERENCES employee (id),
    approved_by TEXT NOT NULL REFERENCES employee (id),
    -- The law of that day.
    law_day TEXT NOT NULL,
    program TEXT NOT NULL,
    UNIQUE (aktindsigt_id, number)
);

-- What was decided about each document then.
CREATE TABLE aktindsigt_release_item (
    release_id TEXT NOT NULL REFERENCES aktindsigt_release (id),
    item_id TEXT NOT NULL REFERENCES aktindsigt_item (id),
    item_version INTEGER NOT NULL,
    number INTEGER NOT NULL,
    decision TEXT NOT NULL,
    bases TEXT NOT NULL,
    sha256 TEXT,
    PRIMARY KEY (release_id, item_id)
) WITHOUT ROWID;

CREATE INDEX aktindsigt_release_item_by_item ON aktindsigt_release_item (item_id);

-- How it came to whoever asked: each try, and what became of it.
CREATE TABLE aktindsigt_delivery (
    release_id TEXT NOT NULL REFERENCES aktindsigt_release (id),
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    way TEXT NOT NULL,
    outcome TEXT NOT NULL,
    -- A letter of Digital Post.
    letter_id TEXT,
    -- What a person wrote of it.
    text TEXT NOT NULL,
    PRIMARY KEY (release_id, number)
) WITHOUT ROWID;

CREATE TABLE aktindsigt_recall (
    release_id TEXT PRIMARY KEY REFERENCES aktindsigt_release (id),
    recalled_at TEXT NOT NULL,
    recalled_by TEXT NOT NULL REFERENCES employee (id),
    why TEXT NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER aktindsigt_release_is_never_changed BEFORE UPDATE ON aktindsigt_release
BEGIN
    SELECT RAISE(ABORT, 'what was released stays as it was');
END;

CREATE TRIGGER aktindsigt_release_is_never_removed BEFORE DELETE ON aktindsigt_release
BEGIN
    SELECT RAISE(ABORT, 'what was released stays as it was');
END;

CREATE TRIGGER aktindsigt_release_item_is_never_changed BEFORE UPDATE ON aktindsigt_release_item
BEGIN
    SELECT RAISE(ABORT, 'what was released stays as it was');
END;

CREATE TRIGGER aktindsigt_release_item_is_never_removed BEFORE DELETE ON aktindsigt_release_item
BEGIN
    SELECT RAISE(ABORT, 'what was released stays as it was');
END;

CREATE TRIGGER aktindsigt_delivery_is_never_changed BEFORE UPDATE ON aktindsigt_delivery
BEGIN
    SELECT RAISE(ABORT, 'a delivery is followed by another');
END;

CREATE TRIGGER aktindsigt_delivery_is_never_removed BEFORE DELETE ON aktindsigt_delivery
BEGIN
    SELECT RAISE(ABORT, 'a delivery is followed by another');
END;

CREATE TRIGGER aktindsigt_recall_is_never_changed BEFORE UPDATE ON aktindsigt_recall
BEGIN
    SELECT RAISE(ABORT, 'a recall stays');
END;

CREATE TRIGGER aktindsigt_recall_is_never_removed BEFORE DELETE ON aktindsigt_recall
BEGIN
    SELECT RAISE(ABORT, 'a recall stays');
END;

-- What a released bundle consists of stays too.
CREATE TRIGGER aktindsigt_bundle_that_was_released_is_never_removed BEFORE DELETE ON aktindsigt_bundle
WHEN EXISTS (SELECT 1 FROM aktindsigt_release WHERE bundle_id = old.id)
BEGIN
    SELECT RAISE(ABORT, 'what was released stays as it was');
END;

CREATE TRIGGER aktindsigt_bundle_file_that_was_released_is_never_removed BEFORE DELETE ON aktindsigt_bundle_file
WHEN EXISTS (SELECT 1 FROM aktindsigt_release WHERE bundle_id = old.bundle_id)
BEGIN
    SELECT RAISE(ABORT, 'what was released stays as it was');
END;
