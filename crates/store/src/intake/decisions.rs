use chrono::{DateTime, Utc};
use sagsbord_domain::{EmployeeId, IntakeId};
use sqlx::Row;

use crate::text::{instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDecision {
    pub place: String,
    pub decision: String,
    pub reason: String,
    pub employee: EmployeeId,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenDecision {
    pub sha256: String,
    pub finding: u32,
    pub kind: String,
    pub decision: String,
    pub reason: String,
    pub employee: EmployeeId,
    pub at: DateTime<Utc>,
}

impl Writer {
    pub async fn add_file_decisions(
        &mut self,
        intake: IntakeId,
        decisions: &[FileDecision],
    ) -> Result<(), StoreError> {
        let last: i64 = sqlx::query_scalar(
            "SELECT coalesce(max(number), 0) FROM intake_decision WHERE intake_id = $1",
        )
        .bind(intake.to_string())
        .fetch_one(&mut **self)
        .await?;
        for (number, decision) in (last + 1..).zip(decisions) {
            sqlx::query(
                "INSERT INTO intake_decision (intake_id, number, place, decision, reason, employee_id, at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(intake.to_string())
            .bind(number)
            .bind(&decision.place)
            .bind(&decision.decision)
            .bind(&decision.reason)
            .bind(decision.employee.to_string())
            .bind(instant(decision.at))
            .execute(&mut **self)
            .await?;
        }
        Ok(())
    }

    pub async fn add_hidden_decisions(
        &mut self,
        intake: IntakeId,
        decisions: &[HiddenDecision],
    ) -> Result<(), StoreError> {
        let last: i64 = sqlx::query_scalar(
            "SELECT coalesce(max(number), 0) FROM intake_hidden_decision WHERE intake_id = $1",
        )
        .bind(intake.to_string())
        .fetch_one(&mut **self)
        .await?;
        for (number, decision) in (last + 1..).zip(decisions) {
            sqlx::query(
                "INSERT INTO intake_hidden_decision
                    (intake_id, number, sha256, finding, kind, decision, reason, employee_id, at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            )
            .bind(intake.to_string())
            .bind(number)
            .bind(&decision.sha256)
            .bind(decision.finding)
            .bind(&decision.kind)
            .bind(&decision.decision)
            .bind(&decision.reason)
            .bind(decision.employee.to_string())
            .bind(instant(decision.at))
            .execute(&mut **self)
            .await?;
        }
        Ok(())
    }
}

impl Reader {
    /// In the order they were made: of several about one file the last counts.
    pub async fn file_decisions(
        &mut self,
        intake: IntakeId,
    ) -> Result<Vec<FileDecision>, StoreError> {
        const TABLE: &str = "intake_decision";
        let rows =
            sqlx::query("SELECT * FROM intake_decision WHERE intake_id = $1 ORDER BY number")
                .bind(intake.to_string())
                .fetch_all(&mut **self)
                .await?;
        rows.iter()
            .map(|row| {
                Ok(FileDecision {
                    place: row.try_get("place")?,
                    decision: row.try_get("decision")?,
                    reason: row.try_get("reason")?,
                    employee: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
                    at: parse(row, TABLE, "at", parse_instant)?,
                })
            })
            .collect()
    }

    /// In the order they were made: of several about one finding the last counts.
    pub async fn hidden_decisions(
        &mut self,
        intake: IntakeId,
    ) -> Result<Vec<HiddenDecision>, StoreError> {
        const TABLE: &str = "intake_hidden_decision";
        let rows = sqlx::query(
            "SELECT * FROM intake_hidden_decision WHERE intake_id = $1 ORDER BY number",
        )
        .bind(intake.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(HiddenDecision {
                    sha256: row.try_get("sha256")?,
                    finding: row.try_get("finding")?,
                    kind: row.try_get("kind")?,
                    decision: row.try_get("decision")?,
                    reason: row.try_get("reason")?,
                    employee: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
                    at: parse(row, TABLE, "at", parse_instant)?,
                })
            })
            .collect()
    }
}
