//! The list of requests.

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::{AktindsigtState, ApplicantRole};
use sagsbord_domain::{AktindsigtId, CaseId, EmployeeId, Sensitivity, fold};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::push_access;
use crate::text::{parse, parse_instant, unreadable};
use crate::{Reader, StoreError};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AktindsigtShown {
    #[default]
    Open,
    Closed,
    All,
}

#[derive(Debug, Clone, Default)]
pub struct AktindsigtQuery {
    pub shown: AktindsigtShown,
    /// Whose case it is to handle.
    pub responsible: Option<EmployeeId>,
    /// That asked for this case.
    pub about: Option<CaseId>,
    /// A part of the case's number, or of the applicant's name and the theme.
    pub text: String,
    pub offset: u32,
    pub limit: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AktindsigtLine {
    pub id: AktindsigtId,
    pub case: CaseId,
    pub case_number: String,
    pub case_title: String,
    pub sensitivity: Sensitivity,
    pub responsible: Option<String>,
    pub state: AktindsigtState,
    pub role: ApplicantRole,
    pub applicant: String,
    pub theme: String,
    pub received_on: NaiveDate,
    pub registered_at: DateTime<Utc>,
    /// The soonest of its deadlines that still runs.
    pub due: Option<NaiveDate>,
    pub is_due_unknown: bool,
    pub version: u32,
}

impl Reader {
    /// What is due first comes first, and what has no day last; of those closed, the newest first.
    pub async fn list_aktindsigter(
        &mut self,
        filter: &AccessFilter,
        query: &AktindsigtQuery,
    ) -> Result<Vec<AktindsigtLine>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT page.*, r.name AS responsible FROM (SELECT a.*, c.number AS case_number, c.title AS case_title,
                c.sensitivity, c.responsible_id,
                (SELECT min(l.due_order) FROM aktindsigt_deadline AS q JOIN deadline AS l ON l.id = q.deadline_id
                 WHERE q.aktindsigt_id = a.id AND l.is_open = 1) AS due_order",
        );
        push_matching(&mut sql, filter, query);
        sql.push(match query.shown {
            AktindsigtShown::Closed => " ORDER BY a.row_key DESC LIMIT ",
            _ => " ORDER BY due_order IS NULL, due_order, a.row_key LIMIT ",
        })
        .push_bind(query.limit)
        .push(" OFFSET ")
        .push_bind(query.offset)
        .push(") AS page LEFT JOIN employee AS r ON r.id = page.responsible_id");
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(line).collect()
    }

    /// Counts no further than `up_to + 1`.
    pub async fn count_aktindsigter(
        &mut self,
        filter: &AccessFilter,
        query: &AktindsigtQuery,
        up_to: u32,
    ) -> Result<u32, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT count(*) FROM (SELECT 1");
        push_matching(&mut sql, filter, query);
        sql.push(" LIMIT ")
            .push_bind(i64::from(up_to) + 1)
            .push(") AS matching");
        Ok(sql.build_query_scalar().fetch_one(&mut **self).await?)
    }
}

fn push_matching(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter, query: &AktindsigtQuery) {
    sql.push(" FROM aktindsigt AS a JOIN case_file AS c ON c.id = a.case_id WHERE 1 = 1");
    match query.shown {
        AktindsigtShown::Open => {
            sql.push(" AND a.is_open = 1");
        }
        AktindsigtShown::Closed => {
            sql.push(" AND a.is_open = 0");
        }
        AktindsigtShown::All => {}
    }
    push_access(sql, filter);
    if let Some(responsible) = query.responsible {
        sql.push(" AND c.responsible_id = ")
            .push_bind(responsible.to_string());
    }
    if let Some(case) = query.about {
        sql.push(
            " AND EXISTS (SELECT 1 FROM aktindsigt_case AS q WHERE q.aktindsigt_id = a.id AND q.case_id = ",
        )
        .push_bind(case.to_string())
        .push(")");
    }
    let text = query.text.trim();
    if !text.is_empty() {
        // Few hundred at a time: they are compared as they stand.
        let like = |text: &str| format!("%{}%", text.replace(['%', '_'], " "));
        sql.push(" AND (c.number LIKE ").push_bind(like(text));
        sql.push(" OR a.folded LIKE ")
            .push_bind(like(&fold(text)))
            .push(")");
    }
}

fn line(row: &SqliteRow) -> Result<AktindsigtLine, StoreError> {
    const TABLE: &str = "aktindsigt";
    let sensitivity: u8 = row.try_get("sensitivity")?;
    // The order of a deadline begins with its day, where it has one.
    let order: Option<String> = row.try_get("due_order")?;
    let due = order
        .as_deref()
        .and_then(|order| order.get(..10)?.parse().ok());
    Ok(AktindsigtLine {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        case: parse(row, TABLE, "case_id", |text| text.parse().ok())?,
        case_number: row.try_get("case_number")?,
        case_title: row.try_get("case_title")?,
        sensitivity: Sensitivity::from_rank(sensitivity)
            .ok_or_else(|| unreadable(TABLE, "sensitivity"))?,
        responsible: row.try_get("responsible")?,
        state: parse(row, TABLE, "state", AktindsigtState::from_code)?,
        role: parse(row, TABLE, "applicant_role", ApplicantRole::from_code)?,
        applicant: row.try_get("applicant_name")?,
        theme: row.try_get("theme")?,
        received_on: parse(row, TABLE, "received_on", |text| text.parse().ok())?,
        registered_at: parse(row, TABLE, "registered_at", parse_instant)?,
        is_due_unknown: order.is_some() && due.is_none(),
        due,
        version: row.try_get("version")?,
    })
}
