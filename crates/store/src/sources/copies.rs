use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{
    CaseId, CaseStatus, CitizenId, Cpr, DocumentId, DocumentKind, PartyPart, Sensitivity, SourceId,
    UnitId, danish_midnight,
};
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::{push_access, push_document_access};
use crate::search::{
    Documents, forget_documents, index_documents, index_new_citizens, index_wholly,
};
use crate::text::{day, instant, parse, parse_instant, parse_optional};
use crate::{DocumentFile, Reader, StoreError, Writer};

/// A case that another system owns, as that system shows it to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCase {
    /// Given to it here if it is new.
    pub id: CaseId,
    pub foreign_id: String,
    pub number: String,
    pub title: String,
    pub kle: String,
    pub status: CaseStatus,
    pub sensitivity: Sensitivity,
    pub unit: UnitId,
    pub opened: NaiveDate,
    pub due: Option<NaiveDate>,
    /// The id is given to the person if nobody with the number is known yet.
    pub parties: Vec<(CitizenId, Cpr, String, PartyPart)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDocument {
    /// Given to it here if it is new.
    pub id: DocumentId,
    pub foreign_id: String,
    pub title: String,
    pub kind: DocumentKind,
    pub dated: NaiveDate,
    pub sensitivity: Sensitivity,
}

/// Which case here a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopiedCase {
    pub id: CaseId,
    pub is_new: bool,
}

/// Whose copy a case is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyOf {
    pub source: SourceId,
    pub foreign_id: String,
    pub number: String,
    pub fetched_at: DateTime<Utc>,
    pub gone_at: Option<DateTime<Utc>>,
    /// The shared index shows the same case of the same system.
    pub is_in_index: bool,
}

/// Where the bytes of a document are fetched that is known by its metadata alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentAt {
    pub source: SourceId,
    pub document: String,
    pub case: String,
    pub case_number: String,
    pub title: String,
}

impl Writer {
    /// Puts them beside our own, where they are found, shown and guarded as ours are. What is here of them already
    /// is brought up to date. The number alone decides nothing, for two systems may use the same; the same number of the
    /// same system is the same case, and is kept once also where the shared index showed it first.
    pub async fn put_source_cases(
        &mut self,
        source: SourceId,
        name: &str,
        cases: &[SourceCase],
        fetched_at: DateTime<Utc>,
    ) -> Result<Vec<CopiedCase>, StoreError> {
        let mut copied = Vec::with_capacity(cases.len());
        for case in cases {
            copied.push(self.put_source_case(source, name, case, fetched_at).await?);
        }
        Ok(copied)
    }

    async fn put_source_case(
        &mut self,
        source: SourceId,
        name: &str,
        case: &SourceCase,
        fetched_at: DateTime<Utc>,
    ) -> Result<CopiedCase, StoreError> {
        let known: Option<String> = sqlx::query_scalar(
            "SELECT c.id FROM source_copy AS s JOIN case_file AS c ON c.row_key = s.case_key
             WHERE s.source_id = $1 AND s.foreign_id = $2",
        )
        .bind(source.to_string())
        .bind(&case.foreign_id)
        .fetch_optional(&mut **self)
        .await?;
        let known = match known {
            Some(known) => Some(known),
            None => self.shown_by_index(name, &case.number).await?,
        };
        let is_new = known.is_none();
        let id = known.unwrap_or_else(|| case.id.to_string());
        let id_here =
            CaseId::new(uuid_of(&id).ok_or_else(|| crate::text::unreadable("case_file", "id"))?);
        // The index said that nothing more may be said of it: that holds until it says otherwise.
        if !is_new && self.is_withheld_by_index(&id).await? {
            let (id, is_new) = (id_here, false);
            return Ok(CopiedCase { id, is_new });
        }
        let changed_at = match is_new {
            // What is new to us was made there on the day it was opened.
            true => Some(danish_midnight(case.opened)),
            false => self
                .differs_from_what_is_here(&id, case)
                .await?
                .then_some(fetched_at),
        };
        let row_key: i64 = sqlx::query_scalar(
            "INSERT INTO case_file (id, number, title, kle, status, is_open, sensitivity, unit_id, opened, due,
                source, fetched_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             ON CONFLICT (id) DO UPDATE SET number = excluded.number, title = excluded.title, kle = excluded.kle,
                status = excluded.status, is_open = excluded.is_open, sensitivity = excluded.sensitivity,
                unit_id = excluded.unit_id, opened = excluded.opened, due = excluded.due, source = excluded.source,
                fetched_at = excluded.fetched_at
             RETURNING row_key",
        )
        .bind(&id)
        .bind(&case.number)
        .bind(&case.title)
        .bind(&case.kle)
        .bind(case.status.code())
        .bind(case.status.is_open())
        .bind(case.sensitivity.rank())
        .bind(case.unit.to_string())
        .bind(day(case.opened))
        .bind(case.due.map(day))
        .bind(name)
        .bind(instant(fetched_at))
        .fetch_one(&mut **self)
        .await?;
        sqlx::query(
            "INSERT INTO source_copy (case_key, source_id, foreign_id, changed_at) VALUES ($1, $2, $3, coalesce($4, ''))
             ON CONFLICT (case_key) DO UPDATE SET gone_at = NULL, changed_at = coalesce($4, source_copy.changed_at)",
        )
        .bind(row_key)
        .bind(source.to_string())
        .bind(&case.foreign_id)
        .bind(changed_at.map(instant))
        .execute(&mut **self)
        .await?;
        self.put_source_parties(&id, &case.parties).await?;
        index_wholly(self, std::slice::from_ref(&id)).await?;
        Ok(CopiedCase {
            id: id_here,
            is_new,
        })
    }

    /// The shared index's copy of that number of that system, which no source is joined to yet.
    async fn shown_by_index(
        &mut self,
        system: &str,
        number: &str,
    ) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT c.id FROM case_file AS c JOIN index_copy AS x ON x.case_key = c.row_key
             WHERE c.number = $1 AND x.system_name = $2
                AND NOT EXISTS (SELECT 1 FROM source_copy AS s WHERE s.case_key = c.row_key)
             ORDER BY c.row_key LIMIT 1",
        )
        .bind(number)
        .bind(system)
        .fetch_optional(&mut **self)
        .await?)
    }

    async fn is_withheld_by_index(&mut self, case: &str) -> Result<bool, StoreError> {
        let withheld: Option<i64> = sqlx::query_scalar(
            "SELECT 1 FROM case_file AS c JOIN index_copy AS x ON x.case_key = c.row_key
             WHERE c.id = $1 AND x.received = ''",
        )
        .bind(case)
        .fetch_optional(&mut **self)
        .await?;
        Ok(withheld.is_some())
    }

    async fn differs_from_what_is_here(
        &mut self,
        id: &str,
        case: &SourceCase,
    ) -> Result<bool, StoreError> {
        let same: Option<i64> = sqlx::query_scalar(
            "SELECT 1 FROM case_file WHERE id = $1 AND title = $2 AND kle = $3 AND status = $4 AND opened = $5
                AND coalesce(due, '') = coalesce($6, '')",
        )
        .bind(id)
        .bind(&case.title)
        .bind(&case.kle)
        .bind(case.status.code())
        .bind(day(case.opened))
        .bind(case.due.map(day))
        .fetch_optional(&mut **self)
        .await?;
        Ok(same.is_none())
    }

    async fn put_source_parties(
        &mut self,
        case: &str,
        parties: &[(CitizenId, Cpr, String, PartyPart)],
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM case_party WHERE case_id = $1")
            .bind(case)
            .execute(&mut **self)
            .await?;
        for (new, cpr, name, part) in parties {
            // What is known here of a person stays: only a name is told, and whether an address is protected is not.
            sqlx::query(
                "INSERT INTO citizen (id, name, cpr, protected) VALUES ($1, $2, $3, 0)
                 ON CONFLICT (cpr) WHERE cpr IS NOT NULL DO NOTHING",
            )
            .bind(new.to_string())
            .bind(name)
            .bind(cpr.digits())
            .execute(&mut **self)
            .await?;
            sqlx::query(
                "INSERT INTO case_party (case_id, citizen_id, part)
                 SELECT $1, id, $3 FROM citizen WHERE cpr = $2 ON CONFLICT (case_id, citizen_id) DO NOTHING",
            )
            .bind(case)
            .bind(cpr.digits())
            .bind(part.code())
            .execute(&mut **self)
            .await?;
        }
        let cprs: Vec<String> = parties
            .iter()
            .map(|(_, cpr, _, _)| cpr.digits().to_owned())
            .collect();
        index_new_citizens(self, &cprs).await
    }

    /// Of the copies of a citizen's cases, those that the source did not show when it showed all of them. They are
    /// open no more. Gives how many were there before.
    pub async fn mark_gone_of_citizen(
        &mut self,
        source: SourceId,
        citizen: CitizenId,
        shown: &[CaseId],
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let shown: Vec<String> = shown.iter().map(CaseId::to_string).collect();
        let shown = serde_json::json!(shown).to_string();
        let keys: Vec<i64> = sqlx::query_scalar(
            "SELECT s.case_key FROM case_party AS p CROSS JOIN case_file AS c ON c.id = p.case_id
             JOIN source_copy AS s ON s.case_key = c.row_key
             WHERE p.citizen_id = $1 AND s.source_id = $2 AND s.gone_at IS NULL
                AND c.id NOT IN (SELECT value FROM json_each($3))",
        )
        .bind(citizen.to_string())
        .bind(source.to_string())
        .bind(shown)
        .fetch_all(&mut **self)
        .await?;
        for key in &keys {
            self.mark_gone(*key, now).await?;
        }
        Ok(keys.len() as u64)
    }

    /// A copy that its source does not know any more.
    pub async fn mark_source_copy_gone(
        &mut self,
        case: CaseId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let key: Option<i64> = sqlx::query_scalar(
            "SELECT s.case_key FROM source_copy AS s JOIN case_file AS c ON c.row_key = s.case_key WHERE c.id = $1",
        )
        .bind(case.to_string())
        .fetch_optional(&mut **self)
        .await?;
        match key {
            Some(key) => self.mark_gone(key, now).await,
            None => Ok(()),
        }
    }

    async fn mark_gone(&mut self, case_key: i64, now: DateTime<Utc>) -> Result<(), StoreError> {
        sqlx::query("UPDATE source_copy SET gone_at = coalesce(gone_at, $2) WHERE case_key = $1")
            .bind(case_key)
            .bind(instant(now))
            .execute(&mut **self)
            .await?;
        sqlx::query("UPDATE case_file SET is_open = 0 WHERE row_key = $1")
            .bind(case_key)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// What the source knows of a case's documents, in place of what was known before. What is here with its bytes
    /// stays: somebody fetched it, and may have read it.
    pub async fn put_source_documents(
        &mut self,
        case: CaseId,
        documents: &[SourceDocument],
    ) -> Result<(), StoreError> {
        let case = case.to_string();
        let shown: Vec<&str> = documents
            .iter()
            .map(|document| document.foreign_id.as_str())
            .collect();
        let gone: Vec<String> = sqlx::query_scalar(
            "SELECT s.document_id FROM source_document AS s JOIN document AS d ON d.id = s.document_id
             WHERE s.case_id = $1 AND d.blob_sha256 IS NULL AND s.foreign_id NOT IN (SELECT value FROM json_each($2))",
        )
        .bind(&case)
        .bind(serde_json::json!(shown).to_string())
        .fetch_all(&mut **self)
        .await?;
        forget_documents(self, &gone).await?;
        for id in gone {
            for table in ["source_document WHERE document_id", "document WHERE id"] {
                sqlx::query(sqlx::AssertSqlSafe(format!("DELETE FROM {table} = $1")))
                    .bind(&id)
                    .execute(&mut **self)
                    .await?;
            }
        }
        for document in documents {
            let known: Option<String> = sqlx::query_scalar(
                "SELECT document_id FROM source_document WHERE case_id = $1 AND foreign_id = $2",
            )
            .bind(&case)
            .bind(&document.foreign_id)
            .fetch_optional(&mut **self)
            .await?;
            let id = known.unwrap_or_else(|| document.id.to_string());
            sqlx::query(
                "INSERT INTO document (id, case_id, title, kind, dated, sensitivity) VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (id) DO UPDATE SET title = excluded.title, kind = excluded.kind, dated = excluded.dated,
                    sensitivity = excluded.sensitivity",
            )
            .bind(&id)
            .bind(&case)
            .bind(&document.title)
            .bind(document.kind.code())
            .bind(day(document.dated))
            .bind(document.sensitivity.rank())
            .execute(&mut **self)
            .await?;
            sqlx::query(
                "INSERT INTO source_document (document_id, case_id, foreign_id) VALUES ($1, $2, $3)
                 ON CONFLICT (document_id) DO NOTHING",
            )
            .bind(&id)
            .bind(&case)
            .bind(&document.foreign_id)
            .execute(&mut **self)
            .await?;
        }
        index_documents(self, Documents::OfCases(&[case])).await
    }

    /// The bytes of a document that had none here.
    pub async fn put_document_file(
        &mut self,
        document: DocumentId,
        file: &DocumentFile,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE document SET file_name = $2, media_type = $3, blob_sha256 = $4, blob_bytes = $5
             WHERE id = $1 AND blob_sha256 IS NULL",
        )
        .bind(document.to_string())
        .bind(&file.name)
        .bind(&file.media_type)
        .bind(file.blob.sha256_hex())
        .bind(i64::try_from(file.blob.size()).unwrap_or(i64::MAX))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Whether it is a copy of what another system owns, by whatever road it came.
    pub async fn is_copy(&mut self, case: CaseId) -> Result<bool, StoreError> {
        let copy: Option<i64> = sqlx::query_scalar(
            "SELECT 1 FROM case_file AS c WHERE c.id = $1 AND (
                EXISTS (SELECT 1 FROM index_copy AS i WHERE i.case_key = c.row_key)
                OR EXISTS (SELECT 1 FROM source_copy AS s WHERE s.case_key = c.row_key))",
        )
        .bind(case.to_string())
        .fetch_optional(&mut **self)
        .await?;
        Ok(copy.is_some())
    }
}

impl Reader {
    /// Nothing where it is no such copy, and where it is out of reach.
    pub async fn copy_of(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
    ) -> Result<Option<CopyOf>, StoreError> {
        const TABLE: &str = "source_copy";
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT s.source_id, s.foreign_id, s.gone_at, c.number, c.fetched_at, x.case_key IS NOT NULL AS is_in_index
             FROM case_file AS c JOIN source_copy AS s ON s.case_key = c.row_key
             LEFT JOIN index_copy AS x ON x.case_key = c.row_key WHERE c.id = ",
        );
        sql.push_bind(case.to_string());
        push_access(&mut sql, filter);
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.map(|row| {
            Ok(CopyOf {
                source: parse(&row, TABLE, "source_id", |text| text.parse().ok())?,
                foreign_id: row.try_get("foreign_id")?,
                number: row.try_get("number")?,
                fetched_at: parse(&row, "case_file", "fetched_at", parse_instant)?,
                gone_at: parse_optional(&row, TABLE, "gone_at", parse_instant)?,
                is_in_index: row.try_get("is_in_index")?,
            })
        })
        .transpose()
    }

    /// Nothing where its bytes are here, where no source has them, and where it is out of reach.
    pub async fn document_at_source(
        &mut self,
        filter: &AccessFilter,
        document: DocumentId,
    ) -> Result<Option<DocumentAt>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT y.source_id, s.foreign_id AS document, y.foreign_id AS case_there, c.number, d.title
             FROM document AS d JOIN case_file AS c ON c.id = d.case_id
             JOIN source_document AS s ON s.document_id = d.id JOIN source_copy AS y ON y.case_key = c.row_key
             WHERE d.blob_sha256 IS NULL AND d.id = ",
        );
        sql.push_bind(document.to_string());
        push_document_access(&mut sql, filter);
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.map(|row| {
            Ok(DocumentAt {
                source: parse(&row, "source_copy", "source_id", |text| text.parse().ok())?,
                document: row.try_get("document")?,
                case: row.try_get("case_there")?,
                case_number: row.try_get("number")?,
                title: row.try_get("title")?,
            })
        })
        .transpose()
    }

    /// Of a case's documents, those whose bytes its source has and we have not.
    pub async fn documents_at_source(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
    ) -> Result<Vec<DocumentId>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT d.id FROM document AS d JOIN case_file AS c ON c.id = d.case_id
             JOIN source_document AS s ON s.document_id = d.id WHERE d.blob_sha256 IS NULL AND d.case_id = ",
        );
        sql.push_bind(case.to_string());
        push_document_access(&mut sql, filter);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| parse(row, "document", "id", |text| text.parse().ok()))
            .collect()
    }
}

fn uuid_of(text: &str) -> Option<uuid::Uuid> {
    uuid::Uuid::try_parse(text).ok()
}
