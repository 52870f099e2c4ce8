//! Which rules of the quality check only inform, version by version. What a rule is, this crate does not know.

use chrono::{DateTime, Utc};
use sagsbord_domain::EmployeeId;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::text::{instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRuleVersion {
    pub number: i64,
    pub at: DateTime<Utc>,
    pub employee: EmployeeId,
    pub why: String,
    /// Places where a rule began to inform, and where it warns again.
    pub added: u32,
    pub removed: u32,
    pub restored: Option<i64>,
}

/// As far back as the screen shows; older ones stay in the store.
const MOST_VERSIONS: i64 = 500;
const TABLE: &str = "check_rule_version";

impl Writer {
    /// Refused where somebody else made that number in between.
    pub async fn add_check_rule_version(
        &mut self,
        version: &CheckRuleVersion,
        eased: &str,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "INSERT INTO check_rule_version
                 (number, at, employee_id, eased, why, added, removed, restored)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (number) DO NOTHING",
        )
        .bind(version.number)
        .bind(instant(version.at))
        .bind(version.employee.to_string())
        .bind(eased)
        .bind(&version.why)
        .bind(i64::from(version.added))
        .bind(i64::from(version.removed))
        .bind(version.restored)
        .execute(&mut **self)
        .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Conflict);
        }
        Ok(())
    }
}

impl Reader {
    /// The newest first.
    pub async fn check_rule_versions(&mut self) -> Result<Vec<CheckRuleVersion>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, at, employee_id, why, added, removed, restored
             FROM check_rule_version ORDER BY number DESC LIMIT $1",
        )
        .bind(MOST_VERSIONS)
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(version).collect()
    }

    /// The number of the version in force; zero where there is none.
    pub async fn check_rule_number(&mut self) -> Result<i64, StoreError> {
        Ok(
            sqlx::query_scalar("SELECT coalesce(max(number), 0) FROM check_rule_version")
                .fetch_one(&mut **self)
                .await?,
        )
    }

    pub async fn eased_check_rules(&mut self, number: i64) -> Result<Option<String>, StoreError> {
        Ok(
            sqlx::query_scalar("SELECT eased FROM check_rule_version WHERE number = $1")
                .bind(number)
                .fetch_optional(&mut **self)
                .await?,
        )
    }
}

fn version(row: &SqliteRow) -> Result<CheckRuleVersion, StoreError> {
    let count = |name: &str| -> Result<u32, StoreError> {
        Ok(u32::try_from(row.try_get::<i64, _>(name)?).unwrap_or(u32::MAX))
    };
    Ok(CheckRuleVersion {
        number: row.try_get("number")?,
        at: parse(row, TABLE, "at", parse_instant)?,
        employee: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
        why: row.try_get("why")?,
        added: count("added")?,
        removed: count("removed")?,
        restored: row.try_get("restored")?,
    })
}
