use std::fmt::Write as _;
use std::io::{self, Cursor, Write as _};

use chrono::NaiveDate;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Cell, Column, looks_like_a_formula};

/// One sheet with a head that stays, a filter on each column, and days that are days.
///
/// It is written straight into the packed file. The texts stand in their cells and not in a table of their own,
/// which would have to be held until the last row.
///
/// Written by ourselves, because what holds a whole sheet until it is saved took 350 MB for 100,000 rows of twelve
/// columns; this took 15 MB for as many of seventeen.
pub(crate) struct XlsxTable {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    sheet: String,
    columns: usize,
    rows: u32,
    line: String,
}

impl XlsxTable {
    pub(super) fn begin(sheet: &str, columns: &[Column]) -> io::Result<Self> {
        let mut table = Self {
            zip: ZipWriter::new(Cursor::new(Vec::new())),
            sheet: sheet.to_owned(),
            columns: columns.len(),
            rows: 0,
            line: String::new(),
        };
        table.part("[Content_Types].xml", CONTENT_TYPES)?;
        table.part("_rels/.rels", PACKAGE_RELATIONS)?;
        table.part("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS)?;
        table.part("xl/styles.xml", STYLES)?;
        table.part("xl/worksheets/sheet1.xml", SHEET_BEGINS)?;
        let mut widths = String::from("<cols>");
        for (n, column) in columns.iter().enumerate() {
            let (n, width) = (n + 1, column.width);
            let _ = write!(
                widths,
                r#"<col min="{n}" max="{n}" width="{width}" customWidth="1"/>"#
            );
        }
        widths.push_str("</cols><sheetData>");
        table.zip.write_all(widths.as_bytes())?;
        let heads: Vec<Cell> = columns
            .iter()
            .map(|column| Cell::text(&column.header))
            .collect();
        table.write_row(&heads, HEAD)?;
        Ok(table)
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        self.write_row(cells, PLAIN)
    }

    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        let last = format!("{}{}", letters(self.columns.saturating_sub(1)), self.rows);
        let end = format!(r#"</sheetData><autoFilter ref="A1:{last}"/></worksheet>"#);
        self.zip.write_all(end.as_bytes())?;
        let name = escaped(&self.sheet);
        let area = format!(
            "'{}'!$A$1:${}${}",
            name.replace('\'', "''"),
            letters(self.columns.saturating_sub(1)),
            self.rows
        );
        // A filter is known to the sheet and, under a name of its own, to the workbook; Excel wants both.
        let workbook = format!(
            r#"{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">{area}</definedName></definedNames></workbook>"#
        );
        self.part("xl/workbook.xml", &workbook)?;
        Ok(self.zip.finish()?.into_inner())
    }

    fn part(&mut self, name: &str, content: &str) -> io::Result<()> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        self.zip.start_file(name, options)?;
        self.zip.write_all(content.as_bytes())
    }

    fn write_row(&mut self, cells: &[Cell], style: u8) -> io::Result<()> {
        self.rows += 1;
        let row = self.rows;
        self.line.clear();
        let _ = write!(self.line, r#"<row r="{row}">"#);
        for (n, cell) in cells.iter().enumerate() {
            let at = letters(n);
            let _ = match cell {
                Cell::Empty => Ok(()),
                Cell::Text(text) if text.is_empty() => Ok(()),
                Cell::Text(text) => {
                    let style = if looks_like_a_formula(text) {
                        QUOTED
                    } else {
                        style
                    };
                    write!(
                        self.line,
                        r#"<c r="{at}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#,
                        escaped(text)
                    )
                }
                Cell::Day(day) => {
                    let serial = serial(*day);
                    write!(
                        self.line,
                        r#"<c r="{at}{row}" s="{DAY}"><v>{serial}</v></c>"#
                    )
                }
                Cell::Number(number) => {
                    write!(self.line, r#"<c r="{at}{row}"><v>{number}</v></c>"#)
                }
            };
        }
        self.line.push_str("</row>");
        self.zip.write_all(self.line.as_bytes())
    }
}

/// The places of the styles below.
const PLAIN: u8 = 0;
const HEAD: u8 = 1;
const DAY: u8 = 2;
/// Stays a text also when somebody opens the cell and leaves it again, which would make a formula of it.
const QUOTED: u8 = 3;

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
</Types>"#;

const PACKAGE_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

const WORKBOOK_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// Format 14 is the reader's own short date: in Denmark day, month, year.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#;

const SHEET_BEGINS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>"#;

/// More than this in a cell and Excel calls the whole file damaged.
const LONGEST_TEXT: usize = 32_000;

/// As XML, without the signs that XML cannot hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (n, (at, sign)) in text.char_indices().enumerate() {
        if n == LONGEST_TEXT {
            break;
        }
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(sign),
            // A spreadsheet reads `_x0041_` as the letter A.
            '_' if is_escape(&text[at..]) => out.push_str("_x005F_"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(sign),
        }
    }
    out
}

fn is_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7
        && bytes[1] == b'x'
        && bytes[6] == b'_'
        && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
}

/// Days since the last but one of 1899, which is where spreadsheets count from.
fn serial(day: NaiveDate) -> i64 {
    const COUNTS_FROM: NaiveDate = match NaiveDate::from_ymd_opt(1899, 12, 30) {
        Some(day) => day,
        None => NaiveDate::MIN,
    };
    (day - COUNTS_FROM).num_days()
}

/// `A`, `B` … `Z`, `AA`.
fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_number_a_spreadsheet_gives_it() {
        let check = |day: &str, expected: i64| {
            assert_eq!(serial(day.parse().unwrap()), expected, "{day}");
        };
        check("1900-03-01", 61);
        check("2000-01-01", 36_526);
        check("2026-11-21", 46_347);
    }

    #[test]
    fn columns_are_lettered_past_the_alphabet() {
        let check = |column: usize, expected: &str| assert_eq!(letters(column), expected);
        check(0, "A");
        check(25, "Z");
        check(26, "AA");
        check(701, "ZZ");
        check(702, "AAA");
    }

    #[test]
    fn a_text_cannot_break_out_of_its_cell() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected, "{text:?}");
        check("</t><t>", "&lt;/t&gt;&lt;t&gt;");
        check("Ærø & \"Åen\"", "Ærø &amp; &quot;Åen&quot;");
        check("a\u{0}b\u{b}c\u{ffff}", "abc");
        check("to\r\nlinjer", "to\nlinjer");
        check("_x0041_", "_x005F_x0041_");
        check("_x004", "_x004");
        check("_xøø1_", "_xøø1_");
    }
}
