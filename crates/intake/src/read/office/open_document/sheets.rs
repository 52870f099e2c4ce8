//! The tables of a spreadsheet: what is hidden of them.

use super::super::gathered::Gathered;
use crate::{Found, HiddenKind};

pub(super) struct Table {
    name: String,
    is_hidden: bool,
    /// What another file's sheet held when it was last asked.
    is_fetched: bool,
    all: Gathered,
    /// From, to, and what stands in them.
    hidden_columns: Vec<(u32, u32, Gathered)>,
    columns_said: u32,
    row: u32,
    rows_repeated: u32,
    row_is_hidden: bool,
    is_filtered: bool,
    hidden_rows: Option<(u32, u32)>,
    in_hidden_rows: Gathered,
    line: String,
    column: u32,
    cells_repeated: u32,
    cell: String,
}

const LONGEST_LINE: usize = 40_000;
const COLUMN_RUNS_AT_MOST: usize = 2_000;

impl Table {
    pub(super) fn new(name: String, is_hidden: bool, most: usize) -> Self {
        Self {
            name,
            is_hidden,
            is_fetched: false,
            all: Gathered::new(most),
            hidden_columns: Vec::new(),
            columns_said: 0,
            row: 0,
            rows_repeated: 1,
            row_is_hidden: false,
            is_filtered: false,
            hidden_rows: None,
            in_hidden_rows: Gathered::new(most),
            line: String::new(),
            column: 0,
            cells_repeated: 1,
            cell: String::new(),
        }
    }

    pub(super) fn is_fetched(&mut self) {
        self.is_fetched = true;
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn columns(&mut self, is_hidden: bool, repeated: u32, most: usize) {
        let first = self.columns_said.saturating_add(1);
        self.columns_said = self.columns_said.saturating_add(repeated);
        if !is_hidden {
            return;
        }
        let last = self.columns_said;
        if let Some((_, end, _)) = self.hidden_columns.last_mut()
            && end.checked_add(1) == Some(first)
        {
            *end = last;
        } else if self.hidden_columns.len() < COLUMN_RUNS_AT_MOST {
            self.hidden_columns.push((first, last, Gathered::new(most)));
        }
    }

    pub(super) fn begin_row(&mut self, visibility: &str, repeated: u32, found: &mut Found<'_>) {
        let first = self.row.saturating_add(1);
        self.row = self.row.saturating_add(repeated);
        self.rows_repeated = repeated;
        self.column = 0;
        self.line.clear();
        self.row_is_hidden = matches!(visibility, "collapse" | "filter");
        let follows = self
            .hidden_rows
            .is_some_and(|(_, last)| last.checked_add(1) == Some(first));
        if !(self.row_is_hidden && follows) {
            self.end_hidden_rows(found);
        }
        if self.row_is_hidden {
            self.is_filtered |= visibility == "filter";
            let start = self.hidden_rows.map_or(first, |(start, _)| start);
            self.hidden_rows = Some((start, self.row));
        }
    }

    pub(super) fn begin_cell(&mut self, repeated: u32) {
        self.cells_repeated = repeated;
        self.column = self.column.saturating_add(1);
        self.cell.clear();
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.cell.len() < LONGEST_LINE {
            self.cell.push_str(text);
        }
    }

    /// Text here is not seen for where it is, whatever it looks like.
    pub(super) fn hides_here(&self) -> bool {
        let column = self.column;
        self.is_hidden
            || self.is_fetched
            || self.row_is_hidden
            || self
                .hidden_columns
                .iter()
                .any(|(first, last, _)| (*first..=*last).contains(&column))
    }

    pub(super) fn place(&self) -> String {
        format!("{}, celle {}{}", self.name, letters(self.column), self.row)
    }

    pub(super) fn end_cell(&mut self) {
        let column = self.column;
        self.column = column.saturating_add(self.cells_repeated.saturating_sub(1));
        let value = self.cell.trim();
        if value.is_empty() {
            return;
        }
        if self.is_hidden || self.is_fetched || self.row_is_hidden {
            if self.line.len() < LONGEST_LINE {
                if !self.line.is_empty() {
                    self.line.push('\t');
                }
                self.line.push_str(value);
            }
            return;
        }
        let (from, to) = (column, self.column);
        let row = self.row;
        if let Some((_, _, text)) = self
            .hidden_columns
            .iter_mut()
            .find(|(first, last, _)| *first <= to && from <= *last)
        {
            text.line(&format!("{}{row}: {value}", letters(column)));
        }
    }

    pub(super) fn end_row(&mut self) {
        if self.line.is_empty() {
            return;
        }
        let line = std::mem::take(&mut self.line);
        if self.is_hidden || self.is_fetched {
            self.all.line(&line);
        } else {
            self.in_hidden_rows.line(&line);
        }
    }

    fn end_hidden_rows(&mut self, found: &mut Found<'_>) {
        let filtered = std::mem::take(&mut self.is_filtered);
        let Some((first, last)) = self.hidden_rows.take() else {
            return;
        };
        let text = self.in_hidden_rows.take();
        if self.is_hidden || self.is_fetched || text.is_empty() {
            return;
        }
        let mut place = if first == last {
            format!("{}, række {first}", self.name)
        } else {
            format!("{}, række {first}–{last}", self.name)
        };
        if filtered {
            place.push_str(", skjult af et filter");
        }
        let count = last.saturating_sub(first).saturating_add(1);
        found.hide(HiddenKind::HiddenRows, &place, &text, count);
    }

    pub(super) fn end(mut self, found: &mut Found<'_>) {
        self.end_hidden_rows(found);
        let text = self.all.take();
        if self.is_fetched {
            if !text.is_empty() {
                let place = format!("hentet fra {}", self.name);
                found.hide(HiddenKind::CustomData, &place, &text, 1);
            }
            return;
        }
        if self.is_hidden {
            found.hide(HiddenKind::HiddenSheet, &self.name, &text, 1);
            return;
        }
        for (first, last, mut text) in std::mem::take(&mut self.hidden_columns) {
            if text.is_blank() {
                continue;
            }
            let place = if first == last {
                format!("{}, kolonne {}", self.name, letters(first))
            } else {
                format!(
                    "{}, kolonne {}–{}",
                    self.name,
                    letters(first),
                    letters(last)
                )
            };
            let count = last.saturating_sub(first).saturating_add(1);
            found.hide(HiddenKind::HiddenColumns, &place, &text.take(), count);
        }
    }
}

fn letters(column: u32) -> String {
    super::super::sheet::letters(column)
}
