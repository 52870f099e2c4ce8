//! Reads the documents of a request for its review: the words of each page with their places, and what the quality check
//! finds. It goes on by itself, document by document; what is done is kept, so a run that was cut off goes on from there.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sagsbord_contract::{
    DeskEvent, ErrorCode, ReviewItemState, ReviewNews, ReviewNewsWhat, WhyUnreadable,
};
use sagsbord_domain::AktindsigtId;
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::Regime;
use sagsbord_intake::{Outcome, PageSource, PageViewer, ReadWord, Reading, TakenPage};
use sagsbord_scan::{CasePeople, CaseScanner};
use sagsbord_store::{AktindsigtItem, ReviewedPage, Store};

use super::found::{ItemFound, find_in};
use super::page_words::{has_own_words, reviewed_page, words_of};
use super::standing::Standing;
use crate::AppError;
use crate::app::App;
use crate::documents::read_now;
use crate::intake::Intakes;
use crate::intake::manifest_of::reading_of;
use crate::intake::wire;

/// Five times a second is as often as anybody reads a count.
const BETWEEN_NEWS: Duration = Duration::from_millis(200);

struct Work {
    id: AktindsigtId,
    filter: AccessFilter,
    people: Arc<CasePeople>,
    scanners: HashMap<Option<Regime>, CaseScanner>,
    items: Vec<(AktindsigtItem, Option<Regime>, String)>,
}

/// Has what is missing read, where nobody is at it already. Every desk hears of it, and asks again.
pub(super) fn begin(app: &Arc<App>, id: AktindsigtId, filter: &AccessFilter, standing: &Standing) {
    let items: Vec<(AktindsigtItem, Option<Regime>, String)> = standing
        .items
        .iter()
        .filter(|one| one.state == ReviewItemState::Waiting)
        .map(|one| (one.listed.item.clone(), one.regime, one.print.clone()))
        .collect();
    if items.is_empty() || app.config.helper.is_none() || !app.reviews.begin(id) {
        return;
    }
    let of_items: Vec<AktindsigtItem> = items.iter().map(|(item, ..)| item.clone()).collect();
    let work = Work {
        id,
        filter: filter.clone(),
        people: standing.checks.people.clone(),
        scanners: standing.checks.scanners(&of_items),
        items,
    };
    let app = app.clone();
    tokio::spawn(async move {
        run(&app, work).await;
    });
}

async fn run(app: &Arc<App>, work: Work) {
    let of = u32::try_from(work.items.len()).unwrap_or(u32::MAX);
    let mut told = Instant::now();
    for (done, (item, regime, print)) in (1..).zip(&work.items) {
        if app.jobs.are_stopping() {
            break;
        }
        if let Err(error) = read_item(app, &work, item, *regime, print).await {
            app.reviews.fail(item.id, print);
            error.into_reply("open_review");
        }
        if done < of && told.elapsed() >= BETWEEN_NEWS {
            told = Instant::now();
            tell(app, work.id, done, of);
        }
    }
    app.reviews.end(work.id);
    tell(app, work.id, of, of);
}

fn tell(app: &App, id: AktindsigtId, done: u32, of: u32) {
    app.tell_all(DeskEvent::Review(ReviewNews {
        id: id.to_string(),
        what: ReviewNewsWhat::Reading,
        employee_id: None,
        done,
        of,
    }));
}

async fn read_item(
    app: &Arc<App>,
    work: &Work,
    item: &AktindsigtItem,
    regime: Option<Regime>,
    print: &str,
) -> Result<(), AppError> {
    let sha256 = item.sha256.as_deref().unwrap_or_default();
    let store = app.store().await?;
    let kept = store.read().await?.reviewed_pages(item.id, sha256).await?;
    let (pages, why, is_new) = match kept.is_empty() {
        false => (kept, None, false),
        true => match pages_of(app, &store, &work.filter, item, sha256).await? {
            Ok(pages) => (pages, None, true),
            Err(why) => (Vec::new(), Some(why), false),
        },
    };
    let scanner = work.scanners.get(&regime).cloned();
    let scanner = scanner.ok_or_else(|| AppError::new(ErrorCode::Internal))?;
    let (people, title) = (work.people.clone(), item.facts.title.clone());
    let (mut found, pages) = tokio::task::spawn_blocking(move || {
        let found = find_in(&scanner, &people, regime, &title, &pages)?;
        Ok::<_, AppError>((found, pages))
    })
    .await??;
    found.why = why;
    keep(app, &store, item, print, found, is_new.then_some(&pages)).await
}

async fn keep(
    app: &App,
    store: &Store,
    item: &AktindsigtItem,
    print: &str,
    found: ItemFound,
    pages: Option<&Vec<ReviewedPage>>,
) -> Result<(), AppError> {
    let kept = found.as_kept(item.id, print.to_owned())?;
    let mut writer = store.write().await?;
    if let Some(pages) = pages {
        let sha256 = item.sha256.as_deref().unwrap_or_default();
        writer.put_reviewed_pages(item.id, sha256, pages).await?;
    }
    writer.put_found(&kept).await?;
    writer.commit().await?;
    app.reviews
        .keep_found(item.id, print.to_owned(), &Arc::new(found));
    Ok(())
}

/// The words of every page, or why there are no pages.
async fn pages_of(
    app: &Arc<App>,
    store: &Store,
    filter: &AccessFilter,
    item: &AktindsigtItem,
    sha256: &str,
) -> Result<Result<Vec<ReviewedPage>, WhyUnreadable>, AppError> {
    let reading = reading(app, store, filter, item, sha256).await?;
    let (source, pages, password) = match reading.outcome {
        Outcome::Pages {
            source,
            pages,
            password,
        } => (source, pages, password),
        Outcome::Container => return Ok(Err(WhyUnreadable::UnknownKind)),
        Outcome::Unreadable { why, .. } => return Ok(Err(wire::why(why))),
    };
    let mut pdf = None;
    if pages.iter().any(has_own_words) {
        let content = match &source {
            PageSource::Itself => sha256,
            PageSource::Made { sha256, .. } => sha256,
        };
        let most = Intakes::limits().container_bytes;
        pdf = Some(store.read_intake_content(content, most).await?);
    }
    let helper = app.config.helper.clone();
    tokio::task::spawn_blocking(move || {
        let undrawn = |error| AppError::caused(ErrorCode::PageNotDrawn, error);
        let mut viewer = match (&pdf, &helper) {
            (Some(pdf), Some(helper)) => {
                let opened = PageViewer::open(helper, pdf, password, Intakes::limits());
                Some(opened.map_err(undrawn)?)
            }
            _ => None,
        };
        let mut reviewed = Vec::with_capacity(pages.len());
        for (number, page) in (1..).zip(&pages) {
            let own = own_words(viewer.as_mut(), number, page).map_err(undrawn)?;
            reviewed.push(reviewed_page(number, page, &words_of(page, own))?);
        }
        Ok(Ok(reviewed))
    })
    .await?
}

fn own_words(
    viewer: Option<&mut PageViewer>,
    number: u32,
    page: &TakenPage,
) -> Result<Option<Vec<ReadWord>>, sagsbord_intake::ViewError> {
    match viewer.filter(|_| has_own_words(page)) {
        Some(viewer) => Ok(Some(viewer.words(number)?)),
        None => Ok(None),
    }
}

/// What was read of it, once: a document of a case that nobody has opened yet is read now.
async fn reading(
    app: &Arc<App>,
    store: &Store,
    filter: &AccessFilter,
    item: &AktindsigtItem,
    sha256: &str,
) -> Result<Reading, AppError> {
    let name = item.file_name.as_deref().unwrap_or_default();
    let known = reading_of(store, sha256, name).await;
    match known {
        Err(error) if error.code == ErrorCode::NotFound => {}
        known => return known,
    }
    let not_found = || AppError::new(ErrorCode::NotFound);
    let document = item.source.document.ok_or_else(not_found)?;
    let found = store.read().await?.find_document(filter, document).await?;
    let file = found.and_then(|found| found.file).ok_or_else(not_found)?;
    if file.blob.sha256_hex() != sha256 {
        return Err(not_found());
    }
    read_now(app, &file).await?;
    reading_of(store, sha256, &file.name).await
}
