//! Intakes: what was handed in for a case, what was read of it, what people decided about it.
//!
//! The words of readings, summaries and decisions are the app's; the store only keeps them.

mod content;
mod decisions;
mod files;
mod readings;
mod remove;

use chrono::{DateTime, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, EmployeeId, IntakeId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::push_access;
use crate::text::{instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

pub use content::{IntakeContent, KeptContent};
pub use decisions::{DecidedAbout, FileDecision, HiddenDecision};
pub use files::IntakeFile;
pub use readings::KeptReading;
pub use remove::{IntakeRemoval, IntakesNeed};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    pub id: IntakeId,
    pub case: CaseId,
    pub started_by: EmployeeId,
    pub started_at: DateTime<Utc>,
    pub wish: String,
    pub is_read: bool,
}

impl Writer {
    pub async fn add_intake(&mut self, intake: &Intake) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO intake (id, case_id, started_by, started_at, wish, is_read)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(intake.id.to_string())
        .bind(intake.case.to_string())
        .bind(intake.started_by.to_string())
        .bind(instant(intake.started_at))
        .bind(&intake.wish)
        .bind(intake.is_read)
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    pub async fn set_intake_wish(&mut self, id: IntakeId, wish: &str) -> Result<(), StoreError> {
        sqlx::query("UPDATE intake SET wish = $2 WHERE id = $1")
            .bind(id.to_string())
            .bind(wish)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    pub async fn set_intake_read(&mut self, id: IntakeId, is_read: bool) -> Result<(), StoreError> {
        sqlx::query("UPDATE intake SET is_read = $2 WHERE id = $1")
            .bind(id.to_string())
            .bind(is_read)
            .execute(&mut **self)
            .await?;
        Ok(())
    }
}

impl Reader {
    /// `None` both when it is not there and when its case is out of reach.
    pub async fn find_intake(
        &mut self,
        filter: &AccessFilter,
        id: IntakeId,
    ) -> Result<Option<Intake>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT i.* FROM intake i JOIN case_file AS c ON c.id = i.case_id WHERE i.id = ",
        );
        sql.push_bind(id.to_string());
        push_access(&mut sql, filter);
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.as_ref().map(intake).transpose()
    }

    /// Newest first.
    pub async fn intakes_of(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
    ) -> Result<Vec<Intake>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT i.* FROM intake i JOIN case_file AS c ON c.id = i.case_id WHERE i.case_id = ",
        );
        sql.push_bind(case.to_string());
        push_access(&mut sql, filter);
        sql.push(" ORDER BY i.started_at DESC, i.id DESC LIMIT 500");
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(intake).collect()
    }

    /// The oldest that the machine has work for, whosever it is: for the job that does the work, not for a screen.
    pub async fn next_intake_to_read(&mut self) -> Result<Option<Intake>, StoreError> {
        let row = sqlx::query(
            "SELECT * FROM intake WHERE is_read = 0 AND wish = 'go_on' ORDER BY started_at, id LIMIT 1",
        )
        .fetch_optional(&mut **self)
        .await?;
        row.as_ref().map(intake).transpose()
    }
}

fn intake(row: &SqliteRow) -> Result<Intake, StoreError> {
    const TABLE: &str = "intake";
    Ok(Intake {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        case: parse(row, TABLE, "case_id", |text| text.parse().ok())?,
        started_by: parse(row, TABLE, "started_by", |text| text.parse().ok())?,
        started_at: parse(row, TABLE, "started_at", parse_instant)?,
        wish: row.try_get("wish")?,
        is_read: row.try_get("is_read")?,
    })
}
