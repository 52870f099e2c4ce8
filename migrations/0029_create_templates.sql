-- The municipality's own templates, every version of each. What ships with the program is no row before somebody
-- changes it, and keeps its name then.
CREATE TABLE template_version (
    template TEXT NOT NULL,
    number INTEGER NOT NULL,
    -- A task, a letter or a form.
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    -- As it is written. What it means is its kind's business.
    body TEXT NOT NULL,
    is_retired INTEGER NOT NULL,
    at TEXT NOT NULL,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    PRIMARY KEY (template, number)
) WITHOUT ROWID;

CREATE TRIGGER template_version_is_never_changed BEFORE UPDATE ON template_version
BEGIN
    SELECT RAISE(ABORT, 'versions of templates are append-only');
END;

CREATE TRIGGER template_version_is_never_removed BEFORE DELETE ON template_version
BEGIN
    SELECT RAISE(ABORT, 'versions of templates are append-only');
END;
