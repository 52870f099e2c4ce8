use sagsbord_contract::{CloseText, Nothing};
use sagsbord_domain::access::{Right, Session};

use crate::{AppError, Desk};

/// Forgets an open text; one that is gone already is gone.
pub(crate) async fn close_text(
    desk: &Desk,
    session: &Session,
    request: CloseText,
) -> Result<Nothing, AppError> {
    session.require(Right::ReadCases)?;
    desk.open_texts.close(request.id);
    Ok(Nothing {})
}
