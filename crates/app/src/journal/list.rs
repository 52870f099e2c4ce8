use sagsbord_contract::{Journal, ShowCase};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, CaseId};

use super::row::journal_of;
use crate::cases::within_reach::case_within;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// Reading the journal is logged before it is handed out.
pub(crate) async fn list_notes(
    desk: &Desk,
    session: &Session,
    request: ShowCase,
) -> Result<Journal, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let case: CaseId = id(&request.id, "id")?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    case_within(&mut reader, &filter, case).await?;
    let journal = journal_of(&mut reader, session, &filter, case).await?;
    drop(reader);
    let record =
        AuditRecord::new(session.employee(), AuditAct::JournalRead).about("case", case.uuid());
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(journal)
}
