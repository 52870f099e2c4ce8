-- Raised with whatever a person reads of a case, so that two who change it at once do not write over each other.
ALTER TABLE case_file ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER case_file_counts_its_changes
AFTER UPDATE OF number, title, kle, status, sensitivity, unit_id, team_id, responsible_id, opened, due ON case_file
WHEN OLD.number IS NOT NEW.number OR OLD.title IS NOT NEW.title OR OLD.kle IS NOT NEW.kle
    OR OLD.status IS NOT NEW.status OR OLD.sensitivity IS NOT NEW.sensitivity OR OLD.unit_id IS NOT NEW.unit_id
    OR OLD.team_id IS NOT NEW.team_id OR OLD.responsible_id IS NOT NEW.responsible_id
    OR OLD.opened IS NOT NEW.opened OR OLD.due IS NOT NEW.due
BEGIN
    UPDATE case_file SET version = OLD.version + 1 WHERE row_key = NEW.row_key;
END;

-- What was changed of a case, value by value.
CREATE TABLE case_change (
    case_id TEXT NOT NULL REFERENCES case_file (id),
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    -- NULL: it came so from the system that owns the case.
    employee_id TEXT REFERENCES employee (id),
    field TEXT NOT NULL,
    value_before TEXT,
    value_after TEXT,
    PRIMARY KEY (case_id, number)
) WITHOUT ROWID;

CREATE TRIGGER case_change_is_never_changed BEFORE UPDATE ON case_change
BEGIN
    SELECT RAISE(ABORT, 'what was changed of a case is append-only');
END;

CREATE TRIGGER case_change_is_never_removed BEFORE DELETE ON case_change
BEGIN
    SELECT RAISE(ABORT, 'what was changed of a case is append-only');
END;

-- Copies are put many at a time: how far each has come is noted here, because nothing else sees each of them.
CREATE TRIGGER copied_case_came_further AFTER UPDATE OF status ON case_file
WHEN OLD.status IS NOT NEW.status AND NEW.source <> 'Egne sager'
BEGIN
    INSERT INTO case_change (case_id, number, at, field, value_before, value_after)
    SELECT NEW.id, 1 + coalesce(max(number), 0), NEW.fetched_at, 'status', OLD.status, NEW.status
    FROM case_change WHERE case_id = NEW.id;
END;

-- The last number given to a case of ours in each year: a number is never given twice.
CREATE TABLE case_number (
    year INTEGER PRIMARY KEY,
    last_given INTEGER NOT NULL
) WITHOUT ROWID;

-- A relation is kept once, and is seen from both cases.
CREATE TABLE case_relation (
    case_id TEXT NOT NULL REFERENCES case_file (id),
    other_id TEXT NOT NULL REFERENCES case_file (id),
    -- follows, part_of or same_matter: what the case is to the other.
    kind TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES employee (id),
    made_at TEXT NOT NULL,
    PRIMARY KEY (case_id, other_id, kind)
) WITHOUT ROWID;

CREATE INDEX case_relation_by_other ON case_relation (other_id);

-- Notes that are not journalised yet. Each is its writer's own.
CREATE TABLE journal_draft (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_file (id),
    employee_id TEXT NOT NULL REFERENCES employee (id),
    -- The journalised note that it corrects or adds to.
    supplements TEXT,
    -- The draft that it was typed in, when that had been changed at another desk meanwhile.
    kept_beside TEXT,
    text TEXT NOT NULL,
    version INTEGER NOT NULL,
    begun_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX journal_draft_by_case ON journal_draft (case_id, employee_id);

CREATE TABLE journal_note (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_file (id),
    -- In its case.
    number INTEGER NOT NULL,
    supplements TEXT REFERENCES journal_note (id),
    text TEXT NOT NULL,
    written_by TEXT NOT NULL REFERENCES employee (id),
    begun_at TEXT NOT NULL,
    journalised_at TEXT NOT NULL,
    -- How many places the quality check named, by how grave they were.
    told_of INTEGER NOT NULL,
    to_check INTEGER NOT NULL,
    to_stop INTEGER NOT NULL,
    -- Why it was journalised all the same, where the check would have stopped it.
    why TEXT,
    UNIQUE (case_id, number)
) WITHOUT ROWID;

CREATE TRIGGER journal_note_is_never_changed BEFORE UPDATE ON journal_note
BEGIN
    SELECT RAISE(ABORT, 'a journalised note is never changed');
END;

CREATE TRIGGER journal_note_is_never_removed BEFORE DELETE ON journal_note
BEGIN
    SELECT RAISE(ABORT, 'a journalised note is never removed');
END;

-- Notes to colleagues at a place on a page.
CREATE TABLE document_pin (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES document (id),
    page INTEGER NOT NULL,
    -- In ten thousandths of the page's width and height, from its top left.
    across INTEGER NOT NULL,
    down INTEGER NOT NULL,
    text TEXT NOT NULL,
    version INTEGER NOT NULL,
    made_by TEXT NOT NULL REFERENCES employee (id),
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX document_pin_by_document ON document_pin (document_id, page, down);
