use sagsbord_contract::{ImportWordList, ImportedWordList, Nothing};
use sagsbord_domain::access::{Right, Session};
use sagsbord_scan::{Entry, Origin, WordList};

use super::list_in_force::keep;
use super::list_words::word_list;
use super::reason::reason;
use super::words::problem;
use crate::{AppError, Desk};

/// More than any list of words.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// The file becomes the municipality's own words; what it says as the shipped list does stays shipped.
pub(crate) async fn import_word_list(
    desk: &Desk,
    session: &Session,
    request: ImportWordList,
) -> Result<ImportedWordList, AppError> {
    session.require(Right::ChangeWordList)?;
    if request.text.len() > MOST_BYTES {
        return Err(AppError::invalid("text"));
    }
    let why = reason(&request.why)?.to_owned();
    let read = tokio::task::spawn_blocking(move || {
        WordList::from_file_text(&request.text).map(|list| differing(&list))
    })
    .await?;
    let mine = match read {
        Ok(mine) => mine,
        Err(problems) => {
            return Ok(ImportedWordList {
                state: None,
                problems: problems.iter().map(problem).collect(),
            });
        }
    };
    keep(desk, session, request.version, &mine, &why, None).await?;
    Ok(ImportedWordList {
        state: Some(word_list(desk, session, Nothing {}).await?),
        problems: Vec::new(),
    })
}

fn differing(list: &WordList) -> Vec<Entry> {
    let shipped = WordList::built_in();
    list.entries()
        .iter()
        .filter(|entry| {
            !shipped.entries().iter().any(|other| {
                other
                    == &Entry {
                        origin: Origin::Shipped,
                        ..(*entry).clone()
                    }
            })
        })
        .cloned()
        .collect()
}
