use sagsbord_contract::{ErrorCode, Nothing, RemoveSource, Sources};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, SourceId};
use zeroize::Zeroizing;

use super::list::list_sources;
use super::secrets::keep_secret;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// Asks a system no more. What was copied stays, and says how old it is; what let us in is forgotten.
pub(crate) async fn remove_source(
    desk: &Desk,
    session: &Session,
    request: RemoveSource,
) -> Result<Sources, AppError> {
    session.require(Right::ChangeSettings)?;
    let source: SourceId = id(&request.id, "id")?;
    let app = desk.app();
    let now = app.clock.now();
    let mut writer = app.store().await?.write().await?;
    let before = writer.find_source(source).await?;
    let before = before.filter(|before| !before.is_removed);
    let before = before.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    if before.version != request.version {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    writer
        .remove_source(source, session.employee(), now)
        .await?;
    let record = AuditRecord::new(session.employee(), AuditAct::SourceRemoved)
        .about("source", source.uuid());
    writer.commit_with(&record, now).await?;
    app.sources.forget(source);
    if let Err(error) = keep_secret(app, source, Zeroizing::default()).await {
        // The source is gone all the same: nothing shows what is left in the key service.
        tracing::warn!(%source, code = error.code.key(), "a secret could not be forgotten");
    }
    list_sources(desk, session, Nothing {}).await
}
