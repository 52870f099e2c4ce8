//! The cells of one sheet, row by row. A sheet may have a million rows: nothing is kept of those that are seen.

use std::collections::BTreeMap;

use super::super::gathered::Gathered;
use super::super::look::unseen;
use super::super::package::Package;
use super::super::xml::{Element, Piece, Pieces};
use super::book::Sheet;
use super::places;
use super::strings::Strings;
use super::styles::Styles;
use crate::read::Unreadable;
use crate::{Found, HiddenKind};

pub(super) fn read(
    package: &mut Package<'_>,
    sheet: &Sheet,
    strings: &Strings,
    styles: &Styles,
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    let Some(text) = package.text(&sheet.part)? else {
        return Ok(());
    };
    let mut walk = Walk::new(sheet, strings, styles, found);
    // What hides rows is said after the rows.
    walk.has_filter = text.contains("filterColumn");
    let mut pieces = Pieces::of(&text);
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Opens(element) => walk.open(&element),
            Piece::Text(text) => walk.text(&text),
            Piece::Closes(name) => walk.close(&name),
        }
    }
    walk.end();
    drawings(package, sheet, found)
}

struct Walk<'w, 'f> {
    sheet: &'w Sheet,
    strings: &'w Strings,
    styles: &'w Styles,
    found: &'w mut Found<'f>,
    /// From, to, and what stands in them.
    hidden_columns: Vec<(u32, u32, Gathered)>,
    has_filter: bool,
    rows_are_hidden: bool,
    row: u32,
    column: u32,
    row_is_hidden: bool,
    /// The run of hidden rows that is open: first, last, how many.
    hidden_rows: Option<(u32, u32)>,
    in_hidden_rows: Gathered,
    /// All of a hidden sheet.
    all: Gathered,
    line: String,
    cell: Cell,
    into: Into,
    unseen: BTreeMap<HiddenKind, Unseen>,
    validation: Option<(String, String)>,
}

/// Cells that cannot be seen in one way.
struct Unseen {
    first: String,
    count: u32,
    text: Gathered,
}

#[derive(Default)]
struct Cell {
    kind: String,
    style: usize,
    value: String,
}

#[derive(PartialEq)]
enum Into {
    Nowhere,
    Cell,
    Validation,
}

const LONGEST_CELL: usize = 40_000;
const COLUMN_RUNS_AT_MOST: usize = 2_000;

impl<'w, 'f> Walk<'w, 'f> {
    fn new(
        sheet: &'w Sheet,
        strings: &'w Strings,
        styles: &'w Styles,
        found: &'w mut Found<'f>,
    ) -> Self {
        let most = found.limits.kept_text;
        Self {
            sheet,
            strings,
            styles,
            found,
            hidden_columns: Vec::new(),
            has_filter: false,
            rows_are_hidden: false,
            row: 0,
            column: 0,
            row_is_hidden: false,
            hidden_rows: None,
            in_hidden_rows: Gathered::new(most),
            all: Gathered::new(most),
            line: String::new(),
            cell: Cell::default(),
            into: Into::Nowhere,
            unseen: BTreeMap::new(),
            validation: None,
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "sheetFormatPr" => self.rows_are_hidden = element.is_on("zeroHeight"),
            "col" => self.column_said(element),
            "row" => self.begin_row(element),
            "c" => self.begin_cell(element),
            "v" | "t" => self.into = Into::Cell,
            // How to say a word aloud in Japanese.
            "rPh" | "f" => self.into = Into::Nowhere,
            "dataValidation" if element.get("type").as_deref() == Some("list") => {
                let cells = element.get("sqref").unwrap_or_default();
                self.validation = Some((cells, String::new()));
            }
            "formula1" if self.validation.is_some() => self.into = Into::Validation,
            _ => {}
        }
    }

    fn column_said(&mut self, element: &Element<'_>) {
        let is_hidden = element.is_on("hidden")
            || element
                .get("width")
                .and_then(|width| width.parse::<f64>().ok())
                .is_some_and(|width| width < 0.2);
        let number = |name| element.number(name).and_then(|at| u32::try_from(at).ok());
        let (Some(first), Some(last)) = (number("min"), number("max")) else {
            return;
        };
        if !is_hidden || first > last {
            return;
        }
        if let Some((_, end, _)) = self.hidden_columns.last_mut()
            && end.checked_add(1) == Some(first)
        {
            *end = last;
        } else if self.hidden_columns.len() < COLUMN_RUNS_AT_MOST {
            let text = Gathered::new(self.found.limits.kept_text);
            self.hidden_columns.push((first, last, text));
        }
    }

    fn begin_row(&mut self, element: &Element<'_>) {
        self.row = element
            .number("r")
            .and_then(|row| u32::try_from(row).ok())
            .unwrap_or(self.row.saturating_add(1));
        self.column = 0;
        self.line.clear();
        let is_flat = element
            .get("ht")
            .and_then(|height| height.parse::<f64>().ok())
            .is_some_and(|height| height < 0.5);
        self.row_is_hidden = match element.get("hidden") {
            Some(_) => element.is_on("hidden"),
            None => is_flat || self.rows_are_hidden && element.get("ht").is_none(),
        };
        let follows = self
            .hidden_rows
            .is_some_and(|(_, last)| last.checked_add(1) == Some(self.row));
        if !(self.row_is_hidden && follows) {
            self.end_hidden_rows();
        }
        if self.row_is_hidden {
            let first = self.hidden_rows.map_or(self.row, |(first, _)| first);
            self.hidden_rows = Some((first, self.row));
        }
    }

    fn begin_cell(&mut self, element: &Element<'_>) {
        let said = element.get("r").and_then(|place| places::cell(&place));
        self.column = said.map_or(self.column.saturating_add(1), |(column, _)| column);
        self.cell.kind.clear();
        self.cell
            .kind
            .push_str(&element.get("t").unwrap_or_default());
        self.cell.style = element
            .number("s")
            .and_then(|style| usize::try_from(style).ok())
            .unwrap_or_default();
        self.cell.value.clear();
    }

    fn text(&mut self, text: &str) {
        match self.into {
            Into::Cell if self.cell.value.len() < LONGEST_CELL => self.cell.value.push_str(text),
            Into::Validation => {
                if let Some((_, choices)) = &mut self.validation
                    && choices.len() < LONGEST_CELL
                {
                    choices.push_str(text);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "v" | "t" | "formula1" => self.into = Into::Nowhere,
            "c" => self.end_cell(),
            "row" => self.end_row(),
            "dataValidation" => self.end_validation(),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let shared = (self.cell.kind == "s")
            .then(|| self.cell.value.trim().parse::<usize>().ok())
            .flatten();
        let value = match shared {
            Some(at) => self.strings.get(at),
            None => match (self.cell.kind.as_str(), self.cell.value.as_str()) {
                ("b", "1") => "SAND",
                ("b", "0") => "FALSK",
                (_, value) => value,
            },
        };
        if value.trim().is_empty() {
            return;
        }
        if self.row_is_hidden || self.sheet.is_hidden {
            if self.line.len() < LONGEST_CELL {
                if !self.line.is_empty() {
                    self.line.push('\t');
                }
                self.line.push_str(value);
            }
            return;
        }
        let column = self.column;
        let hidden = self
            .hidden_columns
            .iter_mut()
            .find(|(first, last, _)| (*first..=*last).contains(&column));
        if let Some((_, _, text)) = hidden {
            text.line(&format!("{}{}: {value}", places::letters(column), self.row));
            return;
        }
        let look = self.styles.look(self.cell.style);
        let kind = if look.shows_nothing {
            Some(HiddenKind::HiddenText)
        } else {
            unseen(look.text, look.ground)
        };
        if let Some(kind) = kind {
            let value = value.to_owned();
            self.cannot_be_seen(kind, &value);
        } else if let Some(at) = shared {
            let parts: Vec<(HiddenKind, String)> = self
                .strings
                .coloured(at)
                .filter_map(|(colour, text)| Some((unseen(colour, look.ground)?, text.to_owned())))
                .collect();
            for (kind, text) in parts {
                self.cannot_be_seen(kind, &text);
            }
        }
    }

    fn cannot_be_seen(&mut self, kind: HiddenKind, value: &str) {
        let place = format!("{}{}", places::letters(self.column), self.row);
        let most = self.found.limits.kept_text;
        let unseen = self.unseen.entry(kind).or_insert_with(|| Unseen {
            first: place.clone(),
            count: 0,
            text: Gathered::new(most),
        });
        unseen.count = unseen.count.saturating_add(1);
        unseen.text.line(&format!("{place}: {value}"));
    }

    fn end_row(&mut self) {
        let line = std::mem::take(&mut self.line);
        if self.sheet.is_hidden {
            self.all.line(&line);
        } else if self.row_is_hidden {
            self.in_hidden_rows.line(&line);
        }
        self.line = line;
        self.line.clear();
    }

    /// Rows that are hidden and empty hide nothing.
    fn end_hidden_rows(&mut self) {
        let Some((first, last)) = self.hidden_rows.take() else {
            return;
        };
        if self.sheet.is_hidden || self.in_hidden_rows.is_blank() {
            self.in_hidden_rows.take();
            return;
        }
        let mut place = places::rows(&self.sheet.name, first, last);
        if self.has_filter {
            place.push_str(", skjult af et filter");
        }
        let text = self.in_hidden_rows.take();
        let count = last.saturating_sub(first).saturating_add(1);
        self.found
            .hide(HiddenKind::HiddenRows, &place, &text, count);
    }

    /// A choice that refers to cells shows what stands in them.
    fn end_validation(&mut self) {
        let Some((cells, choices)) = self.validation.take() else {
            return;
        };
        let choices = choices.trim();
        if let Some(list) = choices
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
        {
            let place = format!("{}, celle {cells}", self.sheet.name);
            self.found
                .hide(HiddenKind::ChoiceList, &place, &list.replace(',', "; "), 1);
        }
    }

    fn end(mut self) {
        self.end_hidden_rows();
        if self.sheet.is_hidden {
            let place = if self.sheet.is_very_hidden {
                format!(
                    "{}, skjult så Excel ikke tilbyder at vise det",
                    self.sheet.name
                )
            } else {
                self.sheet.name.clone()
            };
            let text = self.all.take();
            self.found.hide(HiddenKind::HiddenSheet, &place, &text, 1);
            return;
        }
        for (first, last, mut text) in std::mem::take(&mut self.hidden_columns) {
            if !text.is_blank() {
                let place = places::columns(&self.sheet.name, first, last);
                let count = last.saturating_sub(first).saturating_add(1);
                self.found
                    .hide(HiddenKind::HiddenColumns, &place, &text.take(), count);
            }
        }
        for (kind, mut unseen) in std::mem::take(&mut self.unseen) {
            let place = if unseen.count == 1 {
                format!("{}, celle {}", self.sheet.name, unseen.first)
            } else {
                format!(
                    "{}, {} celler fra {}",
                    self.sheet.name, unseen.count, unseen.first
                )
            };
            self.found
                .hide(kind, &place, &unseen.text.take(), unseen.count);
        }
    }
}

/// Boxes and pictures that lie on the sheet.
fn drawings(
    package: &mut Package<'_>,
    sheet: &Sheet,
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    let Some(part) = package.related(&sheet.part, "drawing")? else {
        return Ok(());
    };
    let Some(text) = package.text(&part)? else {
        return Ok(());
    };
    let mut is_hidden = false;
    let mut pieces = Pieces::of(&text);
    while let Some(piece) = pieces.next()? {
        let Piece::Opens(element) = piece else {
            continue;
        };
        match element.name() {
            "cNvPr" => {
                is_hidden = element.is_on("hidden");
                let described = element.get("descr").unwrap_or_default();
                if !described.trim().is_empty() {
                    found.hide(HiddenKind::Description, &sheet.name, described.trim(), 1);
                }
            }
            "txBody" => {
                let text = pieces.text_within(found.limits.kept_text)?;
                if is_hidden && !text.is_empty() {
                    let place = format!("{}, skjult tekstboks", sheet.name);
                    found.hide(HiddenKind::HiddenText, &place, &text, 1);
                }
            }
            "srcRect" => {
                let cut = super::super::word::cut_away(&element);
                if !cut.is_empty() {
                    found.hide(HiddenKind::CroppedPicture, &sheet.name, &cut, 1);
                }
            }
            _ => {}
        }
    }
    Ok(())
}
