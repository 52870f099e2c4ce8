use sagsbord_contract::{ReleaseStanding, ShowRelease};
use sagsbord_domain::AuditAct;
use sagsbord_domain::access::{Right, Session};

use super::act::record;
use super::row::standing;
use crate::aktindsigt::find::find;
use crate::{AppError, Desk};

/// What stands in the way, who has looked, what was built and what was given.
pub(crate) async fn show_release(
    desk: &Desk,
    session: &Session,
    request: ShowRelease,
) -> Result<ReleaseStanding, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let record = record(session, AuditAct::AktindsigtApprovalRead, &kept);
    let standing = standing(desk, session, &mut reader, kept, request.is_part).await?;
    drop(reader);
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(standing)
}
