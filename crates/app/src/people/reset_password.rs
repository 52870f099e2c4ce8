use sagsbord_contract::{ErrorCode, Nothing, ResetPassword};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, EmployeeId};
use zeroize::Zeroizing;

use super::fields::{first_password, id};
use crate::session::password::hash_password;
use crate::{AppError, Desk};

pub(crate) async fn reset_password(
    desk: &Desk,
    session: &Session,
    request: ResetPassword,
) -> Result<Nothing, AppError> {
    session.require(Right::ManagePeople)?;
    let person: EmployeeId = id(&request.id, "id")?;
    let password = Zeroizing::new(request.first_password);
    let store = desk.app().store().await?;
    let employee = store
        .read()
        .await?
        .find_employee(person)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    first_password(&password, &employee.username)?;
    let hash = hash_password(password).await?;
    let mut writer = store.write().await?;
    writer.set_password(person, &hash, true).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::PasswordReset)
        .about("employee", person.uuid());
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(Nothing {})
}
