-- How much work is left before a deadline's case can be decided, as it was noted. From what each note is lower than
-- the one before comes the pace that a forecast rests on.
CREATE TABLE deadline_work (
    deadline_id TEXT NOT NULL REFERENCES deadline (id),
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    -- In Denmark.
    day TEXT NOT NULL,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    -- Pages or documents.
    unit TEXT NOT NULL,
    left_over INTEGER NOT NULL,
    -- Done since the note before; 0 for the first, for one that grew, and for the correction of a wrong figure.
    done INTEGER NOT NULL,
    PRIMARY KEY (deadline_id, number)
) WITHOUT ROWID;

CREATE INDEX deadline_work_by_person ON deadline_work (employee_id, unit, day, done) WHERE done > 0;
CREATE INDEX deadline_work_by_day ON deadline_work (unit, day, deadline_id, done) WHERE done > 0;

CREATE TRIGGER deadline_work_is_never_changed BEFORE UPDATE ON deadline_work
BEGIN
    SELECT RAISE(ABORT, 'notes of work are append-only');
END;

CREATE TRIGGER deadline_work_is_never_removed BEFORE DELETE ON deadline_work
BEGIN
    SELECT RAISE(ABORT, 'notes of work are append-only');
END;
