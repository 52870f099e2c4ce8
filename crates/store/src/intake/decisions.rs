use chrono::{DateTime, Utc};
use sagsbord_domain::{EmployeeId, IntakeId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};

use crate::text::{instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDecision {
    /// From 1, in the order they were made; given by the store.
    pub number: u32,
    pub place: String,
    /// `None` in those that an earlier program wrote: they know their place alone.
    pub about: Option<DecidedAbout>,
    /// The bytes of the file that was said to stand for both.
    pub of_sha256: Option<String>,
    pub decision: String,
    pub reason: String,
    pub employee: EmployeeId,
    pub at: DateTime<Utc>,
}

/// The file that stood at the place when it was decided about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecidedAbout {
    pub name: String,
    /// `None` where its bytes could not be had.
    pub sha256: Option<String>,
    /// Why they could not.
    pub refused: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenDecision {
    pub sha256: String,
    /// The fingerprint of all that was found in the file; empty in those that an earlier program wrote.
    pub findings: String,
    /// Its place among them.
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
        let next = next_number(self, Log::Files, intake).await?;
        for (number, decision) in (next..).zip(decisions) {
            let about = decision.about.as_ref();
            sqlx::query(
                "INSERT INTO intake_decision
                    (intake_id, number, decision, reason, employee_id, at, place, name, sha256, refused, of_sha256)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            )
            .bind(intake.to_string())
            .bind(number)
            .bind(&decision.decision)
            .bind(&decision.reason)
            .bind(decision.employee.to_string())
            .bind(instant(decision.at))
            .bind(&decision.place)
            .bind(about.map(|about| &about.name))
            .bind(about.and_then(|about| about.sha256.as_ref()))
            .bind(about.and_then(|about| about.refused.as_ref()))
            .bind(&decision.of_sha256)
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
        let next = next_number(self, Log::Hidden, intake).await?;
        for (number, decision) in (next..).zip(decisions) {
            sqlx::query(
                "INSERT INTO intake_hidden_decision
                    (intake_id, number, decision, reason, employee_id, at, sha256, findings, finding, kind)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            )
            .bind(intake.to_string())
            .bind(number)
            .bind(&decision.decision)
            .bind(&decision.reason)
            .bind(decision.employee.to_string())
            .bind(instant(decision.at))
            .bind(&decision.sha256)
            .bind(&decision.findings)
            .bind(decision.finding)
            .bind(&decision.kind)
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
        let rows = logged(self, Log::Files, intake).await?;
        rows.iter()
            .map(|row| {
                let name: Option<String> = row.try_get("name")?;
                let (sha256, refused) = (row.try_get("sha256")?, row.try_get("refused")?);
                let (employee, at) = made(row, Log::Files)?;
                Ok(FileDecision {
                    number: row.try_get("number")?,
                    place: row.try_get("place")?,
                    about: name.map(|name| DecidedAbout {
                        name,
                        sha256,
                        refused,
                    }),
                    of_sha256: row.try_get("of_sha256")?,
                    decision: row.try_get("decision")?,
                    reason: row.try_get("reason")?,
                    employee,
                    at,
                })
            })
            .collect()
    }

    /// In the order they were made: of several about one finding the last counts.
    pub async fn hidden_decisions(
        &mut self,
        intake: IntakeId,
    ) -> Result<Vec<HiddenDecision>, StoreError> {
        let rows = logged(self, Log::Hidden, intake).await?;
        rows.iter()
            .map(|row| {
                let findings: Option<String> = row.try_get("findings")?;
                let (employee, at) = made(row, Log::Hidden)?;
                Ok(HiddenDecision {
                    sha256: row.try_get("sha256")?,
                    findings: findings.unwrap_or_default(),
                    finding: row.try_get("finding")?,
                    kind: row.try_get("kind")?,
                    decision: row.try_get("decision")?,
                    reason: row.try_get("reason")?,
                    employee,
                    at,
                })
            })
            .collect()
    }
}

/// The two logs of an intake, whose entries are numbered alike.
#[derive(Clone, Copy)]
enum Log {
    Files,
    Hidden,
}

impl Log {
    const fn table(self) -> &'static str {
        match self {
            Self::Files => "intake_decision",
            Self::Hidden => "intake_hidden_decision",
        }
    }
}

async fn next_number(
    conn: &mut SqliteConnection,
    log: Log,
    intake: IntakeId,
) -> Result<i64, StoreError> {
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT coalesce(max(number), 0) + 1 FROM ");
    sql.push(log.table()).push(" WHERE intake_id = ");
    sql.push_bind(intake.to_string());
    Ok(sql.build_query_scalar().fetch_one(conn).await?)
}

async fn logged(
    conn: &mut SqliteConnection,
    log: Log,
    intake: IntakeId,
) -> Result<Vec<SqliteRow>, StoreError> {
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT * FROM ");
    sql.push(log.table()).push(" WHERE intake_id = ");
    sql.push_bind(intake.to_string()).push(" ORDER BY number");
    Ok(sql.build().fetch_all(conn).await?)
}

fn made(row: &SqliteRow, log: Log) -> Result<(EmployeeId, DateTime<Utc>), StoreError> {
    let table = log.table();
    Ok((
        parse(row, table, "employee_id", |text| text.parse().ok())?,
        parse(row, table, "at", parse_instant)?,
    ))
}
