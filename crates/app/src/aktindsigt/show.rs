use sagsbord_contract::{AktindsigtDetail, ShowAktindsigt};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};

use super::detail::detail;
use super::find::find;
use crate::{AppError, Desk};

/// Opening a request is logged before its content is handed out.
pub(crate) async fn show_aktindsigt(
    desk: &Desk,
    session: &Session,
    request: ShowAktindsigt,
) -> Result<AktindsigtDetail, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::AktindsigtRead)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()));
    let detail = detail(desk, session, &mut reader, kept).await?;
    drop(reader);
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(detail)
}
