use sagsbord_contract::{ChangePassphrase, ErrorCode, KeyKeptIn, Nothing};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, check_passphrase};
use sagsbord_store::Fact;
use zeroize::Zeroizing;

use crate::app::Slot;
use crate::{AppError, Desk};

/// A new passphrase, and with it a new key, so that the old passphrase opens nothing any more.
pub(crate) async fn change_passphrase(
    desk: &Desk,
    session: &Session,
    request: ChangePassphrase,
) -> Result<Nothing, AppError> {
    session.require(Right::ManageStore)?;
    let current = Zeroizing::new(request.current);
    let new = Zeroizing::new(request.new);
    check_passphrase(&new).map_err(|problem| AppError {
        field: Some("new"),
        ..AppError::caused(ErrorCode::PassphraseWeak, problem)
    })?;
    let app = desk.app();
    let store = match &*app.slot().read().await {
        Slot::Open {
            store,
            key_kept_in: KeyKeptIn::Passphrase,
        } => store.clone(),
        Slot::Open { .. } => return Err(AppError::new(ErrorCode::NotAllowed)),
        _ => return Err(AppError::new(ErrorCode::StoreClosed)),
    };
    store
        .change_passphrase(current, new)
        .await
        .map_err(|error| {
            let error = AppError::from(error);
            match error.code {
                ErrorCode::PassphraseWrong => AppError {
                    field: Some("current"),
                    ..error
                },
                _ => error,
            }
        })?;
    let now = app.clock.now();
    let mut writer = store.write().await?;
    writer
        .put_fact(Fact::KeyChangedAt, &now.to_rfc3339())
        .await?;
    writer
        .commit_with(
            &AuditRecord::new(session.employee(), AuditAct::PassphraseChanged),
            now,
        )
        .await?;
    Ok(Nothing {})
}
