use sagsbord_contract::{CaseAccessList, ErrorCode, ReviewCaseAccess, shortest_reason};
use sagsbord_domain::access::Session;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use uuid::Uuid;

use super::list::{Overseer, read_list};
use super::take::require_shown;
use crate::people::fields::id;
use crate::{AppError, Desk};

const LONGEST_NOTE: usize = 500;

/// Somebody else looks at an emergency afterwards, once, and says whether it was one.
pub(crate) async fn review_case_access(
    desk: &Desk,
    session: &Session,
    request: ReviewCaseAccess,
) -> Result<CaseAccessList, AppError> {
    let overseer = Overseer::of(session)?;
    let access: Uuid = id(&request.id, "id")?;
    let note = request.note.trim();
    let signs = note.chars().count();
    if signs > LONGEST_NOTE || (!request.is_justified && signs < shortest_reason::REVIEW) {
        return Err(AppError::invalid("note"));
    }
    let now = desk.app().clock.now();
    let store = desk.app().store().await?;
    require_shown(&read_list(&store, &overseer, now).await?, &request.id)?;
    let mut writer = store.write().await?;
    let done = writer
        .review_case_access(access, session.employee(), request.is_justified, note, now)
        .await?;
    if !done {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let verdict = if request.is_justified {
        "justified"
    } else {
        "not_justified"
    };
    let record = AuditRecord::new(session.employee(), AuditAct::CaseAccessReviewed)
        .about("case_access", access)
        .with("verdict", AuditDetail::Code(verdict));
    writer.commit_with(&record, now).await?;
    read_list(&store, &overseer, now).await
}
