use sagsbord_contract::{ChangeWord, ErrorCode, Nothing, WordListState};
use sagsbord_domain::access::{Right, Session};
use sagsbord_scan::{ListProblem, WordList};

use super::list_in_force::{ListInForce, keep, own};
use super::list_words::word_list;
use super::reason::reason;
use super::words::entry;
use crate::{AppError, Desk};

/// One word put on the list, changed, or taken off. A shipped word is never deleted: it is switched off, or
/// changed as the municipality's own.
pub(crate) async fn change_word(
    desk: &Desk,
    session: &Session,
    request: ChangeWord,
) -> Result<WordListState, AppError> {
    session.require(Right::ChangeWordList)?;
    let why = reason(&request.why)?;
    let entry = entry(&request.row);
    if !request.remove {
        let problems = WordList::new(vec![entry.clone()]).problems();
        if problems.iter().any(ListProblem::is_fatal) {
            return Err(AppError::invalid("word"));
        }
    }
    let store = desk.app().store().await?;
    let (_, list) = {
        let mut reader = store.read().await?;
        ListInForce::read(desk.app(), &mut reader).await?
    };
    let word = entry.word.to_lowercase();
    let mut mine = own(&list);
    let before = mine.len();
    mine.retain(|other| other.word.to_lowercase() != word);
    if request.remove && mine.len() == before {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    if !request.remove {
        mine.push(entry);
    }
    keep(desk, session, request.version, &mine, why, None).await?;
    word_list(desk, session, Nothing {}).await
}
