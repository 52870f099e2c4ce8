use sagsbord_contract::{ErrorCode, PersonRow, TakeGrant};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, GrantId};

use super::fields::id;
use super::row::read_person_row;
use crate::{AppError, Desk};

/// It is gone at the person's next act, also where they are signed in already.
pub(crate) async fn take_grant(
    desk: &Desk,
    session: &Session,
    request: TakeGrant,
) -> Result<PersonRow, AppError> {
    session.require(Right::ManagePeople)?;
    let grant: GrantId = id(&request.grant_id, "grantId")?;
    let store = desk.app().store().await?;
    let mut writer = store.write().await?;
    let now = desk.app().clock.now();
    let person = writer.take_grant(grant, now).await?;
    if writer.count_administrators(session.today()).await? == 0 {
        return Err(AppError::new(ErrorCode::LastAdministrator));
    }
    let record = AuditRecord::new(session.employee(), AuditAct::GrantTaken)
        .about("employee", person.uuid())
        .with("grant", AuditDetail::Id(grant.uuid()));
    writer.commit_with(&record, now).await?;
    read_person_row(&store, person).await
}
