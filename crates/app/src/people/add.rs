use sagsbord_contract::{AddPerson, ErrorCode, PersonRow};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, EmployeeId, fold};
use sagsbord_store::{Employee, StoreError};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::fields::{first_password, name, optional_id, username};
use super::row::read_person_row;
use crate::session::password::hash_password;
use crate::{AppError, Desk};

/// The person must choose a password of their own before anything else opens to them.
pub(crate) async fn add_person(
    desk: &Desk,
    session: &Session,
    request: AddPerson,
) -> Result<PersonRow, AppError> {
    session.require(Right::ManagePeople)?;
    let password = Zeroizing::new(request.first_password);
    let username = fold(&username(&request.username)?);
    first_password(&password, &username)?;
    let employee = Employee {
        id: EmployeeId::new(Uuid::new_v4()),
        name: name(&request.name, "name")?,
        username,
        unit: optional_id(request.unit_id.as_deref(), "unitId")?,
        active: true,
        must_change_password: true,
        last_signed_in: None,
    };
    let hash = hash_password(password).await?;
    let store = desk.app().store().await?;
    let mut writer = store.write().await?;
    writer
        .add_employee(&employee)
        .await
        .map_err(|error| match error {
            StoreError::Conflict => AppError::field(ErrorCode::Conflict, "username"),
            error => error.into(),
        })?;
    writer.set_password(employee.id, &hash, true).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::PersonAdded)
        .about("employee", employee.id.uuid());
    writer.commit_with(&record, desk.app().clock.now()).await?;
    read_person_row(&store, employee.id).await
}
