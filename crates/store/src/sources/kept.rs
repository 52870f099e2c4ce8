use chrono::{DateTime, Utc};
use sagsbord_domain::{EmployeeId, SourceId, UnitId};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::text::{instant, parse, parse_instant, parse_optional};
use crate::{Reader, StoreError, Writer};

/// A system that is asked, and how it last went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSource {
    pub id: SourceId,
    pub name: String,
    /// The mapping file's text.
    pub mapping: String,
    pub version: u32,
    pub last_answer: Option<DateTime<Utc>>,
    pub trouble: Option<SourceAnswer>,
    pub is_removed: bool,
}

/// Why it did not answer, in a word of the program's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceAnswer {
    pub trouble: String,
    pub field: Option<String>,
    pub since: DateTime<Utc>,
}

const TABLE: &str = "source";

impl Writer {
    /// A new one, or one that was there, joined again.
    pub async fn add_source(
        &mut self,
        source: &KeptSource,
        by: EmployeeId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO source (id, name, mapping, version, changed_by, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(source.id.to_string())
        .bind(&source.name)
        .bind(&source.mapping)
        .bind(source.version)
        .bind(by.to_string())
        .bind(instant(now))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// With the next version. Nothing is known of how it goes with it yet.
    pub async fn change_source(
        &mut self,
        source: &KeptSource,
        by: EmployeeId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE source SET name = $2, mapping = $3, version = version + 1, changed_by = $4, changed_at = $5,
                trouble = NULL, trouble_field = NULL, trouble_since = NULL, removed_at = NULL WHERE id = $1",
        )
        .bind(source.id.to_string())
        .bind(&source.name)
        .bind(&source.mapping)
        .bind(by.to_string())
        .bind(instant(now))
        .execute(&mut **self)
        .await?;
        // The name stands on its cases.
        sqlx::query(
            "UPDATE case_file SET source = $2
             WHERE row_key IN (SELECT case_key FROM source_copy WHERE source_id = $1) AND source <> $2",
        )
        .bind(source.id.to_string())
        .bind(&source.name)
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// It is asked no more.
    pub async fn remove_source(
        &mut self,
        source: SourceId,
        by: EmployeeId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE source SET removed_at = $2, changed_at = $2, changed_by = $3, version = version + 1 WHERE id = $1",
        )
        .bind(source.to_string())
        .bind(instant(now))
        .bind(by.to_string())
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// How it went. Nothing for an answer; a trouble that goes on keeps when it began.
    pub async fn note_source_answer(
        &mut self,
        source: SourceId,
        trouble: Option<&SourceAnswer>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        match trouble {
            None => {
                sqlx::query(
                    "UPDATE source SET last_answer = $2, trouble = NULL, trouble_field = NULL, trouble_since = NULL
                     WHERE id = $1",
                )
                .bind(source.to_string())
                .bind(instant(now))
                .execute(&mut **self)
                .await?;
            }
            Some(trouble) => {
                sqlx::query(
                    "UPDATE source SET trouble = $2, trouble_field = $3,
                        trouble_since = CASE WHEN trouble = $2 THEN trouble_since ELSE $4 END WHERE id = $1",
                )
                .bind(source.to_string())
                .bind(&trouble.trouble)
                .bind(&trouble.field)
                .bind(instant(trouble.since))
                .execute(&mut **self)
                .await?;
            }
        }
        Ok(())
    }
}

impl Reader {
    /// Those that are asked, by name.
    pub async fn sources(&mut self) -> Result<Vec<KeptSource>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM source WHERE removed_at IS NULL ORDER BY name COLLATE danish",
        )
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(kept_source).collect()
    }

    /// Also one that was removed.
    pub async fn find_source(&mut self, id: SourceId) -> Result<Option<KeptSource>, StoreError> {
        found(self, id).await
    }

    /// Also one that was removed.
    pub async fn source_named(&mut self, name: &str) -> Result<Option<KeptSource>, StoreError> {
        let row = sqlx::query("SELECT * FROM source WHERE name = $1")
            .bind(name)
            .fetch_optional(&mut **self)
            .await?;
        row.as_ref().map(kept_source).transpose()
    }

    /// The municipality's units of that name: two may bear the same.
    pub async fn units_named(&mut self, name: &str) -> Result<Vec<UnitId>, StoreError> {
        let rows = sqlx::query("SELECT id FROM unit WHERE name = $1 AND ended IS NULL ORDER BY id")
            .bind(name)
            .fetch_all(&mut **self)
            .await?;
        rows.iter()
            .map(|row| parse(row, "unit", "id", |text| text.parse().ok()))
            .collect()
    }
}

impl Writer {
    /// Also one that was removed; as it is while nobody else can change it.
    pub async fn find_source(&mut self, id: SourceId) -> Result<Option<KeptSource>, StoreError> {
        found(self, id).await
    }
}

async fn found(
    conn: &mut SqliteConnection,
    id: SourceId,
) -> Result<Option<KeptSource>, StoreError> {
    let row = sqlx::query("SELECT * FROM source WHERE id = $1")
        .bind(id.to_string())
        .fetch_optional(&mut *conn)
        .await?;
    row.as_ref().map(kept_source).transpose()
}

fn kept_source(row: &SqliteRow) -> Result<KeptSource, StoreError> {
    let trouble: Option<String> = row.try_get("trouble")?;
    let since = parse_optional(row, TABLE, "trouble_since", parse_instant)?;
    let removed: Option<String> = row.try_get("removed_at")?;
    Ok(KeptSource {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        name: row.try_get("name")?,
        mapping: row.try_get("mapping")?,
        version: row.try_get("version")?,
        last_answer: parse_optional(row, TABLE, "last_answer", parse_instant)?,
        trouble: match (trouble, since) {
            (Some(trouble), Some(since)) => Some(SourceAnswer {
                trouble,
                field: row.try_get("trouble_field")?,
                since,
            }),
            _ => None,
        },
        is_removed: removed.is_some(),
    })
}
