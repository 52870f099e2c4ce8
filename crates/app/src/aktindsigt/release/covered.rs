//! What a document's marks ask of its pages: texts that are covered wherever they stand in it, places, and what must
//! not be read afterwards.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use sagsbord_domain::aktindsigt::{BasisBook, MarkDecision, MarkKind, bare};
use sagsbord_pdf::{PageArea, Rect};
use sagsbord_store::Mark;

use super::source::ActSource;

#[derive(Default)]
pub(super) struct Covered {
    /// With how many places of each were marked.
    pub(super) texts: Vec<(String, usize)>,
    pub(super) areas: Vec<PageArea>,
    /// The provision that all marks name; empty where they name several.
    pub(super) basis: String,
    pub(super) bases_of_areas: Vec<(PageArea, String)>,
    /// The provisions, in the order they come.
    pub(super) labels: Vec<String>,
    /// What must not be read on which pages of the document.
    pub(super) secrets: Vec<(String, RangeInclusive<u32>)>,
    /// Texts that stand on a page where somebody keeps the same: nobody can say which of them was read.
    pub(super) kept_beside: u32,
    /// Marks that lie on none of its pages.
    pub(super) outside: u32,
    pub(super) marks: u32,
}

/// A text this short stands in other words too, so it is covered where it was marked and nowhere else.
const SHORTEST: usize = 4;

impl Covered {
    /// `by_place`: nothing is covered by its text, because a text was not found again where it was marked.
    pub(super) fn of<'m>(
        marks: impl Iterator<Item = &'m Mark>,
        source: &ActSource,
        book: &BasisBook,
        by_place: bool,
    ) -> Self {
        let (covers, keeps): (Vec<&Mark>, Vec<&Mark>) = marks
            .filter(|mark| mark.kind != MarkKind::Title)
            .partition(|mark| mark.decision == MarkDecision::Cover);
        let kept: HashSet<(String, u32)> = keeps
            .iter()
            .map(|mark| (bare(&mark.text), mark.page))
            .filter(|(text, _)| !text.is_empty())
            .collect();
        let mut covered = Self {
            marks: u32::try_from(covers.len()).unwrap_or(u32::MAX),
            ..Self::default()
        };
        let labels: Vec<String> = covers.iter().map(|mark| label_of(mark, book)).collect();
        for label in &labels {
            if !label.is_empty() && !covered.labels.contains(label) {
                covered.labels.push(label.clone());
            }
        }
        let has_one_label = covered.labels.len() < 2;
        if has_one_label {
            covered.basis = covered.labels.first().cloned().unwrap_or_default();
        }
        for (mark, label) in covers.into_iter().zip(labels) {
            let text = bare(&mark.text);
            let is_kept_somewhere = kept.iter().any(|(other, _)| *other == text);
            // What a label stands on moves when its line is set anew: with several of them, every mark keeps its place.
            let may_be_found = !by_place
                && has_one_label
                && matches!(mark.kind, MarkKind::Finding | MarkKind::Text)
                && text.chars().count() >= SHORTEST
                && !is_kept_somewhere
                && !source.is_read_from_its_picture(mark.page);
            if may_be_found {
                match covered
                    .texts
                    .iter_mut()
                    .find(|(known, _)| *known == mark.text)
                {
                    Some((_, places)) => *places += 1,
                    None => covered.texts.push((mark.text.clone(), 1)),
                }
            } else {
                covered.place(mark, source, &label, has_one_label);
            }
            if !text.is_empty() {
                covered.secret(mark, &text, source, may_be_found, &kept);
            }
        }
        covered
    }

    fn place(&mut self, mark: &Mark, source: &ActSource, label: &str, has_one_label: bool) {
        let pages: Vec<u32> = match mark.kind {
            MarkKind::Document => (1..=pages_of(source)).collect(),
            _ => vec![mark.page],
        };
        for page in pages {
            let index = (page as usize).checked_sub(1);
            let size = index.and_then(|index| source.sizes.get(index));
            let Some((width, height)) = size.copied() else {
                self.outside += 1;
                continue;
            };
            let whole = Rect::new(0.0, 0.0, width, height);
            let is_whole = matches!(mark.kind, MarkKind::Page | MarkKind::Document);
            let areas: Vec<Rect> = match is_whole {
                true => vec![whole],
                false => mark
                    .areas
                    .iter()
                    .map(|[left, top, right, bottom]| Rect::new(*left, *top, *right, *bottom).abs())
                    .collect(),
            };
            let on_page = areas.iter().filter(|area| area.overlaps(whole)).count();
            if on_page == 0 || on_page < areas.len() {
                self.outside += 1;
            }
            for area in areas {
                let area = PageArea { page, area };
                self.areas.push(area);
                if !has_one_label {
                    self.bases_of_areas.push((area, label.to_owned()));
                }
            }
        }
    }

    fn secret(
        &mut self,
        mark: &Mark,
        text: &str,
        source: &ActSource,
        is_everywhere: bool,
        kept: &HashSet<(String, u32)>,
    ) {
        let pages = match is_everywhere || mark.kind == MarkKind::Document {
            true => 1..=pages_of(source),
            false => mark.page..=mark.page,
        };
        if kept.contains(&(text.to_owned(), mark.page)) {
            self.kept_beside += 1;
            return;
        }
        let secret = (mark.text.clone(), pages);
        if !self.secrets.contains(&secret) {
            self.secrets.push(secret);
        }
    }
}

fn pages_of(source: &ActSource) -> u32 {
    u32::try_from(source.sizes.len()).unwrap_or(u32::MAX)
}

/// As it is stamped: of the newest version, where it has run out since.
fn label_of(mark: &Mark, book: &BasisBook) -> String {
    let id = mark.basis.as_deref().unwrap_or_default();
    let versions = book.versions().filter(|basis| basis.id == id);
    versions
        .last()
        .map_or_else(String::new, |basis| basis.label.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sagsbord_domain::{AktindsigtId, EmployeeId, ItemId, MarkId, ReviewAnswerId};
    use sagsbord_pdf::ReadPage;
    use uuid::Uuid;

    use crate::aktindsigt::law::aktindsigt_law;

    fn mark(kind: MarkKind, page: u32, text: &str, basis: &str) -> Mark {
        Mark {
            id: MarkId::new(Uuid::nil()),
            aktindsigt: AktindsigtId::new(Uuid::nil()),
            item: ItemId::new(Uuid::nil()),
            sha256: "ab".to_owned(),
            page,
            kind,
            areas: vec![[10.0, 20.0, 60.0, 30.0]],
            text: text.to_owned(),
            decision: MarkDecision::Cover,
            basis: Some(basis.to_owned()),
            reason: String::new(),
            rule: None,
            category: None,
            answer: ReviewAnswerId::new(Uuid::nil()),
            undone_by: None,
            made_at: "2026-11-21T10:00:00Z".parse().unwrap(),
            made_by: EmployeeId::new(Uuid::nil()),
        }
    }

    fn kept(page: u32, text: &str) -> Mark {
        Mark {
            decision: MarkDecision::Keep,
            basis: None,
            ..mark(MarkKind::Text, page, text, "")
        }
    }

    /// Two pages, of which the second was read from its picture.
    fn source() -> ActSource {
        ActSource {
            pages: "ab".to_owned(),
            password: None,
            read: vec![ReadPage {
                page: 2,
                turned: 0,
                words: Vec::new(),
            }],
            sizes: vec![(595.0, 842.0), (595.0, 842.0)],
        }
    }

    fn covered(marks: &[Mark], by_place: bool) -> Covered {
        let law = aktindsigt_law().unwrap();
        Covered::of(marks.iter(), &source(), &law.bases, by_place)
    }

    #[test]
    fn a_text_is_covered_wherever_it_stands_only_where_that_is_safe() {
        let text = |page, text: &str| mark(MarkKind::Text, page, text, "OFL-30-1");
        let check = |marks: &[Mark], by_place: bool, texts: usize, areas: usize| {
            let found = covered(marks, by_place);
            assert_eq!(
                (found.texts.len(), found.areas.len()),
                (texts, areas),
                "{marks:?}"
            );
            let places: usize = found.texts.iter().map(|(_, places)| places).sum();
            assert_eq!(
                places + areas,
                marks.iter().filter(|one| one.basis.is_some()).count()
            );
        };
        check(&[text(1, "Karen Lund"), text(1, "Karen Lund")], false, 1, 0);
        check(&[text(1, "Karen Lund")], true, 0, 1);
        // Too short, read from a picture, kept elsewhere, an area that somebody drew.
        check(&[text(1, "Bo")], false, 0, 1);
        check(&[text(2, "Karen Lund")], false, 0, 1);
        check(&[text(1, "Karen Lund"), kept(2, "karen lund")], false, 0, 1);
        check(&[mark(MarkKind::Area, 1, "", "OFL-30-1")], false, 0, 1);
        // Several provisions: each mark keeps its place, and its own.
        let two = [
            text(1, "Karen Lund"),
            mark(MarkKind::Text, 1, "Firmaet A/S", "OFL-30-2"),
        ];
        check(&two, false, 0, 2);
        let found = covered(&two, false);
        let labels: Vec<&str> = found
            .bases_of_areas
            .iter()
            .map(|(_, label)| label.as_str())
            .collect();
        assert_eq!(labels, ["§ 30, nr. 1", "§ 30, nr. 2"]);
        assert_eq!(found.basis, "");
    }

    #[test]
    fn what_must_not_be_read_afterwards_is_told_with_its_pages() {
        let text = |page, text: &str| mark(MarkKind::Text, page, text, "OFL-30-1");
        let everywhere = covered(&[text(1, "Karen Lund")], false);
        assert_eq!(everywhere.secrets, [("Karen Lund".to_owned(), 1..=2)]);
        let placed = covered(&[text(1, "Karen Lund"), kept(2, "Karen Lund")], false);
        assert_eq!(placed.secrets, [("Karen Lund".to_owned(), 1..=1)]);
        // Beside the same text that is kept nobody can say which of them was read.
        let beside = covered(&[text(1, "Karen Lund"), kept(1, "Karen Lund")], false);
        assert_eq!((beside.secrets.len(), beside.kept_beside), (0, 1));
    }

    #[test]
    fn a_whole_page_is_covered_whole_and_a_mark_outside_is_told() {
        let page = covered(&[mark(MarkKind::Page, 2, "", "OFL-30-1")], false);
        assert_eq!(page.areas[0].area, Rect::new(0.0, 0.0, 595.0, 842.0));
        let document = covered(&[mark(MarkKind::Document, 0, "", "OFL-30-1")], false);
        assert_eq!((document.areas.len(), document.outside), (2, 0));
        let missing = covered(&[mark(MarkKind::Area, 3, "", "OFL-30-1")], false);
        assert_eq!((missing.areas.len(), missing.outside), (0, 1));
        let mut beyond = mark(MarkKind::Area, 1, "", "OFL-30-1");
        beyond.areas = vec![[700.0, 900.0, 720.0, 910.0]];
        assert_eq!(covered(&[beyond], false).outside, 1);
    }
}
