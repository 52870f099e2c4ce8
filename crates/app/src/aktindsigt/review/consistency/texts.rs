//! Words that somebody covered stand elsewhere too, where the quality check found nothing.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};
use sagsbord_domain::ItemId;
use sagsbord_domain::aktindsigt::{MarkDecision, MarkKind};
use sagsbord_store::Reader;

use super::doubts::{Seen, place};
use crate::AppError;
use crate::aktindsigt::review::counted::{Answers, Done};
use crate::aktindsigt::review::everywhere::{is_whole_word, page_texts};
use crate::aktindsigt::review::found::value_of;
use crate::aktindsigt::review::page_words::{areas_of, placed_words};
use crate::aktindsigt::review::place::Place;
use crate::aktindsigt::review::standing::StandingItem;
use crate::app::App;
use crate::documents::find::{Searchable, needle};

/// Shorter words stand in too many places by chance.
const SHORTEST: usize = 4;
/// A request in which more stands covered and shown is not made right place by place.
const MOST: usize = 20_000;
const MOST_OF_A_PAGE: usize = 1_000;

pub(super) async fn covered_words_elsewhere(
    app: &Arc<App>,
    reader: &mut Reader,
    items: &[&StandingItem],
    done: &Done,
) -> Result<Vec<Seen>, AppError> {
    let words = CoveredWords::of(items, done);
    if words.needles.is_empty() {
        return Ok(Vec::new());
    }
    let read: Vec<&StandingItem> = items
        .iter()
        .copied()
        .filter(|one| one.is_as_collected())
        .collect();
    let texts = page_texts(app, reader, &read).await?;
    let covers = words.covers.clone();
    let needles = words.needles.clone();
    let hits = tokio::task::spawn_blocking(move || {
        let all = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&needles)?;
        let mut hits = Hits::default();
        for (item, sha256, pages) in &texts {
            for (page, text) in pages.iter() {
                let stand: Vec<usize> = all
                    .find_iter(text.as_str())
                    .map(|found| found.pattern().as_usize())
                    .collect();
                let covered = covers.get(&(*item, *page)).copied().unwrap_or_default();
                // As many covers as places: there is nothing to hold the one against the other for.
                if stand.len() > covered && hits.pages.len() < MOST {
                    hits.pages.push((*item, sha256.clone(), *page));
                    let which: BTreeSet<usize> = stand.into_iter().collect();
                    hits.which.insert((*item, *page), which);
                }
            }
        }
        Ok::<_, aho_corasick::BuildError>(hits)
    });
    let internal = |error| AppError::caused(sagsbord_contract::ErrorCode::Internal, error);
    let hits = hits.await?.map_err(internal)?;
    let by_id: HashMap<ItemId, &StandingItem> = read.iter().map(|one| (one.id(), *one)).collect();
    let mut seen = words.seen(items);
    for (item, page) in reader.reviewed_pages_at(&hits.pages).await? {
        let (Some(one), Some(which)) = (by_id.get(&item), hits.which.get(&(item, page.page)))
        else {
            continue;
        };
        let answers = Answers::of(one, done.marks(item));
        let laid = placed_words(&page)?;
        let text = Searchable::new(&page.text);
        for needle in which.iter().filter_map(|at| words.needles.get(*at)) {
            for stretch in text.find(needle, MOST_OF_A_PAGE) {
                let areas = areas_of(&laid, &stretch);
                if areas.is_empty() || !is_whole_word(&page.text, &stretch) {
                    continue;
                }
                let written = page.text.get(stretch).unwrap_or_default();
                let at = Place::of_words(one, page.page, areas, written);
                let answer = answers.at(&at);
                if answer.is_none_or(|mark| mark.decision != MarkDecision::Cover) {
                    seen.push(Seen {
                        what: what_of(written),
                        text: at.text,
                        place: place(one, page.page),
                        is_covered: false,
                    });
                }
            }
        }
    }
    Ok(seen)
}

/// Pages on which more stands than is covered, and which of the words.
#[derive(Default)]
struct Hits {
    pages: Vec<(ItemId, String, u32)>,
    which: HashMap<(ItemId, u32), BTreeSet<usize>>,
}

/// What is found of a text alone: never the same as what is found of a person.
fn what_of(text: &str) -> String {
    format!("text {}", value_of(text))
}

/// What is covered, as it is looked for.
struct CoveredWords {
    needles: Vec<String>,
    first: HashMap<String, (ItemId, u32, String)>,
    /// How many places of each page are covered.
    covers: HashMap<(ItemId, u32), usize>,
}

impl CoveredWords {
    fn of(items: &[&StandingItem], done: &Done) -> Self {
        let mut words = Self {
            needles: Vec::new(),
            first: HashMap::new(),
            covers: HashMap::new(),
        };
        let mut known: HashSet<String> = HashSet::new();
        for one in items {
            for mark in done.marks(one.id()) {
                if mark.decision != MarkDecision::Cover || mark.text.is_empty() {
                    continue;
                }
                if matches!(mark.kind, MarkKind::Page | MarkKind::Document) {
                    continue;
                }
                *words.covers.entry((one.id(), mark.page)).or_default() += 1;
                let value = value_of(&mark.text);
                if value.chars().count() < SHORTEST {
                    continue;
                }
                let looked_for = needle(&mark.text);
                if known.insert(looked_for.clone()) {
                    words.needles.push(looked_for);
                }
                let at = (one.id(), mark.page, mark.text.clone());
                words.first.entry(what_of(&mark.text)).or_insert(at);
            }
        }
        words
    }

    /// Where each is covered first.
    fn seen(&self, items: &[&StandingItem]) -> Vec<Seen> {
        let mut seen: Vec<Seen> = Vec::new();
        for (what, (item, page, text)) in &self.first {
            let Some(one) = items.iter().find(|one| one.id() == *item) else {
                continue;
            };
            seen.push(Seen {
                what: what.clone(),
                text: text.clone(),
                place: place(one, *page),
                is_covered: true,
            });
        }
        seen.sort_by(|one, other| one.what.cmp(&other.what));
        seen
    }
}
