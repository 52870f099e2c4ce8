//! The audit chain: append-only, each row sealed by the hash of the row before it, no plaintext.

use chrono::{DateTime, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, EmployeeId};
use sha2::{Digest, Sha256};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};
use uuid::Uuid;

use crate::access::{push_access, push_access_of, push_document_access};
use crate::text::{instant, parse, parse_instant, parse_optional};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    pub number: i64,
    pub at: DateTime<Utc>,
    pub employee: Option<EmployeeId>,
    pub act: AuditAct,
    pub subject: Option<(String, Uuid)>,
    pub details: Vec<String>,
    pub hash: String,
}

#[derive(Debug, Clone, Default)]
pub struct AuditQuery {
    pub before: Option<i64>,
    pub act: Option<AuditAct>,
    pub employee: Option<EmployeeId>,
    pub limit: u32,
}

/// The newest row: written down by a person, it proves later that nothing was cut off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditReceipt {
    pub number: i64,
    pub hash: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditVerdict {
    pub rows: i64,
    /// The first row that does not follow from the one before it.
    pub broken_at: Option<i64>,
    pub newest: AuditReceipt,
    /// Whether the receipt given is a row of this chain.
    pub receipt_fits: Option<bool>,
}

const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";
const COLUMNS: &str = "number, at, employee_id, act, subject_kind, subject_id, details, hash";

impl Writer {
    /// Appends to the log and commits, so that no change is kept without its line and no line
    /// without its change.
    pub async fn commit_with(
        mut self,
        record: &AuditRecord,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.append_audit(record, at).await?;
        self.commit().await
    }

    /// For a transaction that has more than one thing to tell.
    pub async fn append_audit(
        &mut self,
        record: &AuditRecord,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let newest = newest(self).await?;
        let row = AuditRow::new(newest.number + 1, record, at);
        let hash = row.hash(&newest.hash);
        sqlx::query(
            "INSERT INTO audit_entry (number, at, employee_id, act, subject_kind, subject_id, details, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(row.number)
        .bind(row.at)
        .bind(row.employee_id)
        .bind(row.act)
        .bind(row.subject_kind)
        .bind(row.subject_id)
        .bind(row.details)
        .bind(hash)
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

impl Reader {
    /// Newest first.
    pub async fn list_audit(&mut self, query: &AuditQuery) -> Result<Vec<AuditEntry>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT ");
        sql.push(COLUMNS).push(" FROM audit_entry WHERE 1 = 1");
        push_conditions(&mut sql, query);
        if let Some(before) = query.before {
            sql.push(" AND number < ").push_bind(before);
        }
        sql.push(" ORDER BY number DESC LIMIT ")
            .push_bind(i64::from(query.limit));
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(entry).collect()
    }

    /// What was done with a case and with what lies in it, newest first. `None` where the case is out of reach; of a
    /// document or a task that is, nothing is told.
    pub async fn audit_of_case(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
        before: Option<i64>,
        most: u32,
    ) -> Result<Option<Vec<AuditEntry>>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT 1 FROM case_file AS c WHERE c.id = ");
        sql.push_bind(case.to_string());
        push_access(&mut sql, filter);
        if sql.build().fetch_optional(&mut **self).await?.is_none() {
            return Ok(None);
        }
        let id = case.to_string();
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT a.number, a.at, a.employee_id, a.act, a.subject_kind, a.subject_id, a.details, a.hash FROM (
                SELECT 'case' AS kind, ",
        );
        sql.push_bind(id.clone()).push(" AS id");
        for (kind, table) in [
            ("deadline", "deadline"),
            ("letter", "letter"),
            ("intake", "intake"),
            ("aktindsigt", "aktindsigt"),
        ] {
            sql.push(format!(
                " UNION ALL SELECT '{kind}', id FROM {table} WHERE case_id = "
            ))
            .push_bind(id.clone());
        }
        sql.push(" UNION ALL SELECT 'intake', intake_id FROM intake_removal WHERE case_id = ")
            .push_bind(id.clone());
        sql.push(
            " UNION ALL SELECT 'document', d.id FROM case_file AS c JOIN document d ON d.case_id = c.id WHERE c.id = ",
        )
        .push_bind(id);
        push_document_access(&mut sql, filter);
        sql.push(" UNION ALL SELECT 'task', c.id FROM task AS c WHERE c.case_id = ")
            .push_bind(case.to_string());
        push_access_of(&mut sql, filter, "c.case_id");
        sql.push(
            ") AS s JOIN audit_entry AS a ON a.subject_kind = s.kind AND a.subject_id = s.id WHERE a.number < ",
        )
        .push_bind(before.unwrap_or(i64::MAX));
        sql.push(" ORDER BY a.number DESC LIMIT ").push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        Ok(Some(rows.iter().map(entry).collect::<Result<_, _>>()?))
    }

    pub async fn count_audit(&mut self, query: &AuditQuery) -> Result<i64, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT count(*) FROM audit_entry WHERE 1 = 1");
        push_conditions(&mut sql, query);
        Ok(sql.build_query_scalar().fetch_one(&mut **self).await?)
    }

    /// Walks the whole chain from its first row.
    pub async fn verify_audit(
        &mut self,
        receipt: Option<&AuditReceipt>,
    ) -> Result<AuditVerdict, StoreError> {
        const STEP: i64 = 2_000;
        let mut verdict = AuditVerdict {
            rows: 0,
            broken_at: None,
            newest: AuditReceipt {
                number: 0,
                hash: GENESIS.to_owned(),
            },
            receipt_fits: receipt.map(|_| false),
        };
        loop {
            let rows = sqlx::query(
                "SELECT number, at, employee_id, act, subject_kind, subject_id, details, hash
                 FROM audit_entry WHERE number > $1 ORDER BY number LIMIT $2",
            )
            .bind(verdict.newest.number)
            .bind(STEP)
            .fetch_all(&mut **self)
            .await?;
            if rows.is_empty() {
                return Ok(verdict);
            }
            for row in &rows {
                let row_as_kept = AuditRow::from_store(row)?;
                let hash: String = row.try_get("hash")?;
                let follows = row_as_kept.number == verdict.newest.number + 1
                    && row_as_kept.hash(&verdict.newest.hash) == hash;
                if !follows && verdict.broken_at.is_none() {
                    verdict.broken_at = Some(row_as_kept.number);
                }
                verdict.rows += 1;
                verdict.newest = AuditReceipt {
                    number: row_as_kept.number,
                    hash,
                };
                if receipt == Some(&verdict.newest) {
                    verdict.receipt_fits = Some(true);
                }
            }
        }
    }
}

/// A row in the exact words that are hashed.
struct AuditRow {
    number: i64,
    at: String,
    employee_id: Option<String>,
    act: String,
    subject_kind: Option<String>,
    subject_id: Option<String>,
    details: String,
}

impl AuditRow {
    fn new(number: i64, record: &AuditRecord, at: DateTime<Utc>) -> Self {
        let details: Vec<String> = record
            .details
            .iter()
            .map(|(key, detail)| match detail {
                AuditDetail::Code(code) => format!("{key}={code}"),
                AuditDetail::Id(id) => format!("{key}={id}"),
                AuditDetail::Count(count) => format!("{key}={count}"),
                AuditDetail::Day(day) => format!("{key}={day}"),
            })
            .collect();
        Self {
            number,
            at: instant(at),
            employee_id: record.employee.map(|id| id.to_string()),
            act: record.act.code().to_owned(),
            subject_kind: record.subject.map(|(kind, _)| kind.to_owned()),
            subject_id: record.subject.map(|(_, id)| id.to_string()),
            details: details.join(" "),
        }
    }

    fn from_store(row: &SqliteRow) -> Result<Self, StoreError> {
        Ok(Self {
            number: row.try_get("number")?,
            at: row.try_get("at")?,
            employee_id: row.try_get("employee_id")?,
            act: row.try_get("act")?,
            subject_kind: row.try_get("subject_kind")?,
            subject_id: row.try_get("subject_id")?,
            details: row.try_get("details")?,
        })
    }

    /// Each part goes in behind its length, so that moving a letter from one part to the next
    /// gives another hash.
    fn hash(&self, previous: &str) -> String {
        let mut sha = Sha256::new();
        let mut part = |text: Option<&str>| {
            let length = text.map_or(u64::MAX, |text| text.len() as u64);
            sha.update(length.to_be_bytes());
            sha.update(text.unwrap_or_default());
        };
        part(Some(previous));
        part(Some(&self.number.to_string()));
        part(Some(&self.at));
        part(self.employee_id.as_deref());
        part(Some(&self.act));
        part(self.subject_kind.as_deref());
        part(self.subject_id.as_deref());
        part(Some(&self.details));
        sha.finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

async fn newest(conn: &mut SqliteConnection) -> Result<AuditReceipt, StoreError> {
    let row = sqlx::query("SELECT number, hash FROM audit_entry ORDER BY number DESC LIMIT 1")
        .fetch_optional(conn)
        .await?;
    match row {
        Some(row) => Ok(AuditReceipt {
            number: row.try_get("number")?,
            hash: row.try_get("hash")?,
        }),
        None => Ok(AuditReceipt {
            number: 0,
            hash: GENESIS.to_owned(),
        }),
    }
}

fn push_conditions(sql: &mut QueryBuilder<Sqlite>, query: &AuditQuery) {
    if let Some(act) = query.act {
        sql.push(" AND act = ").push_bind(act.code());
    }
    if let Some(employee) = query.employee {
        sql.push(" AND employee_id = ")
            .push_bind(employee.to_string());
    }
}

fn entry(row: &SqliteRow) -> Result<AuditEntry, StoreError> {
    const TABLE: &str = "audit_entry";
    let subject_kind: Option<String> = row.try_get("subject_kind")?;
    let subject_id = parse_optional(row, TABLE, "subject_id", |text| Uuid::try_parse(text).ok())?;
    let details: String = row.try_get("details")?;
    Ok(AuditEntry {
        number: row.try_get("number")?,
        at: parse(row, TABLE, "at", parse_instant)?,
        employee: parse_optional(row, TABLE, "employee_id", |text| text.parse().ok())?,
        act: parse(row, TABLE, "act", AuditAct::from_code)?,
        subject: subject_kind.zip(subject_id),
        details: details.split_whitespace().map(str::to_owned).collect(),
        hash: row.try_get("hash")?,
    })
}
