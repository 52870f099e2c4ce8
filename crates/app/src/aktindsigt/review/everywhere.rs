use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use sagsbord_contract::{
    ErrorCode, EverywhereAbout, EverywherePreview, MarkEverywhere, PreviewEverywhere, RefusedPlace,
    ReviewAnswered, ReviewItemState,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::{MarkDecision, is_within};
use sagsbord_domain::{AktindsigtId, AuditAct, AuditDetail, AuditRecord, ItemId, fold};
use sagsbord_store::{AktindsigtEntry, AnswerKind, Reader};

use super::answer::{Act, Decided};
use super::book::FoldedPages;
use super::counted::{Answers, Done};
use super::found::{Found, value_of};
use super::page_words::{areas_of, placed_words};
use super::place::Place;
use super::standing::{self, Standing, StandingItem};
use crate::aktindsigt::find::{find, find_open};
use crate::app::App;
use crate::documents::find::{Searchable, needle};
use crate::people::fields::id;
use crate::{AppError, Desk};

/// More places than a request has findings: whoever means that withholds the documents.
const MOST_PLACES: usize = 20_000;
const SHORTEST: usize = 2;
const LONGEST: usize = 200;
/// Ways in which one person is written.
const MOST_WAYS: usize = 50;
const SHOWN_WAYS: usize = 12;

/// How many places it would be, before anything is done.
pub(crate) async fn preview_everywhere(
    desk: &Desk,
    session: &Session,
    request: PreviewEverywhere,
) -> Result<EverywherePreview, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let standing = standing::whole(app, &mut reader, &filter, &kept).await?;
    let about = About::of(&standing, &request.about)?;
    let places = places_of(app, &mut reader, &standing, &about).await?;
    let done = Done::on(&mut reader, kept.id, &items_of(&places)).await?;
    drop(reader);
    let record = AuditRecord::new(session.employee(), AuditAct::AktindsigtSearched)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("places", AuditDetail::Count(places.len() as u64));
    let now = app.clock.now();
    // It is counted as somebody types.
    if desk.is_first_search_in_a_while(now, Some(("aktindsigt", kept.id.uuid()))) {
        let writer = store.write().await?;
        writer.commit_with(&record, now).await?;
    }
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let on_pages = || places.iter().filter(|place| place.page > 0);
    let pages: HashSet<(ItemId, u32)> = on_pages().map(|place| (place.item, place.page)).collect();
    let documents: HashSet<ItemId> = places.iter().map(|place| place.item).collect();
    let written: BTreeSet<&str> = places.iter().map(|place| place.text.as_str()).collect();
    let waiting = standing
        .items
        .iter()
        .filter(|one| one.state == ReviewItemState::Waiting);
    Ok(EverywherePreview {
        places: count(places.len()),
        pages: count(pages.len()),
        documents: count(documents.len()),
        titles: count(places.len() - on_pages().count()),
        answered: count(places.len() - unanswered(&standing, &done, &places, None).len()),
        waiting: count(waiting.count()),
        written: written
            .into_iter()
            .take(SHOWN_WAYS)
            .map(str::to_owned)
            .collect(),
    })
}

/// Every place in all pages and titles, as one answer. What is answered so already stays as it is.
pub(crate) async fn mark_everywhere(
    desk: &Desk,
    session: &Session,
    request: MarkEverywhere,
) -> Result<ReviewAnswered, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let decided = Decided::read(request.answer)?;
    let Some(decision) = decided.decision() else {
        return Err(AppError::invalid("answer"));
    };
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let kept = find_open(&mut reader, &filter, &request.id).await?;
    let standing = standing::whole(app, &mut reader, &filter, &kept).await?;
    let about = About::of(&standing, &request.about)?;
    let places = places_of(app, &mut reader, &standing, &about).await?;
    if u32::try_from(places.len()) != Ok(request.places) {
        // It is not what she was shown.
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let done = Done::on(&mut reader, kept.id, &items_of(&places)).await?;
    drop(reader);
    let places = unanswered(&standing, &done, &places, Some(decision));
    let items = items_of(&places);
    let act = Act {
        desk,
        session,
        filter: &filter,
        kept: &kept,
        kind: AnswerKind::Everywhere,
        seen: request.seen,
    };
    let refused: Vec<_> = standing
        .items
        .iter()
        .filter(|one| items.binary_search(&one.id()).is_ok())
        .filter_map(|one| Some((one, decided.holds_for(one, session).err()?)))
        .map(|(one, why)| RefusedPlace {
            item_id: one.id().to_string(),
            place: 0,
            why: why.to_owned(),
        })
        .collect();
    if !refused.is_empty() || places.is_empty() {
        return act.nothing_done(&items, refused, None).await;
    }
    let count = places.len();
    let answered = act.put(&items, &decided, places).await?;
    if answered.answer.is_some() {
        let entry = AktindsigtEntry {
            number: 0,
            at: app.clock.now(),
            by: session.employee(),
            kind: "marked_everywhere".to_owned(),
            detail: Some(format!("{} {count}", decision.code())),
            text: None,
        };
        let mut writer = store.write().await?;
        writer.note_aktindsigt(kept.id, &entry).await?;
        writer.commit().await?;
    }
    Ok(answered)
}

/// Each once.
fn items_of(places: &[Place]) -> Vec<ItemId> {
    let mut items: Vec<ItemId> = places.iter().map(|place| place.item).collect();
    items.sort_unstable();
    items.dedup();
    items
}

/// What is looked for.
struct About {
    /// Of a person, as findings bear it.
    person: Option<String>,
    /// Of one value, however it is written.
    value: Option<String>,
    /// Folded, as they are looked for in the pages' texts.
    needles: Vec<String>,
}

impl About {
    fn of(standing: &Standing, about: &EverywhereAbout) -> Result<Self, AppError> {
        match about {
            EverywhereAbout::Text { text } => {
                let letters = text.chars().filter(|sign| sign.is_alphanumeric()).count();
                if letters < SHORTEST {
                    return Err(AppError::problem("text", "too_short"));
                }
                if text.chars().count() > LONGEST {
                    return Err(AppError::problem("text", "too_long"));
                }
                Ok(Self {
                    person: None,
                    value: Some(value_of(text)),
                    needles: vec![needle(text)],
                })
            }
            EverywhereAbout::SameAs {
                item_id,
                number,
                text,
            } => {
                let found = finding(standing, item_id, *number, text)?;
                Ok(Self {
                    person: None,
                    value: Some(found.value.clone()),
                    needles: vec![needle(&found.text)],
                })
            }
            EverywhereAbout::PersonOf {
                item_id,
                number,
                text,
            } => {
                let found = finding(standing, item_id, *number, text)?;
                let Some(person) = &found.person else {
                    return Err(AppError::problem("about", "no_person"));
                };
                let ways: BTreeSet<String> = standing
                    .items
                    .iter()
                    .filter_map(|one| one.found.as_deref())
                    .flat_map(|of_item| &of_item.findings)
                    .filter(|other| is_about(other, &person.key))
                    .map(|other| needle(&other.text))
                    .filter(|way| way.chars().count() > SHORTEST)
                    .collect();
                Ok(Self {
                    person: Some(person.key.clone()),
                    value: None,
                    needles: ways.into_iter().take(MOST_WAYS).collect(),
                })
            }
        }
    }

    fn is_met_by(&self, found: &Found) -> bool {
        self.value.as_ref() == Some(&found.value)
            || self
                .person
                .as_ref()
                .is_some_and(|person| is_about(found, person))
    }
}

fn is_about(found: &Found, person: &str) -> bool {
    let of = found.person.as_ref();
    of.is_some_and(|of| of.key == person)
}

fn finding<'a>(
    standing: &'a Standing,
    item: &str,
    number: u32,
    text: &str,
) -> Result<&'a Found, AppError> {
    let item: ItemId = id(item, "itemId")?;
    let one = standing.items.iter().find(|one| one.id() == item);
    let found = one.and_then(|one| one.found.as_deref());
    let found = found.and_then(|of_item| of_item.findings.get(usize::try_from(number).ok()?));
    found
        .filter(|found| found.text == text)
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))
}

/// Every place: what was found, and the same words where nothing was.
async fn places_of(
    app: &Arc<App>,
    reader: &mut Reader,
    standing: &Standing,
    about: &About,
) -> Result<Vec<Place>, AppError> {
    let mut places: Vec<Place> = Vec::new();
    let read: Vec<&StandingItem> = standing
        .items
        .iter()
        .filter(|one| one.is_as_collected())
        .collect();
    for one in &read {
        let found = one
            .found
            .as_deref()
            .map_or(&[][..], |found| &found.findings);
        let met = found.iter().filter(|found| about.is_met_by(found));
        places.extend(met.map(|found| Place::of_finding(one, found)));
        places.extend(in_title(one, about));
    }
    let hits = pages_with(app, reader, &read, about).await?;
    let pages = reader.reviewed_pages_at(&hits).await?;
    let by_id: HashMap<ItemId, &StandingItem> = read.iter().map(|one| (one.id(), *one)).collect();
    let mut known: HashMap<(ItemId, u32), Vec<[f64; 4]>> = HashMap::new();
    for place in &places {
        let at = known.entry((place.item, place.page)).or_default();
        at.extend(place.areas.iter().copied());
    }
    for (item, page) in &pages {
        let Some(one) = by_id.get(item) else {
            continue;
        };
        let words = placed_words(page)?;
        let text = Searchable::new(&page.text);
        let at = known.entry((*item, page.page)).or_default();
        for needle in &about.needles {
            for stretch in text.find(needle, MOST_PLACES) {
                if !is_whole_word(&page.text, &stretch) {
                    continue;
                }
                let areas = areas_of(&words, &stretch);
                if areas.is_empty() || is_within(&areas, at) {
                    continue;
                }
                at.extend(areas.iter().copied());
                let written = page.text.get(stretch).unwrap_or_default();
                places.push(Place::of_words(one, page.page, areas, written));
            }
        }
        if places.len() > MOST_PLACES {
            return Err(AppError::problem("about", "too_many_places"));
        }
    }
    Ok(places)
}

/// As it is written there, each way once.
fn in_title(one: &StandingItem, about: &About) -> Vec<Place> {
    let title = &one.listed.item.facts.title;
    let searchable = Searchable::new(title);
    let found = one
        .found
        .as_deref()
        .map_or(&[][..], |found| &found.findings);
    let mut known: HashSet<&str> = found
        .iter()
        .filter(|found| found.page == 0 && about.is_met_by(found))
        .map(|found| found.text.as_str())
        .collect();
    let mut places = Vec::new();
    for needle in &about.needles {
        for stretch in searchable.find(needle, SHOWN_WAYS) {
            if !is_whole_word(title, &stretch) {
                continue;
            }
            let written = title.get(stretch).unwrap_or_default();
            if known.insert(written) {
                places.push(Place::in_title(one, written));
            }
        }
    }
    places
}

/// Somebody called Bo does not live in Bogense. A number goes on in digits only and a name in letters only: where a cell is
/// cut off, `Åse Bund010190-1234` is what a page says.
pub(super) fn is_whole_word(text: &str, stretch: &std::ops::Range<usize>) -> bool {
    let whole = text.get(stretch.clone()).unwrap_or_default();
    let before = text.get(..stretch.start).unwrap_or_default();
    let after = text.get(stretch.end..).unwrap_or_default();
    let goes_on = |inside: Option<char>, outside: Option<char>| match (inside, outside) {
        (Some(inside), Some(outside)) => {
            inside.is_alphabetic() && outside.is_alphabetic()
                || inside.is_numeric() && outside.is_numeric()
        }
        _ => false,
    };
    !goes_on(whole.chars().next(), before.chars().next_back())
        && !goes_on(whole.chars().next_back(), after.chars().next())
}

/// Has the texts at hand before anybody asks where somebody stands: to read those of a thousand documents takes longer than
/// the answer may.
pub(super) fn read_ahead(app: &Arc<App>, id: AktindsigtId, standing: Standing) {
    if !app.reviews.begin_texts(id) {
        return;
    }
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = all_texts(&app, &standing).await {
            error.into_reply("open_review");
        }
        app.reviews.end_texts(id);
    });
}

async fn all_texts(app: &Arc<App>, standing: &Standing) -> Result<(), AppError> {
    let mut reader = app.store().await?.read().await?;
    let items: Vec<&StandingItem> = standing.items.iter().collect();
    page_texts(app, &mut reader, &items).await.map(|_| ())
}

/// The folded text of each page of each item that has been read.
pub(super) async fn page_texts(
    app: &Arc<App>,
    reader: &mut Reader,
    items: &[&StandingItem],
) -> Result<Vec<(ItemId, String, Arc<FoldedPages>)>, AppError> {
    let mut texts: Vec<(ItemId, String, Arc<FoldedPages>)> = Vec::with_capacity(items.len());
    let mut missing = Vec::new();
    for one in items {
        let (item, sha256) = (one.id(), one.sha256().to_owned());
        match app.reviews.texts(item, &sha256) {
            Some(pages) => texts.push((item, sha256, pages)),
            None if one.found.is_some() => missing.push((item, sha256)),
            None => {}
        }
    }
    if !missing.is_empty() {
        let read = reader.texts_of_items(&missing).await?;
        let folded = tokio::task::spawn_blocking(move || folded(read)).await?;
        for (item, sha256) in missing {
            let pages = folded.get(&item).cloned().unwrap_or_default();
            app.reviews.keep_texts(item, &sha256, &pages);
            texts.push((item, sha256, pages));
        }
    }
    Ok(texts)
}

/// The pages whose texts hold any of the needles.
async fn pages_with(
    app: &Arc<App>,
    reader: &mut Reader,
    items: &[&StandingItem],
    about: &About,
) -> Result<Vec<(ItemId, String, u32)>, AppError> {
    let texts = page_texts(app, reader, items).await?;
    let needles = about.needles.clone();
    Ok(tokio::task::spawn_blocking(move || {
        let mut hits = Vec::new();
        for (item, sha256, pages) in &texts {
            for (page, text) in pages.iter() {
                if needles.iter().any(|needle| text.contains(needle.as_str())) {
                    hits.push((*item, sha256.clone(), *page));
                }
            }
        }
        hits
    })
    .await?)
}

/// As [`Searchable`] folds them: with one space for however many.
fn folded(read: Vec<(ItemId, u32, String)>) -> HashMap<ItemId, Arc<FoldedPages>> {
    let mut by_item: HashMap<ItemId, FoldedPages> = HashMap::new();
    for (item, page, text) in read {
        let words: Vec<&str> = text.split_whitespace().collect();
        let pages = by_item.entry(item).or_default();
        pages.push((page, fold(&words.join(" "))));
    }
    by_item
        .into_iter()
        .map(|(item, pages)| (item, Arc::new(pages)))
        .collect()
}

/// Those that nobody has answered; for a cover also those that somebody kept.
fn unanswered(
    standing: &Standing,
    done: &Done,
    places: &[Place],
    decision: Option<MarkDecision>,
) -> Vec<Place> {
    let mut answers: HashMap<ItemId, Answers<'_>> = HashMap::new();
    for one in &standing.items {
        answers.insert(one.id(), Answers::of(one, done.marks(one.id())));
    }
    let is_left = |place: &&Place| {
        let of_item = answers.get(&place.item);
        let mark = of_item.and_then(|of_item| of_item.at(place));
        !mark.is_some_and(|mark| {
            decision != Some(MarkDecision::Cover) || mark.decision == MarkDecision::Cover
        })
    };
    places.iter().filter(is_left).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_where_no_letter_goes_on_and_a_number_where_no_digit_does() {
        let check = |text: &str, what: &str, expected: bool| {
            let at = text.find(what).unwrap_or_else(|| unreachable!("{what}"));
            let found = is_whole_word(text, &(at..at + what.len()));
            assert_eq!(found, expected, "{what} in {text}");
        };
        check("Hr. Bo, Bogense", "Bo", true);
        check("Bogense", "Bo", false);
        check("Herbo", "bo", false);
        check("Åse Bund751180-1490", "751180-1490", true);
        check("751180-1490Kort", "751180-1490", true);
        check("1751180-1490", "751180-1490", false);
        check("751180-14905", "751180-1490", false);
        check("Åse Bund751180-1490", "Åse Bund", true);
        check("sag Bo2 og", "Bo", true);
    }
}
