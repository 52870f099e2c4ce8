CREATE TABLE document (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_file (id),
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    dated TEXT NOT NULL,
    sensitivity INTEGER NOT NULL,
    -- NULL while only the metadata is known here.
    file_name TEXT,
    media_type TEXT,
    blob_sha256 TEXT,
    blob_bytes INTEGER
) WITHOUT ROWID;

CREATE INDEX document_by_case ON document (case_id, dated);
CREATE INDEX document_by_blob ON document (blob_sha256) WHERE blob_sha256 IS NOT NULL;
