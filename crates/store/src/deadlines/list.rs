//! The list of deadlines, how many stand in each span of days, and its groups.

use chrono::{DateTime, NaiveDate, Utc, Weekday};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::deadline::{DeadlineState, Due, Moment};
use sagsbord_domain::{CaseId, DeadlineId, EmployeeId, Sensitivity, UnitId, danish_day};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use super::words;
use crate::access::{push_access, push_access_of};
use crate::search::{CaseSearch, Fts5};
use crate::text::{parse, parse_optional, unreadable};
use crate::{Reader, StoreError};

#[derive(Debug, Clone)]
pub struct DeadlineQuery {
    /// What is late is measured from here.
    pub now: DateTime<Utc>,
    pub whose: DeadlineWhose,
    /// Only those of this unit and the units below it.
    pub unit: Option<UnitId>,
    /// Only those that stand so; of what is completed there is no list.
    pub state: Option<DeadlineState>,
    /// Folded words of the case; it must hold them all.
    pub words: Vec<String>,
    /// Ids of rules; none for all.
    pub rules: Vec<String>,
    pub source: Option<String>,
    pub offset: u32,
    pub limit: u32,
}

/// Whose cases the deadlines lie on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineWhose {
    Everybodys,
    Of(EmployeeId),
    Nobodys,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineLine {
    pub id: DeadlineId,
    pub rule: String,
    pub about: String,
    pub is_part: bool,
    pub start: Moment,
    pub due: Due,
    pub told: Option<Due>,
    /// The first day of the rule's version that it was measured by.
    pub rule_from: NaiveDate,
    pub case: CaseId,
    pub case_number: String,
    pub case_title: String,
    pub sensitivity: Sensitivity,
    pub citizen: Option<String>,
    pub responsible: Option<String>,
    pub unit: String,
    pub source: String,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeadlineCounts {
    pub late: u32,
    pub today: u32,
    pub this_week: u32,
    pub later: u32,
    pub stopped: u32,
    pub no_day: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineGrouping {
    Rule,
    Source,
    Responsible,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineGroup {
    /// The rule's id, the source, or the employee's id; none for nobody.
    pub key: Option<String>,
    /// The employee's name.
    pub name: Option<String>,
    pub counts: DeadlineCounts,
}

impl Reader {
    /// The soonest first.
    pub async fn list_deadlines(
        &mut self,
        filter: &AccessFilter,
        query: &DeadlineQuery,
    ) -> Result<Vec<DeadlineLine>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT f.*, c.number, c.title, u.name AS unit, r.name AS responsible,
                (SELECT z.name FROM case_party p JOIN citizen z ON z.id = p.citizen_id
                 WHERE p.case_id = c.id AND p.part = 'primary' LIMIT 1) AS citizen
             FROM (SELECT ",
        );
        let due = columns(query);
        sql.push(due)
            .push(".row_key, ")
            .push(due)
            .push(".due_order ");
        push_matching(&mut sql, filter, query);
        sql.push(" ORDER BY ")
            .push(due)
            .push(".due_order, ")
            .push(due);
        sql.push(".row_key LIMIT ").push_bind(query.limit);
        sql.push(" OFFSET ").push_bind(query.offset);
        sql.push(
            ") AS page
             CROSS JOIN deadline AS f ON f.row_key = page.row_key
             CROSS JOIN case_file AS c ON c.id = f.case_id
             LEFT JOIN unit u ON u.id = c.unit_id
             LEFT JOIN employee r ON r.id = c.responsible_id
             ORDER BY page.due_order, page.row_key",
        );
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(line).collect()
    }

    /// These, the soonest first, without those whose case is out of reach.
    pub async fn deadline_lines(
        &mut self,
        filter: &AccessFilter,
        ids: &[DeadlineId],
    ) -> Result<Vec<DeadlineLine>, StoreError> {
        let mut found = Vec::with_capacity(ids.len());
        for some in ids.chunks(MOST_IDS_AT_A_TIME) {
            let mut sql = QueryBuilder::<Sqlite>::new(
                "SELECT f.*, c.number, c.title, u.name AS unit, r.name AS responsible,
                    (SELECT z.name FROM case_party p JOIN citizen z ON z.id = p.citizen_id
                     WHERE p.case_id = c.id AND p.part = 'primary' LIMIT 1) AS citizen
                 FROM deadline AS f CROSS JOIN case_file AS c ON c.id = f.case_id
                 LEFT JOIN unit u ON u.id = c.unit_id
                 LEFT JOIN employee r ON r.id = c.responsible_id
                 WHERE f.id IN (",
            );
            let mut list = sql.separated(", ");
            for id in some {
                list.push_bind(id.to_string());
            }
            sql.push(")");
            push_access(&mut sql, filter);
            let rows = sql.build().fetch_all(&mut **self).await?;
            for row in &rows {
                found.push(line(row)?);
            }
        }
        found.sort_by_cached_key(|line| (words::due_order(line.due), line.id));
        Ok(found)
    }

    /// How many match, counted no further than `up_to + 1`.
    pub async fn count_listed_deadlines(
        &mut self,
        filter: &AccessFilter,
        query: &DeadlineQuery,
        up_to: u32,
    ) -> Result<u32, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT count(*) FROM (SELECT 1 ");
        push_matching(&mut sql, filter, query);
        sql.push(" LIMIT ")
            .push_bind(i64::from(up_to) + 1)
            .push(") AS matching");
        Ok(sql.build_query_scalar().fetch_one(&mut **self).await?)
    }

    /// How many of the query's open deadlines stand in each span, whatever span the query asks for.
    pub async fn count_deadlines(
        &mut self,
        filter: &AccessFilter,
        query: &DeadlineQuery,
    ) -> Result<DeadlineCounts, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT ");
        push_sums(&mut sql, columns(query), query.now);
        push_matching(&mut sql, filter, &everywhen(query));
        counts(&sql.build().fetch_one(&mut **self).await?)
    }

    /// The same by rule, source or person; the group with most that is late first.
    pub async fn group_deadlines(
        &mut self,
        filter: &AccessFilter,
        query: &DeadlineQuery,
        by: DeadlineGrouping,
    ) -> Result<Vec<DeadlineGroup>, StoreError> {
        let of = columns(query);
        let key = match by {
            DeadlineGrouping::Rule => "rule",
            DeadlineGrouping::Source => "source",
            DeadlineGrouping::Responsible => "responsible_id",
        };
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT e.name, page.* FROM (SELECT ");
        sql.push(of).push(".").push(key).push(" AS group_key, ");
        push_sums(&mut sql, of, query.now);
        push_matching(&mut sql, filter, &everywhen(query));
        sql.push(" GROUP BY 1");
        sql.push(
            ") AS page LEFT JOIN employee e ON e.id = page.group_key
             ORDER BY late DESC, today DESC, this_week DESC, later DESC, group_key LIMIT ",
        )
        .push_bind(MOST_GROUPS);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                Ok(DeadlineGroup {
                    key: row.try_get("group_key")?,
                    name: row.try_get("name")?,
                    counts: counts(row)?,
                })
            })
            .collect()
    }
}

/// SQLite takes only so many values in one question.
const MOST_IDS_AT_A_TIME: usize = 500;

const MOST_GROUPS: u32 = 1_000;

fn everywhen(query: &DeadlineQuery) -> DeadlineQuery {
    DeadlineQuery {
        state: None,
        ..query.clone()
    }
}

/// Under what name the deadline's columns stand in the query: it carries the case's own that rights ask for, so
/// without words it is read alone.
fn columns(query: &DeadlineQuery) -> &'static str {
    if query.words.is_empty() { "c" } else { "f" }
}

/// `FROM … WHERE …` for the open deadlines that match and whose case is inside the reach.
fn push_matching(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter, query: &DeadlineQuery) {
    let of = columns(query);
    sql.push("FROM ");
    if query.words.is_empty() {
        sql.push("deadline AS c");
    } else {
        Fts5::push_cases_with(sql, &query.words, filter);
        sql.push(" CROSS JOIN deadline AS f ON f.case_id = c.id");
    }
    sql.push(" WHERE ").push(of).push(".is_open = 1");
    if query.words.is_empty() {
        push_access_of(sql, filter, "c.case_id");
    } else {
        push_access(sql, filter);
    }
    match query.whose {
        DeadlineWhose::Everybodys => {}
        DeadlineWhose::Of(employee) => {
            sql.push(" AND c.responsible_id = ")
                .push_bind(employee.to_string());
        }
        DeadlineWhose::Nobodys => {
            sql.push(" AND c.responsible_id IS NULL");
        }
    }
    if let Some(unit) = query.unit {
        sql.push(" AND c.unit_id IN (SELECT unit_id FROM unit_reach WHERE ancestor_id = ")
            .push_bind(unit.to_string())
            .push(")");
    }
    if !query.rules.is_empty() {
        sql.push(" AND ").push(of).push(".rule IN (");
        let mut list = sql.separated(", ");
        for rule in &query.rules {
            list.push_bind(rule.clone());
        }
        sql.push(")");
    }
    if let Some(source) = &query.source {
        sql.push(" AND c.source = ").push_bind(source.clone());
    }
    if let Some(state) = query.state {
        let (from, to) = bounds(state, query.now);
        if let Some(from) = from {
            sql.push(" AND ")
                .push(of)
                .push(".due_order >= ")
                .push_bind(from);
        }
        if let Some(to) = to {
            sql.push(" AND ")
                .push(of)
                .push(".due_order < ")
                .push_bind(to);
        }
    }
}

/// From the first, before the second, in the order of `due_order`.
fn bounds(state: DeadlineState, now: DateTime<Utc>) -> (Option<String>, Option<String>) {
    let today = danish_day(now);
    let sunday = today.week(Weekday::Mon).last_day();
    let (now, no_day, soon) = (
        words::on_the_wall(now),
        words::NO_DAY.to_owned(),
        words::due_order(Due::Soon),
    );
    match state {
        DeadlineState::Late => (None, Some(now)),
        DeadlineState::Today => (Some(now), Some(after(today))),
        DeadlineState::ThisWeek => (Some(after(today)), Some(after(sunday))),
        DeadlineState::Later => (Some(after(sunday)), Some(no_day)),
        DeadlineState::Stopped => (Some(no_day), Some(soon)),
        DeadlineState::NoDay => (Some(soon), None),
        DeadlineState::CompletedInTime | DeadlineState::CompletedLate => {
            (Some(soon.clone()), Some(soon))
        }
    }
}

/// What sorts right after the end of a day.
fn after(day: NaiveDate) -> String {
    format!("{}.", words::end_of(day))
}

fn push_sums(sql: &mut QueryBuilder<Sqlite>, of: &str, now: DateTime<Utc>) {
    for (n, state) in OPEN_STATES.into_iter().enumerate() {
        if n > 0 {
            sql.push(", ");
        }
        let (from, to) = bounds(state, now);
        sql.push("coalesce(sum(1");
        if let Some(from) = from {
            sql.push(" AND ")
                .push(of)
                .push(".due_order >= ")
                .push_bind(from);
        }
        if let Some(to) = to {
            sql.push(" AND ")
                .push(of)
                .push(".due_order < ")
                .push_bind(to);
        }
        sql.push("), 0) AS ").push(state.code());
    }
    sql.push(" ");
}

const OPEN_STATES: [DeadlineState; 6] = [
    DeadlineState::Late,
    DeadlineState::Today,
    DeadlineState::ThisWeek,
    DeadlineState::Later,
    DeadlineState::Stopped,
    DeadlineState::NoDay,
];

fn counts(row: &SqliteRow) -> Result<DeadlineCounts, StoreError> {
    let count = |name: &str| -> Result<u32, StoreError> {
        Ok(u32::try_from(row.try_get::<i64, _>(name)?).unwrap_or(u32::MAX))
    };
    Ok(DeadlineCounts {
        late: count("late")?,
        today: count("today")?,
        this_week: count("this_week")?,
        later: count("later")?,
        stopped: count("stopped")?,
        no_day: count("no_day")?,
    })
}

fn line(row: &SqliteRow) -> Result<DeadlineLine, StoreError> {
    const TABLE: &str = "deadline";
    let sensitivity: u8 = row.try_get("sensitivity")?;
    Ok(DeadlineLine {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        rule: row.try_get("rule")?,
        about: row.try_get("about")?,
        is_part: row.try_get::<Option<String>, _>("part_of")?.is_some(),
        start: parse(row, TABLE, "started", words::parse_moment)?,
        due: parse(row, TABLE, "due", words::parse_due)?,
        told: parse_optional(row, TABLE, "told", words::parse_due)?,
        rule_from: parse(row, TABLE, "rule_from", |text| text.parse().ok())?,
        case: parse(row, TABLE, "case_id", |text| text.parse().ok())?,
        case_number: row.try_get("number")?,
        case_title: row.try_get("title")?,
        sensitivity: Sensitivity::from_rank(sensitivity)
            .ok_or_else(|| unreadable("case_file", "sensitivity"))?,
        citizen: row.try_get("citizen")?,
        responsible: row.try_get("responsible")?,
        unit: row.try_get("unit")?,
        source: row.try_get("source")?,
    })
}
