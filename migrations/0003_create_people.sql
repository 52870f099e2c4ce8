CREATE TABLE employee (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- Folded (lower case, Danish letters in two-letter form): nobody can be "Åse" beside "aase".
    username TEXT NOT NULL UNIQUE,
    unit_id TEXT REFERENCES unit (id),
    -- NULL for people who are known but may not sign in.
    password_hash TEXT,
    must_change_password INTEGER NOT NULL DEFAULT 0,
    active INTEGER NOT NULL DEFAULT 1,
    last_signed_in TEXT,
    failed_attempts INTEGER NOT NULL DEFAULT 0,
    wait_until TEXT
) WITHOUT ROWID;

CREATE TABLE access_grant (
    id TEXT PRIMARY KEY,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    role TEXT NOT NULL,
    kle TEXT,
    unit_id TEXT REFERENCES unit (id),
    team_id TEXT REFERENCES team (id),
    up_to INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    given_at TEXT NOT NULL,
    -- A grant that is taken back stays, so that "what could she see in March" has an answer.
    taken_at TEXT
) WITHOUT ROWID;

CREATE INDEX access_grant_by_employee ON access_grant (employee_id);
