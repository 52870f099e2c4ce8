use sagsbord_contract::Nothing;

use crate::{AppError, Desk};

pub(crate) async fn lock(desk: &Desk, _: Nothing) -> Result<Nothing, AppError> {
    desk.lock_seat().await?;
    Ok(Nothing {})
}
