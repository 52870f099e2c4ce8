CREATE TABLE audit_entry (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    employee_id TEXT,
    act TEXT NOT NULL,
    subject_kind TEXT,
    subject_id TEXT,
    details TEXT NOT NULL,
    -- SHA-256 over the row before and this row: a changed, moved or missing row breaks the chain.
    hash TEXT NOT NULL
);

CREATE INDEX audit_entry_by_employee ON audit_entry (employee_id, number);
CREATE INDEX audit_entry_by_act ON audit_entry (act, number);

CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_entry_is_never_removed BEFORE DELETE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
