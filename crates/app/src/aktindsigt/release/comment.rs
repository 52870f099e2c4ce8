use sagsbord_contract::{CommentOnRelease, ReleaseStanding};
use sagsbord_domain::AuditAct;
use sagsbord_domain::access::{Right, Session};

use super::act::{comments, done, note, record};
use crate::aktindsigt::find::find_open;
use crate::{AppError, Desk};

/// A remark for whoever works on it, by anybody who may see it.
pub(crate) async fn comment_on_release(
    desk: &Desk,
    session: &Session,
    request: CommentOnRelease,
) -> Result<ReleaseStanding, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let store = desk.app().store().await?;
    let by = (desk.app().clock.now(), session.employee());
    let mut reader = store.read().await?;
    let kept = find_open(&mut reader, &filter, &request.id).await?;
    let written = vec![request.comment];
    let remarks = comments(&mut reader, &filter, &kept, written, by).await?;
    drop(reader);
    let mut writer = store.write().await?;
    writer.add_release_comments(kept.id, &remarks).await?;
    note(&mut writer, kept.id, by, "commented", None, "").await?;
    let record = record(session, AuditAct::AktindsigtCommented, &kept);
    writer.commit_with(&record, by.0).await?;
    done(desk, session, &kept, false).await
}
