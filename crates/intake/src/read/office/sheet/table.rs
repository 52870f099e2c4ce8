//! The first sheet in view as a table of texts: a list that somebody made in a spreadsheet. Days are told as days.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::super::package::Package;
use super::super::xml::{Piece, Pieces};
use super::book::Book;
use super::strings::Strings;
use crate::read::Unreadable;
use crate::{TableRow, WhyUnreadable};

/// More than any list of files that a person makes; what is beyond is not read, and the row that says so is one more.
const MOST_ROWS: usize = 5_001;
const MOST_COLUMNS: usize = 50;
const LONGEST_CELL: usize = 2_000;
const MOST_FORMATS: usize = 10_000;

pub(in crate::read::office) fn read(
    package: &mut Package<'_>,
) -> Result<Vec<TableRow>, Unreadable> {
    let main = package
        .related("", "officeDocument")?
        .unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let strings = match package.related(&main, "sharedStrings")? {
        Some(part) => Strings::read(package.text(&part)?.as_deref().unwrap_or_default())?,
        None => Strings::default(),
    };
    let days = match package.related(&main, "styles")? {
        Some(part) => Days1900::read(package.text(&part)?.as_deref().unwrap_or_default())?,
        None => Days1900::default(),
    };
    let is_from_1904 = counts_from_1904(package.text(&main)?.as_deref().unwrap_or_default())?;
    let book = Book::read(package, &main)?;
    let sheet = book.sheets.iter().find(|sheet| !sheet.is_hidden);
    let Some(sheet) = sheet else {
        return Err(WhyUnreadable::Damaged.into());
    };
    let Some(text) = package.text(&sheet.part)? else {
        return Err(WhyUnreadable::Damaged.into());
    };
    Sheet {
        strings,
        days,
        is_from_1904,
    }
    .rows(&text)
}

struct Sheet {
    strings: Strings,
    days: Days1900,
    is_from_1904: bool,
}

/// A cell as far as it is read.
#[derive(Default)]
struct Cell {
    column: Option<usize>,
    kind: String,
    style: usize,
    value: String,
}

impl Sheet {
    fn rows(&self, untrusted: &str) -> Result<Vec<TableRow>, Unreadable> {
        let mut rows: Vec<TableRow> = Vec::new();
        let mut pieces = Pieces::of(untrusted);
        let (mut number, mut cells) = (0_u32, Vec::<String>::new());
        let mut cell = Cell::default();
        let mut is_in_value = false;
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Opens(element) => match element.name() {
                    "row" => {
                        let said = element.number("r").and_then(|row| u32::try_from(row).ok());
                        number = said.unwrap_or(number + 1);
                        cells.clear();
                    }
                    "c" => {
                        cell = Cell {
                            column: element.get("r").as_deref().and_then(column),
                            kind: element.get("t").unwrap_or_default(),
                            style: element
                                .number("s")
                                .and_then(|style| usize::try_from(style).ok())
                                .unwrap_or_default(),
                            value: String::new(),
                        };
                    }
                    "v" | "t" => is_in_value = true,
                    _ => {}
                },
                Piece::Text(text) if is_in_value && cell.value.len() < LONGEST_CELL * 4 => {
                    cell.value.push_str(&text);
                }
                Piece::Text(_) => {}
                Piece::Closes(name) => match &*name {
                    "v" | "t" => is_in_value = false,
                    "c" => {
                        // A cell that does not say where it is stands after the one before.
                        let at = cell.column.unwrap_or(cells.len());
                        if at < MOST_COLUMNS {
                            cells.resize(cells.len().max(at + 1), String::new());
                            cells[at] = self.text(&cell);
                        }
                    }
                    "row" => {
                        if cells.iter().any(|cell| !cell.is_empty()) {
                            let cells = std::mem::take(&mut cells);
                            rows.push(TableRow { number, cells });
                        }
                        if rows.len() > MOST_ROWS {
                            return Ok(rows);
                        }
                    }
                    "sheetData" => return Ok(rows),
                    _ => {}
                },
            }
        }
        Ok(rows)
    }

    fn text(&self, cell: &Cell) -> String {
        let value = cell.value.trim();
        let text = match cell.kind.as_str() {
            "s" => value
                .parse()
                .map(|at| self.strings.get(at))
                .unwrap_or_default(),
            // What a formula could not work out is no text of anybody's.
            "e" => "",
            "" | "n" if self.days.is_day(cell.style) => {
                return self.day(value).unwrap_or_else(|| value.to_owned());
            }
            _ => value,
        };
        text.trim().chars().take(LONGEST_CELL).collect()
    }

    /// The day that a number of days counts to: `2026-11-21`.
    fn day(&self, value: &str) -> Option<String> {
        let counted: f64 = value.parse().ok()?;
        if !(1.0..2_958_466.0).contains(&counted) {
            return None;
        }
        let whole = counted as u64;
        let (first, days) = match self.is_from_1904 {
            true => (NaiveDate::from_ymd_opt(1904, 1, 1)?, whole),
            // As if 1900 were a leap year: Lotus 1-2-3 counted so, and all do since.
            false if whole < 60 => (NaiveDate::from_ymd_opt(1899, 12, 31)?, whole),
            false => (NaiveDate::from_ymd_opt(1899, 12, 30)?, whole),
        };
        Some(first.checked_add_days(Days::new(days))?.to_string())
    }
}

/// `B7` is in the second column.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let mut number = 0_usize;
    for letter in letters.take(4) {
        number = number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    number.checked_sub(1)
}

fn counts_from_1904(workbook: &str) -> Result<bool, Unreadable> {
    let mut pieces = Pieces::of(workbook);
    while let Some(piece) = pieces.next()? {
        if let Piece::Opens(element) = piece
            && element.name() == "workbookPr"
        {
            return Ok(element.is_on("date1904"));
        }
    }
    Ok(false)
}

/// Which of the styles of cells show their number as a day.
#[derive(Default)]
struct Days1900(Vec<bool>);

impl Days1900 {
    fn read(untrusted: &str) -> Result<Self, Unreadable> {
        let mut named: HashMap<i64, bool> = HashMap::new();
        let mut styles = Vec::new();
        let mut is_in_styles = false;
        let mut pieces = Pieces::of(untrusted);
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Opens(element) => match element.name() {
                    "numFmt" if named.len() < MOST_FORMATS => {
                        let code = element.get("formatCode").unwrap_or_default();
                        named.insert(element.number("numFmtId").unwrap_or(-1), shows_day(&code));
                    }
                    "cellXfs" => is_in_styles = true,
                    "xf" if is_in_styles && styles.len() < MOST_FORMATS => {
                        let format = element.number("numFmtId").unwrap_or_default();
                        let is_named = named.get(&format).copied();
                        // Those that every program knows without being told.
                        let is_known =
                            matches!(format, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58);
                        styles.push(is_named.unwrap_or(is_known));
                    }
                    _ => {}
                },
                Piece::Closes(name) if &*name == "cellXfs" => is_in_styles = false,
                _ => {}
            }
        }
        Ok(Self(styles))
    }

    fn is_day(&self, style: usize) -> bool {
        self.0.get(style).copied().unwrap_or_default()
    }
}

/// A format with a day or a year in it, outside what stands there word for word.
fn shows_day(code: &str) -> bool {
    let (mut is_quoted, mut is_in_brackets, mut is_escaped) = (false, false, false);
    for sign in code.chars() {
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match sign {
            '"' => is_quoted = !is_quoted,
            '\\' => is_escaped = true,
            '[' if !is_quoted => is_in_brackets = true,
            ']' => is_in_brackets = false,
            'd' | 'D' | 'y' | 'Y' if !is_quoted && !is_in_brackets => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_with_a_day_or_a_year_shows_a_day() {
        let check = |code: &str, expected: bool| assert_eq!(shows_day(code), expected, "{code}");
        check("dd-mm-yyyy", true);
        check("yyyy\\-mm\\-dd", true);
        check("[$-406]d. mmmm yyyy;@", true);
        check("0.00", false);
        check("#,##0 \"dage\"", false);
        check("[Red]0", false);
        check("hh:mm", false);
    }

    #[test]
    fn a_place_says_its_column() {
        let check = |place: &str, expected: Option<usize>| assert_eq!(column(place), expected);
        check("A1", Some(0));
        check("b7", Some(1));
        check("AA10", Some(26));
        check("7", None);
    }

    #[test]
    fn a_number_of_days_is_a_day() {
        let sheet = |is_from_1904| Sheet {
            strings: Strings::default(),
            days: Days1900::default(),
            is_from_1904,
        };
        let check = |from_1904: bool, value: &str, expected: Option<&str>| {
            assert_eq!(sheet(from_1904).day(value).as_deref(), expected, "{value}");
        };
        check(false, "46090", Some("2026-03-09"));
        check(false, "46090.75", Some("2026-03-09"));
        check(false, "1", Some("1900-01-01"));
        check(false, "61", Some("1900-03-01"));
        check(true, "44628", Some("2026-03-09"));
        check(false, "-3", None);
        check(false, "1e300", None);
        check(false, "i går", None);
    }
}
