//! Turns a person's reach into a condition on `case_file c`.

use sagsbord_domain::access::{AccessFilter, Scope};
use sqlx::{QueryBuilder, Sqlite};

use crate::search::push_range;

/// Pushes ` AND (…)`. Without a scope nothing is inside: the condition is false, never absent.
pub(crate) fn push_access(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter) {
    push_scopes(sql, filter, Guarded::Case);
}

/// The same for a document `d` of the case: it can be more guarded than its case.
pub(crate) fn push_document_access(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter) {
    push_scopes(sql, filter, Guarded::Document);
}

/// The same for what is about a case or about a document `d` of it, which is joined from the left.
pub(crate) fn push_access_to_either(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter) {
    push_scopes(sql, filter, Guarded::DocumentIfAny);
}

#[derive(Clone, Copy)]
enum Guarded {
    Case,
    Document,
    DocumentIfAny,
}

fn push_scopes(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter, guarded: Guarded) {
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
