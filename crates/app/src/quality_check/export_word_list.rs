use sagsbord_contract::{ExportedWordList, Nothing};
use sagsbord_domain::access::{Right, Session};

use super::list_in_force::ListInForce;
use crate::{AppError, Desk};

pub(crate) async fn export_word_list(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<ExportedWordList, AppError> {
    session.require(Right::ReadCases)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let (_, list) = ListInForce::read(desk.app(), &mut reader).await?;
    Ok(ExportedWordList { csv: list.to_csv() })
}
