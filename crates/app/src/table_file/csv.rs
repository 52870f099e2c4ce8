use super::{Cell, Column, looks_like_a_formula};

/// As a Danish Excel reads it by a double click: semicolons, a mark that says UTF-8, lines that end as Windows' do.
pub(crate) struct CsvTable {
    out: String,
}

const UTF8_MARK: char = '\u{feff}';

impl CsvTable {
    pub(super) fn begin(columns: &[Column]) -> Self {
        let mut table = Self {
            out: String::from(UTF8_MARK),
        };
        for (n, column) in columns.iter().enumerate() {
            table.separate(n);
            table.field(&column.header);
        }
        table.out.push_str("\r\n");
        table
    }

    pub(super) fn row(&mut self, cells: &[Cell]) {
        for (n, cell) in cells.iter().enumerate() {
            self.separate(n);
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => self.field(text),
                Cell::Day(day) => self.out.push_str(&day.format("%d-%m-%Y").to_string()),
                Cell::Number(number) => self.out.push_str(&number.to_string()),
            }
        }
        self.out.push_str("\r\n");
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    fn separate(&mut self, n: usize) {
        if n > 0 {
            self.out.push(';');
        }
    }

    /// An apostrophe before it, and a spreadsheet shows a formula instead of running it.
    fn field(&mut self, text: &str) {
        let mark = if looks_like_a_formula(text) { "'" } else { "" };
        if text.contains([';', '"', '\r', '\n', '\t']) {
            self.out.push('"');
            self.out.push_str(mark);
            self.out.push_str(&text.replace('"', "\"\""));
            self.out.push('"');
        } else {
            self.out.push_str(mark);
            self.out.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn line(cells: &[Cell]) -> String {
        let mut table = CsvTable { out: String::new() };
        table.row(cells);
        String::from_utf8(table.finish()).unwrap()
    }

    #[test]
    fn the_file_begins_with_its_mark_and_its_headings() {
        let columns = ["Frist", "Sag; emne"].map(|header| Column {
            header: header.to_owned(),
            width: 10,
        });
        let bytes = CsvTable::begin(&columns).finish();
        assert_eq!(bytes, "\u{feff}Frist;\"Sag; emne\"\r\n".as_bytes());
    }

    #[test]
    fn a_text_comes_out_as_it_was_and_never_as_a_formula() {
        let check = |text: &str, expected: &str| {
            assert_eq!(
                line(&[Cell::text(text)]),
                format!("{expected}\r\n"),
                "{text:?}"
            );
        };
        check("Ærø Åberg", "Ærø Åberg");
        check("a;b", "\"a;b\"");
        check("hun sagde \"nej\"", "\"hun sagde \"\"nej\"\"\"");
        check("to\nlinjer", "\"to\nlinjer\"");
        check(
            "=HYPERLINK(\"http://x\")",
            "\"'=HYPERLINK(\"\"http://x\"\")\"",
        );
        check("+45 61 12 34 56", "'+45 61 12 34 56");
        check("-1", "'-1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "\"'\t=1\"");
        check("a=b", "a=b");
        check("", "");
    }

    #[test]
    fn days_are_written_as_danes_write_them_and_numbers_bare() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        assert_eq!(
            line(&[Cell::Day(day), Cell::Empty, Cell::Number(-3)]),
            "02-11-2026;;-3\r\n"
        );
    }
}
