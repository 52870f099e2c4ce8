use sagsbord_contract::{ErrorCode, SignedIn, Unlock};
use sagsbord_domain::AuditAct;

use super::sign_in::{check_password_of, take_seat};
use crate::{AppError, Desk};

/// Only the one who locked it; somebody else signs out first.
pub(crate) async fn unlock(desk: &Desk, request: Unlock) -> Result<SignedIn, AppError> {
    let seat = desk
        .seat()
        .ok_or_else(|| AppError::new(ErrorCode::NotSignedIn))?;
    let employee = check_password_of(desk, &seat.username, request.password.into()).await?;
    take_seat(desk, employee, seat.username, AuditAct::Unlocked).await
}
