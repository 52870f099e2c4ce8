use sagsbord_contract::{ChangeOwnPassword, ErrorCode, Nothing};
use sagsbord_domain::access::Session;
use sagsbord_domain::{AuditAct, AuditRecord, check_password};
use zeroize::Zeroizing;

use super::password::hash_password;
use super::sign_in::check_password_of;
use crate::{AppError, Desk};

pub(crate) async fn change_own_password(
    desk: &Desk,
    session: &Session,
    request: ChangeOwnPassword,
) -> Result<Nothing, AppError> {
    let current = Zeroizing::new(request.current);
    let new = Zeroizing::new(request.new);
    let seat = desk
        .seat()
        .ok_or_else(|| AppError::new(ErrorCode::NotSignedIn))?;
    check_password(&new, &seat.username).map_err(|problem| AppError {
        field: Some("new"),
        ..AppError::caused(ErrorCode::PasswordWeak, problem)
    })?;
    if current == new {
        return Err(AppError::field(ErrorCode::PasswordWeak, "new"));
    }
    check_password_of(desk, &seat.username, current)
        .await
        .map_err(|error| match error.code {
            ErrorCode::SignInRefused => AppError::field(ErrorCode::SignInRefused, "current"),
            _ => error,
        })?;
    let hash = hash_password(new).await?;
    let app = desk.app();
    let mut writer = app.store().await?.write().await?;
    writer
        .set_password(session.employee(), &hash, false)
        .await?;
    writer
        .commit_with(
            &AuditRecord::new(session.employee(), AuditAct::PasswordChanged),
            app.clock.now(),
        )
        .await?;
    desk.tell(sagsbord_contract::DeskEvent::DeskChanged);
    Ok(Nothing {})
}
