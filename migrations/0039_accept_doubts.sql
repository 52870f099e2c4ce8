-- What the check before the letter asked, and somebody has looked at and answered for.
CREATE TABLE aktindsigt_doubt_accepted (
    row_key INTEGER PRIMARY KEY,
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    -- A fingerprint of the doubt and its places: with another place it is another doubt.
    doubt_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    accepted_by TEXT NOT NULL REFERENCES employee (id)
);

CREATE UNIQUE INDEX aktindsigt_doubt_by_key ON aktindsigt_doubt_accepted (aktindsigt_id, doubt_key);

CREATE TRIGGER aktindsigt_doubt_is_never_changed BEFORE UPDATE ON aktindsigt_doubt_accepted
BEGIN
    SELECT RAISE(ABORT, 'what somebody answered for stands');
END;

CREATE TRIGGER aktindsigt_doubt_is_never_removed BEFORE DELETE ON aktindsigt_doubt_accepted
BEGIN
    SELECT RAISE(ABORT, 'what somebody answered for stands');
END;
