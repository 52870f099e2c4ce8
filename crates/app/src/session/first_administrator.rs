use sagsbord_contract::{CreateFirstAdministrator, ErrorCode, SignedIn};
use sagsbord_domain::access::{Grant, Role};
use sagsbord_domain::{
    AuditAct, AuditRecord, EmployeeId, GrantId, Sensitivity, check_password, danish_day, fold,
};
use sagsbord_store::{Employee, Fact};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::password::hash_password;
use super::sign_in::take_seat;
use crate::people::fields::{name, username};
use crate::{AppError, Desk};

/// Works once, in a store without people.
pub(crate) async fn create_first_administrator(
    desk: &Desk,
    request: CreateFirstAdministrator,
) -> Result<SignedIn, AppError> {
    let municipality = name(&request.municipality, "municipality")?;
    let person = name(&request.name, "name")?;
    let username = username(&request.username)?;
    let password = Zeroizing::new(request.password);
    check_password(&password, &username).map_err(|problem| AppError {
        field: Some("password"),
        ..AppError::caused(ErrorCode::PasswordWeak, problem)
    })?;
    let hash = hash_password(password).await?;

    let app = desk.app();
    let now = app.clock.now();
    let mut writer = app.store().await?.write().await?;
    if writer.count_employees().await? > 0 {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let id = EmployeeId::new(Uuid::new_v4());
    let employee = Employee {
        id,
        name: person,
        username: fold(&username),
        unit: None,
        active: true,
        must_change_password: false,
        last_signed_in: None,
    };
    let grant = Grant {
        id: GrantId::new(Uuid::new_v4()),
        role: Role::Administrator,
        kle: None,
        unit: None,
        team: None,
        up_to: Sensitivity::NotConfidential,
        valid_from: danish_day(now),
        valid_to: None,
    };
    writer.add_employee(&employee).await?;
    writer.set_password(id, &hash, false).await?;
    writer.give_grant(id, &grant, now).await?;
    writer.put_fact(Fact::Municipality, &municipality).await?;
    writer
        .commit_with(&AuditRecord::new(id, AuditAct::FirstAdministratorMade), now)
        .await?;
    take_seat(desk, id, employee.username, AuditAct::SignedIn).await
}
