use sagsbord_contract::{PreviewWord, WordPreview};
use sagsbord_domain::access::{Right, Session};
use sagsbord_scan::{CasePeople, Entry, LookFor, Options, Scanner, WordList};

use super::past_text::PastText;
use super::words::{entry, problem};
use crate::{AppError, Desk};

/// What a word would mark in what is kept already.
pub(crate) async fn preview_word(
    desk: &Desk,
    session: &Session,
    request: PreviewWord,
) -> Result<WordPreview, AppError> {
    session.require(Right::ChangeWordList)?;
    let entry = Entry {
        active: true,
        ..entry(&request.row)
    };
    let past = PastText::gather(desk, session).await?;
    let (preview, hits) = tokio::task::spawn_blocking(move || {
        let list = WordList::new(vec![entry.clone()]);
        let problems = list.problems().iter().map(problem).collect();
        let options = Options {
            look_for: LookFor::WordList,
            ..Options::default()
        };
        let scanner = Scanner::new(list, options).for_case(CasePeople::default());
        let hits = past.look(|kept| {
            let found = scanner.scan(&kept.text).into_iter();
            let listed = found.filter(|finding| finding.rule.id == "word.listed");
            listed.map(|finding| finding.span.bytes).collect()
        });
        let preview = WordPreview {
            forms: WordList::forms_of(&entry),
            problems,
            past: hits.hits.clone(),
        };
        (preview, hits)
    })
    .await?;
    hits.note(desk, session).await?;
    Ok(preview)
}
