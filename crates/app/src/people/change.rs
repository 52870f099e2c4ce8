use sagsbord_contract::{ChangePerson, ErrorCode, PersonRow};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, EmployeeId};

use super::fields::{id, name, optional_id};
use super::row::read_person_row;
use crate::shared_index::look_over::look_over_ours;
use crate::{AppError, Desk};

/// People are made inactive, never deleted: the log must still be able to say who did what.
pub(crate) async fn change_person(
    desk: &Desk,
    session: &Session,
    request: ChangePerson,
) -> Result<PersonRow, AppError> {
    session.require(Right::ManagePeople)?;
    let person: EmployeeId = id(&request.id, "id")?;
    let name = name(&request.name, "name")?;
    let unit = optional_id(request.unit_id.as_deref(), "unitId")?;
    let store = desk.app().store().await?;
    let mut writer = store.write().await?;
    writer
        .change_employee(person, &name, unit, request.active)
        .await?;
    if writer.count_administrators(session.today()).await? == 0 {
        return Err(AppError::new(ErrorCode::LastAdministrator));
    }
    let now = desk.app().clock.now();
    // Cases name who handles them.
    look_over_ours(&mut writer, now).await?;
    let state = if request.active { "active" } else { "inactive" };
    let record = AuditRecord::new(session.employee(), AuditAct::PersonChanged)
        .about("employee", person.uuid())
        .with("state", AuditDetail::Code(state));
    writer.commit_with(&record, now).await?;
    desk.app().index.something_was_queued();
    read_person_row(&store, person).await
}
