//! What each thing drawn on a page is to somebody who does not see it. Made before the page is drawn, because
//! what is drawn must be told while it is drawn.

mod grid;
pub(super) mod layout;
mod pages;
mod running;
mod tagged;
mod words;

use std::collections::HashMap;

use krilla::tagging::{ArtifactType, ListNumbering};
use kurbo::Rect;

pub(super) use pages::plan_pages;

use super::join::Target;

#[derive(Clone, Default)]
pub(crate) struct PagePlan {
    /// By its place in the order of painting: the leaf a glyph belongs to, and its word on the page.
    pub(crate) glyphs: HashMap<u32, (LeafId, u32)>,
    /// By its place among the pictures of the page. Those that are not here show nothing that is told.
    pub(crate) pictures: HashMap<u32, LeafId>,
    pub(crate) leaves: Vec<Leaf>,
    pub(crate) elements: Vec<Element>,
    pub(crate) links: Vec<Link>,
    /// Its first element goes on with the last one of the page before.
    pub(crate) begins_midway: bool,
    /// Its last element may go on on the next page.
    pub(crate) ends_midway: bool,
    /// The source's first and last element on the page, by their numbers in its tree.
    pub(crate) source_ends: Option<(usize, usize)>,
}

pub(crate) type LeafId = usize;

/// What is told as one piece.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Leaf {
    Text,
    Figure,
    /// Not told at all: the reader has heard it, or it is no part of what is said.
    Artifact(ArtifactType),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Element {
    pub(crate) role: Role,
    pub(crate) children: Vec<Child>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Child {
    Leaf(LeafId),
    Element(Element),
    /// One of the page's links, around what it is on.
    Link(usize, Vec<LeafId>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Role {
    Paragraph,
    Heading(Heading),
    List(ListNumbering),
    Item,
    Label,
    Body,
    Table,
    Row,
    Head(HeadOf, Spans),
    Cell(Spans),
    /// With its description, where there is one.
    Figure(Option<String>),
    Note,
    /// Things that belong together, and no more is known of them.
    Group,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeadOf {
    Column,
    Row,
}

/// Columns and rows that a cell reaches over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spans {
    pub(crate) columns: u32,
    pub(crate) rows: u32,
}

pub(crate) const ONE_CELL: Spans = Spans {
    columns: 1,
    rows: 1,
};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Heading {
    pub(crate) level: Level,
    pub(crate) text: String,
    /// From the top of the page, where a bookmark leads.
    pub(crate) y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Level {
    /// Known by whoever made the page.
    Told(u8),
    /// As the source says, below what was told by us.
    OfSource(u8),
    /// The size its letters are set in; the level comes out when the other headings are known.
    BySize(f64),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    pub(crate) areas: Vec<Rect>,
    pub(crate) to: LinkTo,
    /// What it is called by who does not see it.
    pub(crate) said: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LinkTo {
    Address(String),
    Place(Target),
    /// So many pages on in the same file, or back.
    Away(i64),
}

impl PagePlan {
    /// Everything that is told must hang somewhere in the tree; what does not is told last.
    pub(crate) fn adopt_orphans(&mut self) {
        fn mark(element: &Element, seen: &mut [bool]) {
            for child in &element.children {
                match child {
                    Child::Leaf(leaf) => seen[*leaf] = true,
                    Child::Element(inner) => mark(inner, seen),
                    Child::Link(_, leaves) => leaves.iter().for_each(|leaf| seen[*leaf] = true),
                }
            }
        }
        let mut seen = vec![false; self.leaves.len()];
        self.elements
            .iter()
            .for_each(|element| mark(element, &mut seen));
        for (leaf, kind) in self.leaves.iter().enumerate() {
            let role = match kind {
                Leaf::Text => Role::Paragraph,
                Leaf::Figure => Role::Figure(None),
                Leaf::Artifact(_) => continue,
            };
            if !seen[leaf] {
                self.elements.push(Element::of_leaves(role, [leaf]));
            }
        }
    }

    pub(crate) fn leaf(&mut self, leaf: Leaf) -> LeafId {
        self.leaves.push(leaf);
        self.leaves.len() - 1
    }
}

impl Element {
    pub(crate) fn new(role: Role, children: Vec<Child>) -> Self {
        Self { role, children }
    }

    pub(crate) fn of_leaves(role: Role, leaves: impl IntoIterator<Item = LeafId>) -> Self {
        Self::new(role, leaves.into_iter().map(Child::Leaf).collect())
    }
}
