//! Documents: their metadata, and where their bytes are when they are here.

use std::collections::HashSet;

use chrono::NaiveDate;
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, DocumentId, DocumentKind, Sensitivity};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::{push_access, push_document_access};
use crate::search::{Documents, index_documents};
use crate::text::{day, parse, unreadable};
use crate::{BlobRef, Reader, StoreError, Writer};

#[derive(Debug, Clone)]
pub struct Document {
    pub id: DocumentId,
    pub title: String,
    pub kind: DocumentKind,
    pub dated: NaiveDate,
    pub sensitivity: Sensitivity,
    pub file: Option<DocumentFile>,
}

/// A document with the case it lies in.
#[derive(Debug, Clone)]
pub struct DocumentOfCase {
    pub case: CaseId,
    pub case_number: String,
    pub document: Document,
}

#[derive(Debug, Clone)]
pub struct DocumentFile {
    pub name: String,
    pub media_type: String,
    pub blob: BlobRef,
}

impl Writer {
    pub async fn add_document(
        &mut self,
        case: CaseId,
        document: &Document,
    ) -> Result<(), StoreError> {
        let file = document.file.as_ref();
        sqlx::query(
            "INSERT INTO document (id, case_id, title, kind, dated, sensitivity, file_name, media_type,
                blob_sha256, blob_bytes)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(document.id.to_string())
        .bind(case.to_string())
        .bind(&document.title)
        .bind(document.kind.code())
        .bind(day(document.dated))
        .bind(document.sensitivity.rank())
        .bind(file.map(|file| file.name.clone()))
        .bind(file.map(|file| file.media_type.clone()))
        .bind(file.map(|file| file.blob.sha256_hex()))
        .bind(file.map(|file| i64::try_from(file.blob.size()).unwrap_or(i64::MAX)))
        .execute(&mut **self)
        .await?;
        index_documents(self, Documents::These(&[document.id.to_string()])).await
    }

    /// Metadata of many at once, in cases that are here.
    pub async fn add_document_lines(
        &mut self,
        documents: &[(CaseId, Document)],
    ) -> Result<(), StoreError> {
        let said: Vec<serde_json::Value> = documents
            .iter()
            .map(|(case, document)| {
                serde_json::json!([
                    document.id.to_string(),
                    case.to_string(),
                    document.title,
                    document.kind.code(),
                    day(document.dated),
                    document.sensitivity.rank(),
                ])
            })
            .collect();
        sqlx::query(
            "INSERT INTO document (id, case_id, title, kind, dated, sensitivity)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each($1)",
        )
        .bind(serde_json::Value::from(said).to_string())
        .execute(&mut **self)
        .await?;
        let ids: Vec<String> = documents
            .iter()
            .map(|(_, document)| document.id.to_string())
            .collect();
        index_documents(self, Documents::These(&ids)).await
    }

    /// The fingerprints of all that lies on a case with its bytes, whoever may see it: so that nothing lies there twice.
    pub async fn blobs_in_case(&mut self, case: CaseId) -> Result<HashSet<String>, StoreError> {
        let blobs: Vec<String> = sqlx::query_scalar(
            "SELECT blob_sha256 FROM document WHERE case_id = $1 AND blob_sha256 IS NOT NULL",
        )
        .bind(case.to_string())
        .fetch_all(&mut **self)
        .await?;
        Ok(blobs.into_iter().collect())
    }

    /// Whether there is such a document.
    pub async fn set_document_title(
        &mut self,
        document: DocumentId,
        title: &str,
    ) -> Result<bool, StoreError> {
        let changed = sqlx::query("UPDATE document SET title = $2 WHERE id = $1")
            .bind(document.to_string())
            .bind(title)
            .execute(&mut **self)
            .await?;
        index_documents(self, Documents::These(&[document.to_string()])).await?;
        Ok(changed.rows_affected() > 0)
    }
}

impl Reader {
    /// Newest first.
    pub async fn documents_of(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
    ) -> Result<Vec<Document>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT d.* FROM case_file AS c JOIN document d ON d.case_id = c.id WHERE c.id = ",
        );
        sql.push_bind(case.to_string());
        push_document_access(&mut sql, filter);
        sql.push(" ORDER BY d.dated DESC, d.id");
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(document).collect()
    }

    /// Documents of the newest cases, those cases first. The cases are bounded too, so that nothing is sorted.
    pub async fn newest_documents(
        &mut self,
        filter: &AccessFilter,
        most_cases: u32,
        most: u32,
    ) -> Result<Vec<DocumentOfCase>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT d.*, c.number AS case_number FROM
                 (SELECT c.* FROM case_file AS c WHERE 1 = 1",
        );
        push_access(&mut sql, filter);
        sql.push(" ORDER BY c.row_key DESC LIMIT ")
            .push_bind(most_cases);
        sql.push(") AS c CROSS JOIN document d ON d.case_id = c.id WHERE 1 = 1");
        push_document_access(&mut sql, filter);
        sql.push(" LIMIT ").push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                Ok(DocumentOfCase {
                    case: parse(row, "document", "case_id", |text| text.parse().ok())?,
                    case_number: row.try_get("case_number")?,
                    document: document(row)?,
                })
            })
            .collect()
    }

    /// Whether there is such a document, whoever may see it.
    pub async fn has_document(&mut self, id: DocumentId) -> Result<bool, StoreError> {
        Ok(
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM document WHERE id = $1)")
                .bind(id.to_string())
                .fetch_one(&mut **self)
                .await?,
        )
    }

    /// The case it lies in. `None` where it is out of reach.
    pub async fn case_of_document(
        &mut self,
        filter: &AccessFilter,
        id: DocumentId,
    ) -> Result<Option<CaseId>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT d.case_id FROM document d JOIN case_file AS c ON c.id = d.case_id WHERE d.id = ",
        );
        sql.push_bind(id.to_string());
        push_document_access(&mut sql, filter);
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.as_ref()
            .map(|row| parse(row, "document", "case_id", |text| text.parse().ok()))
            .transpose()
    }

    /// `None` both when it is not there and when its case is out of reach.
    pub async fn find_document(
        &mut self,
        filter: &AccessFilter,
        id: DocumentId,
    ) -> Result<Option<Document>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT d.* FROM document d JOIN case_file AS c ON c.id = d.case_id WHERE d.id = ",
        );
        sql.push_bind(id.to_string());
        push_document_access(&mut sql, filter);
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.as_ref().map(document).transpose()
    }
}

pub(crate) fn document(row: &SqliteRow) -> Result<Document, StoreError> {
    const TABLE: &str = "document";
    let sensitivity: u8 = row.try_get("sensitivity")?;
    let name: Option<String> = row.try_get("file_name")?;
    let media_type: Option<String> = row.try_get("media_type")?;
    let sha256: Option<String> = row.try_get("blob_sha256")?;
    let size: Option<i64> = row.try_get("blob_bytes")?;
    let file = match (name, media_type, sha256, size) {
        (Some(name), Some(media_type), Some(sha256), Some(size)) => Some(DocumentFile {
            name,
            media_type,
            blob: BlobRef::from_parts(&sha256, u64::try_from(size).unwrap_or_default())
                .ok_or_else(|| unreadable(TABLE, "blob_sha256"))?,
        }),
        _ => None,
    };
    Ok(Document {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        title: row.try_get("title")?,
        kind: parse(row, TABLE, "kind", DocumentKind::from_code)?,
        dated: parse(row, TABLE, "dated", |text| text.parse().ok())?,
        sensitivity: Sensitivity::from_rank(sensitivity)
            .ok_or_else(|| unreadable(TABLE, "sensitivity"))?,
        file,
    })
}
