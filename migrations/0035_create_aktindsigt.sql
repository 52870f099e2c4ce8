-- What is done in a case, where it is not what is usual here: a facet of KLE.
ALTER TABLE case_file ADD COLUMN kle_action TEXT;

-- A request for access to files. Who may see it is who may see its own case.
CREATE TABLE aktindsigt (
    -- Named, so that lists in the order of their making need no sort.
    row_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL UNIQUE REFERENCES case_file (id),
    state TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    registered_at TEXT NOT NULL,
    registered_by TEXT NOT NULL REFERENCES employee (id),
    received_on TEXT NOT NULL,
    received_how TEXT NOT NULL,
    applicant_role TEXT NOT NULL,
    applicant_name TEXT NOT NULL,
    -- Ten digits.
    applicant_cpr TEXT,
    applicant_contact TEXT NOT NULL,
    -- Whom the applicant acts for.
    on_behalf_of TEXT NOT NULL,
    identity_how TEXT,
    identity_at TEXT,
    identity_by TEXT REFERENCES employee (id),
    -- The power of attorney: a document of the request's own case.
    authority_document_id TEXT,
    -- As it came.
    text TEXT NOT NULL,
    theme TEXT NOT NULL,
    -- Applicant and theme as they are compared when somebody searches.
    folded TEXT NOT NULL,
    wanted_form TEXT NOT NULL,
    -- NULL while nobody has said whether it is a case of decision.
    is_decision INTEGER,
    -- Codes with a space between them.
    matters TEXT NOT NULL,
    was_narrowed INTEGER NOT NULL,
    -- Raised with what is told of it. Its list is changed by many at once, row by row, and raises nothing here.
    version INTEGER NOT NULL
);

CREATE INDEX aktindsigt_by_openness ON aktindsigt (is_open, row_key);
CREATE INDEX aktindsigt_by_applicant ON aktindsigt (applicant_cpr) WHERE applicant_cpr IS NOT NULL;

-- The cases that are asked for.
CREATE TABLE aktindsigt_case (
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    case_id TEXT NOT NULL REFERENCES case_file (id),
    added_at TEXT NOT NULL,
    PRIMARY KEY (aktindsigt_id, case_id)
) WITHOUT ROWID;

CREATE INDEX aktindsigt_case_by_case ON aktindsigt_case (case_id);

-- The sets of rules it is answered by. A person chose each.
CREATE TABLE aktindsigt_regime (
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    regime TEXT NOT NULL,
    place INTEGER NOT NULL,
    -- Whether the program had proposed it.
    was_proposed INTEGER NOT NULL,
    chosen_at TEXT NOT NULL,
    chosen_by TEXT NOT NULL REFERENCES employee (id),
    PRIMARY KEY (aktindsigt_id, regime)
) WITHOUT ROWID;

-- The deadlines that began with it.
CREATE TABLE aktindsigt_deadline (
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    regime TEXT NOT NULL,
    deadline_id TEXT NOT NULL REFERENCES deadline (id),
    PRIMARY KEY (aktindsigt_id, deadline_id)
) WITHOUT ROWID;

-- Everything that was done with a request.
CREATE TABLE aktindsigt_act (
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    kind TEXT NOT NULL,
    -- A code, a state, a number of documents: what it came to.
    detail TEXT,
    -- What a person wrote of it.
    text TEXT,
    PRIMARY KEY (aktindsigt_id, number)
) WITHOUT ROWID;

CREATE TRIGGER aktindsigt_act_is_never_changed BEFORE UPDATE ON aktindsigt_act
BEGIN
    SELECT RAISE(ABORT, 'the log of a request is append-only');
END;

CREATE TRIGGER aktindsigt_act_is_never_removed BEFORE DELETE ON aktindsigt_act
BEGIN
    SELECT RAISE(ABORT, 'the log of a request is append-only');
END;

-- Time spent, and what was thought to be left.
CREATE TABLE aktindsigt_time (
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    kind TEXT NOT NULL,
    worked_on TEXT NOT NULL,
    -- Below zero, where an earlier line said too much.
    minutes INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (aktindsigt_id, number)
) WITHOUT ROWID;

CREATE TRIGGER aktindsigt_time_is_never_changed BEFORE UPDATE ON aktindsigt_time
BEGIN
    SELECT RAISE(ABORT, 'time is put right by another line');
END;

CREATE TRIGGER aktindsigt_time_is_never_removed BEFORE DELETE ON aktindsigt_time
BEGIN
    SELECT RAISE(ABORT, 'time is put right by another line');
END;

-- A document on the list of a request.
CREATE TABLE aktindsigt_item (
    -- Named, so that what was collected first comes first without a sort.
    row_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    aktindsigt_id TEXT NOT NULL REFERENCES aktindsigt (id),
    -- 0 for what bears no number: a copy of another, or what does not belong to the request.
    number INTEGER NOT NULL,
    origin TEXT NOT NULL,
    -- Where it lay when it was collected: who sees that case sees it here.
    case_id TEXT NOT NULL REFERENCES case_file (id),
    -- Its owner takes documents back: the row stays.
    document_id TEXT,
    intake_id TEXT,
    intake_place TEXT,
    -- Of the request that it was taken over from.
    earlier_item_id TEXT,
    collected_at TEXT NOT NULL,
    collected_by TEXT NOT NULL REFERENCES employee (id),
    source_title TEXT NOT NULL,
    -- As it is to be released.
    title TEXT NOT NULL,
    dated TEXT NOT NULL,
    dispatched TEXT,
    direction TEXT NOT NULL,
    matter TEXT NOT NULL,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    pages INTEGER,
    file_name TEXT,
    media_type TEXT,
    -- Of the bytes when it was collected; NULL where only its metadata was here.
    sha256 TEXT,
    bytes INTEGER,
    -- As guarded as it was then, for when its document is gone.
    guarded INTEGER NOT NULL,
    -- The item that stands for it.
    folded_onto TEXT,
    -- Why it does not belong to the request.
    out_reason TEXT,
    -- NULL: the rules follow from what was chosen for the request.
    regime TEXT,
    decision TEXT NOT NULL,
    -- Ids of bases, and what was answered to what they ask for: lists as JSON.
    bases TEXT NOT NULL,
    answers TEXT NOT NULL,
    text TEXT NOT NULL,
    decided_at TEXT,
    decided_by TEXT REFERENCES employee (id),
    -- What was decided in the earlier request: a proposal, until somebody decides.
    proposed_decision TEXT,
    proposed_bases TEXT,
    proposed_text TEXT,
    version INTEGER NOT NULL
);

-- Collecting twice adds nothing twice.
CREATE UNIQUE INDEX aktindsigt_item_by_document ON aktindsigt_item (aktindsigt_id, document_id)
WHERE document_id IS NOT NULL;
CREATE UNIQUE INDEX aktindsigt_item_by_place ON aktindsigt_item (aktindsigt_id, intake_id, intake_place)
WHERE intake_id IS NOT NULL;
CREATE INDEX aktindsigt_item_by_number ON aktindsigt_item (aktindsigt_id, number, row_key);
CREATE INDEX aktindsigt_item_by_bytes ON aktindsigt_item (sha256) WHERE sha256 IS NOT NULL;
