//! Who can be given a task.

use chrono::NaiveDate;
use sagsbord_contract::TaskAssignee as Asked;
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{CaseId, DocumentId, EmployeeId, TeamId};
use sagsbord_store::{Reader, TaskAssignee, Team};

use crate::AppError;
use crate::people::fields::id;

const FIELD: &str = "assignee";

/// Somebody who may work, and who sees what the task is about: one that nobody sees would lie there until it is late.
pub(super) async fn assignee(
    reader: &mut Reader,
    asked: &Asked,
    about: Option<(CaseId, Option<DocumentId>)>,
    today: NaiveDate,
) -> Result<TaskAssignee, AppError> {
    match asked {
        Asked::Nobody => Ok(TaskAssignee::Nobody),
        Asked::Employee { id: asked } => {
            let employee: EmployeeId = id(asked, FIELD)?;
            may_have(reader, employee, about, today).await?;
            Ok(TaskAssignee::Employee(employee))
        }
        Asked::Team { id: asked } => {
            let team: TeamId = id(asked, FIELD)?;
            let teams = reader.list_teams().await?;
            let Some(known) = teams.iter().find(|one| one.id == team) else {
                return Err(AppError::problem(FIELD, "no_such_team"));
            };
            if let Some(about) = about
                && !sees_any_of(reader, known, about, today).await?
            {
                return Err(AppError::problem(FIELD, "team_cannot_see_case"));
            }
            Ok(TaskAssignee::Team(team))
        }
    }
}

async fn may_have(
    reader: &mut Reader,
    employee: EmployeeId,
    about: Option<(CaseId, Option<DocumentId>)>,
    today: NaiveDate,
) -> Result<(), AppError> {
    let found = reader.find_employee(employee).await?;
    if !found.is_some_and(|found| found.active) {
        return Err(AppError::problem(FIELD, "no_such_person"));
    }
    let grants = reader.grants_of(employee).await?;
    let Ok(filter) = Session::new(employee, grants, today).filter(Right::WorkOnCases) else {
        return Err(AppError::problem(FIELD, "cannot_work"));
    };
    let Some((case, document)) = about else {
        return Ok(());
    };
    match sees(reader, &filter, case, document).await? {
        true => Ok(()),
        false => Err(AppError::problem(FIELD, "cannot_see_case")),
    }
}

/// Whether somebody who finds the team's tasks among her own sees what this one is about.
async fn sees_any_of(
    reader: &mut Reader,
    team: &Team,
    (case, document): (CaseId, Option<DocumentId>),
    today: NaiveDate,
) -> Result<bool, AppError> {
    for employee in reader.people_around_team(team.id).await? {
        let grants = reader.grants_of(employee).await?;
        let Ok(filter) = Session::new(employee, grants, today).filter(Right::WorkOnCases) else {
            continue;
        };
        let named: Vec<_> = filter
            .scopes()
            .iter()
            .filter_map(|scope| scope.team)
            .collect();
        // A right that names other teams is no right in this one.
        if !named.is_empty() && !named.contains(&team.id) {
            continue;
        }
        if sees(reader, &filter, case, document).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn sees(
    reader: &mut Reader,
    filter: &AccessFilter,
    case: CaseId,
    document: Option<DocumentId>,
) -> Result<bool, AppError> {
    if reader.find_case(filter, case).await?.is_none() {
        return Ok(false);
    }
    Ok(match document {
        // One that another system took back is guarded by nothing more than its case.
        Some(document) => {
            reader.find_document(filter, document).await?.is_some()
                || !reader.has_document(document).await?
        }
        None => true,
    })
}
