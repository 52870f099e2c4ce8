//! The lists of tasks, and how many stand in each span of days.

use chrono::{Days, NaiveDate};
use sagsbord_domain::task::TaskState;
use sagsbord_domain::{CaseId, DocumentId, EmployeeId, Sensitivity, TaskId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use super::access::{push_task_access, push_teams_of_own_unit};
use super::kept::{TABLE, assignee};
use super::{TaskAssignee, TaskReach};
use crate::text::{day, parse, parse_optional, unreadable};
use crate::{Reader, StoreError};

#[derive(Debug, Clone)]
pub struct TaskQuery {
    /// What is late is measured from here.
    pub today: NaiveDate,
    pub whose: TaskWhose,
    pub shown: TaskShown,
    pub span: Option<TaskSpan>,
    /// Folded words; each must stand in the task's title or text.
    pub words: Vec<String>,
    pub sort: TaskSort,
    pub offset: u32,
    pub limit: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskWhose {
    Of(EmployeeId),
    /// Of the teams that the reach names, or else of the person's own unit.
    MyTeams,
    CreatedBy(EmployeeId),
    OfCase(CaseId),
    Everybodys,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskShown {
    NotDone,
    /// Those somebody can go on with.
    Open,
    Waiting,
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskSpan {
    Late,
    Today,
    /// The seven days after today.
    Soon,
    Later,
    NoDay,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TaskSort {
    /// Of those that wait: by the day to ask again. Of those that are done: what was done last.
    #[default]
    DueFirst,
    NewestFirst,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskLine {
    pub id: TaskId,
    pub title: String,
    pub state: TaskState,
    pub due: Option<NaiveDate>,
    pub assignee: TaskAssignee,
    /// The person's or the team's.
    pub assignee_name: Option<String>,
    pub created_by: String,
    pub waiting_for: Option<String>,
    pub follow_up: Option<NaiveDate>,
    pub case: Option<CaseId>,
    pub case_number: Option<String>,
    pub case_title: Option<String>,
    pub citizen: Option<String>,
    pub document: Option<DocumentId>,
    pub sensitivity: Sensitivity,
    pub checks: u32,
    pub ticked: u32,
    pub comments: u32,
    pub version: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TaskCounts {
    pub late: u32,
    pub today: u32,
    pub soon: u32,
    pub later: u32,
    pub no_day: u32,
    /// In whichever span.
    pub waiting: u32,
}

impl Reader {
    pub async fn list_tasks(
        &mut self,
        reach: &TaskReach,
        query: &TaskQuery,
    ) -> Result<Vec<TaskLine>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(LINE);
        sql.push(" FROM (");
        push_page(&mut sql, reach, query);
        let direction = order_direction(query);
        sql.push(") AS page CROSS JOIN task AS t ON t.row_key = page.row_key");
        sql.push(JOINS);
        sql.push(" ORDER BY page.listed").push(direction);
        sql.push(", page.row_key").push(direction);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(line).collect()
    }

    /// One, as lists show it; only for a task that was found within somebody's reach.
    pub async fn task_line(&mut self, id: TaskId) -> Result<TaskLine, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(LINE);
        sql.push(" FROM task AS t");
        sql.push(JOINS);
        sql.push(" WHERE t.id = ").push_bind(id.to_string());
        let row = sql.build().fetch_optional(&mut **self).await?;
        line(row.as_ref().ok_or(StoreError::NotFound)?)
    }

    /// How many match, counted no further than `up_to + 1`.
    pub async fn count_listed_tasks(
        &mut self,
        reach: &TaskReach,
        query: &TaskQuery,
        up_to: u32,
    ) -> Result<u32, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT count(*) FROM (SELECT 1 ");
        push_matching(&mut sql, reach, query);
        sql.push(" LIMIT ")
            .push_bind(i64::from(up_to) + 1)
            .push(") AS matching");
        Ok(sql.build_query_scalar().fetch_one(&mut **self).await?)
    }

    /// How many of the query's tasks that are not done stand in each span, whatever span or state it asks for.
    pub async fn count_tasks(
        &mut self,
        reach: &TaskReach,
        query: &TaskQuery,
    ) -> Result<TaskCounts, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT ");
        for (name, span) in SPANS {
            sql.push("coalesce(sum(CASE WHEN 1 = 1");
            push_span(&mut sql, span, query.today);
            sql.push(" THEN 1 ELSE 0 END), 0) AS ")
                .push(name)
                .push(", ");
        }
        sql.push("coalesce(sum(CASE WHEN c.state = 'waiting' THEN 1 ELSE 0 END), 0) AS waiting ");
        let everywhen = TaskQuery {
            shown: TaskShown::NotDone,
            span: None,
            ..query.clone()
        };
        push_matching(&mut sql, reach, &everywhen);
        let row = sql.build().fetch_one(&mut **self).await?;
        let count = |name: &str| -> Result<u32, StoreError> {
            Ok(u32::try_from(row.try_get::<i64, _>(name)?).unwrap_or(u32::MAX))
        };
        Ok(TaskCounts {
            late: count("late")?,
            today: count("today")?,
            soon: count("soon")?,
            later: count("later")?,
            no_day: count("no_day")?,
            waiting: count("waiting")?,
        })
    }
}

const SPANS: [(&str, TaskSpan); 5] = [
    ("late", TaskSpan::Late),
    ("today", TaskSpan::Today),
    ("soon", TaskSpan::Soon),
    ("later", TaskSpan::Later),
    ("no_day", TaskSpan::NoDay),
];

const LINE: &str = "SELECT t.*, f.number AS case_number, f.title AS case_title, e.name AS employee_name,
    m.name AS team_name, b.name AS creator,
    (SELECT z.name FROM case_party p JOIN citizen z ON z.id = p.citizen_id
     WHERE p.case_id = t.case_id AND p.part = 'primary' LIMIT 1) AS citizen,
    (SELECT count(*) FROM task_check k WHERE k.task_id = t.id) AS checks,
    (SELECT count(*) FROM task_check k WHERE k.task_id = t.id AND k.ticked_at IS NOT NULL) AS ticked,
    (SELECT count(*) FROM task_comment o WHERE o.task_id = t.id) AS comments";

const JOINS: &str = " LEFT JOIN case_file AS f ON f.id = t.case_id
    LEFT JOIN employee AS e ON e.id = t.assignee_id
    LEFT JOIN team AS m ON m.id = t.assigned_team
    LEFT JOIN employee AS b ON b.id = t.created_by";

/// Which rows, read off one index in the order they are shown in.
pub(super) fn push_page(sql: &mut QueryBuilder<Sqlite>, reach: &TaskReach, query: &TaskQuery) {
    let (column, direction) = (order_column(query), order_direction(query));
    sql.push("SELECT c.row_key, ")
        .push(column)
        .push(" AS listed ");
    push_matching(sql, reach, query);
    sql.push(" ORDER BY ").push(column).push(direction);
    if column != "c.row_key" {
        sql.push(", c.row_key").push(direction);
    }
    sql.push(" LIMIT ").push_bind(query.limit);
    sql.push(" OFFSET ").push_bind(query.offset);
}

/// Each is the column that an index of the list's own is sorted by.
fn order_column(query: &TaskQuery) -> &'static str {
    match (query.sort, query.shown) {
        (TaskSort::NewestFirst, _) => "c.row_key",
        (TaskSort::DueFirst, TaskShown::Done) => "c.done_at",
        (TaskSort::DueFirst, TaskShown::Waiting) => "c.follow_order",
        (TaskSort::DueFirst, _) => "c.due_order",
    }
}

fn order_direction(query: &TaskQuery) -> &'static str {
    match (query.sort, query.shown) {
        (TaskSort::NewestFirst, _) | (_, TaskShown::Done) => " DESC",
        _ => "",
    }
}

/// `FROM … WHERE …` for the tasks that match and are inside the reach.
fn push_matching(sql: &mut QueryBuilder<Sqlite>, reach: &TaskReach, query: &TaskQuery) {
    sql.push("FROM task AS c WHERE ");
    // In the words of the indexes' own conditions.
    sql.push(match query.shown {
        TaskShown::NotDone => "c.is_open = 1",
        TaskShown::Open => "c.is_open = 1 AND c.state = 'open'",
        TaskShown::Waiting => "c.state = 'waiting'",
        TaskShown::Done => "c.is_open = 0",
    });
    match query.whose {
        TaskWhose::Of(employee) => {
            sql.push(" AND c.assignee_id = ")
                .push_bind(employee.to_string());
        }
        TaskWhose::CreatedBy(employee) => {
            sql.push(" AND c.created_by = ")
                .push_bind(employee.to_string());
        }
        TaskWhose::MyTeams => match reach.named_teams().as_slice() {
            [] => {
                sql.push(" AND +c.assigned_team IN ");
                push_teams_of_own_unit(sql, reach);
            }
            [team] => {
                sql.push(" AND c.assigned_team = ")
                    .push_bind(team.to_string());
            }
            // Several together are in no index's order: the list is walked by its days.
            teams => {
                sql.push(" AND +c.assigned_team IN (");
                let mut list = sql.separated(", ");
                for team in teams {
                    list.push_bind(team.to_string());
                }
                sql.push(")");
            }
        },
        TaskWhose::OfCase(case) => {
            sql.push(" AND c.case_id = ").push_bind(case.to_string());
        }
        TaskWhose::Everybodys => {}
    }
    if let Some(span) = query.span {
        push_span(sql, span, query.today);
    }
    for word in &query.words {
        sql.push(" AND c.folded LIKE ")
            .push_bind(format!("%{word}%"));
    }
    push_task_access(sql, reach);
}

fn push_span(sql: &mut QueryBuilder<Sqlite>, span: TaskSpan, today: NaiveDate) {
    let after = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let (tomorrow, later) = (after(1), after(8));
    let (from, to) = match span {
        TaskSpan::Late => (None, Some(day(today))),
        TaskSpan::Today => (Some(day(today)), Some(day(tomorrow))),
        TaskSpan::Soon => (Some(day(tomorrow)), Some(day(later))),
        TaskSpan::Later => (Some(day(later)), Some(LAST.to_owned())),
        TaskSpan::NoDay => (Some(LAST.to_owned()), None),
    };
    if let Some(from) = from {
        sql.push(" AND c.due_order >= ").push_bind(from);
    }
    if let Some(to) = to {
        sql.push(" AND c.due_order < ").push_bind(to);
    }
}

/// Between the last of all days and what has none.
const LAST: &str = "9999-99";

fn line(row: &SqliteRow) -> Result<TaskLine, StoreError> {
    let count = |name: &str| -> Result<u32, StoreError> {
        Ok(u32::try_from(row.try_get::<i64, _>(name)?).unwrap_or(u32::MAX))
    };
    let sensitivity: u8 = row.try_get("sensitivity")?;
    let employee: Option<String> = row.try_get("employee_name")?;
    let team: Option<String> = row.try_get("team_name")?;
    Ok(TaskLine {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        title: row.try_get("title")?,
        state: parse(row, TABLE, "state", TaskState::from_code)?,
        due: parse_optional(row, TABLE, "due", |text| text.parse().ok())?,
        assignee: assignee(row)?,
        assignee_name: employee.or(team),
        created_by: row
            .try_get::<Option<String>, _>("creator")?
            .unwrap_or_default(),
        waiting_for: row.try_get("waiting_for")?,
        follow_up: parse_optional(row, TABLE, "follow_up", |text| text.parse().ok())?,
        case: parse_optional(row, TABLE, "case_id", |text| text.parse().ok())?,
        case_number: row.try_get("case_number")?,
        case_title: row.try_get("case_title")?,
        citizen: row.try_get("citizen")?,
        document: parse_optional(row, TABLE, "document_id", |text| text.parse().ok())?,
        sensitivity: Sensitivity::from_rank(sensitivity)
            .ok_or_else(|| unreadable(TABLE, "sensitivity"))?,
        checks: count("checks")?,
        ticked: count("ticked")?,
        comments: count("comments")?,
        version: row.try_get("version")?,
    })
}
