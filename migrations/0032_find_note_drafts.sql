-- A person's own, for the day she begins.
CREATE INDEX journal_draft_by_writer ON journal_draft (employee_id, changed_at);
