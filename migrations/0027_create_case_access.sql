-- Who reaches a case by name, beside the grants: sent for by a colleague, in a team across units with an end, or in an
-- emergency. Never removed: what somebody could see stays accounted for.
CREATE TABLE case_team (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    given_by TEXT NOT NULL REFERENCES employee (id),
    given_at TEXT NOT NULL,
    ended_at TEXT
) WITHOUT ROWID;

CREATE TABLE case_access (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_file (id),
    employee_id TEXT NOT NULL REFERENCES employee (id),
    -- named, team, break_glass
    kind TEXT NOT NULL,
    case_team_id TEXT REFERENCES case_team (id),
    reason TEXT NOT NULL,
    given_by TEXT NOT NULL REFERENCES employee (id),
    valid_from TEXT NOT NULL,
    -- The instant it ends at by itself.
    valid_to TEXT NOT NULL,
    taken_at TEXT,
    reviewed_by TEXT REFERENCES employee (id),
    reviewed_at TEXT,
    -- justified, not_justified
    verdict TEXT,
    review_note TEXT
) WITHOUT ROWID;
CREATE INDEX case_access_by_person ON case_access (employee_id, case_id);
CREATE INDEX case_access_by_case ON case_access (case_id);
CREATE INDEX case_access_to_review ON case_access (valid_from) WHERE kind = 'break_glass' AND reviewed_at IS NULL;
CREATE TRIGGER case_access_is_never_removed BEFORE DELETE ON case_access
BEGIN
    SELECT RAISE(ABORT, 'what somebody could see stays accounted for');
END;

-- Who may have nothing to do with a case (forvaltningsloven §§ 3-6), said by the person or by a leader.
CREATE TABLE case_exclusion (
    case_id TEXT NOT NULL REFERENCES case_file (id),
    employee_id TEXT NOT NULL REFERENCES employee (id),
    reason TEXT NOT NULL,
    said_by TEXT NOT NULL REFERENCES employee (id),
    said_at TEXT NOT NULL,
    PRIMARY KEY (employee_id, case_id)
) WITHOUT ROWID;

-- Subjects that everybody who reads cases may read, up to a sensitivity ("adgang for alle").
CREATE TABLE open_subject (
    kle TEXT PRIMARY KEY,
    up_to INTEGER NOT NULL,
    given_by TEXT NOT NULL REFERENCES employee (id),
    given_at TEXT NOT NULL
) WITHOUT ROWID;

-- One person, several posts. A grant given for a post holds while the post does, and while she acts in it.
CREATE TABLE employment (
    id TEXT PRIMARY KEY,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    unit_id TEXT NOT NULL REFERENCES unit (id),
    title TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT
) WITHOUT ROWID;
CREATE INDEX employment_by_employee ON employment (employee_id);
ALTER TABLE access_grant ADD COLUMN employment_id TEXT REFERENCES employment (id);

-- The log of one case, one person.
CREATE INDEX audit_entry_by_subject ON audit_entry (subject_id, number) WHERE subject_id IS NOT NULL;

-- Why somebody had something shown that is otherwise covered, in her own words. The log has the id.
CREATE TABLE look_reason (
    id TEXT PRIMARY KEY,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    reason TEXT NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TRIGGER look_reason_is_never_changed BEFORE UPDATE ON look_reason
BEGIN
    SELECT RAISE(ABORT, 'a reason is never changed');
END;
CREATE TRIGGER look_reason_is_never_removed BEFORE DELETE ON look_reason
BEGIN
    SELECT RAISE(ABORT, 'a reason is never removed');
END;
