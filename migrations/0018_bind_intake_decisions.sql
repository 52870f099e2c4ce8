-- A place in an intake (3.1.2) is no name: a later program may read a container's parts in another order. What a
-- decision was made about is therefore kept beside its place. NULL in all of them: it was made before this was kept.
ALTER TABLE intake_decision ADD COLUMN name TEXT;
-- NULL, where the file had no bytes that could be had.
ALTER TABLE intake_decision ADD COLUMN sha256 TEXT;
-- Why it had none.
ALTER TABLE intake_decision ADD COLUMN refused TEXT;
-- The bytes of the file that was said to stand for both.
ALTER TABLE intake_decision ADD COLUMN of_sha256 TEXT;

-- The fingerprint of all that was found in the file: a finding is numbered within it. NULL: before this was kept.
ALTER TABLE intake_hidden_decision ADD COLUMN findings TEXT;

-- An intake that was taken away, so that it can be answered for: who, when, why, and how much it was.
CREATE TABLE intake_removal (
    intake_id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_file (id),
    started_by TEXT NOT NULL REFERENCES employee (id),
    started_at TEXT NOT NULL,
    files INTEGER NOT NULL,
    reason TEXT NOT NULL,
    removed_by TEXT NOT NULL REFERENCES employee (id),
    removed_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX intake_removal_by_case ON intake_removal (case_id, removed_at);

CREATE TRIGGER intake_removal_is_never_changed BEFORE UPDATE ON intake_removal
BEGIN
    SELECT RAISE(ABORT, 'removals of intakes are append-only');
END;

CREATE TRIGGER intake_removal_is_never_removed BEFORE DELETE ON intake_removal
BEGIN
    SELECT RAISE(ABORT, 'removals of intakes are append-only');
END;

-- Decisions go with the whole intake they are about, after its removal has been written down, and in no other way.
DROP TRIGGER intake_decision_is_never_removed;
CREATE TRIGGER intake_decision_is_never_removed BEFORE DELETE ON intake_decision
WHEN NOT EXISTS (SELECT 1 FROM intake_removal WHERE intake_id = OLD.intake_id)
BEGIN
    SELECT RAISE(ABORT, 'decisions about files are append-only');
END;

DROP TRIGGER intake_hidden_decision_is_never_removed;
CREATE TRIGGER intake_hidden_decision_is_never_removed BEFORE DELETE ON intake_hidden_decision
WHEN NOT EXISTS (SELECT 1 FROM intake_removal WHERE intake_id = OLD.intake_id)
BEGIN
    SELECT RAISE(ABORT, 'decisions about hidden data are append-only');
END;
