//! Background jobs: their state outlives the program.

use chrono::{DateTime, Utc};
use sagsbord_domain::{EmployeeId, JobId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::text::{instant, parse, parse_instant, parse_optional};
use crate::{Reader, StoreError, Writer};

/// Kind, state and error are the app's words; the store only keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRecord {
    pub id: JobId,
    pub kind: String,
    pub state: String,
    pub done: u32,
    pub total: u32,
    pub progress_mark: Option<String>,
    pub error: Option<String>,
    pub employee: Option<EmployeeId>,
    pub started_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
}

impl Writer {
    pub async fn put_job(&mut self, job: &JobRecord) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO job (id, kind, state, done, total, progress_mark, error, employee_id, started_at, ended_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (id) DO UPDATE SET state = excluded.state, done = excluded.done,
                total = excluded.total, progress_mark = excluded.progress_mark,
                error = excluded.error, ended_at = excluded.ended_at",
        )
        .bind(job.id.to_string())
        .bind(&job.kind)
        .bind(&job.state)
        .bind(job.done)
        .bind(job.total)
        .bind(&job.progress_mark)
        .bind(&job.error)
        .bind(job.employee.map(|id| id.to_string()))
        .bind(instant(job.started_at))
        .bind(job.ended_at.map(instant))
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

impl Reader {
    /// Unended first, then the newest.
    pub async fn list_jobs(&mut self, limit: u32) -> Result<Vec<JobRecord>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM job ORDER BY (ended_at IS NOT NULL), started_at DESC, id LIMIT $1",
        )
        .bind(limit)
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(job).collect()
    }
}

fn job(row: &SqliteRow) -> Result<JobRecord, StoreError> {
    const TABLE: &str = "job";
    Ok(JobRecord {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        kind: row.try_get("kind")?,
        state: row.try_get("state")?,
        done: row.try_get("done")?,
        total: row.try_get("total")?,
        progress_mark: row.try_get("progress_mark")?,
        error: row.try_get("error")?,
        employee: parse_optional(row, TABLE, "employee_id", |text| text.parse().ok())?,
        started_at: parse(row, TABLE, "started_at", parse_instant)?,
        ended_at: parse_optional(row, TABLE, "ended_at", parse_instant)?,
    })
}
