//! Turns a person's reach into a condition on `case_file c`.
//!
//! A question about cases that forgets whose reach it is asked within does not compile. Each pair below differs in that
//! alone, so that what fails fails for no other reason:
//!
//! ```
//! # use sagsbord_domain::{CaseId, CitizenId, access::{AccessFilter, NotAllowed, Right, Session}};
//! # use sagsbord_store::{CaseQuery, Reader, StoreError};
//! async fn within_reach(reader: &mut Reader, session: &Session, case: CaseId, person: CitizenId) -> Result<(), StoreError> {
//!     let Ok(filter) = session.filter(Right::ReadCases) else { return Ok(()) };
//!     reader.list_cases(&filter, &CaseQuery::default()).await?;
//!     reader.count_cases(&filter, &CaseQuery::default(), 10).await?;
//!     reader.find_case(&filter, case).await?;
//!     reader.find_citizen(&filter, person).await?;
//!     Ok(())
//! }
//! ```
//!
//! Neither the rows, nor their number, nor one of them, nor a person:
//!
//! ```compile_fail,E0061
//! # use sagsbord_store::{CaseQuery, Reader, StoreError};
//! async fn forgotten(reader: &mut Reader) -> Result<(), StoreError> {
//!     reader.list_cases(&CaseQuery::default()).await?;
//!     Ok(())
//! }
//! ```
//!
//! ```compile_fail,E0061
//! # use sagsbord_store::{CaseQuery, Reader, StoreError};
//! async fn forgotten(reader: &mut Reader) -> Result<(), StoreError> {
//!     reader.count_cases(&CaseQuery::default(), 10).await?;
//!     Ok(())
//! }
//! ```
//!
//! ```compile_fail,E0061
//! # use sagsbord_domain::CaseId;
//! # use sagsbord_store::{Reader, StoreError};
//! async fn forgotten(reader: &mut Reader, case: CaseId) -> Result<(), StoreError> {
//!     reader.find_case(case).await?;
//!     Ok(())
//! }
//! ```
//!
//! ```compile_fail,E0061
//! # use sagsbord_domain::CitizenId;
//! # use sagsbord_store::{Reader, StoreError};
//! async fn forgotten(reader: &mut Reader, person: CitizenId) -> Result<(), StoreError> {
//!     reader.find_citizen(person).await?;
//!     Ok(())
//! }
//! ```
//!
//! And a filter comes from a session, which has somebody's grants in it; nobody can make one that holds everything
//! (and nobody but this crate has a way to the database at all, which `cargo xtask tidy` sees to):
//!
//! ```
//! # use sagsbord_domain::access::{AccessFilter, NotAllowed, Right, Session};
//! fn made(session: &Session) -> Result<AccessFilter, NotAllowed> {
//!     session.filter(Right::ReadCases)
//! }
//! ```
//!
//! ```compile_fail,E0599
//! # use sagsbord_domain::access::{AccessFilter, NotAllowed, Right, Session};
//! fn made(session: &Session) -> Result<AccessFilter, NotAllowed> {
//!     Ok(AccessFilter::default())
//! }
//! ```
//!
//! ```compile_fail,E0451
//! # use sagsbord_domain::access::{AccessFilter, NotAllowed, Right, Session};
//! fn made(session: &Session) -> Result<AccessFilter, NotAllowed> {
//!     Ok(AccessFilter { scopes: Vec::new(), ..session.filter(Right::ReadCases)? })
//! }
//! ```

use sagsbord_domain::access::{AccessFilter, ByName, Scope};
use sagsbord_domain::{EmployeeId, Sensitivity};
use sqlx::{QueryBuilder, Sqlite};

use crate::search::push_range;
use crate::text::instant;

/// Pushes ` AND (…)`. Without a scope nothing is inside: the condition is false, never absent.
pub(crate) fn push_access(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter) {
    push_scopes(sql, filter, Guarded::Case, "c.id");
}

/// The same for a row `c` that has the case's place copied into it, and its id in another column.
pub(crate) fn push_access_of(
    sql: &mut QueryBuilder<Sqlite>,
    filter: &AccessFilter,
    case_id: &'static str,
) {
    push_scopes(sql, filter, Guarded::Case, case_id);
}

/// The same for a document `d` of the case: it can be more guarded than its case.
pub(crate) fn push_document_access(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter) {
    push_scopes(sql, filter, Guarded::Document, "c.id");
}

/// The same for what is about a case or about a document `d` of it, which is joined from the left.
pub(crate) fn push_access_to_either(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter) {
    push_scopes(sql, filter, Guarded::DocumentIfAny, "c.id");
}

#[derive(Clone, Copy)]
enum Guarded {
    Case,
    Document,
    DocumentIfAny,
}

fn push_scopes(
    sql: &mut QueryBuilder<Sqlite>,
    filter: &AccessFilter,
    guarded: Guarded,
    case_id: &'static str,
) {
    sql.push(" AND (");
    if filter.scopes().is_empty() {
        sql.push("1 = 0");
    }
    for (n, scope) in filter.scopes().iter().enumerate() {
        if n > 0 {
            sql.push(" OR ");
        }
        push_scope(sql, scope, guarded);
    }
    if let Some(by_name) = filter.by_name() {
        push_by_name(sql, filter.employee(), by_name, case_id);
    }
    sql.push(")");
    if filter.is_excluded_somewhere() {
        sql.push(" AND NOT EXISTS (SELECT 1 FROM case_exclusion AS x WHERE x.case_id = ")
            .push(case_id)
            .push(" AND x.employee_id = ")
            .push_bind(filter.employee().to_string())
            .push(")");
    }
}

/// What is guarded most is never opened in an emergency: it takes somebody who answers for it to send for a colleague.
fn push_by_name(
    sql: &mut QueryBuilder<Sqlite>,
    employee: EmployeeId,
    by_name: ByName,
    case_id: &'static str,
) {
    let now = instant(by_name.at);
    sql.push(" OR EXISTS (SELECT 1 FROM case_access AS a WHERE a.case_id = ")
        .push(case_id)
        .push(" AND a.taken_at IS NULL AND a.employee_id = ")
        .push_bind(employee.to_string())
        .push(" AND a.valid_from <= ")
        .push_bind(now.clone())
        .push(" AND a.valid_to > ")
        .push_bind(now);
    if by_name.in_emergency {
        sql.push(" AND (a.kind <> 'break_glass' OR c.sensitivity < ")
            .push_bind(Sensitivity::Vip.rank())
            .push(")");
    } else {
        sql.push(" AND a.kind <> 'break_glass'");
    }
    sql.push(")");
}

fn push_scope(sql: &mut QueryBuilder<Sqlite>, scope: &Scope, guarded: Guarded) {
    sql.push("(c.sensitivity <= ").push_bind(scope.up_to.rank());
    match guarded {
        Guarded::Case => {}
        Guarded::Document => {
            sql.push(" AND d.sensitivity <= ")
                .push_bind(scope.up_to.rank());
        }
        Guarded::DocumentIfAny => {
            sql.push(" AND (d.id IS NULL OR d.sensitivity <= ")
                .push_bind(scope.up_to.rank())
                .push(")");
        }
    }
    if let Some(unit) = scope.unit {
        sql.push(" AND c.unit_id IN (SELECT unit_id FROM unit_reach WHERE ancestor_id = ")
            .push_bind(unit.to_string())
            .push(")");
    }
    if let Some(team) = scope.team {
        sql.push(" AND c.team_id = ").push_bind(team.to_string());
    }
    if let Some(kle) = &scope.kle {
        sql.push(" AND ");
        push_range(sql, "c.kle", kle);
    }
    sql.push(")");
}
