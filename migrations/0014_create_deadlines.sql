-- A deadline is its rule, its start and its log. When it is due is derived from them; the columns from `is_open`
-- on are what was derived last, kept so that lists can be sorted and so that nothing moves in silence.
CREATE TABLE deadline (
    row_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL REFERENCES case_file (id),
    -- Delafgoerelse: the deadline this is a part of, and what it is about.
    part_of TEXT REFERENCES deadline (id),
    about TEXT NOT NULL,
    rule TEXT NOT NULL,
    -- A day, or an instant in UTC where the time of day counts.
    started TEXT NOT NULL,
    -- The day somebody set, where the law sets none.
    chosen TEXT,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES employee (id),

    -- Until it is completed.
    is_open INTEGER NOT NULL,
    -- A day, an instant in UTC, or the word for none.
    due TEXT NOT NULL,
    -- What lists are sorted by: the day or instant, and after all of them what has none.
    due_order TEXT NOT NULL,
    -- What the citizen was told last, in the same words as `due`.
    told TEXT,
    -- The rule's version and the calendar that the day was counted by.
    rule_from TEXT NOT NULL,
    calendar TEXT NOT NULL,

    -- Copies of the case's own, kept true by the trigger below: with them the counts and the first page of a
    -- list are read off one index, without opening a case for each deadline.
    unit_id TEXT NOT NULL,
    team_id TEXT,
    kle TEXT NOT NULL,
    sensitivity INTEGER NOT NULL,
    responsible_id TEXT,
    source TEXT NOT NULL
);

CREATE TRIGGER deadline_follows_its_case
AFTER UPDATE OF unit_id, team_id, kle, sensitivity, responsible_id, source ON case_file
BEGIN
    UPDATE deadline SET unit_id = NEW.unit_id, team_id = NEW.team_id, kle = NEW.kle,
        sensitivity = NEW.sensitivity, responsible_id = NEW.responsible_id, source = NEW.source
    WHERE case_id = NEW.id;
END;

CREATE INDEX deadline_by_case ON deadline (case_id, is_open, due_order);
CREATE INDEX deadline_by_due
ON deadline (due_order, row_key, sensitivity, unit_id, team_id, kle, responsible_id, rule, source)
WHERE is_open = 1;
CREATE INDEX deadline_by_responsible
ON deadline (responsible_id, due_order, row_key, sensitivity, unit_id, team_id, kle, rule, source)
WHERE is_open = 1;
CREATE INDEX deadline_by_whole ON deadline (part_of) WHERE part_of IS NOT NULL;

-- Everything that was done with a deadline. What is taken back stays, and the taking back is a line of its own.
CREATE TABLE deadline_change (
    deadline_id TEXT NOT NULL REFERENCES deadline (id),
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    kind TEXT NOT NULL,
    -- When it took effect: a day or an instant.
    moment TEXT,
    ground TEXT,
    -- By how much or to when.
    extension TEXT,
    due_before TEXT,
    due_after TEXT,
    undoes INTEGER,
    why TEXT,
    PRIMARY KEY (deadline_id, number)
) WITHOUT ROWID;

CREATE TRIGGER deadline_change_is_never_changed BEFORE UPDATE ON deadline_change
BEGIN
    SELECT RAISE(ABORT, 'the log of a deadline is append-only');
END;

CREATE TRIGGER deadline_change_is_never_removed BEFORE DELETE ON deadline_change
BEGIN
    SELECT RAISE(ABORT, 'the log of a deadline is append-only');
END;

-- Each warning is given to each person once, also when the program starts anew.
CREATE TABLE deadline_warning (
    deadline_id TEXT NOT NULL REFERENCES deadline (id),
    employee_id TEXT NOT NULL REFERENCES employee (id),
    -- How long before which end.
    ahead TEXT NOT NULL,
    due TEXT NOT NULL,
    given_at TEXT NOT NULL,
    PRIMARY KEY (deadline_id, employee_id, ahead, due)
) WITHOUT ROWID;

-- The municipality's own rules and closing days, as they were written; each change is a version of its own.
CREATE TABLE deadline_law_version (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    employee_id TEXT NOT NULL,
    rules TEXT NOT NULL,
    closing_days TEXT NOT NULL,
    why TEXT NOT NULL,
    -- How many running deadlines it moved, and how many it left because the citizen had been told.
    moved INTEGER NOT NULL,
    left_as_told INTEGER NOT NULL
);
