use sagsbord_contract::{ErrorCode, GrantRow, PersonRow};
use sagsbord_domain::EmployeeId;
use sagsbord_domain::access::Grant;
use sagsbord_store::{Employee, Reader, Store};

use crate::AppError;

pub(super) async fn person_row(
    reader: &mut Reader,
    employee: Employee,
) -> Result<PersonRow, AppError> {
    let grants = reader.grants_of(employee.id).await?;
    let posts = reader.posts_of_grants(employee.id).await?;
    Ok(PersonRow {
        id: employee.id.to_string(),
        name: employee.name,
        username: employee.username,
        unit_id: employee.unit.map(|unit| unit.to_string()),
        active: employee.active,
        last_signed_in: employee.last_signed_in.map(|at| at.to_rfc3339()),
        grants: grants
            .iter()
            .map(|grant| grant_row(grant, posts.get(&grant.id).cloned()))
            .collect(),
    })
}

/// As it stands after a change, for the reply.
pub(super) async fn read_person_row(store: &Store, id: EmployeeId) -> Result<PersonRow, AppError> {
    let mut reader = store.read().await?;
    let employee = reader
        .find_employee(id)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    person_row(&mut reader, employee).await
}

fn grant_row(grant: &Grant, employment: Option<String>) -> GrantRow {
    GrantRow {
        id: grant.id.to_string(),
        role: grant.role.into(),
        kle: grant.kle.as_ref().map(ToString::to_string),
        unit_id: grant.unit.map(|unit| unit.to_string()),
        team_id: grant.team.map(|team| team.to_string()),
        up_to: grant.up_to.into(),
        valid_from: grant.valid_from.to_string(),
        valid_to: grant.valid_to.map(|day| day.to_string()),
        employment,
    }
}
