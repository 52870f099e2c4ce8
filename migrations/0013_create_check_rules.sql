-- Which rules of the quality check the municipality lets inform instead of warn. Each change is a version of
-- its own with the whole choice, so that any of them can be read and taken back.
CREATE TABLE check_rule_version (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    employee_id TEXT NOT NULL,
    -- Lines of `rule occasion`: there the rule only informs.
    eased TEXT NOT NULL,
    -- Whoever eases a rule says why.
    why TEXT NOT NULL,
    added INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    -- The version that was taken back, where it was.
    restored INTEGER
);

ALTER TABLE word_list_version ADD COLUMN why TEXT NOT NULL DEFAULT '';
