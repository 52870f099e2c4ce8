use std::ops::Range;

use sagsbord_contract::{ErrorCode, PageHit, PageHits, SearchDocument};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, DocumentId};
use sagsbord_intake::{Outcome, ReadWord, Reading, TakenPage};
use sagsbord_store::DocumentFile;

use super::find::{Searchable, around, needle};
use super::reading::{kept_reading, pages_of};
use super::within_reach::file_within;
use crate::intake::page::{PagesOf, with_open_file};
use crate::people::fields::id;
use crate::{AppError, Desk};

const MOST_HITS: usize = 2_000;
const LONGEST_TEXT: usize = 200;
/// Letters on each side of what was found.
const AROUND: usize = 50;

/// What was typed, wherever it stands in the document; for one page also where on it.
pub(crate) async fn search_document(
    desk: &Desk,
    session: &Session,
    request: SearchDocument,
) -> Result<PageHits, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let document: DocumentId = id(&request.id, "id")?;
    if request.text.chars().count() > LONGEST_TEXT {
        return Err(AppError::problem("text", "too_long"));
    }
    let needle = needle(&request.text);
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let file = file_within(&mut reader, &filter, document).await?;
    drop(reader);
    let reading = kept_reading(&store, &file).await?;
    let reading = reading.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    if let Some(page) = request.page {
        return on_page(desk, &reading, &file, &needle, page).await;
    }
    let hits = tokio::task::spawn_blocking(move || in_all(&reading, &needle)).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::DocumentSearched)
        .about("document", document.uuid())
        .with("hits", AuditDetail::Count(hits.hits.len() as u64));
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(hits)
}

fn in_all(reading: &Reading, needle: &str) -> PageHits {
    let mut hits = Vec::new();
    for (number, page) in (1..).zip(pages(reading)) {
        let text = Searchable::new(&page.text);
        let left = (MOST_HITS + 1).saturating_sub(hits.len());
        for place in text.find(needle, left) {
            hits.push(hit(number, text.text(), &place, Vec::new()));
        }
        if hits.len() > MOST_HITS {
            break;
        }
    }
    let has_more = hits.len() > MOST_HITS;
    hits.truncate(MOST_HITS);
    PageHits { hits, has_more }
}

/// What was read from the picture has its words' places kept; what lies in the file is asked for.
async fn on_page(
    desk: &Desk,
    reading: &Reading,
    file: &DocumentFile,
    needle: &str,
    number: u32,
) -> Result<PageHits, AppError> {
    let not_found = || AppError::new(ErrorCode::NotFound);
    let page = usize::try_from(number)
        .ok()
        .and_then(|at| pages(reading).get(at.checked_sub(1)?))
        .ok_or_else(not_found)?;
    let words = match &page.read {
        Some(read) => read.words.clone(),
        None => {
            let (content, password) = pages_of(reading, file).ok_or_else(not_found)?;
            with_open_file(
                desk.app(),
                PagesOf::Content(content),
                password,
                move |viewer| viewer.words(number),
            )
            .await?
        }
    };
    let (text, places) = joined(&words);
    let found = Searchable::new(&text);
    Ok(PageHits {
        hits: found
            .find(needle, MOST_HITS)
            .into_iter()
            .map(|place| {
                let areas = places
                    .iter()
                    .zip(&words)
                    .filter(|(word, _)| word.start < place.end && place.start < word.end)
                    .map(|(_, word)| word.area)
                    .collect();
                hit(number, &text, &place, areas)
            })
            .collect(),
        has_more: false,
    })
}

/// Line by line, and where in it each word stands.
fn joined(words: &[ReadWord]) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut places = Vec::with_capacity(words.len());
    let mut last = None;
    for word in words {
        if let Some(line) = last {
            text.push(if line == word.line { ' ' } else { '\n' });
        }
        let start = text.len();
        text.push_str(&word.text);
        places.push(start..text.len());
        last = Some(word.line);
    }
    (text, places)
}

fn pages(reading: &Reading) -> &[TakenPage] {
    match &reading.outcome {
        Outcome::Pages { pages, .. } => pages,
        _ => &[],
    }
}

fn hit(page: u32, text: &str, place: &Range<usize>, areas: Vec<[f32; 4]>) -> PageHit {
    let (before, found, after) = around(text, place, AROUND);
    PageHit {
        page,
        before,
        found,
        after,
        areas,
    }
}
