//! The municipality's word list, version by version. The text is a CSV that this crate does not read.

use chrono::{DateTime, Utc};
use sagsbord_domain::EmployeeId;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::text::{instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordListVersion {
    pub number: i64,
    pub at: DateTime<Utc>,
    pub employee: EmployeeId,
    pub why: String,
    pub added: u32,
    pub changed: u32,
    pub removed: u32,
    pub restored: Option<i64>,
}

/// As far back as the screen shows; older ones stay in the store.
const MOST_VERSIONS: i64 = 500;
const TABLE: &str = "word_list_version";

impl Writer {
    /// Refused where somebody else made that number in between.
    pub async fn add_word_list_version(
        &mut self,
        version: &WordListVersion,
        entries: &str,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "INSERT INTO word_list_version
                 (number, at, employee_id, entries, why, added, changed, removed, restored)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (number) DO NOTHING",
        )
        .bind(version.number)
        .bind(instant(version.at))
        .bind(version.employee.to_string())
        .bind(entries)
        .bind(&version.why)
        .bind(i64::from(version.added))
        .bind(i64::from(version.changed))
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
    /// The newest first, without their entries.
    pub async fn word_list_versions(&mut self) -> Result<Vec<WordListVersion>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, at, employee_id, why, added, changed, removed, restored
             FROM word_list_version ORDER BY number DESC LIMIT $1",
        )
        .bind(MOST_VERSIONS)
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(version).collect()
    }

    /// The number of the version in force; zero where there is none.
    pub async fn word_list_number(&mut self) -> Result<i64, StoreError> {
        Ok(
            sqlx::query_scalar("SELECT coalesce(max(number), 0) FROM word_list_version")
                .fetch_one(&mut **self)
                .await?,
        )
    }

    pub async fn word_list_entries(&mut self, number: i64) -> Result<Option<String>, StoreError> {
        Ok(
            sqlx::query_scalar("SELECT entries FROM word_list_version WHERE number = $1")
                .bind(number)
                .fetch_optional(&mut **self)
                .await?,
        )
    }
}

fn version(row: &SqliteRow) -> Result<WordListVersion, StoreError> {
    let count = |name: &str| -> Result<u32, StoreError> {
        Ok(u32::try_from(row.try_get::<i64, _>(name)?).unwrap_or(u32::MAX))
    };
    Ok(WordListVersion {
        number: row.try_get("number")?,
        at: parse(row, TABLE, "at", parse_instant)?,
        employee: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
        why: row.try_get("why")?,
        added: count("added")?,
        changed: count("changed")?,
        removed: count("removed")?,
        restored: row.try_get("restored")?,
    })
}
