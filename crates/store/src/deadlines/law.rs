//! The municipality's own rules and closing days, version by version. What they say, this crate does not know.

use chrono::{DateTime, Utc};
use sagsbord_domain::EmployeeId;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::text::{instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineLawVersion {
    pub number: i64,
    pub at: DateTime<Utc>,
    pub employee: EmployeeId,
    /// The two files, as they were written.
    pub rules: String,
    pub closing_days: String,
    pub why: String,
    pub moved: u32,
    pub left_as_told: u32,
}

const MOST_VERSIONS: i64 = 200;

impl Writer {
    /// Refused where somebody else made that number in between.
    pub async fn add_deadline_law(
        &mut self,
        version: &DeadlineLawVersion,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "INSERT INTO deadline_law_version
                (number, at, employee_id, rules, closing_days, why, moved, left_as_told)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (number) DO NOTHING",
        )
        .bind(version.number)
        .bind(instant(version.at))
        .bind(version.employee.to_string())
        .bind(&version.rules)
        .bind(&version.closing_days)
        .bind(&version.why)
        .bind(version.moved)
        .bind(version.left_as_told)
        .execute(&mut **self)
        .await?;
        match done.rows_affected() {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }
}

impl Reader {
    /// Without their files. The newest first; the first is in force.
    pub async fn deadline_law_versions(&mut self) -> Result<Vec<DeadlineLawVersion>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, at, employee_id, '' AS rules, '' AS closing_days, why, moved, left_as_told
             FROM deadline_law_version ORDER BY number DESC LIMIT $1",
        )
        .bind(MOST_VERSIONS)
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(version).collect()
    }

    pub async fn deadline_law_version(
        &mut self,
        number: i64,
    ) -> Result<Option<DeadlineLawVersion>, StoreError> {
        let row = sqlx::query("SELECT * FROM deadline_law_version WHERE number = $1")
            .bind(number)
            .fetch_optional(&mut **self)
            .await?;
        row.as_ref().map(version).transpose()
    }

    /// Every rule that a deadline rests on, also one that is completed, and how many do.
    pub async fn rules_in_use(&mut self) -> Result<Vec<(String, u32)>, StoreError> {
        let rows = sqlx::query("SELECT rule, count(*) AS n FROM deadline GROUP BY rule")
            .fetch_all(&mut **self)
            .await?;
        rows.iter()
            .map(|row| Ok((row.try_get("rule")?, row.try_get("n")?)))
            .collect()
    }

    pub async fn deadline_law_in_force(
        &mut self,
    ) -> Result<Option<DeadlineLawVersion>, StoreError> {
        let row = sqlx::query("SELECT * FROM deadline_law_version ORDER BY number DESC LIMIT 1")
            .fetch_optional(&mut **self)
            .await?;
        row.as_ref().map(version).transpose()
    }
}

fn version(row: &SqliteRow) -> Result<DeadlineLawVersion, StoreError> {
    const TABLE: &str = "deadline_law_version";
    Ok(DeadlineLawVersion {
        number: row.try_get("number")?,
        at: parse(row, TABLE, "at", parse_instant)?,
        employee: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
        rules: row.try_get("rules")?,
        closing_days: row.try_get("closing_days")?,
        why: row.try_get("why")?,
        moved: row.try_get("moved")?,
        left_as_told: row.try_get("left_as_told")?,
    })
}
