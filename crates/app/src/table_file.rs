//! A list as a file for a spreadsheet. Rows are written as they come, so that a long list costs no more memory
//! than the file it becomes.

mod csv;
mod words;
mod xlsx;

use std::io;

use chrono::NaiveDate;

use csv::CsvTable;
pub(crate) use words::Words;
use xlsx::XlsxTable;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) header: String,
    /// In letters of the ordinary font.
    pub(crate) width: u16,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Day(NaiveDate),
    Number(i64),
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn optional(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

pub(crate) enum TableFile {
    Csv(CsvTable),
    Xlsx(Box<XlsxTable>),
}

impl TableFile {
    pub(crate) fn csv(columns: &[Column]) -> Self {
        Self::Csv(CsvTable::begin(columns))
    }

    /// `sheet` is what the sheet is called on its tab.
    pub(crate) fn xlsx(sheet: &str, columns: &[Column]) -> io::Result<Self> {
        Ok(Self::Xlsx(Box::new(XlsxTable::begin(sheet, columns)?)))
    }

    pub(crate) fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        match self {
            Self::Csv(table) => {
                table.row(cells);
                Ok(())
            }
            Self::Xlsx(table) => table.row(cells),
        }
    }

    pub(crate) fn finish(self) -> io::Result<Vec<u8>> {
        match self {
            Self::Csv(table) => Ok(table.finish()),
            Self::Xlsx(table) => table.finish(),
        }
    }
}

/// A spreadsheet takes what begins so for a formula, and a formula can fetch and send.
fn looks_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}
