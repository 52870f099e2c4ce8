use sagsbord_contract::{ErrorCode, Nothing, ShowCase};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, CaseId};

use super::show::joined;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// Opens a case in the system that owns it, in the machine's browser. Where the link leads is the mapping's to say,
/// and never the case's.
pub(crate) async fn open_in_source(
    desk: &Desk,
    session: &Session,
    request: ShowCase,
) -> Result<Nothing, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let case: CaseId = id(&request.id, "id")?;
    let store = desk.app().store().await?;
    let not_found = || AppError::new(ErrorCode::NotFound);
    let mut reader = store.read().await?;
    let copy = reader.copy_of(&filter, case).await?;
    let copy = copy.ok_or_else(not_found)?;
    let kept = joined(&mut reader, copy.source).await?;
    drop(reader);
    let mapping = sagsbord_sources::Mapping::read(&kept.mapping).map_err(|_| not_found())?;
    let link = mapping
        .deep_link(&copy.foreign_id, &copy.number)
        .ok_or_else(not_found)?;
    let links = desk
        .links()
        .ok_or_else(|| AppError::new(ErrorCode::LinkNotOpened))?;
    let record = AuditRecord::new(session.employee(), AuditAct::CaseOpenedInSource)
        .about("case", case.uuid());
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    if links.open(&link) {
        Ok(Nothing {})
    } else {
        Err(AppError::new(ErrorCode::LinkNotOpened))
    }
}
