//! The tree that a screen reader walks, and the bookmarks that come of its headings.

use std::collections::HashSet;
use std::num::{NonZeroU16, NonZeroU32};

use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagId, TagKind};

use super::join::{Bookmark, SectionId};
use crate::read::SourceBookmark;

use super::plan::{Child, Element, HeadOf, Heading, Level, PagePlan, Role};

/// Said of a picture until somebody has described it.
pub(super) const UNDESCRIBED: &str = "Billede uden beskrivelse";

/// The structure of one batch of pages, section by section.
#[derive(Default)]
pub(super) struct Structure {
    pub(super) upper: Vec<(Option<SectionId>, Vec<Built>)>,
    /// The sources' own, with the page and the place in `upper` that they belong to.
    bookmarks: Vec<(usize, usize, SourceBookmark)>,
}

/// An element whose leaves have been drawn.
pub(super) struct Built {
    role: Role,
    children: Vec<BuiltChild>,
    /// Where it begins, counted from 0.
    page: usize,
    /// It may go on on the next page.
    is_open: bool,
}

enum BuiltChild {
    Piece(Identifier),
    Element(Built),
    Link(Vec<Identifier>),
}

impl Structure {
    /// Adds a page. `pieces` holds what was drawn of each leaf, `links` the page's links.
    pub(super) fn add(
        &mut self,
        section: Option<SectionId>,
        page: usize,
        plan: PagePlan,
        pieces: &mut [Vec<Identifier>],
        links: &[Identifier],
    ) {
        let is_new = self.upper.last().is_none_or(|(last, _)| *last != section);
        if is_new {
            self.upper.push((section, Vec::new()));
        }
        let Some((_, elements)) = self.upper.last_mut() else {
            return;
        };
        let first_of_page = elements.len();
        for element in plan.elements {
            elements.extend(built(element, page, pieces, links));
        }
        if plan.begins_midway && first_of_page > 0 && first_of_page < elements.len() {
            go_on(elements, first_of_page);
        }
        if plan.ends_midway
            && let Some(last) = last_before_notes(elements)
        {
            elements[last].is_open = true;
        }
    }
}

impl Structure {
    /// Of the page that was added last.
    pub(super) fn add_bookmarks(&mut self, page: usize, bookmarks: &[SourceBookmark]) {
        let section = self.upper.len().saturating_sub(1);
        let own = bookmarks.iter().cloned();
        self.bookmarks.extend(own.map(|own| (page, section, own)));
    }
}

impl Built {
    /// How many columns a table's first row reaches over; 0 for what is no table.
    fn columns(&self) -> u32 {
        let Some(BuiltChild::Element(row)) = self.children.first() else {
            return 0;
        };
        row.children
            .iter()
            .map(|cell| match cell {
                BuiltChild::Element(cell) => match cell.role {
                    Role::Head(_, spans) | Role::Cell(spans) => spans.columns,
                    _ => 0,
                },
                _ => 0,
            })
            .sum()
    }
}

/// The page's first element becomes part of the one that was open, when the two are alike.
fn go_on(elements: &mut Vec<Built>, first_of_page: usize) {
    let notes = elements[..first_of_page]
        .iter()
        .rev()
        .take_while(|element| element.role == Role::Note)
        .count();
    let Some(before) = (first_of_page - notes).checked_sub(1) else {
        return;
    };
    let (open, own) = (&elements[before], &elements[first_of_page]);
    if open.is_open && open.role == own.role && open.columns() == own.columns() {
        let rest = elements.remove(first_of_page);
        elements[before].children.extend(rest.children);
    }
}

fn last_before_notes(elements: &[Built]) -> Option<usize> {
    elements
        .iter()
        .rposition(|element| element.role != Role::Note)
}

/// None where nothing was drawn of it.
fn built(
    element: Element,
    page: usize,
    pieces: &mut [Vec<Identifier>],
    links: &[Identifier],
) -> Option<Built> {
    let mut children = Vec::with_capacity(element.children.len());
    // A cell without text keeps the cells beside it in their columns.
    let may_be_empty = matches!(element.role, Role::Cell(_) | Role::Head(..));
    for child in element.children {
        match child {
            Child::Leaf(leaf) => {
                let drawn = pieces.get_mut(leaf).map(std::mem::take).unwrap_or_default();
                children.extend(drawn.into_iter().map(BuiltChild::Piece));
            }
            Child::Element(inner) => {
                children.extend(built(inner, page, pieces, links).map(BuiltChild::Element));
            }
            Child::Link(link, leaves) => {
                let mut drawn: Vec<Identifier> = leaves
                    .into_iter()
                    .filter_map(|leaf| pieces.get_mut(leaf).map(std::mem::take))
                    .flatten()
                    .collect();
                drawn.extend(links.get(link).copied());
                children.push(BuiltChild::Link(drawn));
            }
        }
    }
    (may_be_empty || !children.is_empty()).then_some(Built {
        role: element.role,
        children,
        page,
        is_open: false,
    })
}

/// The levels of headings, kept from one batch of pages to the next.
#[derive(Clone, Default)]
pub(super) struct Headings {
    section: Option<SectionId>,
    /// Sizes of the headings that the next one may stand under.
    open: Vec<f64>,
    /// Headings whose level was told stand above those that are known by size.
    told: u16,
    /// How far below those the source's own levels have come.
    of_source: u16,
    notes: u32,
    bookmarks: Vec<(u16, Bookmark)>,
    /// The sources' own, with the level that they lie below.
    of_sources: Vec<(u16, u16, Bookmark)>,
    /// Which of the source's have come along so far.
    carried: HashSet<u32>,
}

const DEEPEST_HEADING: u16 = 6;
const DEEPEST_BOOKMARK: u16 = 3;
const DEEPEST_OF_SOURCE: u16 = 6;

impl Headings {
    pub(super) fn tree(&mut self, structure: Structure) -> Vec<(Option<SectionId>, Vec<Node>)> {
        let mut tree = Vec::with_capacity(structure.upper.len());
        for (index, (section, elements)) in structure.upper.into_iter().enumerate() {
            if section != self.section {
                self.section = section;
                self.open.clear();
                self.carried.clear();
                (self.told, self.of_source) = (0, 0);
            }
            let nodes = elements
                .into_iter()
                .map(|element| self.node(element))
                .collect();
            tree.push((section, nodes));
            let bookmarks = structure.bookmarks.iter();
            for (page, _, own) in bookmarks.filter(|(_, place, _)| *place == index) {
                self.carry(*page, own);
            }
        }
        tree
    }

    fn node(&mut self, element: Built) -> Node {
        let tag = self.tag(&element);
        let children = element
            .children
            .into_iter()
            .map(|child| match child {
                BuiltChild::Piece(piece) => Node::Leaf(piece),
                BuiltChild::Element(inner) => self.node(inner),
                BuiltChild::Link(pieces) => {
                    let pieces = pieces.into_iter().map(Node::Leaf).collect();
                    Node::Group(TagGroup::with_children(Tag::Link, pieces))
                }
            })
            .collect();
        Node::Group(TagGroup::with_children(tag, children))
    }

    fn tag(&mut self, element: &Built) -> TagKind {
        match &element.role {
            Role::Paragraph => Tag::P.into(),
            Role::Heading(heading) => {
                if heading.text.trim().is_empty() {
                    return Tag::P.into();
                }
                let level = self.level(heading.level);
                self.mark(level, heading, element.page);
                let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
                Tag::Hn(level, Some(heading.text.clone())).into()
            }
            Role::List(numbering) => Tag::L(*numbering).into(),
            Role::Item => Tag::LI.into(),
            Role::Label => Tag::Lbl.into(),
            Role::Body => Tag::LBody.into(),
            Role::Table => Tag::Table.into(),
            Role::Row => Tag::TR.into(),
            Role::Head(of, spans) => {
                let scope = match of {
                    HeadOf::Column => TableHeaderScope::Column,
                    HeadOf::Row => TableHeaderScope::Row,
                };
                Tag::TH(scope)
                    .with_col_span(span(spans.columns))
                    .with_row_span(span(spans.rows))
                    .into()
            }
            Role::Cell(spans) => Tag::TD
                .with_col_span(span(spans.columns))
                .with_row_span(span(spans.rows))
                .into(),
            Role::Figure(said) => {
                let said = said.as_deref().unwrap_or(UNDESCRIBED);
                Tag::Figure(Some(said.to_owned())).into()
            }
            Role::Group => Tag::Div.into(),
            Role::Note => {
                // Every note must have a name of its own in the whole file.
                self.notes += 1;
                let name = format!("note {}", self.notes).into_bytes();
                Tag::Note.with_id(Some(TagId::from(name))).into()
            }
        }
    }

    /// No level is ever skipped on the way down.
    fn level(&mut self, level: Level) -> u16 {
        match level {
            Level::Told(level) => {
                self.open.clear();
                self.of_source = 0;
                self.told = u16::from(level)
                    .clamp(1, self.told + 1)
                    .min(DEEPEST_HEADING);
                self.told
            }
            Level::OfSource(level) => {
                self.open.clear();
                self.of_source = u16::from(level).clamp(1, self.of_source + 1);
                (self.told + self.of_source).min(DEEPEST_HEADING)
            }
            Level::BySize(size) => {
                while self.open.last().is_some_and(|open| size > open * 0.97) {
                    self.open.pop();
                }
                if self.told + (self.open.len() as u16) < DEEPEST_HEADING {
                    self.open.push(size);
                }
                self.told + self.open.len() as u16
            }
        }
    }

    fn mark(&mut self, level: u16, heading: &Heading, page: usize) {
        if level <= DEEPEST_BOOKMARK {
            let bookmark = Bookmark {
                title: heading.text.clone(),
                page,
                y: heading.y,
                below: Vec::new(),
            };
            self.bookmarks.push((level, bookmark));
        }
    }

    /// A source's bookmark, below those of its own that have come along.
    fn carry(&mut self, page: usize, own: &SourceBookmark) {
        let is_carried = |above: &&u32| self.carried.contains(*above);
        let above = own.above.iter().filter(is_carried).count() as u16;
        self.carried.insert(own.number);
        let bookmark = Bookmark {
            title: own.title.clone(),
            page,
            y: own.y,
            below: Vec::new(),
        };
        let level = (self.told + 1 + above).min(DEEPEST_OF_SOURCE);
        self.of_sources.push((self.told, level, bookmark));
    }

    /// Headings and the sources' own bookmarks in one list, page by page. What is both is told once.
    fn all_bookmarks(self) -> Vec<(u16, Bookmark)> {
        let mut all: Vec<(u16, Bookmark)> = Vec::with_capacity(self.bookmarks.len());
        let mut headings = self.bookmarks.into_iter().peekable();
        let mut page_start = 0;
        let mut of_sources = self.of_sources;
        of_sources.sort_by_key(|(.., own)| own.page);
        for (below, level, own) in of_sources {
            while let Some((heading_level, heading)) =
                headings.next_if(|(_, heading)| heading.page <= own.page)
            {
                if all.last().is_none_or(|(_, last)| last.page != heading.page) {
                    page_start = all.len();
                }
                all.push((heading_level, heading));
            }
            if all.last().is_none_or(|(_, last)| last.page != own.page) {
                page_start = all.len();
            }
            let of_page = &mut all[page_start..];
            let same = of_page.iter_mut().find(|(heading_level, heading)| {
                *heading_level > below && is_same_title(&heading.title, &own.title)
            });
            if let Some((heading_level, _)) = same {
                *heading_level = level;
                continue;
            }
            let after = of_page.iter().position(|(heading_level, heading)| {
                *heading_level > below && heading.y > own.y + 1.0
            });
            let at = page_start + after.unwrap_or(of_page.len());
            all.insert(at, (level, own));
        }
        all.extend(headings);
        all
    }

    /// The file's table of contents.
    pub(super) fn bookmarks(self) -> Vec<Bookmark> {
        let mut upper: Vec<Bookmark> = Vec::new();
        for (level, bookmark) in self.all_bookmarks() {
            let mut list = &mut upper;
            for _ in 1..level {
                if list.is_empty() {
                    break;
                }
                let last = list.len() - 1;
                list = &mut list[last].below;
            }
            list.push(bookmark);
        }
        if upper.is_empty() {
            upper.push(Bookmark {
                title: "Side 1".to_owned(),
                ..Bookmark::default()
            });
        }
        grouped(upper)
    }
}

/// More than this under each other are neither found by eye nor followed by every reader.
const MOST_SIBLINGS: usize = 100;
const LONGEST_END: usize = 40;

/// Bookmarks no more than so many under each other: further ones lie under their first and last.
fn grouped(list: Vec<Bookmark>) -> Vec<Bookmark> {
    let mut list: Vec<Bookmark> = list
        .into_iter()
        .map(|own| Bookmark {
            below: grouped(own.below),
            ..own
        })
        .collect();
    while list.len() > MOST_SIBLINGS {
        let mut groups = Vec::with_capacity(list.len() / MOST_SIBLINGS + 1);
        let mut rest = list.into_iter().peekable();
        while rest.peek().is_some() {
            let below: Vec<Bookmark> = rest.by_ref().take(MOST_SIBLINGS).collect();
            let end = |own: Option<&Bookmark>| -> String {
                own.map_or("", |own| own.title.as_str())
                    .chars()
                    .take(LONGEST_END)
                    .collect()
            };
            groups.push(Bookmark {
                title: format!("{} – {}", end(below.first()), end(below.last())),
                page: below[0].page,
                y: below[0].y,
                below,
            });
        }
        list = groups;
    }
    list
}

fn is_same_title(one: &str, other: &str) -> bool {
    let bare = |text: &str| -> String {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    bare(one) == bare(other)
}

/// Told only where it is more than one.
fn span(cells: u32) -> Option<NonZeroU32> {
    NonZeroU32::new(cells).filter(|cells| cells.get() > 1)
}
