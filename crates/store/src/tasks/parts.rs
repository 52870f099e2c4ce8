//! What belongs to a task: the rows of its checklist, its comments, its log.

use chrono::{DateTime, Utc};
use sagsbord_domain::{EmployeeId, TaskId};
use sqlx::Row;

use crate::text::{instant, parse, parse_instant, parse_optional};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskCheck {
    pub number: u32,
    pub text: String,
    pub ticked: Option<(DateTime<Utc>, EmployeeId)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskComment {
    pub number: u32,
    pub at: DateTime<Utc>,
    pub by: EmployeeId,
    pub text: String,
}

/// A line of the log: what was done, and what stood there before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskEntry {
    pub at: DateTime<Utc>,
    pub by: EmployeeId,
    pub kind: String,
    pub was: Option<String>,
    pub became: Option<String>,
}

impl Writer {
    /// A new row, or an old one ticked or not.
    pub async fn put_task_check(
        &mut self,
        task: TaskId,
        check: &TaskCheck,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO task_check (task_id, number, text, ticked_at, ticked_by) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (task_id, number) DO UPDATE SET ticked_at = excluded.ticked_at,
                ticked_by = excluded.ticked_by",
        )
        .bind(task.to_string())
        .bind(check.number)
        .bind(&check.text)
        .bind(check.ticked.map(|(at, _)| instant(at)))
        .bind(check.ticked.map(|(_, by)| by.to_string()))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Gives the comment the next number.
    pub async fn add_task_comment(
        &mut self,
        task: TaskId,
        at: DateTime<Utc>,
        by: EmployeeId,
        text: &str,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO task_comment (task_id, number, at, employee_id, text)
             SELECT $1, 1 + coalesce(max(number), 0), $2, $3, $4 FROM task_comment WHERE task_id = $1",
        )
        .bind(task.to_string())
        .bind(instant(at))
        .bind(by.to_string())
        .bind(text)
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    pub async fn add_task_entry(
        &mut self,
        task: TaskId,
        number: u32,
        entry: &TaskEntry,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "INSERT INTO task_change (task_id, number, at, employee_id, kind, was, became)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (task_id, number) DO NOTHING",
        )
        .bind(task.to_string())
        .bind(number)
        .bind(instant(entry.at))
        .bind(entry.by.to_string())
        .bind(&entry.kind)
        .bind(&entry.was)
        .bind(&entry.became)
        .execute(&mut **self)
        .await?;
        match done.rows_affected() {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }
}

/// Only for a task that was found within somebody's reach.
impl Reader {
    pub async fn task_checks(&mut self, task: TaskId) -> Result<Vec<TaskCheck>, StoreError> {
        const TABLE: &str = "task_check";
        let rows =
            sqlx::query("SELECT * FROM task_check WHERE task_id = $1 ORDER BY number LIMIT $2")
                .bind(task.to_string())
                .bind(MOST)
                .fetch_all(&mut **self)
                .await?;
        rows.iter()
            .map(|row| {
                let at = parse_optional(row, TABLE, "ticked_at", parse_instant)?;
                let by = parse_optional(row, TABLE, "ticked_by", |text| text.parse().ok())?;
                Ok(TaskCheck {
                    number: row.try_get("number")?,
                    text: row.try_get("text")?,
                    ticked: at.zip(by),
                })
            })
            .collect()
    }

    /// The oldest first: they are read as a conversation. Of a very long one the newest part.
    pub async fn task_comments(&mut self, task: TaskId) -> Result<Vec<TaskComment>, StoreError> {
        const TABLE: &str = "task_comment";
        let rows = sqlx::query(
            "SELECT * FROM (SELECT * FROM task_comment WHERE task_id = $1 ORDER BY number DESC LIMIT $2) AS newest
             ORDER BY number",
        )
        .bind(task.to_string())
        .bind(MOST)
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(TaskComment {
                    number: row.try_get("number")?,
                    at: parse(row, TABLE, "at", parse_instant)?,
                    by: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
                    text: row.try_get("text")?,
                })
            })
            .collect()
    }

    pub async fn count_task_comments(&mut self, task: TaskId) -> Result<u32, StoreError> {
        Ok(
            sqlx::query_scalar("SELECT count(*) FROM task_comment WHERE task_id = $1")
                .bind(task.to_string())
                .fetch_one(&mut **self)
                .await?,
        )
    }

    /// The newest first, as a person looks for what was done last.
    pub async fn task_log(&mut self, task: TaskId) -> Result<Vec<TaskEntry>, StoreError> {
        const TABLE: &str = "task_change";
        let rows = sqlx::query(
            "SELECT * FROM task_change WHERE task_id = $1 ORDER BY number DESC LIMIT $2",
        )
        .bind(task.to_string())
        .bind(MOST)
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(TaskEntry {
                    at: parse(row, TABLE, "at", parse_instant)?,
                    by: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
                    kind: row.try_get("kind")?,
                    was: row.try_get("was")?,
                    became: row.try_get("became")?,
                })
            })
            .collect()
    }
}

/// More than anybody does with one task.
const MOST: u32 = 1_000;
