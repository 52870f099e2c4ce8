-- What somebody is to do: on a case, about a document of it, or about neither.
CREATE TABLE task (
    -- Named, so that lists in the order of their making need no sort.
    row_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    -- Title and text as they are compared when somebody searches.
    folded TEXT NOT NULL,
    case_id TEXT REFERENCES case_file (id),
    -- A document of that case. Another system takes its documents back: the task stays.
    document_id TEXT,
    created_by TEXT NOT NULL REFERENCES employee (id),
    created_at TEXT NOT NULL,
    -- At most one of them.
    assignee_id TEXT REFERENCES employee (id),
    assigned_team TEXT REFERENCES team (id),
    due TEXT,
    -- How the day came about, where it was counted: so many of a unit, before or after what, and what day that was.
    due_amount INTEGER,
    due_unit TEXT,
    due_side TEXT,
    due_from TEXT,
    due_from_day TEXT,
    -- What lists are sorted by: the day, and after all days what has none.
    due_order TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Until it is done.
    is_open INTEGER NOT NULL,
    waiting_for TEXT,
    follow_up TEXT,
    follow_order TEXT NOT NULL,
    done_at TEXT,
    done_by TEXT REFERENCES employee (id),
    -- How many lines its log has.
    version INTEGER NOT NULL,

    -- Where it lies: copies of its case's own, kept true by the triggers below, and no less guarded than its document.
    -- Without a case it lies with whoever has it.
    unit_id TEXT NOT NULL DEFAULT '',
    team_id TEXT,
    kle TEXT NOT NULL DEFAULT '',
    sensitivity INTEGER NOT NULL DEFAULT 0
);

CREATE TRIGGER task_follows_its_case
AFTER UPDATE OF unit_id, team_id, kle, sensitivity ON case_file
BEGIN
    UPDATE task SET unit_id = NEW.unit_id, team_id = NEW.team_id, kle = NEW.kle,
        sensitivity = CASE
            WHEN (SELECT d.sensitivity FROM document AS d WHERE d.id = task.document_id) > NEW.sensitivity
            THEN (SELECT d.sensitivity FROM document AS d WHERE d.id = task.document_id)
            ELSE NEW.sensitivity
        END
    WHERE case_id = NEW.id;
END;

CREATE TRIGGER task_follows_its_document
AFTER UPDATE OF sensitivity ON document
BEGIN
    UPDATE task SET sensitivity = CASE
            WHEN (SELECT c.sensitivity FROM case_file AS c WHERE c.id = NEW.case_id) > NEW.sensitivity
            THEN (SELECT c.sensitivity FROM case_file AS c WHERE c.id = NEW.case_id)
            ELSE NEW.sensitivity
        END
    WHERE document_id = NEW.id AND case_id = NEW.case_id;
END;

CREATE TRIGGER task_follows_its_person
AFTER UPDATE OF unit_id ON employee
BEGIN
    UPDATE task SET unit_id = coalesce(NEW.unit_id, '')
    WHERE case_id IS NULL AND assigned_team IS NULL AND coalesce(assignee_id, created_by) = NEW.id;
END;

-- Each holds all that rights ask for, so that a page of a list, and its counts, are read off it alone.
CREATE INDEX task_by_assignee
ON task (assignee_id, due_order, row_key, state, sensitivity, unit_id, team_id, kle, case_id, assigned_team, created_by)
WHERE is_open = 1;
CREATE INDEX task_by_team
ON task (assigned_team, due_order, row_key, state, sensitivity, unit_id, team_id, kle, case_id, assignee_id, created_by)
WHERE is_open = 1;
CREATE INDEX task_by_creator
ON task (created_by, due_order, row_key, state, sensitivity, unit_id, team_id, kle, case_id, assignee_id, assigned_team)
WHERE is_open = 1;
CREATE INDEX task_by_due
ON task (due_order, row_key, state, sensitivity, unit_id, team_id, kle, case_id, assignee_id, assigned_team, created_by)
WHERE is_open = 1;
CREATE INDEX task_by_follow_up
ON task (assignee_id, follow_order, row_key, due_order, sensitivity, unit_id, team_id, kle, case_id, assigned_team,
    created_by)
WHERE state = 'waiting';
CREATE INDEX task_by_done
ON task (done_at, row_key, assignee_id, assigned_team, created_by, sensitivity, unit_id, team_id, kle, case_id)
WHERE is_open = 0;
CREATE INDEX task_by_case ON task (case_id, is_open, due_order) WHERE case_id IS NOT NULL;
CREATE INDEX task_by_document ON task (document_id) WHERE document_id IS NOT NULL;

CREATE TABLE task_check (
    task_id TEXT NOT NULL REFERENCES task (id),
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    ticked_at TEXT,
    ticked_by TEXT REFERENCES employee (id),
    PRIMARY KEY (task_id, number)
) WITHOUT ROWID;

CREATE TABLE task_comment (
    task_id TEXT NOT NULL REFERENCES task (id),
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    text TEXT NOT NULL,
    PRIMARY KEY (task_id, number)
) WITHOUT ROWID;

CREATE TRIGGER task_comment_is_never_changed BEFORE UPDATE ON task_comment
BEGIN
    SELECT RAISE(ABORT, 'comments are append-only');
END;

CREATE TRIGGER task_comment_is_never_removed BEFORE DELETE ON task_comment
BEGIN
    SELECT RAISE(ABORT, 'comments are append-only');
END;

-- Everything that was done with a task.
CREATE TABLE task_change (
    task_id TEXT NOT NULL REFERENCES task (id),
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    kind TEXT NOT NULL,
    -- What stood there, and what stands there now: a day, an id, a title, the number of a checklist's row.
    was TEXT,
    became TEXT,
    PRIMARY KEY (task_id, number)
) WITHOUT ROWID;

CREATE TRIGGER task_change_is_never_changed BEFORE UPDATE ON task_change
BEGIN
    SELECT RAISE(ABORT, 'the log of a task is append-only');
END;

CREATE TRIGGER task_change_is_never_removed BEFORE DELETE ON task_change
BEGIN
    SELECT RAISE(ABORT, 'the log of a task is append-only');
END;
