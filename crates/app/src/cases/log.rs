use sagsbord_contract::{CaseLog, CaseLogPage, ErrorCode};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, CaseId};

use crate::audit::list::audit_row;
use crate::people::fields::id;
use crate::people::names::names;
use crate::{AppError, Desk};

const LARGEST_PAGE: u32 = 200;

/// The log's lines about one case, for whoever may read the case: who looked at it, and who changed what.
pub(crate) async fn case_log(
    desk: &Desk,
    session: &Session,
    request: CaseLog,
) -> Result<CaseLogPage, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let case: CaseId = id(&request.id, "id")?;
    let limit = request.limit.clamp(1, LARGEST_PAGE);
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let before = request.before.map(i64::from);
    let entries = reader
        .audit_of_case(&filter, case, before, limit + 1)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let names = names(&mut reader).await?;
    drop(reader);
    // The first page is the look; the others belong to it.
    if before.is_none() {
        let record =
            AuditRecord::new(session.employee(), AuditAct::CaseLogRead).about("case", case.uuid());
        let writer = store.write().await?;
        writer.commit_with(&record, desk.app().clock.now()).await?;
    }
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(CaseLogPage {
        has_more: entries.len() > most,
        rows: entries
            .into_iter()
            .take(most)
            .map(|entry| {
                let name = entry.employee.and_then(|id| names.get(&id).cloned());
                audit_row(entry, name)
            })
            .collect(),
    })
}
