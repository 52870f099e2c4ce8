//! One task as it is kept.

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::deadline::Length;
use sagsbord_domain::deadline::Unit as LengthUnit;
use sagsbord_domain::task::{DueFrom, DueRule, DueSide, TaskState};
use sagsbord_domain::{CaseId, DocumentId, EmployeeId, TaskId, TeamId, fold};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use super::access::push_task_access;
use super::{TaskEntry, TaskReach};
use crate::search::WritingKind;
use crate::text::{day, instant, parse, parse_instant, parse_optional, unreadable};
use crate::{Reader, StoreError, Writer};

pub(super) const TABLE: &str = "task";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptTask {
    pub id: TaskId,
    pub title: String,
    pub text: String,
    pub case: Option<CaseId>,
    pub document: Option<DocumentId>,
    pub created_by: EmployeeId,
    pub created_at: DateTime<Utc>,
    pub assignee: TaskAssignee,
    pub due: Option<NaiveDate>,
    pub due_how: Option<TaskDueHow>,
    pub state: TaskState,
    pub waiting_for: Option<String>,
    pub follow_up: Option<NaiveDate>,
    pub done: Option<(DateTime<Utc>, EmployeeId)>,
    /// How many lines its log has.
    pub version: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskAssignee {
    Nobody,
    Employee(EmployeeId),
    Team(TeamId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskDueHow {
    pub rule: DueRule,
    /// The day it was counted from.
    pub from: NaiveDate,
}

impl TaskAssignee {
    pub(super) fn employee(self) -> Option<String> {
        match self {
            Self::Employee(id) => Some(id.to_string()),
            _ => None,
        }
    }

    pub(super) fn team(self) -> Option<String> {
        match self {
            Self::Team(id) => Some(id.to_string()),
            _ => None,
        }
    }
}

/// What sorts after every day.
const NO_DAY: &str = "9999-99-99";

fn order(of: Option<NaiveDate>) -> String {
    of.map_or_else(|| NO_DAY.to_owned(), day)
}

/// What comes up first while it waits: the day to ask again, or else its own.
fn follow_order(task: &KeptTask) -> String {
    order(task.follow_up.or(task.due))
}

impl Writer {
    pub async fn add_task(&mut self, task: &KeptTask) -> Result<(), StoreError> {
        let how = task.due_how;
        sqlx::query(
            "INSERT INTO task (id, title, text, folded, case_id, document_id, created_by, created_at, assignee_id,
                assigned_team, due, due_amount, due_unit, due_side, due_from, due_from_day, due_order, state, is_open,
                waiting_for, follow_up, follow_order, done_at, done_by, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23, $24, $25)",
        )
        .bind(task.id.to_string())
        .bind(&task.title)
        .bind(&task.text)
        .bind(folded(task))
        .bind(task.case.map(|id| id.to_string()))
        .bind(task.document.map(|id| id.to_string()))
        .bind(task.created_by.to_string())
        .bind(instant(task.created_at))
        .bind(task.assignee.employee())
        .bind(task.assignee.team())
        .bind(task.due.map(day))
        .bind(how.map(|how| how.rule.length.amount))
        .bind(how.map(|how| how.rule.length.unit.code()))
        .bind(how.map(|how| how.rule.side.code()))
        .bind(how.map(|how| how.rule.from.code()))
        .bind(how.map(|how| day(how.from)))
        .bind(order(task.due))
        .bind(task.state.code())
        .bind(task.state != TaskState::Done)
        .bind(&task.waiting_for)
        .bind(task.follow_up.map(day))
        .bind(follow_order(task))
        .bind(task.done.map(|(at, _)| instant(at)))
        .bind(task.done.map(|(_, by)| by.to_string()))
        .bind(task.version)
        .execute(&mut **self)
        .await?;
        self.place_task(task).await
    }

    /// Writes what became of it with the line that says so. Refused where somebody else changed it in between.
    pub async fn change_task(
        &mut self,
        task: &KeptTask,
        entry: &TaskEntry,
    ) -> Result<(), StoreError> {
        let how = task.due_how;
        let done = sqlx::query(
            "UPDATE task SET title = $3, text = $4, folded = $5, assignee_id = $6, assigned_team = $7, due = $8,
                due_amount = $9, due_unit = $10, due_side = $11, due_from = $12, due_from_day = $13, due_order = $14,
                state = $15, is_open = $16, waiting_for = $17, follow_up = $18, follow_order = $19, done_at = $20,
                done_by = $21, version = $2
             WHERE id = $1 AND version = $2 - 1",
        )
        .bind(task.id.to_string())
        .bind(task.version)
        .bind(&task.title)
        .bind(&task.text)
        .bind(folded(task))
        .bind(task.assignee.employee())
        .bind(task.assignee.team())
        .bind(task.due.map(day))
        .bind(how.map(|how| how.rule.length.amount))
        .bind(how.map(|how| how.rule.length.unit.code()))
        .bind(how.map(|how| how.rule.side.code()))
        .bind(how.map(|how| how.rule.from.code()))
        .bind(how.map(|how| day(how.from)))
        .bind(order(task.due))
        .bind(task.state.code())
        .bind(task.state != TaskState::Done)
        .bind(&task.waiting_for)
        .bind(task.follow_up.map(day))
        .bind(follow_order(task))
        .bind(task.done.map(|(at, _)| instant(at)))
        .bind(task.done.map(|(_, by)| by.to_string()))
        .execute(&mut **self)
        .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Conflict);
        }
        self.place_task(task).await?;
        self.add_task_entry(task.id, task.version, entry).await
    }

    /// Where it lies, as the triggers keep it afterwards, and the words it is found by.
    async fn place_task(&mut self, task: &KeptTask) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE task SET
                unit_id = coalesce(
                    (SELECT c.unit_id FROM case_file AS c WHERE c.id = task.case_id),
                    (SELECT t.unit_id FROM team AS t WHERE t.id = task.assigned_team),
                    (SELECT e.unit_id FROM employee AS e
                     WHERE e.id = coalesce(task.assignee_id, task.created_by)),
                    ''),
                team_id = CASE WHEN case_id IS NULL THEN assigned_team
                    ELSE (SELECT c.team_id FROM case_file AS c WHERE c.id = task.case_id) END,
                kle = coalesce((SELECT c.kle FROM case_file AS c WHERE c.id = task.case_id), ''),
                sensitivity = coalesce(
                    (SELECT CASE WHEN d.sensitivity > c.sensitivity THEN d.sensitivity ELSE c.sensitivity END
                     FROM case_file AS c
                     LEFT JOIN document AS d ON d.id = task.document_id AND d.case_id = c.id
                     WHERE c.id = task.case_id),
                    0)
             WHERE id = $1",
        )
        .bind(task.id.to_string())
        .execute(&mut **self)
        .await?;
        let text = format!("{} {}", task.title, task.text);
        self.index_writing(WritingKind::Task, task.id.uuid(), task.case, &text)
            .await
    }
}

impl Reader {
    /// `None` both when it is not there and when it is out of reach.
    pub async fn find_task(
        &mut self,
        reach: &TaskReach,
        id: TaskId,
    ) -> Result<Option<KeptTask>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT c.* FROM task AS c WHERE c.id = ");
        sql.push_bind(id.to_string());
        push_task_access(&mut sql, reach);
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.as_ref().map(kept).transpose()
    }
}

fn folded(task: &KeptTask) -> String {
    fold(&format!("{} {}", task.title, task.text))
}

fn kept(row: &SqliteRow) -> Result<KeptTask, StoreError> {
    let done_by = parse_optional(row, TABLE, "done_by", |text| text.parse().ok())?;
    let done_at = parse_optional(row, TABLE, "done_at", parse_instant)?;
    Ok(KeptTask {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        title: row.try_get("title")?,
        text: row.try_get("text")?,
        case: parse_optional(row, TABLE, "case_id", |text| text.parse().ok())?,
        document: parse_optional(row, TABLE, "document_id", |text| text.parse().ok())?,
        created_by: parse(row, TABLE, "created_by", |text| text.parse().ok())?,
        created_at: parse(row, TABLE, "created_at", parse_instant)?,
        assignee: assignee(row)?,
        due: parse_optional(row, TABLE, "due", |text| text.parse().ok())?,
        due_how: due_how(row)?,
        state: parse(row, TABLE, "state", TaskState::from_code)?,
        waiting_for: row.try_get("waiting_for")?,
        follow_up: parse_optional(row, TABLE, "follow_up", |text| text.parse().ok())?,
        done: done_at.zip(done_by),
        version: row.try_get("version")?,
    })
}

pub(super) fn assignee(row: &SqliteRow) -> Result<TaskAssignee, StoreError> {
    let employee = parse_optional(row, TABLE, "assignee_id", |text| text.parse().ok())?;
    let team = parse_optional(row, TABLE, "assigned_team", |text| text.parse().ok())?;
    Ok(match (employee, team) {
        (Some(employee), _) => TaskAssignee::Employee(employee),
        (None, Some(team)) => TaskAssignee::Team(team),
        (None, None) => TaskAssignee::Nobody,
    })
}

fn due_how(row: &SqliteRow) -> Result<Option<TaskDueHow>, StoreError> {
    let Some(amount) = row.try_get::<Option<u32>, _>("due_amount")? else {
        return Ok(None);
    };
    let missing = |column| move || unreadable(TABLE, column);
    let unit = parse_optional(row, TABLE, "due_unit", LengthUnit::from_code)?;
    let side = parse_optional(row, TABLE, "due_side", DueSide::from_code)?;
    let from = parse_optional(row, TABLE, "due_from", DueFrom::from_code)?;
    let from_day = parse_optional(row, TABLE, "due_from_day", |text| text.parse().ok())?;
    Ok(Some(TaskDueHow {
        rule: DueRule {
            length: Length::new(amount, unit.ok_or_else(missing("due_unit"))?),
            side: side.ok_or_else(missing("due_side"))?,
            from: from.ok_or_else(missing("due_from"))?,
        },
        from: from_day.ok_or_else(missing("due_from_day"))?,
    }))
}
