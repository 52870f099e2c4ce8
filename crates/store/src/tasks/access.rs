//! Which tasks a person sees.

use sagsbord_domain::TeamId;
use sagsbord_domain::access::{AccessFilter, NotAllowed, Right, Session};
use sqlx::{QueryBuilder, Sqlite};

use crate::access::push_access_of;

/// A task of a case is seen where the case is. One without a case is seen by who made it, who has it, the team that has
/// it, and those who lead them.
#[derive(Debug, Clone)]
pub struct TaskReach {
    cases: AccessFilter,
    leads: Option<AccessFilter>,
}

impl TaskReach {
    pub fn of(session: &Session, right: Right) -> Result<Self, NotAllowed> {
        Ok(Self {
            cases: session.filter(right)?,
            leads: session.filter(Right::SeeTeam).ok(),
        })
    }

    pub fn cases(&self) -> &AccessFilter {
        &self.cases
    }

    /// Those that a person was given a right in by name.
    pub(super) fn named_teams(&self) -> Vec<TeamId> {
        let mut teams: Vec<TeamId> = self
            .cases
            .scopes()
            .iter()
            .filter_map(|scope| scope.team)
            .collect();
        teams.sort_unstable();
        teams.dedup();
        teams
    }
}

/// Pushes ` AND (…)` on `task c`.
pub(super) fn push_task_access(sql: &mut QueryBuilder<Sqlite>, reach: &TaskReach) {
    sql.push(" AND ((c.case_id IS NOT NULL");
    push_access_of(sql, &reach.cases, "c.case_id");
    sql.push(") OR (c.case_id IS NULL AND (");
    let me = reach.cases.employee().to_string();
    sql.push("c.created_by = ").push_bind(me.clone());
    sql.push(" OR c.assignee_id = ").push_bind(me);
    let named = reach.named_teams();
    for team in &named {
        sql.push(" OR c.assigned_team = ")
            .push_bind(team.to_string());
    }
    if named.is_empty() {
        sql.push(" OR c.assigned_team IN ");
        push_teams_of_own_unit(sql, reach);
    }
    if let Some(leads) = &reach.leads {
        sql.push(" OR (1 = 1");
        push_lead(sql, leads);
        sql.push(")");
    }
    sql.push(")))");
}

/// Whose right names no team works with all of her own unit's.
pub(super) fn push_teams_of_own_unit(sql: &mut QueryBuilder<Sqlite>, reach: &TaskReach) {
    sql.push(
        "(SELECT m.id FROM employee AS me JOIN team AS m ON m.unit_id = me.unit_id WHERE me.id = ",
    )
    .push_bind(reach.cases.employee().to_string())
    .push(")");
}

/// What has no case has no subject and nothing to guard: unit and team alone decide.
fn push_lead(sql: &mut QueryBuilder<Sqlite>, leads: &AccessFilter) {
    sql.push(" AND (1 = 0");
    for scope in leads.scopes() {
        sql.push(" OR (1 = 1");
        if let Some(unit) = scope.unit {
            sql.push(" AND c.unit_id IN (SELECT unit_id FROM unit_reach WHERE ancestor_id = ")
                .push_bind(unit.to_string())
                .push(")");
        }
        if let Some(team) = scope.team {
            sql.push(" AND c.assigned_team = ")
                .push_bind(team.to_string());
        }
        sql.push(")");
    }
    sql.push(")");
}
