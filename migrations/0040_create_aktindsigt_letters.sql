-- The letters of a request: drafted from what is decided, then as a person left them.
CREATE TABLE aktindsigt_letter (
    row_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    kind TEXT NOT NULL,
    -- The day it bears: the law of that day.
    dated TEXT NOT NULL,
    -- As the program drafted it, and as it is.
    drafted TEXT NOT NULL,
    text TEXT NOT NULL,
    -- 0 when it was released: the next one of its kind begins anew.
    is_open INTEGER NOT NULL,
    written_at TEXT NOT NULL,
    written_by TEXT NOT NULL REFERENCES employee (id),
    version INTEGER NOT NULL
);

CREATE UNIQUE INDEX aktindsigt_letter_that_is_written ON aktindsigt_letter (aktindsigt_id, kind) WHERE is_open = 1;

CREATE TRIGGER aktindsigt_letter_that_was_released_is_never_changed BEFORE UPDATE ON aktindsigt_letter
WHEN old.is_open = 0
BEGIN
    SELECT RAISE(ABORT, 'a letter that was released stays as it is');
END;

CREATE TRIGGER aktindsigt_letter_is_never_removed BEFORE DELETE ON aktindsigt_letter
BEGIN
    SELECT RAISE(ABORT, 'a letter of a request stays');
END;
