//! The log of a deadline: one row for each thing that was done with it.

use std::collections::HashMap;

use sagsbord_domain::DeadlineId;
use sagsbord_domain::deadline::{Change, ChangeLog, DelayLetter, LogEntry, StopGround};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use super::words;
use crate::text::{instant, parse, parse_instant, unreadable};
use crate::{Reader, StoreError, Writer};

const TABLE: &str = "deadline_change";

/// Nobody does so much with one deadline; a row more and the log is somebody's attempt to fill memory.
const MOST_ENTRIES: i64 = 2_000;

impl Writer {
    /// Refused where somebody else wrote that line in between.
    pub async fn add_deadline_change(
        &mut self,
        deadline: DeadlineId,
        entry: &LogEntry,
    ) -> Result<(), StoreError> {
        let columns = Columns::of(&entry.change);
        let done = sqlx::query(
            "INSERT INTO deadline_change (deadline_id, number, at, employee_id, kind, moment, ground,
                extension, due_before, due_after, undoes, why)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             ON CONFLICT (deadline_id, number) DO NOTHING",
        )
        .bind(deadline.to_string())
        .bind(entry.number)
        .bind(instant(entry.at))
        .bind(entry.by.to_string())
        .bind(columns.kind)
        .bind(columns.moment)
        .bind(columns.ground)
        .bind(columns.extension)
        .bind(columns.due_before)
        .bind(columns.due_after)
        .bind(columns.undoes)
        .bind(columns.why)
        .execute(&mut **self)
        .await?;
        match done.rows_affected() {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }
}

impl Reader {
    /// Only for a deadline that was found within somebody's reach.
    pub(super) async fn deadline_log(
        &mut self,
        deadline: DeadlineId,
    ) -> Result<ChangeLog, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM deadline_change WHERE deadline_id = $1 ORDER BY number LIMIT $2",
        )
        .bind(deadline.to_string())
        .bind(MOST_ENTRIES)
        .fetch_all(&mut **self)
        .await?;
        Ok(ChangeLog::from_kept(
            rows.iter().map(entry).collect::<Result<_, _>>()?,
        ))
    }

    /// Only for deadlines that were found within somebody's reach. One that nothing was done with has no log.
    pub async fn logs_of_deadlines(
        &mut self,
        deadlines: impl IntoIterator<Item = DeadlineId>,
    ) -> Result<HashMap<DeadlineId, ChangeLog>, StoreError> {
        let ids: Vec<String> = deadlines.into_iter().map(|id| id.to_string()).collect();
        let mut rows = Vec::new();
        for some in ids.chunks(MOST_AT_ONCE) {
            let mut sql =
                QueryBuilder::<Sqlite>::new("SELECT * FROM deadline_change WHERE deadline_id IN (");
            let mut list = sql.separated(", ");
            for id in some {
                list.push_bind(id);
            }
            sql.push(") ORDER BY deadline_id, number");
            rows.extend(sql.build().fetch_all(&mut **self).await?);
        }
        logs(&rows).await
    }

    pub(super) async fn logs_of_running_deadlines(
        &mut self,
    ) -> Result<HashMap<DeadlineId, ChangeLog>, StoreError> {
        let rows = sqlx::query(
            "SELECT h.* FROM deadline_change AS h JOIN deadline AS f ON f.id = h.deadline_id
             WHERE f.is_open = 1 ORDER BY h.deadline_id, h.number",
        )
        .fetch_all(&mut **self)
        .await?;
        logs(&rows).await
    }
}

/// SQLite takes no more values than some thousands in one statement.
const MOST_AT_ONCE: usize = 500;

async fn logs(rows: &[SqliteRow]) -> Result<HashMap<DeadlineId, ChangeLog>, StoreError> {
    let mut entries: HashMap<DeadlineId, Vec<LogEntry>> = HashMap::new();
    for (n, row) in rows.iter().enumerate() {
        let id = parse(row, TABLE, "deadline_id", |text| text.parse().ok())?;
        entries.entry(id).or_default().push(entry(row)?);
        if n % super::kept::ROWS_AT_A_STRETCH == 0 {
            tokio::task::yield_now().await;
        }
    }
    let logs = entries.into_iter();
    Ok(logs
        .map(|(id, entries)| (id, ChangeLog::from_kept(entries)))
        .collect())
}

/// A change, spread over the columns that hold what its kind has.
#[derive(Default)]
struct Columns<'a> {
    kind: &'static str,
    moment: Option<String>,
    ground: Option<&'static str>,
    extension: Option<String>,
    due_before: Option<String>,
    due_after: Option<String>,
    undoes: Option<u32>,
    why: Option<&'a str>,
}

impl<'a> Columns<'a> {
    fn of(change: &'a Change) -> Self {
        let none = Self::default();
        match change {
            Change::Stopped { from, on, why } => Self {
                kind: "stopped",
                moment: Some(words::moment(*from)),
                ground: Some(on.code()),
                why: Some(why),
                ..none
            },
            Change::Restarted { from, why } => Self {
                kind: "restarted",
                moment: Some(words::moment(*from)),
                why: Some(why),
                ..none
            },
            Change::Extended { by, told, why } => Self {
                kind: "extended",
                moment: Some(crate::text::day(*told)),
                extension: Some(words::extension(*by)),
                why: Some(why),
                ..none
            },
            Change::LetterSent(letter) => Self {
                kind: "letter_sent",
                moment: Some(crate::text::day(letter.sent)),
                due_after: Some(crate::text::day(letter.new_day)),
                why: Some(&letter.ground),
                ..none
            },
            Change::DutyMet { on, why } => Self {
                kind: "duty_met",
                moment: Some(crate::text::day(*on)),
                why: Some(why),
                ..none
            },
            Change::Told { due, on } => Self {
                kind: "told",
                moment: Some(crate::text::day(*on)),
                due_after: Some(words::due(*due)),
                ..none
            },
            Change::Moved { from, to, why } => Self {
                kind: "moved",
                due_before: Some(words::due(*from)),
                due_after: Some(words::due(*to)),
                why: Some(why),
                ..none
            },
            Change::Completed { at } => Self {
                kind: "completed",
                moment: Some(words::moment(*at)),
                ..none
            },
            Change::Undone { entry, why } => Self {
                kind: "undone",
                undoes: Some(*entry),
                why: Some(why),
                ..none
            },
        }
    }
}

fn entry(row: &SqliteRow) -> Result<LogEntry, StoreError> {
    Ok(LogEntry {
        number: row.try_get("number")?,
        at: parse(row, TABLE, "at", parse_instant)?,
        by: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
        change: change(row)?,
    })
}

fn change(row: &SqliteRow) -> Result<Change, StoreError> {
    let kind: String = row.try_get("kind")?;
    let day = |column| parse(row, TABLE, column, |text| text.parse().ok());
    let moment = || parse(row, TABLE, "moment", words::parse_moment);
    let due = |column| parse(row, TABLE, column, words::parse_due);
    let why = || -> Result<String, StoreError> {
        row.try_get::<Option<String>, _>("why")?
            .ok_or_else(|| unreadable(TABLE, "why"))
    };
    Ok(match kind.as_str() {
        "stopped" => Change::Stopped {
            from: moment()?,
            on: parse(row, TABLE, "ground", StopGround::from_code)?,
            why: why()?,
        },
        "restarted" => Change::Restarted {
            from: moment()?,
            why: why()?,
        },
        "extended" => Change::Extended {
            by: parse(row, TABLE, "extension", words::parse_extension)?,
            told: day("moment")?,
            why: why()?,
        },
        "letter_sent" => Change::LetterSent(DelayLetter {
            sent: day("moment")?,
            ground: why()?,
            new_day: day("due_after")?,
        }),
        "duty_met" => Change::DutyMet {
            on: day("moment")?,
            why: why()?,
        },
        "told" => Change::Told {
            due: due("due_after")?,
            on: day("moment")?,
        },
        "moved" => Change::Moved {
            from: due("due_before")?,
            to: due("due_after")?,
            why: why()?,
        },
        "completed" => Change::Completed { at: moment()? },
        "undone" => Change::Undone {
            entry: row
                .try_get::<Option<u32>, _>("undoes")?
                .ok_or_else(|| unreadable(TABLE, "undoes"))?,
            why: why()?,
        },
        _ => return Err(unreadable(TABLE, "kind")),
    })
}
