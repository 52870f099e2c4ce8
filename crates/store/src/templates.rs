//! Templates as they were written, every version of each.

use chrono::{DateTime, Utc};
use sagsbord_domain::EmployeeId;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::text::{instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

/// The kind is the app's word, and the body its kind's; the store only keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateVersion {
    /// What the template is known by: the name of a shipped one, or an id.
    pub template: String,
    pub number: u32,
    pub kind: String,
    pub name: String,
    pub body: String,
    pub is_retired: bool,
    pub at: DateTime<Utc>,
    pub by: EmployeeId,
}

impl Writer {
    /// Refused where somebody else wrote that version in between.
    pub async fn add_template_version(
        &mut self,
        version: &TemplateVersion,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "INSERT INTO template_version (template, number, kind, name, body, is_retired, at, employee_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (template, number) DO NOTHING",
        )
        .bind(&version.template)
        .bind(version.number)
        .bind(&version.kind)
        .bind(&version.name)
        .bind(&version.body)
        .bind(version.is_retired)
        .bind(instant(version.at))
        .bind(version.by.to_string())
        .execute(&mut **self)
        .await?;
        match done.rows_affected() {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }
}

impl Reader {
    /// The newest version of each, also of those that are retired.
    pub async fn templates(&mut self) -> Result<Vec<TemplateVersion>, StoreError> {
        let rows = sqlx::query(
            "SELECT v.* FROM template_version AS v
             WHERE v.number = (SELECT max(w.number) FROM template_version AS w WHERE w.template = v.template)
             ORDER BY v.template",
        )
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(version).collect()
    }

    /// The newest first.
    pub async fn template_versions(
        &mut self,
        template: &str,
    ) -> Result<Vec<TemplateVersion>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM template_version WHERE template = $1 ORDER BY number DESC LIMIT 500",
        )
        .bind(template)
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(version).collect()
    }

    pub async fn template(
        &mut self,
        template: &str,
    ) -> Result<Option<TemplateVersion>, StoreError> {
        let row = sqlx::query(
            "SELECT * FROM template_version WHERE template = $1 ORDER BY number DESC LIMIT 1",
        )
        .bind(template)
        .fetch_optional(&mut **self)
        .await?;
        row.as_ref().map(version).transpose()
    }
}

fn version(row: &SqliteRow) -> Result<TemplateVersion, StoreError> {
    const TABLE: &str = "template_version";
    Ok(TemplateVersion {
        template: row.try_get("template")?,
        number: row.try_get("number")?,
        kind: row.try_get("kind")?,
        name: row.try_get("name")?,
        body: row.try_get("body")?,
        is_retired: row.try_get("is_retired")?,
        at: parse(row, TABLE, "at", parse_instant)?,
        by: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
    })
}
