//! How far the review of a document has come: which findings somebody has answered, which pages somebody has seen.

use std::collections::{HashMap, HashSet};

use sagsbord_contract::{ItemDecision as WireDecision, ReviewCounts, ReviewItem, ReviewItemState};
use sagsbord_domain::aktindsigt::{ItemDecision, MarkArea, MarkDecision, MarkKind, is_within};
use sagsbord_domain::{AktindsigtId, EmployeeId, ItemId};
use sagsbord_store::{Mark, PageNote, PageRead, Reader};

use super::found::{Found, value_of};
use super::place::Place;
use super::standing::StandingItem;
use crate::AppError;

/// What people did on some items.
pub(super) struct Done {
    marks: HashMap<ItemId, Vec<Mark>>,
    reads: HashMap<ItemId, Vec<PageRead>>,
    notes: HashMap<ItemId, Vec<PageNote>>,
}

impl Done {
    pub(super) async fn of(
        reader: &mut Reader,
        id: AktindsigtId,
        items: &[StandingItem],
    ) -> Result<Self, AppError> {
        let ids: Vec<ItemId> = items.iter().map(StandingItem::id).collect();
        Self::on(reader, id, &ids).await
    }

    pub(super) async fn on(
        reader: &mut Reader,
        id: AktindsigtId,
        items: &[ItemId],
    ) -> Result<Self, AppError> {
        let mut done = Self {
            marks: HashMap::new(),
            reads: HashMap::new(),
            notes: HashMap::new(),
        };
        for mark in reader.marks_of_items(items).await? {
            done.marks.entry(mark.item).or_default().push(mark);
        }
        for read in reader.pages_read(id, items).await? {
            done.reads.entry(read.item).or_default().push(read);
        }
        for note in reader.page_notes(id).await? {
            done.notes.entry(note.item).or_default().push(note);
        }
        Ok(done)
    }

    pub(super) fn marks(&self, item: ItemId) -> &[Mark] {
        self.marks.get(&item).map_or(&[], Vec::as_slice)
    }

    pub(super) fn notes(&self, item: ItemId) -> &[PageNote] {
        self.notes.get(&item).map_or(&[], Vec::as_slice)
    }

    /// Pages of the bytes that are here, seen by whom.
    pub(super) fn reads<'a>(&'a self, one: &'a StandingItem) -> impl Iterator<Item = &'a PageRead> {
        let reads = self.reads.get(&one.id()).map_or(&[][..], Vec::as_slice);
        reads.iter().filter(|read| read.sha256 == one.sha256())
    }

    pub(super) fn item_row(&self, one: &StandingItem, me: EmployeeId) -> ReviewItem {
        let item = &one.listed.item;
        let standing = Answers::of(one, self.marks(item.id));
        let findings = one
            .found
            .as_deref()
            .map_or(&[][..], |found| &found.findings);
        // What is withheld whole is not looked through piece by piece.
        let is_withheld = item.ruling.decision == ItemDecision::Withheld;
        let unanswered = findings
            .iter()
            .filter(|found| found.row.flag && standing.answering(found).is_none());
        let pages = one.pages();
        let seen: HashSet<u32> = self.reads(one).map(|read| read.page).collect();
        let by_me = self.reads(one).filter(|read| read.employee == me);
        let open_notes = self.notes(item.id).iter();
        let count = |marks: usize| u32::try_from(marks).unwrap_or(u32::MAX);
        let (intake_id, intake_place) = item.source.intake.clone().unzip();
        ReviewItem {
            id: item.id.to_string(),
            number: item.number,
            title: item.facts.title.clone(),
            dated: item.facts.dated.to_string(),
            regime: one.regime.map(Into::into),
            decision: WireDecision::from(item.ruling.decision),
            document_id: item.source.document.map(|id| id.to_string()),
            intake_id: intake_id.map(|id| id.to_string()),
            intake_place,
            state: one.state,
            why: one.why(),
            pages,
            findings: count(findings.len()),
            unanswered: if is_withheld {
                0
            } else {
                count(unanswered.count())
            },
            covered: count(standing.covers().count()),
            kept: count(standing.marks().count() - standing.covers().count()),
            without_basis: count(
                standing
                    .covers()
                    .filter(|mark| mark.basis.is_none())
                    .count(),
            ),
            stale: standing.stale,
            open_notes: count(open_notes.filter(|note| note.settled.is_none()).count()),
            read_by_me: count(by_me.count()),
            unread: pages.saturating_sub(count(seen.len())),
        }
    }
}

/// A mark that lies on other bytes than are here, or on words that the title has no more.
pub(super) fn is_stale(one: &StandingItem, mark: &Mark) -> bool {
    match mark.kind {
        MarkKind::Title => !one.listed.item.facts.title.contains(&mark.text),
        _ => !one.is_as_collected() || mark.sha256 != one.sha256(),
    }
}

/// The marks of a document that count, by where they are.
pub(super) struct Answers<'a> {
    by_page: HashMap<u32, Vec<&'a Mark>>,
    of_document: Vec<&'a Mark>,
    of_title: Vec<&'a Mark>,
    stale: u32,
}

impl<'a> Answers<'a> {
    pub(super) fn of(one: &StandingItem, marks: &'a [Mark]) -> Self {
        let mut answers = Self {
            by_page: HashMap::new(),
            of_document: Vec::new(),
            of_title: Vec::new(),
            stale: 0,
        };
        for mark in marks {
            if is_stale(one, mark) {
                // A title that has the words no more needs no answer for them.
                answers.stale += u32::from(mark.kind != MarkKind::Title);
                continue;
            }
            match mark.kind {
                MarkKind::Document => answers.of_document.push(mark),
                MarkKind::Title => answers.of_title.push(mark),
                _ => answers.by_page.entry(mark.page).or_default().push(mark),
            }
        }
        answers
    }

    /// How many lie on what is not there any more.
    pub(super) fn stale(&self) -> u32 {
        self.stale
    }

    fn marks(&self) -> impl Iterator<Item = &&'a Mark> {
        let on_pages = self.by_page.values().flatten();
        on_pages.chain(&self.of_document).chain(&self.of_title)
    }

    fn covers(&self) -> impl Iterator<Item = &&'a Mark> {
        self.marks()
            .filter(|mark| mark.decision == MarkDecision::Cover)
    }

    /// The mark that answers a finding. What is covered by one mark and kept by another is covered.
    pub(super) fn answering(&self, found: &Found) -> Option<&'a Mark> {
        self.answering_at(found.page, &found.areas, &found.text, &found.value)
    }

    /// The same of a place that somebody wants to mark.
    pub(super) fn at(&self, place: &Place) -> Option<&'a Mark> {
        let value = value_of(&place.text);
        self.answering_at(place.page, &place.areas, &place.text, &value)
    }

    fn answering_at(
        &self,
        page: u32,
        areas: &[MarkArea],
        text: &str,
        value: &str,
    ) -> Option<&'a Mark> {
        let answers = |mark: &&&'a Mark| match mark.kind {
            MarkKind::Title => {
                mark.text == text || (!value.is_empty() && value_of(&mark.text).contains(value))
            }
            MarkKind::Document | MarkKind::Page => true,
            MarkKind::Finding | MarkKind::Text | MarkKind::Area => is_within(areas, &mark.areas),
        };
        let mut answering: Option<&'a Mark> = None;
        let in_title = page == 0;
        let places = match in_title {
            true => &self.of_title,
            false => self.by_page.get(&page).unwrap_or(const { &Vec::new() }),
        };
        for mark in self.of_document.iter().chain(places).filter(answers) {
            // The title is not part of the document.
            if in_title && mark.kind == MarkKind::Document {
                continue;
            }
            let is_weaker = answering.is_some_and(|known| {
                known.decision == MarkDecision::Cover && mark.decision == MarkDecision::Keep
            });
            if !is_weaker {
                answering = Some(mark);
            }
        }
        answering
    }
}

pub(super) fn sums(items: &[ReviewItem]) -> ReviewCounts {
    let mut counts = ReviewCounts::default();
    for item in items {
        counts.documents += 1;
        counts.waiting += u32::from(item.state == ReviewItemState::Waiting);
        counts.pages += item.pages;
        counts.findings += item.findings;
        counts.unanswered += item.unanswered;
        counts.covered += item.covered;
        counts.kept += item.kept;
        counts.without_basis += item.without_basis;
        counts.stale += item.stale;
        counts.open_notes += item.open_notes;
        counts.unread += item.unread;
    }
    counts
}

#[cfg(test)]
mod tests;
