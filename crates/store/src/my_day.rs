//! What a day begins with, beside the lists that have rooms of their own.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, EmployeeId, LetterId, NoteId, Sensitivity};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::push_access;
use crate::text::{instant, parse, parse_instant, unreadable};
use crate::{LetterState, Reader, StoreError};

#[cfg(test)]
mod tests;

/// A case of another system that somebody changed there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsLine {
    pub case: CaseId,
    pub number: String,
    pub title: String,
    pub citizen: Option<String>,
    pub sensitivity: Sensitivity,
    pub system: String,
    pub at: DateTime<Utc>,
}

/// A letter that its writer has something left to do with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterLine {
    pub id: LetterId,
    pub title: String,
    pub case: CaseId,
    pub case_number: String,
    pub case_title: String,
    pub sensitivity: Sensitivity,
    pub at: DateTime<Utc>,
}

/// A note that its writer has not journalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteLine {
    pub id: NoteId,
    pub title: String,
    pub case: CaseId,
    pub case_number: String,
    pub case_title: String,
    pub sensitivity: Sensitivity,
    pub at: DateTime<Utc>,
}

impl Reader {
    /// Others' cases that changed since then: those she is responsible for, and those of the citizens of her open
    /// cases. What changed last comes first.
    pub async fn news_for(
        &mut self,
        filter: &AccessFilter,
        since: DateTime<Utc>,
        most: u32,
    ) -> Result<Vec<NewsLine>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("");
        push_news(&mut sql, filter, since, most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                Ok(NewsLine {
                    case: parse(row, "case_file", "id", |text| text.parse().ok())?,
                    number: row.try_get("number")?,
                    title: row.try_get("title")?,
                    citizen: row.try_get("citizen")?,
                    sensitivity: sensitivity(row)?,
                    system: row.try_get("system_name")?,
                    at: parse(row, "index_copy", "at", parse_instant)?,
                })
            })
            .collect()
    }

    /// One person's notes that are not journalised, the last touched first. The title is the note's first line.
    pub async fn note_drafts_by(
        &mut self,
        filter: &AccessFilter,
        writer: EmployeeId,
        most: u32,
    ) -> Result<Vec<NoteLine>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT n.id, substr(n.text, 1, 200) AS begins, n.changed_at, c.id AS case_id, c.number, c.title, c.sensitivity
             FROM journal_draft AS n CROSS JOIN case_file AS c ON c.id = n.case_id WHERE n.employee_id = ",
        );
        sql.push_bind(writer.to_string());
        push_access(&mut sql, filter);
        sql.push(" ORDER BY n.changed_at DESC, n.id LIMIT ")
            .push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                let begins: String = row.try_get("begins")?;
                let line = begins.lines().find(|line| !line.trim().is_empty());
                Ok(NoteLine {
                    id: parse(row, "journal_draft", "id", |text| text.parse().ok())?,
                    title: line.unwrap_or_default().trim().to_owned(),
                    case: parse(row, "case_file", "case_id", |text| text.parse().ok())?,
                    case_number: row.try_get("number")?,
                    case_title: row.try_get("title")?,
                    sensitivity: sensitivity(row)?,
                    at: parse(row, "journal_draft", "changed_at", parse_instant)?,
                })
            })
            .collect()
    }

    /// One person's letters in a state, what has stood so longest first.
    pub async fn letters_by(
        &mut self,
        filter: &AccessFilter,
        writer: EmployeeId,
        state: LetterState,
        most: u32,
    ) -> Result<Vec<LetterLine>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT l.id, l.title, l.state_at, c.id AS case_id, c.number, c.title AS case_title, c.sensitivity
             FROM letter AS l CROSS JOIN case_file AS c ON c.id = l.case_id WHERE l.state = ",
        );
        sql.push_bind(state.word());
        sql.push(" AND l.written_by = ")
            .push_bind(writer.to_string());
        push_access(&mut sql, filter);
        sql.push(" ORDER BY l.state_at, l.id LIMIT ")
            .push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                Ok(LetterLine {
                    id: parse(row, "letter", "id", |text| text.parse().ok())?,
                    title: row.try_get("title")?,
                    case: parse(row, "letter", "case_id", |text| text.parse().ok())?,
                    case_number: row.try_get("number")?,
                    case_title: row.try_get("case_title")?,
                    sensitivity: sensitivity(row)?,
                    at: parse(row, "letter", "state_at", parse_instant)?,
                })
            })
            .collect()
    }

    /// Which of these have a deadline of ours that runs. Only for cases that were found within somebody's reach.
    pub async fn cases_with_deadlines(
        &mut self,
        cases: &[CaseId],
    ) -> Result<HashSet<CaseId>, StoreError> {
        /// SQLite takes no more values than some thousands in one statement.
        const MOST_AT_ONCE: usize = 500;
        let mut found = HashSet::new();
        for some in cases.chunks(MOST_AT_ONCE) {
            let mut sql = QueryBuilder::<Sqlite>::new(
                "SELECT DISTINCT case_id FROM deadline WHERE is_open = 1 AND case_id IN (",
            );
            let mut list = sql.separated(", ");
            for case in some {
                list.push_bind(case.to_string());
            }
            sql.push(")");
            for row in &sql.build().fetch_all(&mut **self).await? {
                found.insert(parse(row, "deadline", "case_id", |text| text.parse().ok())?);
            }
        }
        Ok(found)
    }
}

/// From her own cases to their citizens to the citizens' cases: each step is a look-up, and none walks what a
/// municipality has.
fn push_news(
    sql: &mut QueryBuilder<Sqlite>,
    filter: &AccessFilter,
    since: DateTime<Utc>,
    most: u32,
) {
    let me = filter.employee().to_string();
    sql.push(
        "SELECT c.id, c.number, c.title, c.sensitivity, coalesce(x.system_name, c.source) AS system_name,
                CASE WHEN coalesce(x.at, '') > coalesce(y.changed_at, '') THEN x.at ELSE y.changed_at END AS at,
                (SELECT z.name FROM case_party p JOIN citizen z ON z.id = p.citizen_id
                 WHERE p.case_id = c.id AND p.part = 'primary' LIMIT 1) AS citizen
             FROM (SELECT m.row_key FROM case_file AS m WHERE m.responsible_id = ",
    );
    sql.push_bind(me.clone());
    sql.push(
        " UNION SELECT o.row_key FROM case_file AS m
                CROSS JOIN case_party AS p ON p.case_id = m.id
                CROSS JOIN case_party AS q ON q.citizen_id = p.citizen_id
                CROSS JOIN case_file AS o ON o.id = q.case_id
              WHERE m.is_open = 1 AND m.responsible_id = ",
    )
    .push_bind(me);
    sql.push(
        ") AS near CROSS JOIN case_file AS c ON c.row_key = near.row_key
             LEFT JOIN index_copy AS x ON x.case_key = near.row_key
             LEFT JOIN source_copy AS y ON y.case_key = near.row_key
             WHERE x.gone_at IS NULL AND y.gone_at IS NULL AND (x.at >= ",
    )
    .push_bind(instant(since))
    .push(" OR y.changed_at >= ")
    .push_bind(instant(since))
    .push(")");
    push_access(sql, filter);
    sql.push(" ORDER BY at DESC, c.row_key LIMIT ")
        .push_bind(most);
}

fn sensitivity(row: &SqliteRow) -> Result<Sensitivity, StoreError> {
    let rank: u8 = row.try_get("sensitivity")?;
    Sensitivity::from_rank(rank).ok_or_else(|| unreadable("case_file", "sensitivity"))
}
