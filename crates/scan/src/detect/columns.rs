//! Headings of a table's columns: in rows of cells, what a number is stands above it and not before it.

use crate::lexicon::{Label, label_of};
use crate::text::{Block, Gap, Kind, REACH};

const MOST_COLUMNS: usize = 24;
/// Words of a cell that are looked at for a heading.
const MOST_WORDS: usize = 6;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    headings: [Option<Label>; MOST_COLUMNS],
    /// What parts the cells of the table that is being read.
    parted_by: Option<Parting>,
    row: Row,
    /// Cells of a whole row, less one.
    last_column: usize,
    /// The line before ended within a row, so nobody knows which cell this line begins with.
    broken: bool,
    /// What stands above a list of numbers, one a line.
    list: Option<Label>,
    /// Lines in a row that are no part of the table.
    others: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parting {
    Semicolon,
    Bar,
    Wide,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Row {
    column: usize,
    labels: [Option<Label>; MOST_COLUMNS],
    parted_by: Option<Parting>,
    has_numbers: bool,
}

impl Columns {
    /// Must see every token in turn.
    #[inline]
    pub(crate) fn see(&mut self, block: &Block, at: usize) {
        let token = &block.tokens[at];
        if token.gap >= Gap::Line {
            self.end_row(block, at);
        }
        let parting = match token.kind {
            Kind::Punctuation if token.sign == b';' => Parting::Semicolon,
            Kind::Punctuation if token.sign == b'|' => Parting::Bar,
            Kind::Number => {
                self.row.has_numbers = true;
                if token.gap != Gap::Wide {
                    return;
                }
                Parting::Wide
            }
            _ if token.gap == Gap::Wide => Parting::Wide,
            _ => return,
        };
        self.part(block, at, parting);
    }

    /// The heading above the token that was seen last.
    pub(crate) fn heading(&self) -> Option<Label> {
        if self.row.parted_by.is_none() && self.list.is_some() {
            return self.list;
        }
        if self.broken
            || self.parted_by.is_none()
            || (self.row.parted_by.is_some() && self.row.parted_by != self.parted_by)
        {
            return None;
        }
        *self.headings.get(self.row.column)?
    }

    fn part(&mut self, block: &Block, at: usize, parting: Parting) {
        if *self.row.parted_by.get_or_insert(parting) != parting {
            return;
        }
        self.label_cell(block, at);
        self.row.column += 1;
    }

    /// The cell that ends before `at`.
    fn label_cell(&mut self, block: &Block, at: usize) {
        if self.row.has_numbers || self.parted_by.is_some() && self.row.parted_by == self.parted_by
        {
            return;
        }
        let Some(place) = self.row.labels.get_mut(self.row.column) else {
            return;
        };
        let mut words = 0;
        for index in (at.saturating_sub(REACH)..at).rev() {
            let token = &block.tokens[index];
            match token.kind {
                Kind::Punctuation if matches!(token.sign, b';' | b'|') => break,
                Kind::Word => {
                    if let Some((label, needs_number)) = label_of(token.hash)
                        && label != Label::Filler
                        && (!needs_number || words > 0)
                    {
                        *place = Some(label);
                    }
                    words += 1;
                }
                _ => {}
            }
            if words >= MOST_WORDS || token.gap >= Gap::Wide {
                break;
            }
        }
    }

    /// `cpr-nummer` alone on its line, and below it lines with nothing but a number.
    fn list_above(&self, block: &Block, at: usize) -> Option<Label> {
        const MOST_TOKENS: usize = 6;
        if block.tokens[at].kind != Kind::Number {
            return None;
        }
        let mut label = None;
        let mut words = 0;
        let mut numbers = 0;
        for token in block.tokens[..at].iter().rev().take(MOST_TOKENS) {
            match token.kind {
                Kind::Word => {
                    words += 1;
                    label = match label_of(token.hash) {
                        Some((Label::Filler, _)) => label,
                        Some((one, false)) => Some(one),
                        _ => return None,
                    };
                }
                Kind::Number => numbers += 1,
                Kind::Punctuation if matches!(token.sign, b'-' | b'.' | b':' | b',') => {}
                _ => return None,
            }
            if token.gap >= Gap::Line || token.start == 0 {
                return match (words, numbers) {
                    (0, 1..) => self.list,
                    (1.., 0) => label,
                    _ => None,
                };
            }
        }
        None
    }

    fn end_row(&mut self, block: &Block, at: usize) {
        if self.row.parted_by.is_some() {
            self.label_cell(block, at);
        }
        let row = std::mem::take(&mut self.row);
        let labels = row.labels.iter().flatten().count();
        self.broken = row.column < self.last_column && row.parted_by.is_some();
        self.list = self.list_above(block, at);
        if row.parted_by.is_some() && !row.has_numbers && labels > 0 && row.column > 0 {
            self.headings = row.labels;
            self.last_column = row.column;
            self.broken = false;
            self.parted_by = row.parted_by;
            self.others = 0;
        } else if self.parted_by.is_some() && row.parted_by != self.parted_by {
            self.others += 1;
            if self.others > 2 {
                self.parted_by = None;
            }
        } else {
            self.others = 0;
        }
    }
}
