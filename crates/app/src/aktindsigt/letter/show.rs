use sagsbord_contract::{AktindsigtLetter, ErrorCode, ShowAktindsigtLetter};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};

use super::row::told;
use crate::aktindsigt::find::find;
use crate::{AppError, Desk};

/// A letter as it stands.
pub(crate) async fn show_aktindsigt_letter(
    desk: &Desk,
    session: &Session,
    request: ShowAktindsigtLetter,
) -> Result<AktindsigtLetter, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let letter = reader.request_letter(kept.id, request.kind.into()).await?;
    let letter = letter.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let record = AuditRecord::new(session.employee(), AuditAct::AktindsigtLetterRead)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("letter", AuditDetail::Code(letter.kind.code()));
    let letter = told(desk, session, &mut reader, &kept, letter).await?;
    drop(reader);
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(letter)
}
