use sagsbord_contract::{DeskState, Nothing};

use super::desk_state::desk_state;
use super::open_store::open_store;
use crate::{AppError, Desk};

/// The user has done something about the problem (unlocked the keyring, made room): look again.
pub(crate) async fn retry_opening(desk: &Desk, _: Nothing) -> Result<DeskState, AppError> {
    open_store(desk.app()).await;
    desk_state(desk, Nothing {}).await
}
