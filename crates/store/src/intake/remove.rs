use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, EmployeeId, IntakeId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use super::Intake;
use crate::access::push_access;
use crate::text::{instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

/// What is left of an intake that was taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeRemoval {
    pub intake: IntakeId,
    pub case: CaseId,
    pub started_by: EmployeeId,
    pub started_at: DateTime<Utc>,
    /// All: those handed in and all inside them.
    pub files: u32,
    pub reason: String,
    pub removed_by: EmployeeId,
    pub removed_at: DateTime<Utc>,
}

/// What the intakes that remain are made of. All else goes.
#[derive(Debug, Default)]
pub struct IntakesNeed {
    /// Fingerprint and hint.
    pub readings: HashSet<(String, String)>,
    pub contents: HashSet<String>,
}

impl Writer {
    /// With its files and with what was decided about them. The bytes stay until `sweep_intake_contents`.
    pub async fn remove_intake(&mut self, removal: &IntakeRemoval) -> Result<(), StoreError> {
        let id = removal.intake.to_string();
        sqlx::query(
            "INSERT INTO intake_removal
                (intake_id, case_id, started_by, started_at, files, reason, removed_by, removed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&id)
        .bind(removal.case.to_string())
        .bind(removal.started_by.to_string())
        .bind(instant(removal.started_at))
        .bind(removal.files)
        .bind(&removal.reason)
        .bind(removal.removed_by.to_string())
        .bind(instant(removal.removed_at))
        .execute(&mut **self)
        .await?;
        for sql in [
            "DELETE FROM intake_hidden_decision WHERE intake_id = $1",
            "DELETE FROM intake_decision WHERE intake_id = $1",
            "DELETE FROM intake_file WHERE intake_id = $1",
            "DELETE FROM intake WHERE id = $1",
        ] {
            sqlx::query(sql).bind(&id).execute(&mut **self).await?;
        }
        Ok(())
    }

    /// Readings, bytes and passwords that no intake needs. Sealed files are removed afterwards, with
    /// `Store::remove_unreferenced_blobs`.
    pub async fn sweep_intake_contents(&mut self, need: &IntakesNeed) -> Result<(), StoreError> {
        let mut kept = need.contents.clone();
        for row in sqlx::query("SELECT sha256, hint, reading_sha256 FROM intake_reading")
            .fetch_all(&mut **self)
            .await?
        {
            let key = (row.try_get("sha256")?, row.try_get("hint")?);
            if need.readings.contains(&key) {
                kept.insert(row.try_get("reading_sha256")?);
                continue;
            }
            sqlx::query("DELETE FROM intake_reading WHERE sha256 = $1 AND hint = $2")
                .bind(key.0)
                .bind(key.1)
                .execute(&mut **self)
                .await?;
        }
        for (all, one) in [
            (
                "SELECT sha256 FROM intake_content",
                "DELETE FROM intake_content WHERE sha256 = $1",
            ),
            (
                "SELECT DISTINCT sha256 FROM intake_page",
                "DELETE FROM intake_page WHERE sha256 = $1",
            ),
            (
                "SELECT sha256 FROM intake_password",
                "DELETE FROM intake_password WHERE sha256 = $1",
            ),
        ] {
            let here: Vec<String> = sqlx::query_scalar(all).fetch_all(&mut **self).await?;
            for sha256 in here.iter().filter(|sha256| !kept.contains(*sha256)) {
                sqlx::query(one).bind(sha256).execute(&mut **self).await?;
            }
        }
        Ok(())
    }
}

impl Reader {
    /// Whosever they are: to see what they need, not for a screen.
    pub async fn all_intakes(&mut self) -> Result<Vec<Intake>, StoreError> {
        let rows = sqlx::query("SELECT * FROM intake ORDER BY id")
            .fetch_all(&mut **self)
            .await?;
        rows.iter().map(super::intake).collect()
    }

    /// Newest first.
    pub async fn removed_intakes_of(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
    ) -> Result<Vec<IntakeRemoval>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT r.* FROM intake_removal r JOIN case_file AS c ON c.id = r.case_id WHERE r.case_id = ",
        );
        sql.push_bind(case.to_string());
        push_access(&mut sql, filter);
        sql.push(" ORDER BY r.removed_at DESC, r.intake_id DESC LIMIT 500");
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(removal).collect()
    }
}

fn removal(row: &SqliteRow) -> Result<IntakeRemoval, StoreError> {
    const TABLE: &str = "intake_removal";
    Ok(IntakeRemoval {
        intake: parse(row, TABLE, "intake_id", |text| text.parse().ok())?,
        case: parse(row, TABLE, "case_id", |text| text.parse().ok())?,
        started_by: parse(row, TABLE, "started_by", |text| text.parse().ok())?,
        started_at: parse(row, TABLE, "started_at", parse_instant)?,
        files: row.try_get("files")?,
        reason: row.try_get("reason")?,
        removed_by: parse(row, TABLE, "removed_by", |text| text.parse().ok())?,
        removed_at: parse(row, TABLE, "removed_at", parse_instant)?,
    })
}
