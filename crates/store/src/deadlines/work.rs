//! How much is left to do before a deadline, and the pace that follows from it.

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::deadline::{Pace, WorkUnit};
use sagsbord_domain::{CaseId, DeadlineId, EmployeeId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::push_access_of;
use crate::text::{day, instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

const TABLE: &str = "deadline_work";

/// Only the newest are read.
const MOST_NOTES: i64 = 100;
/// Older days say little about the next ones.
const MOST_DAYS: i64 = 60;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkNote {
    /// From 1.
    pub number: u32,
    pub at: DateTime<Utc>,
    pub day: NaiveDate,
    pub employee: EmployeeId,
    pub unit: WorkUnit,
    pub left: u32,
    /// Since the note before.
    pub done: u32,
}

/// What one person must do first, because it is due sooner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WorkAhead {
    pub deadlines: u32,
    pub left: u32,
}

impl Writer {
    /// Refused where somebody else made that note in between.
    pub async fn add_work_note(
        &mut self,
        deadline: DeadlineId,
        note: &WorkNote,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "INSERT INTO deadline_work (deadline_id, number, at, day, employee_id, unit, left_over, done)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (deadline_id, number) DO NOTHING",
        )
        .bind(deadline.to_string())
        .bind(note.number)
        .bind(instant(note.at))
        .bind(day(note.day))
        .bind(note.employee.to_string())
        .bind(note.unit.code())
        .bind(note.left)
        .bind(note.done)
        .execute(&mut **self)
        .await?;
        match done.rows_affected() {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }
}

impl Reader {
    /// The newest first. Only for a deadline that was found within somebody's reach.
    pub async fn work_notes(&mut self, deadline: DeadlineId) -> Result<Vec<WorkNote>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM deadline_work WHERE deadline_id = $1 ORDER BY number DESC LIMIT $2",
        )
        .bind(deadline.to_string())
        .bind(MOST_NOTES)
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(note).collect()
    }

    /// The same kind of work that whoever has the deadline's case must do before it. Nothing where nobody has it.
    pub async fn work_ahead(
        &mut self,
        filter: &AccessFilter,
        deadline: DeadlineId,
        unit: WorkUnit,
    ) -> Result<WorkAhead, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT count(*) AS deadlines, coalesce(sum(w.left_over), 0) AS left_over
             FROM deadline AS f
             JOIN deadline AS c ON c.responsible_id = f.responsible_id AND c.is_open = 1
                AND (c.due_order, c.row_key) < (f.due_order, f.row_key)
             JOIN deadline_work AS w ON w.deadline_id = c.id AND w.number =
                (SELECT max(n.number) FROM deadline_work AS n WHERE n.deadline_id = c.id)
             WHERE w.left_over > 0 AND w.unit = ",
        );
        sql.push_bind(unit.code())
            .push(" AND f.id = ")
            .push_bind(deadline.to_string());
        push_access_of(&mut sql, filter, "c.case_id");
        let row = sql.build().fetch_one(&mut **self).await?;
        Ok(WorkAhead {
            deadlines: row.try_get("deadlines")?,
            left: u32::try_from(row.try_get::<i64, _>("left_over")?).unwrap_or(u32::MAX),
        })
    }

    /// Whether the deadline's case is one person's.
    pub async fn has_deadline(
        &mut self,
        employee: EmployeeId,
        deadline: DeadlineId,
    ) -> Result<bool, StoreError> {
        let found: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM deadline WHERE id = $1 AND responsible_id = $2",
        )
        .bind(deadline.to_string())
        .bind(employee.to_string())
        .fetch_one(&mut **self)
        .await?;
        Ok(found > 0)
    }

    /// What one person got done each day, the newest first.
    pub async fn pace_of_person(
        &mut self,
        employee: EmployeeId,
        unit: WorkUnit,
    ) -> Result<Vec<Pace>, StoreError> {
        let rows = sqlx::query(
            "SELECT day, sum(done) AS done FROM deadline_work
             WHERE employee_id = $1 AND unit = $2 AND done > 0 GROUP BY day ORDER BY day DESC LIMIT $3",
        )
        .bind(employee.to_string())
        .bind(unit.code())
        .bind(MOST_DAYS)
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(pace).collect()
    }

    /// What a case's unit got done each day on cases within reach, the newest first.
    pub async fn pace_of_unit_of(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
        unit: WorkUnit,
    ) -> Result<Vec<Pace>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT w.day, sum(w.done) AS done FROM deadline_work AS w
             JOIN deadline AS c ON c.id = w.deadline_id
             WHERE w.done > 0 AND w.unit = ",
        );
        sql.push_bind(unit.code())
            .push(" AND c.unit_id = (SELECT k.unit_id FROM case_file AS k WHERE k.id = ")
            .push_bind(case.to_string())
            .push(")");
        push_access_of(&mut sql, filter, "c.case_id");
        sql.push(" GROUP BY w.day ORDER BY w.day DESC LIMIT ")
            .push_bind(MOST_DAYS);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(pace).collect()
    }
}

fn note(row: &SqliteRow) -> Result<WorkNote, StoreError> {
    Ok(WorkNote {
        number: row.try_get("number")?,
        at: parse(row, TABLE, "at", parse_instant)?,
        day: parse(row, TABLE, "day", |text| text.parse().ok())?,
        employee: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
        unit: parse(row, TABLE, "unit", WorkUnit::from_code)?,
        left: row.try_get("left_over")?,
        done: row.try_get("done")?,
    })
}

fn pace(row: &SqliteRow) -> Result<Pace, StoreError> {
    Ok(Pace {
        day: parse(row, TABLE, "day", |text| text.parse().ok())?,
        done: u32::try_from(row.try_get::<i64, _>("done")?).unwrap_or(u32::MAX),
    })
}
