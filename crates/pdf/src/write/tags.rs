use std::num::NonZeroU16;

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagTree};

use crate::read::{Block, Line};

/// The levels of a document's headings, and its bookmarks.
#[derive(Default)]
pub(super) struct Headings {
    /// Sizes of the headings that the next one may stand under.
    open: Vec<f64>,
    bookmarks: Vec<(String, usize, f32)>,
}

const LONGEST_BOOKMARK: usize = 120;

impl Headings {
    /// No level is ever skipped on the way down.
    fn level(&mut self, size: f64) -> NonZeroU16 {
        while self.open.last().is_some_and(|open| size > open * 0.97) {
            self.open.pop();
        }
        if self.open.len() < 6 {
            self.open.push(size);
        }
        NonZeroU16::new(self.open.len() as u16).unwrap_or(NonZeroU16::MIN)
    }

    pub(super) fn outline(&self) -> Outline {
        let mut outline = Outline::new();
        let first = [("Side 1".to_owned(), 0, 0.0)];
        let bookmarks = if self.bookmarks.is_empty() {
            &first[..]
        } else {
            &self.bookmarks
        };
        for (text, page, y) in bookmarks {
            let place = XyzDestination::new(*page, Point::from_xy(0.0, *y));
            outline.push_child(OutlineNode::new(text.clone(), place));
        }
        outline
    }
}

/// Puts a page's blocks into the tree. `pieces` holds what was drawn of each line; figures come last on their page.
pub(super) fn add_page(
    tree: &mut TagTree,
    headings: &mut Headings,
    page: usize,
    lines: &[Line],
    blocks: &[Block],
    pieces: &mut [Vec<Identifier>],
    figures: Vec<Identifier>,
) {
    let mut list: Option<TagGroup> = None;
    for block in blocks {
        if !matches!(block, Block::ListItem(_))
            && let Some(list) = list.take()
        {
            tree.push(list);
        }
        match block {
            Block::Paragraph(own) => {
                push(tree, TagGroup::new(Tag::P), take(own, pieces));
            }
            Block::Heading { lines: own, size } => {
                let taken = take(own, pieces);
                if taken.is_empty() {
                    continue;
                }
                let text: Vec<String> = own.iter().map(|line| lines[*line].text()).collect();
                let text: String = text.join(" ").chars().take(LONGEST_BOOKMARK).collect();
                let level = headings.level(*size);
                if level.get() == 1 && !text.trim().is_empty() {
                    let y = lines[own[0]].area.y0 as f32;
                    headings.bookmarks.push((text.clone(), page, y));
                }
                push(tree, TagGroup::new(Tag::Hn(level, Some(text))), taken);
            }
            Block::ListItem(own) => {
                let taken = take(own, pieces);
                if taken.is_empty() {
                    continue;
                }
                let mut body = TagGroup::new(Tag::LBody);
                taken.into_iter().for_each(|piece| body.push(piece));
                let mut item = TagGroup::new(Tag::LI);
                item.push(body);
                list.get_or_insert_with(|| TagGroup::new(Tag::L(ListNumbering::None)))
                    .push(item);
            }
            Block::Table(rows) => add_table(tree, rows, pieces),
        }
    }
    if let Some(list) = list {
        tree.push(list);
    }
    for figure in figures {
        let mut group = TagGroup::new(Tag::Figure(Some(UNDESCRIBED.to_owned())));
        group.push(figure);
        tree.push(group);
    }
}

/// Said of a picture until somebody has described it.
pub(super) const UNDESCRIBED: &str = "Billede uden beskrivelse";

/// A table only where every cell has something in it: rows of unequal length are worse than none.
fn add_table(tree: &mut TagTree, rows: &[Vec<Vec<usize>>], pieces: &mut [Vec<Identifier>]) {
    let is_full = rows
        .iter()
        .flatten()
        .all(|cell| cell.iter().any(|line| !pieces[*line].is_empty()));
    if !is_full {
        for cell in rows.iter().flatten() {
            push(tree, TagGroup::new(Tag::P), take(cell, pieces));
        }
        return;
    }
    let mut table = TagGroup::new(Tag::Table);
    for (index, row) in rows.iter().enumerate() {
        let mut group = TagGroup::new(Tag::TR);
        for cell in row {
            let mut tag = if index == 0 {
                TagGroup::new(Tag::TH(TableHeaderScope::Column))
            } else {
                TagGroup::new(Tag::TD)
            };
            take(cell, pieces)
                .into_iter()
                .for_each(|piece| tag.push(piece));
            group.push(tag);
        }
        table.push(group);
    }
    tree.push(table);
}

fn take(own: &[usize], pieces: &mut [Vec<Identifier>]) -> Vec<Identifier> {
    own.iter()
        .flat_map(|line| std::mem::take(&mut pieces[*line]))
        .collect()
}

fn push(tree: &mut TagTree, mut group: TagGroup, taken: Vec<Identifier>) {
    if !taken.is_empty() {
        taken.into_iter().for_each(|piece| group.push(piece));
        tree.push(group);
    }
}
