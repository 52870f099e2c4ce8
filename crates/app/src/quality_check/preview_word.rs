use sagsbord_contract::{PreviewWord, TitleHit, WordPreview};
use sagsbord_domain::access::{Right, Session};
use sagsbord_scan::{CasePeople, Category, Entry, ListProblem, Options, Scanner, WordList};
use sagsbord_store::CaseQuery;

use super::findings::Places;
use super::words::entry;
use crate::{AppError, Desk};

/// The newest titles: enough to see whether a word would drown the reader.
const MOST_TITLES: u32 = 10_000;
const PAGE: u32 = 500;
const MOST_EXAMPLES: usize = 20;

/// What a word would mark in the titles the person may see.
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
    let titles = titles(desk, session).await?;
    Ok(tokio::task::spawn_blocking(move || look(&entry, &titles)).await?)
}

async fn titles(desk: &Desk, session: &Session) -> Result<Vec<String>, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let mut titles = Vec::new();
    for offset in (0..MOST_TITLES).step_by(PAGE as usize) {
        let query = CaseQuery {
            offset,
            limit: PAGE,
            ..CaseQuery::default()
        };
        let page = reader.list_cases(&filter, &query).await?;
        let count = page.len();
        titles.extend(page.into_iter().map(|line| line.title));
        if count < PAGE as usize {
            break;
        }
    }
    Ok(titles)
}

fn look(entry: &Entry, titles: &[String]) -> WordPreview {
    let list = WordList::new(vec![entry.clone()]);
    let problems = list.problems().iter().map(ListProblem::in_danish).collect();
    let scanner = Scanner::new(list, Options::default()).for_case(CasePeople::default());
    let mut examples = Vec::new();
    let mut hit = 0;
    for title in titles {
        let found = scanner.scan(title).into_iter().find(|finding| {
            finding.rule.id == "word.listed" || finding.category == Category::Forbidden
        });
        let Some(finding) = found else { continue };
        hit += 1;
        if examples.len() < MOST_EXAMPLES {
            let mut places = Places::new(title);
            examples.push(TitleHit {
                start: places.of(finding.span.bytes.start),
                end: places.of(finding.span.bytes.end),
                title: title.clone(),
            });
        }
    }
    WordPreview {
        forms: WordList::forms_of(entry),
        problems,
        titles_read: u32::try_from(titles.len()).unwrap_or(u32::MAX),
        titles_hit: hit,
        examples,
    }
}
