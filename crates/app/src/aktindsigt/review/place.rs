//! Where somebody wants to mark, made out from what she pointed at.

use sagsbord_contract::{ReviewItemState, ReviewPlace};
use sagsbord_domain::aktindsigt::{MarkArea, MarkKind, area_on_page, is_within, overlaps};
use sagsbord_domain::{ItemId, MarkId};
use sagsbord_store::{Mark, Reader, ReviewedPage};

use super::found::{Found, one_line, value_of};
use super::page_words::{PlacedWord, joined, placed_words};
use super::standing::StandingItem;
use crate::AppError;
use crate::people::fields::id;

/// A place with everything that a mark there says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    pub(super) item: ItemId,
    pub(super) sha256: String,
    pub(super) page: u32,
    pub(super) kind: MarkKind,
    pub(super) areas: Vec<MarkArea>,
    pub(super) text: String,
    pub(super) rule: Option<String>,
    pub(super) category: Option<String>,
    /// The mark that was pointed at.
    pub(super) mark: Option<MarkId>,
}

/// Why there is no such place: a code that the screens have a sentence for.
pub(super) type NoPlace = &'static str;

impl Place {
    pub(super) fn of_finding(one: &StandingItem, found: &Found) -> Self {
        Self {
            page: found.page,
            kind: match found.page {
                0 => MarkKind::Title,
                _ => MarkKind::Finding,
            },
            areas: found.areas.clone(),
            text: found.text.clone(),
            rule: Some(found.row.rule.clone()),
            category: Some(found.row.category.clone()),
            ..Self::bare(one, MarkKind::Finding)
        }
    }

    pub(super) fn of_words(
        one: &StandingItem,
        page: u32,
        areas: Vec<MarkArea>,
        text: &str,
    ) -> Self {
        Self {
            page,
            areas,
            text: one_line(text),
            ..Self::bare(one, MarkKind::Text)
        }
    }

    pub(super) fn in_title(one: &StandingItem, text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::bare(one, MarkKind::Title)
        }
    }

    fn bare(one: &StandingItem, kind: MarkKind) -> Self {
        Self {
            item: one.id(),
            sha256: one.sha256().to_owned(),
            page: 0,
            kind,
            areas: Vec::new(),
            text: String::new(),
            rule: None,
            category: None,
            mark: None,
        }
    }

    /// Whether a mark at it says anything of the other mark.
    pub(super) fn touches(&self, mark: &Mark) -> bool {
        let titles = (self.kind == MarkKind::Title, mark.kind == MarkKind::Title);
        if mark.item != self.item {
            return false;
        }
        if titles.0 || titles.1 {
            return titles == (true, true) && value_of(&self.text) == value_of(&mark.text);
        }
        if self.kind == MarkKind::Document || mark.kind == MarkKind::Document {
            return true;
        }
        self.page == mark.page
            && (self.kind == MarkKind::Page
                || mark.kind == MarkKind::Page
                || overlaps(&self.areas, &mark.areas))
    }

    /// Whether the other mark gives way to a mark at it: it lies at the same place, or within it.
    pub(super) fn takes_the_place_of(&self, mark: &Mark) -> bool {
        if self.mark == Some(mark.id) {
            return true;
        }
        if mark.item != self.item {
            return false;
        }
        match (self.kind, mark.kind) {
            (MarkKind::Title, MarkKind::Title) => value_of(&self.text) == value_of(&mark.text),
            (MarkKind::Document, MarkKind::Document) => true,
            (MarkKind::Page, MarkKind::Page) => self.page == mark.page,
            (own, other) => {
                let has_areas =
                    |kind| matches!(kind, MarkKind::Finding | MarkKind::Text | MarkKind::Area);
                has_areas(own)
                    && has_areas(other)
                    && self.page == mark.page
                    && is_within(&mark.areas, &self.areas)
            }
        }
    }
}

pub(super) fn item_of(place: &ReviewPlace) -> Result<ItemId, AppError> {
    let (ReviewPlace::Finding { item_id, .. }
    | ReviewPlace::Words { item_id, .. }
    | ReviewPlace::Area { item_id, .. }
    | ReviewPlace::Page { item_id, .. }
    | ReviewPlace::Document { item_id }
    | ReviewPlace::Title { item_id, .. }
    | ReviewPlace::Mark { item_id, .. }) = place;
    id(item_id, "places")
}

/// The place that is pointed at, or why there is none.
pub(super) async fn place_of(
    reader: &mut Reader,
    one: &StandingItem,
    asked: &ReviewPlace,
) -> Result<Result<Place, NoPlace>, AppError> {
    let is_title = matches!(asked, ReviewPlace::Title { .. });
    // What would be marked is not what would be given.
    if !is_title && !one.is_as_collected() {
        return Ok(Err("changed"));
    }
    let is_whole = matches!(
        asked,
        ReviewPlace::Document { .. } | ReviewPlace::Mark { .. }
    );
    if !is_title && !is_whole && one.state == ReviewItemState::Waiting {
        return Ok(Err("not_read"));
    }
    Ok(match asked {
        ReviewPlace::Finding { number, text, .. } => finding(one, *number, text),
        ReviewPlace::Document { .. } => Ok(Place::bare(one, MarkKind::Document)),
        ReviewPlace::Title { text, .. } => {
            let title = &one.listed.item.facts.title;
            match !text.trim().is_empty() && title.contains(text.as_str()) {
                true => Ok(Place::in_title(one, text)),
                false => Err("not_in_title"),
            }
        }
        ReviewPlace::Mark { mark_id, .. } => {
            let mark: MarkId = id(mark_id, "places")?;
            let mark = reader.find_mark(one.id(), mark).await?;
            mark.map(|mark| at_mark(one, mark)).ok_or("no_such_mark")
        }
        ReviewPlace::Page { page, .. } => {
            let known = reader.reviewed_page(one.id(), one.sha256(), *page).await?;
            known.map(|_| on_page(one, *page)).ok_or("no_such_page")
        }
        ReviewPlace::Words { page, from, to, .. } => {
            match reader.reviewed_page(one.id(), one.sha256(), *page).await? {
                Some(page) => words(one, &page, *from, *to)?,
                None => Err("no_such_page"),
            }
        }
        ReviewPlace::Area { page, area, .. } => {
            match reader.reviewed_page(one.id(), one.sha256(), *page).await? {
                Some(page) => drawn(one, &page, *area)?,
                None => Err("no_such_page"),
            }
        }
    })
}

fn finding(one: &StandingItem, number: u32, text: &str) -> Result<Place, NoPlace> {
    let findings = one
        .found
        .as_deref()
        .map_or(&[][..], |found| &found.findings);
    let found = usize::try_from(number).ok().and_then(|at| findings.get(at));
    match found {
        Some(found) if found.text == text => Ok(Place::of_finding(one, found)),
        _ => Err("finding_changed"),
    }
}

fn at_mark(one: &StandingItem, mark: Mark) -> Place {
    Place {
        page: mark.page,
        areas: mark.areas,
        text: mark.text,
        rule: mark.rule,
        category: mark.category,
        mark: Some(mark.id),
        ..Place::bare(one, mark.kind)
    }
}

fn on_page(one: &StandingItem, page: u32) -> Place {
    Place {
        page,
        ..Place::bare(one, MarkKind::Page)
    }
}

fn words(
    one: &StandingItem,
    page: &ReviewedPage,
    from: u32,
    to: u32,
) -> Result<Result<Place, NoPlace>, AppError> {
    let words = placed_words(page)?;
    let (from, to) = (from.min(to) as usize, from.max(to) as usize);
    let Some(run) = words.get(from..=to) else {
        return Ok(Err("no_such_words"));
    };
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return Ok(Err("no_such_words"));
    };
    let text = page.text.get(first.bytes().start..last.bytes().end);
    let areas = joined(run.iter());
    let place = Place::of_words(one, page.page, areas, text.unwrap_or_default());
    Ok(Ok(place))
}

/// With the words that it lies over, however little.
fn drawn(
    one: &StandingItem,
    page: &ReviewedPage,
    area: MarkArea,
) -> Result<Result<Place, NoPlace>, AppError> {
    let Some(area) = area_on_page(area, page.width, page.height) else {
        return Ok(Err("outside_page"));
    };
    let words = placed_words(page)?;
    let under = |word: &&PlacedWord| overlaps(&[word.area()], &[area]);
    let under: Vec<&str> = words
        .iter()
        .filter(under)
        .filter_map(|word| page.text.get(word.bytes()))
        .collect();
    Ok(Ok(Place {
        page: page.page,
        areas: vec![area],
        text: under.join(" "),
        ..Place::bare(one, MarkKind::Area)
    }))
}
