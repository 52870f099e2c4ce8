//! Who can be given a task.

use chrono::NaiveDate;
use sagsbord_contract::TaskAssignee as Asked;
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{CaseId, DocumentId, EmployeeId, TeamId};
use sagsbord_store::{Reader, TaskAssignee};

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
            let is_there = reader.list_teams().await?.iter().any(|one| one.id == team);
            match is_there {
                true => Ok(TaskAssignee::Team(team)),
                false => Err(AppError::problem(FIELD, "no_such_team")),
            }
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
    let sees_case = reader.find_case(&filter, case).await?.is_some();
    let sees_document = match document {
        // One that another system took back is guarded by nothing more than its case.
        Some(document) => {
            reader.find_document(&filter, document).await?.is_some()
                || !reader.has_document(document).await?
        }
        None => true,
    };
    match sees_case && sees_document {
        true => Ok(()),
        false => Err(AppError::problem(FIELD, "cannot_see_case")),
    }
}
