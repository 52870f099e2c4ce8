use sagsbord_contract::{Nothing, WordListState};
use sagsbord_domain::access::{Right, Session};

use super::list_in_force::ListInForce;
use super::words::row;
use crate::{AppError, Desk};

pub(crate) async fn word_list(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<WordListState, AppError> {
    session.require(Right::ReadCases)?;
    let store = desk.app().store().await?;
    let (number, list) = {
        let mut reader = store.read().await?;
        ListInForce::read(desk.app(), &mut reader).await?
    };
    let rows: Vec<_> = list.entries().iter().map(row).collect();
    Ok(WordListState {
        active: u32::try_from(rows.iter().filter(|row| row.active).count()).unwrap_or(u32::MAX),
        rows,
        version: u32::try_from(number).unwrap_or(u32::MAX),
        may_change: session.require(Right::ChangeWordList).is_ok(),
    })
}
