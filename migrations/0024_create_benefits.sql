-- What citizens are granted, as the index of benefits shows it to us: copies, fetched when somebody asks for them.
CREATE TABLE benefit (
    grant_id TEXT NOT NULL,
    -- Which of the grant's benefits.
    number INTEGER NOT NULL,
    citizen_id TEXT NOT NULL REFERENCES citizen (id),
    name TEXT NOT NULL,
    kle TEXT,
    sensitivity INTEGER NOT NULL,
    -- The unit that answers for it, and the case it was granted in: neither needs to be known here.
    unit_id TEXT,
    case_id TEXT,
    valid_from TEXT,
    valid_to TEXT,
    -- Kroner, as it came.
    amount TEXT,
    frequency TEXT,
    owner_name TEXT,
    system_name TEXT,
    fetched_at TEXT NOT NULL,
    PRIMARY KEY (grant_id, number)
) WITHOUT ROWID;

CREATE INDEX benefit_by_citizen ON benefit (citizen_id);
CREATE INDEX benefit_by_case ON benefit (case_id) WHERE case_id IS NOT NULL;
