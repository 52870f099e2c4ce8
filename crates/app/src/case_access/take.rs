use sagsbord_contract::{CaseAccessList, ErrorCode, TakeCaseAccess};
use sagsbord_domain::access::Session;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use uuid::Uuid;

use super::list::{Overseer, read_list};
use crate::people::fields::id;
use crate::{AppError, Desk};

/// Ends one access at once. That it was there stays.
pub(crate) async fn take_case_access(
    desk: &Desk,
    session: &Session,
    request: TakeCaseAccess,
) -> Result<CaseAccessList, AppError> {
    let overseer = Overseer::of(session)?;
    let access: Uuid = id(&request.id, "id")?;
    let now = desk.app().clock.now();
    let store = desk.app().store().await?;
    require_shown(&read_list(&store, &overseer, now).await?, &request.id)?;
    let mut writer = store.write().await?;
    let case = writer
        .take_case_access(access, now)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::Conflict))?;
    let record = AuditRecord::new(session.employee(), AuditAct::CaseAccessTaken)
        .about("case", case.uuid())
        .with("access", AuditDetail::Id(access));
    writer.commit_with(&record, now).await?;
    read_list(&store, &overseer, now).await
}

/// What an overseer is not shown is not there for her.
pub(super) fn require_shown(shown: &CaseAccessList, id: &str) -> Result<(), AppError> {
    if shown.rows.iter().any(|row| row.id == id) {
        Ok(())
    } else {
        Err(AppError::new(ErrorCode::NotFound))
    }
}
