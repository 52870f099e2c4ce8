//! Turns a person's reach into a condition on `case_file c`.

use sagsbord_domain::access::{AccessFilter, Scope};
use sqlx::{QueryBuilder, Sqlite};

use crate::search::push_range;

/// Pushes ` AND (…)`. Without a scope nothing is inside: the condition is false, never absent.
pub(crate) fn push_access(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter) {
    push_scopes(sql, filter, false);
}

/// The same for a document `d` of the case: it can be more guarded than its case.
pub(crate) fn push_document_access(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter) {
    push_scopes(sql, filter, true);
}

fn push_scopes(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter, document: bool) {
    sql.push(" AND (");
    if filter.scopes().is_empty() {
        sql.push("1 = 0");
    }
    for (n, scope) in filter.scopes().iter().enumerate() {
        if n > 0 {
            sql.push(" OR ");
        }
        push_scope(sql, scope, document);
    }
    sql.push(")");
}

fn push_scope(sql: &mut QueryBuilder<Sqlite>, scope: &Scope, document: bool) {
    sql.push("(c.sensitivity <= ").push_bind(scope.up_to.rank());
    if document {
        sql.push(" AND d.sensitivity <= ")
            .push_bind(scope.up_to.rank());
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
