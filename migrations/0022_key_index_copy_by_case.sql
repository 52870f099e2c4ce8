-- Others' cases lie in the order in which they came, as the cases themselves do: a municipality has a million, and a
-- table in the order of random ids is written all over for every page that comes.
CREATE TABLE index_copy_by_case (
    case_key INTEGER PRIMARY KEY REFERENCES case_file (row_key),
    owner_cvr TEXT NOT NULL,
    system_id TEXT,
    system_name TEXT NOT NULL,
    -- Who is named where the master knows more.
    unit_name TEXT,
    handler_name TEXT,
    -- The KLE facet of what is done.
    action TEXT,
    -- The sender's moment and the index's own.
    at TEXT NOT NULL,
    received TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    -- Those who may see it are named in the index: nobody else may.
    allow_list TEXT,
    -- Somebody asked and it was not there any more.
    gone_at TEXT
);

INSERT INTO index_copy_by_case
SELECT c.row_key, x.owner_cvr, x.system_id, x.system_name, x.unit_name, x.handler_name, x.action, x.at, x.received,
    x.fetched_at, x.allow_list, x.gone_at
FROM index_copy AS x JOIN case_file AS c ON c.id = x.object_id;

DROP TABLE index_copy;
ALTER TABLE index_copy_by_case RENAME TO index_copy;
