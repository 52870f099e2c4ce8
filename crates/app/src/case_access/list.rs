use chrono::{DateTime, Utc};
use sagsbord_contract::{
    AccessReview, CaseAccessKind, CaseAccessList, CaseAccessRow, CaseTeamRow, ErrorCode, Nothing,
};
use sagsbord_domain::EmployeeId;
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_store::{AccessKind, CaseAccess, CaseTeam, Store};

use crate::{AppError, Desk};

pub(crate) async fn list_case_access(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<CaseAccessList, AppError> {
    let overseer = Overseer::of(session)?;
    let store = desk.app().store().await?;
    read_list(&store, &overseer, desk.app().clock.now()).await
}

/// Who looks after access by name: a leader over the cases she reaches, the DPO over all.
pub(super) struct Overseer {
    person: EmployeeId,
    reach: Option<AccessFilter>,
}

impl Overseer {
    pub(super) fn of(session: &Session) -> Result<Self, AppError> {
        if session.require(Right::ReadAudit).is_ok() {
            return Ok(Self {
                person: session.employee(),
                reach: None,
            });
        }
        if session.require(Right::SeeTeam).is_ok() {
            let reach = session.filter(Right::ReadCases)?;
            return Ok(Self {
                person: session.employee(),
                reach: Some(reach),
            });
        }
        Err(AppError::new(ErrorCode::NotAllowed))
    }

    pub(super) fn reach(&self) -> Option<&AccessFilter> {
        self.reach.as_ref()
    }
}

pub(super) async fn read_list(
    store: &Store,
    overseer: &Overseer,
    now: DateTime<Utc>,
) -> Result<CaseAccessList, AppError> {
    let mut reader = store.read().await?;
    let rows = reader.list_case_access(overseer.reach()).await?;
    let teams = reader.case_teams().await?;
    let to_review = rows.iter().filter(|row| waits_for_review(row)).count();
    let seen: Vec<String> = rows.iter().map(|row| row.case_number.clone()).collect();
    Ok(CaseAccessList {
        to_review: u32::try_from(to_review).unwrap_or(u32::MAX),
        teams: teams
            .into_iter()
            // A team is seen by who reaches one of its cases.
            .filter(|team| {
                overseer.reach().is_none() || team.cases.iter().any(|case| seen.contains(case))
            })
            .map(|team| team_row(team, overseer, &seen, now))
            .collect(),
        rows: rows
            .into_iter()
            .map(|row| access_row(row, overseer, now))
            .collect(),
    })
}

fn waits_for_review(row: &CaseAccess) -> bool {
    row.kind == AccessKind::BreakGlass && row.review.is_none()
}

fn access_row(row: CaseAccess, overseer: &Overseer, now: DateTime<Utc>) -> CaseAccessRow {
    CaseAccessRow {
        may_review: waits_for_review(&row) && row.employee != overseer.person,
        id: row.id.to_string(),
        kind: match row.kind {
            AccessKind::Named => CaseAccessKind::Named,
            AccessKind::Team => CaseAccessKind::Team,
            AccessKind::BreakGlass => CaseAccessKind::BreakGlass,
        },
        case_id: row.case.to_string(),
        case_number: row.case_number,
        person: row.person,
        given_by: row.given_by,
        reason: row.reason,
        from: row.from.to_rfc3339(),
        to: row.taken_at.unwrap_or(row.to).to_rfc3339(),
        is_over: row.taken_at.is_some() || row.to <= now,
        team: row.team,
        review: row.review.map(|review| AccessReview {
            by: review.by,
            at: review.at.to_rfc3339(),
            is_justified: review.is_justified,
            note: review.note,
        }),
    }
}

fn team_row(
    team: CaseTeam,
    overseer: &Overseer,
    seen: &[String],
    now: DateTime<Utc>,
) -> CaseTeamRow {
    let shows_all = overseer.reach().is_none();
    CaseTeamRow {
        id: team.id.to_string(),
        name: team.name,
        purpose: team.purpose,
        until: team.ended_at.unwrap_or(team.until).to_rfc3339(),
        is_over: team.ended_at.is_some() || team.until <= now,
        people: team.people,
        cases: team
            .cases
            .into_iter()
            .filter(|case| shows_all || seen.contains(case))
            .collect(),
    }
}
