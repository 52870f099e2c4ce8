use sagsbord_contract::{DeskEvent, Nothing};
use sagsbord_domain::{AuditAct, AuditRecord};

use crate::{AppError, Desk};

/// Works also while locked, so that a colleague can take the desk over.
pub(crate) async fn sign_out(desk: &Desk, _: Nothing) -> Result<Nothing, AppError> {
    let Some(seat) = desk.seat() else {
        return Ok(Nothing {});
    };
    // The seat is empty first: a full disk must not keep anybody signed in.
    desk.set_seat(None);
    desk.tell(DeskEvent::DeskChanged);
    let app = desk.app();
    let writer = app.store().await?.write().await?;
    writer
        .commit_with(
            &AuditRecord::new(seat.employee, AuditAct::SignedOut),
            app.clock.now(),
        )
        .await?;
    Ok(Nothing {})
}
