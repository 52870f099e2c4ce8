use sagsbord_contract::Nothing;
use sagsbord_domain::access::Session;

use crate::{AppError, Desk};

pub(crate) async fn keep_awake(desk: &Desk, _: &Session, _: Nothing) -> Result<Nothing, AppError> {
    desk.note_activity();
    Ok(Nothing {})
}
