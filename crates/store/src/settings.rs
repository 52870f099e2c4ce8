//! Settings that differ from the defaults, and the few facts about the store as a whole.

use std::collections::BTreeMap;

use sagsbord_domain::EmployeeId;
use sqlx::{Row, SqliteConnection};

use crate::{Reader, StoreError, Writer};

/// A fact about the store as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    Municipality,
    /// Present only in the demo municipality's store.
    Demo,
    LastBackupAt,
    KeyChangedAt,
    /// There when the index was made by an earlier program; search finds too little until it is
    /// made anew.
    SearchOutdated,
    /// When all blobs were last read through, and not the database alone.
    BlobsCheckedAt,
    /// Which way of reading files from outside all that is kept was read in.
    IntakeReadBy,
}

impl Fact {
    const fn key(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::Demo => "demo",
            Self::LastBackupAt => "last_backup_at",
            Self::KeyChangedAt => "key_changed_at",
            Self::SearchOutdated => "search_outdated",
            Self::BlobsCheckedAt => "blobs_checked_at",
            Self::IntakeReadBy => "intake_read_by",
        }
    }
}

impl Writer {
    /// `None` goes back to the default. Without an employee it is the municipality's setting.
    pub async fn put_setting(
        &mut self,
        key: &str,
        employee: Option<EmployeeId>,
        value: Option<&str>,
    ) -> Result<(), StoreError> {
        let owner = owner(employee);
        match value {
            Some(value) => {
                sqlx::query(
                    "INSERT INTO setting (key, employee_id, value) VALUES ($1, $2, $3)
                     ON CONFLICT (key, employee_id) DO UPDATE SET value = excluded.value",
                )
                .bind(key)
                .bind(owner)
                .bind(value)
                .execute(&mut **self)
                .await?;
            }
            None => {
                sqlx::query("DELETE FROM setting WHERE key = $1 AND employee_id = $2")
                    .bind(key)
                    .bind(owner)
                    .execute(&mut **self)
                    .await?;
            }
        }
        Ok(())
    }

    pub async fn put_fact(&mut self, fact: Fact, value: &str) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO fact (key, value) VALUES ($1, $2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )
        .bind(fact.key())
        .bind(value)
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    pub async fn clear_fact(&mut self, fact: Fact) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM fact WHERE key = $1")
            .bind(fact.key())
            .execute(&mut **self)
            .await?;
        Ok(())
    }
}

impl Reader {
    /// The municipality's differences (`None`) or one person's.
    pub async fn settings(
        &mut self,
        employee: Option<EmployeeId>,
    ) -> Result<BTreeMap<String, String>, StoreError> {
        let rows = sqlx::query("SELECT key, value FROM setting WHERE employee_id = $1")
            .bind(owner(employee))
            .fetch_all(&mut **self)
            .await?;
        rows.iter()
            .map(|row| Ok((row.try_get("key")?, row.try_get("value")?)))
            .collect()
    }

    pub async fn fact(&mut self, fact: Fact) -> Result<Option<String>, StoreError> {
        read_fact(self, fact).await
    }
}

async fn read_fact(conn: &mut SqliteConnection, fact: Fact) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar("SELECT value FROM fact WHERE key = $1")
        .bind(fact.key())
        .fetch_optional(conn)
        .await?)
}

fn owner(employee: Option<EmployeeId>) -> String {
    employee.map(|id| id.to_string()).unwrap_or_default()
}
