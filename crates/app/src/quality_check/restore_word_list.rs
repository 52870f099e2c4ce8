use sagsbord_contract::{ErrorCode, Nothing, RestoreWordList, WordListState};
use sagsbord_domain::access::{Right, Session};

use super::list_in_force::{keep, own_entries};
use super::list_words::word_list;
use crate::{AppError, Desk};

/// An earlier list holds again, as a new version: nothing of what came between is lost.
pub(crate) async fn restore_word_list(
    desk: &Desk,
    session: &Session,
    request: RestoreWordList,
) -> Result<WordListState, AppError> {
    session.require(Right::ChangeWordList)?;
    let number = i64::from(request.number);
    let mine = if number == 0 {
        Vec::new()
    } else {
        let store = desk.app().store().await?;
        let csv = store.read().await?.word_list_entries(number).await?;
        own_entries(&csv.ok_or_else(|| AppError::new(ErrorCode::NotFound))?)?
    };
    keep(desk, session, request.version, &mine, "", Some(number)).await?;
    word_list(desk, session, Nothing {}).await
}
