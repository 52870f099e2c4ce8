//! What waits for the index, as far as a person may see the cases that it is about.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, IndexObjectId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use super::outbox::{OutboxCounts, OutboxRow, OutboxState, outbox_row};
use crate::access::{push_access, push_access_to_either};
use crate::text::{parse, parse_instant};
use crate::{Reader, StoreError};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepQuery {
    /// Nothing for all.
    pub states: Vec<OutboxState>,
    pub case: Option<CaseId>,
    pub object: Option<IndexObjectId>,
    pub offset: u32,
    pub most: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepWithinReach {
    pub row: OutboxRow,
    pub case: CaseOfObject,
    /// What an earlier step of the object says that has not been confirmed either.
    pub earlier: Option<String>,
}

/// The case itself, or the one that the document lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseOfObject {
    pub case: CaseId,
    pub number: String,
    pub may_mend: bool,
}

/// A document's case is found by the document, so the object is looked up from the left.
const JOINED: &str = " LEFT JOIN document AS d ON o.kind = 'document' AND d.id = o.object_id
    CROSS JOIN case_file AS c ON c.id = CASE o.kind WHEN 'document' THEN d.case_id ELSE o.object_id END
    WHERE 1 = 1";

impl Reader {
    /// The longest waiting first. `mending` says whose steps may be changed: nothing for none.
    pub async fn index_steps_within(
        &mut self,
        filter: &AccessFilter,
        mending: Option<&AccessFilter>,
        query: &StepQuery,
    ) -> Result<Vec<StepWithinReach>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT o.object_id, o.number, o.kind, o.operation, o.content, o.note, o.at, o.queued_at,
                o.state, o.reason, o.detail, o.transaction_id, o.tries, o.next_try, b.in_index, b.confirmed,
                c.id AS case_id, c.number AS case_number,
                (SELECT e.content FROM index_outbox AS e
                    WHERE e.object_id = o.object_id AND e.number < o.number
                    ORDER BY e.number DESC LIMIT 1) AS earlier, ",
        );
        push_may_mend(&mut sql, mending);
        sql.push(
            " FROM index_outbox AS o CROSS JOIN index_object AS b ON b.object_id = o.object_id",
        );
        sql.push(JOINED);
        push_wanted(&mut sql, query);
        push_access_to_either(&mut sql, filter);
        sql.push(" ORDER BY o.queued_at, o.kind DESC, o.object_id, o.number LIMIT ")
            .push_bind(query.most)
            .push(" OFFSET ")
            .push_bind(query.offset);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                Ok(StepWithinReach {
                    row: outbox_row(row)?,
                    case: case_of_object(row)?,
                    earlier: row.try_get("earlier")?,
                })
            })
            .collect()
    }

    pub async fn count_index_steps_within(
        &mut self,
        filter: &AccessFilter,
        query: &StepQuery,
    ) -> Result<u32, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT count(*) FROM index_outbox AS o");
        sql.push(JOINED);
        push_wanted(&mut sql, query);
        push_access_to_either(&mut sql, filter);
        let number: i64 = sql.build_query_scalar().fetch_one(&mut **self).await?;
        Ok(u32::try_from(number).unwrap_or(u32::MAX))
    }

    pub async fn outbox_counts_within(
        &mut self,
        filter: &AccessFilter,
    ) -> Result<OutboxCounts, StoreError> {
        const TABLE: &str = "index_outbox";
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT o.state, count(*) AS number, min(o.queued_at) AS oldest FROM index_outbox AS o",
        );
        sql.push(JOINED);
        push_access_to_either(&mut sql, filter);
        sql.push(" GROUP BY o.state");
        let rows = sql.build().fetch_all(&mut **self).await?;
        let mut counts = OutboxCounts::default();
        for row in &rows {
            let number: i64 = row.try_get("number")?;
            let oldest: DateTime<Utc> = parse(row, TABLE, "oldest", parse_instant)?;
            let state = parse(row, TABLE, "state", OutboxState::from_word)?;
            counts.add(state, u64::try_from(number).unwrap_or_default(), oldest);
        }
        Ok(counts)
    }

    /// The case that an object of ours belongs to. Nothing both when it is unknown and when it is out of reach.
    pub async fn case_of_index_object(
        &mut self,
        filter: &AccessFilter,
        mending: Option<&AccessFilter>,
        object: IndexObjectId,
    ) -> Result<Option<CaseOfObject>, StoreError> {
        let mut sql =
            QueryBuilder::<Sqlite>::new("SELECT c.id AS case_id, c.number AS case_number, ");
        push_may_mend(&mut sql, mending);
        sql.push(" FROM index_object AS o");
        sql.push(JOINED);
        sql.push(" AND o.object_id = ")
            .push_bind(object.to_string());
        push_access_to_either(&mut sql, filter);
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.as_ref().map(case_of_object).transpose()
    }

    /// Others' cases that are kept here.
    pub async fn count_index_copies_within(
        &mut self,
        filter: &AccessFilter,
    ) -> Result<u64, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT count(*) FROM index_copy AS i CROSS JOIN case_file AS c ON c.row_key = i.case_key WHERE 1 = 1",
        );
        push_access(&mut sql, filter);
        let number: i64 = sql.build_query_scalar().fetch_one(&mut **self).await?;
        Ok(u64::try_from(number).unwrap_or_default())
    }

    /// Our cases that the index has, and those of which something has yet to be told.
    pub async fn count_index_cases_within(
        &mut self,
        filter: &AccessFilter,
    ) -> Result<(u32, u32), StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT coalesce(sum(waits), 0) AS waiting, count(*) AS number FROM (
                SELECT EXISTS (SELECT 1 FROM index_outbox AS o WHERE o.object_id = b.object_id) AS waits
                FROM index_object AS b CROSS JOIN case_file AS c ON c.id = b.object_id
                WHERE b.kind = 'case' AND b.removed_at IS NULL",
        );
        push_access(&mut sql, filter);
        sql.push(")");
        let row = sql.build().fetch_one(&mut **self).await?;
        let (waiting, number): (i64, i64) = (row.try_get("waiting")?, row.try_get("number")?);
        let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        Ok((count(number - waiting), count(waiting)))
    }

    /// Which of these cases a person reaches.
    pub async fn cases_within(
        &mut self,
        filter: &AccessFilter,
        cases: &[CaseId],
    ) -> Result<HashSet<CaseId>, StoreError> {
        const AT_ONCE: usize = 500;
        let mut within = HashSet::new();
        for some in cases.chunks(AT_ONCE) {
            let mut sql =
                QueryBuilder::<Sqlite>::new("SELECT c.id FROM case_file AS c WHERE c.id IN (");
            let mut ids = sql.separated(", ");
            for case in some {
                ids.push_bind(case.to_string());
            }
            sql.push(")");
            push_access(&mut sql, filter);
            for row in sql.build().fetch_all(&mut **self).await? {
                within.insert(parse(&row, "case_file", "id", |text| text.parse().ok())?);
            }
        }
        Ok(within)
    }
}

fn push_may_mend(sql: &mut QueryBuilder<Sqlite>, mending: Option<&AccessFilter>) {
    match mending {
        Some(mending) => {
            sql.push("(1 = 1");
            push_access_to_either(sql, mending);
            sql.push(") AS may_mend");
        }
        None => {
            sql.push("0 AS may_mend");
        }
    }
}

fn push_wanted(sql: &mut QueryBuilder<Sqlite>, query: &StepQuery) {
    if !query.states.is_empty() {
        sql.push(" AND o.state IN (");
        let mut states = sql.separated(", ");
        for state in &query.states {
            states.push_bind(state.word());
        }
        sql.push(")");
    }
    if let Some(case) = query.case {
        sql.push(" AND c.id = ").push_bind(case.to_string());
    }
    if let Some(object) = query.object {
        sql.push(" AND o.object_id = ")
            .push_bind(object.to_string());
    }
}

fn case_of_object(row: &SqliteRow) -> Result<CaseOfObject, StoreError> {
    Ok(CaseOfObject {
        case: parse(row, "case_file", "case_id", |text| text.parse().ok())?,
        number: row.try_get("case_number")?,
        may_mend: row.try_get("may_mend")?,
    })
}
