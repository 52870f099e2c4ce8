//! One deadline as it is kept, and all that run.

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::deadline::{ChangeLog, Due, Moment};
use sagsbord_domain::{CaseId, DeadlineId, EmployeeId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use super::words;
use crate::access::push_access_of;
use crate::text::{day, instant, parse, parse_instant, parse_optional};
use crate::{Reader, StoreError, Writer};

const TABLE: &str = "deadline";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDeadline {
    pub id: DeadlineId,
    pub case: CaseId,
    /// *Delafgørelse*: the deadline this is a part of.
    pub part_of: Option<DeadlineId>,
    pub about: String,
    pub rule: String,
    pub start: Moment,
    pub chosen: Option<NaiveDate>,
    pub made_at: DateTime<Utc>,
    pub made_by: EmployeeId,
    pub derived: Derived,
    pub log: ChangeLog,
}

/// What was derived last. It stands until somebody writes another, so that no day moves in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// Until it is completed.
    pub is_open: bool,
    pub due: Due,
    pub told: Option<Due>,
    /// The first day of the rule's version that it was measured by.
    pub rule_from: NaiveDate,
    pub calendar: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningDeadline {
    pub kept: KeptDeadline,
    /// Its case may be seen by whoever asked.
    pub in_reach: bool,
}

impl Writer {
    pub async fn add_deadline(&mut self, kept: &KeptDeadline) -> Result<(), StoreError> {
        let done = sqlx::query(
            "INSERT INTO deadline (id, case_id, part_of, about, rule, started, chosen, made_at, made_by,
                is_open, due, due_order, told, rule_from, calendar,
                unit_id, team_id, kle, sensitivity, responsible_id, source)
             SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                c.unit_id, c.team_id, c.kle, c.sensitivity, c.responsible_id, c.source
             FROM case_file AS c WHERE c.id = $2",
        )
        .bind(kept.id.to_string())
        .bind(kept.case.to_string())
        .bind(kept.part_of.map(|id| id.to_string()))
        .bind(&kept.about)
        .bind(&kept.rule)
        .bind(words::moment(kept.start))
        .bind(kept.chosen.map(day))
        .bind(instant(kept.made_at))
        .bind(kept.made_by.to_string())
        .bind(kept.derived.is_open)
        .bind(words::due(kept.derived.due))
        .bind(words::due_order(kept.derived.due))
        .bind(kept.derived.told.map(words::due))
        .bind(day(kept.derived.rule_from))
        .bind(&kept.derived.calendar)
        .execute(&mut **self)
        .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::NotFound);
        }
        for entry in kept.log.entries() {
            self.add_deadline_change(kept.id, entry).await?;
        }
        Ok(())
    }

    pub async fn keep_derived(
        &mut self,
        id: DeadlineId,
        derived: &Derived,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE deadline SET is_open = $2, due = $3, due_order = $4, told = $5,
                rule_from = $6, calendar = $7 WHERE id = $1",
        )
        .bind(id.to_string())
        .bind(derived.is_open)
        .bind(words::due(derived.due))
        .bind(words::due_order(derived.due))
        .bind(derived.told.map(words::due))
        .bind(day(derived.rule_from))
        .bind(&derived.calendar)
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

impl Reader {
    /// `None` both when it is not there and when its case is out of reach.
    pub async fn find_deadline(
        &mut self,
        filter: &AccessFilter,
        id: DeadlineId,
    ) -> Result<Option<KeptDeadline>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT c.* FROM deadline AS c WHERE c.id = ");
        sql.push_bind(id.to_string());
        push_access_of(&mut sql, filter, "c.case_id");
        let Some(row) = sql.build().fetch_optional(&mut **self).await? else {
            return Ok(None);
        };
        let log = self.deadline_log(id).await?;
        kept(&row, log).map(Some)
    }

    /// Those of one case, the open ones and the soonest first.
    pub async fn deadlines_of_case(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
    ) -> Result<Vec<KeptDeadline>, StoreError> {
        let mut sql =
            QueryBuilder::<Sqlite>::new("SELECT c.* FROM deadline AS c WHERE c.case_id = ");
        sql.push_bind(case.to_string());
        push_access_of(&mut sql, filter, "c.case_id");
        sql.push(" ORDER BY c.is_open DESC, c.due_order, c.row_key LIMIT ")
            .push_bind(MOST_OF_CASE);
        let rows = sql.build().fetch_all(&mut **self).await?;
        self.with_logs(&rows).await
    }

    async fn with_logs(&mut self, rows: &[SqliteRow]) -> Result<Vec<KeptDeadline>, StoreError> {
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let id = parse(row, TABLE, "id", |text| text.parse().ok())?;
            let log = self.deadline_log(id).await?;
            found.push(kept(row, log)?);
        }
        Ok(found)
    }

    /// The parts of a request that have deadlines of their own, in the order they were made.
    pub async fn parts_of_deadline(
        &mut self,
        filter: &AccessFilter,
        whole: DeadlineId,
    ) -> Result<Vec<KeptDeadline>, StoreError> {
        let mut sql =
            QueryBuilder::<Sqlite>::new("SELECT c.* FROM deadline AS c WHERE c.part_of = ");
        sql.push_bind(whole.to_string());
        push_access_of(&mut sql, filter, "c.case_id");
        sql.push(" ORDER BY c.row_key LIMIT ")
            .push_bind(MOST_OF_CASE);
        let rows = sql.build().fetch_all(&mut **self).await?;
        self.with_logs(&rows).await
    }

    /// The parts of a request that still wait for their answer.
    pub async fn open_parts_of(&mut self, whole: DeadlineId) -> Result<u32, StoreError> {
        Ok(
            sqlx::query_scalar("SELECT count(*) FROM deadline WHERE part_of = $1 AND is_open = 1")
                .bind(whole.to_string())
                .fetch_one(&mut **self)
                .await?,
        )
    }

    /// All that run, whoever may see them: a change of law moves them all. In the order they were made, which is
    /// the order they lie in.
    pub async fn running_deadlines(&mut self) -> Result<Vec<KeptDeadline>, StoreError> {
        let running = self.running(None).await?;
        Ok(running.into_iter().map(|running| running.kept).collect())
    }

    /// The same, and of each whether it lies within somebody's reach.
    pub async fn running_deadlines_seen_by(
        &mut self,
        filter: &AccessFilter,
    ) -> Result<Vec<RunningDeadline>, StoreError> {
        self.running(Some(filter)).await
    }

    async fn running(
        &mut self,
        filter: Option<&AccessFilter>,
    ) -> Result<Vec<RunningDeadline>, StoreError> {
        let mut logs = self.logs_of_running_deadlines().await?;
        // Each column of each row is a copy, so those that only lists are sorted by stay where they are.
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT c.id, c.case_id, c.part_of, c.about, c.rule, c.started, c.chosen, c.made_at,
                c.made_by, c.is_open, c.due, c.told, c.rule_from, c.calendar, (1 = 1",
        );
        if let Some(filter) = filter {
            push_access_of(&mut sql, filter, "c.case_id");
        }
        sql.push(
            ") AS in_reach FROM deadline AS c NOT INDEXED WHERE c.is_open = 1 ORDER BY c.row_key",
        );
        let rows = sql.build().fetch_all(&mut **self).await?;
        let mut running = Vec::with_capacity(rows.len());
        for (n, row) in rows.iter().enumerate() {
            let id: DeadlineId = parse(row, TABLE, "id", |text| text.parse().ok())?;
            running.push(RunningDeadline {
                kept: kept(row, logs.remove(&id).unwrap_or_default())?,
                in_reach: row.try_get("in_reach")?,
            });
            // A hundred thousand rows take a while to read, and others wait for this thread.
            if n % ROWS_AT_A_STRETCH == 0 {
                tokio::task::yield_now().await;
            }
        }
        Ok(running)
    }
}

pub(super) const ROWS_AT_A_STRETCH: usize = 1_000;

/// More deadlines than this on one case, and the list of them is no help.
const MOST_OF_CASE: u32 = 500;

fn kept(row: &SqliteRow, log: ChangeLog) -> Result<KeptDeadline, StoreError> {
    Ok(KeptDeadline {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        case: parse(row, TABLE, "case_id", |text| text.parse().ok())?,
        part_of: parse_optional(row, TABLE, "part_of", |text| text.parse().ok())?,
        about: row.try_get("about")?,
        rule: row.try_get("rule")?,
        start: parse(row, TABLE, "started", words::parse_moment)?,
        chosen: parse_optional(row, TABLE, "chosen", |text| text.parse().ok())?,
        made_at: parse(row, TABLE, "made_at", parse_instant)?,
        made_by: parse(row, TABLE, "made_by", |text| text.parse().ok())?,
        derived: Derived {
            is_open: row.try_get("is_open")?,
            due: parse(row, TABLE, "due", words::parse_due)?,
            told: parse_optional(row, TABLE, "told", words::parse_due)?,
            rule_from: parse(row, TABLE, "rule_from", |text| text.parse().ok())?,
            calendar: row.try_get("calendar")?,
        },
        log,
    })
}
