//! A small PDF writer: Helvetica in WinAnsi, lines, and one picture to a page. Nothing is compressed, so
//! that a failing test can be read in a text editor.

use super::encoding::windows_1252_byte;
use super::{Story, bitmap};
use crate::municipality::Dice;

const WIDTH: f64 = 595.0;
const HEIGHT: f64 = 842.0;
const MARGIN: f64 = 64.0;

/// One column of running text, on as many pages as it takes.
pub(super) fn letter(story: &Story) -> Vec<u8> {
    let mut pages = Pages::new(story, 1);
    pages.heading(&story.title);
    for (name, value) in &story.facts {
        pages.line(&format!("{name}: {value}"), 11.0);
    }
    for paragraph in &story.paragraphs {
        pages.gap(9.0);
        pages.paragraph(paragraph, 11.0);
    }
    pages.gap(24.0);
    pages.line(&story.author.name, 11.0);
    pages.finish()
}

/// Two columns, as minutes and leaflets have: reading straight across gives nonsense.
pub(super) fn columns(story: &Story) -> Vec<u8> {
    let mut pages = Pages::new(story, 2);
    pages.heading(&story.title);
    for paragraph in &story.paragraphs {
        pages.gap(8.0);
        pages.paragraph(paragraph, 10.0);
    }
    pages.finish()
}

/// A table with lines, on as many pages as it takes.
pub(super) fn table(story: &Story) -> Vec<u8> {
    let mut pages = Pages::new(story, 1);
    pages.heading(&story.title);
    for paragraph in &story.paragraphs {
        pages.paragraph(paragraph, 10.0);
        pages.gap(6.0);
    }
    for row in &story.table {
        pages.table_row(row);
    }
    pages.finish()
}

/// A picture of a page and no text at all.
pub(super) fn scan(story: &Story, dice: &mut Dice) -> Vec<u8> {
    let bitmap = bitmap::scan(story, dice);
    let mut file = File::new();
    let image = file.add_stream(
        &format!(
            "/Type /XObject /Subtype /Image /Width {} /Height {} /BitsPerComponent 1 \
             /ColorSpace /DeviceGray",
            bitmap.width(),
            bitmap.height()
        ),
        bitmap.rows(),
    );
    let content = file.add_stream(
        "",
        format!("q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Scan Do Q").as_bytes(),
    );
    let resources = format!("<< /XObject << /Scan {image} 0 R >> >>");
    file.finish(
        &[content],
        &resources,
        "Scanning",
        "Kopimaskine 2. sal",
        story,
    )
}

struct Pages<'a> {
    story: &'a Story,
    columns: usize,
    column: usize,
    top: f64,
    y: f64,
    content: String,
    done: Vec<String>,
}

impl<'a> Pages<'a> {
    fn new(story: &'a Story, columns: usize) -> Self {
        Self {
            story,
            columns,
            column: 0,
            top: HEIGHT - MARGIN,
            y: HEIGHT - MARGIN,
            content: String::new(),
            done: Vec::new(),
        }
    }

    fn heading(&mut self, text: &str) {
        for line in broken(text, 16.0, WIDTH - 2.0 * MARGIN) {
            self.y -= 20.0;
            self.show("F2", 16.0, MARGIN, &line);
        }
        self.y -= 12.0;
        self.top = self.y;
    }

    fn paragraph(&mut self, text: &str, size: f64) {
        for line in broken(text, size, self.column_width()) {
            self.line(&line, size);
        }
    }

    fn line(&mut self, text: &str, size: f64) {
        self.make_room(size * 1.35);
        self.y -= size * 1.35;
        self.show("F1", size, self.column_left(), text);
    }

    fn gap(&mut self, height: f64) {
        self.y -= height;
    }

    fn table_row(&mut self, row: &[String; 4]) {
        const LEFT: [f64; 5] = [MARGIN, 140.0, 340.0, 410.0, WIDTH - MARGIN];
        const ROW: f64 = 18.0;
        self.make_room(ROW);
        self.y -= ROW;
        let (bottom, top) = (self.y - 5.0, self.y + ROW - 5.0);
        for y in [bottom, top] {
            self.rule(LEFT[0], y, LEFT[4], y);
        }
        for x in LEFT {
            self.rule(x, bottom, x, top);
        }
        for (cell, (left, right)) in row.iter().zip(LEFT.iter().zip(&LEFT[1..])) {
            if let Some(line) = broken(cell, 9.5, right - left - 8.0).first() {
                self.show("F1", 9.5, left + 4.0, line);
            }
        }
    }

    fn rule(&mut self, x1: f64, y1: f64, x2: f64, y2: f64) {
        self.content
            .push_str(&format!("0.5 w {x1:.1} {y1:.1} m {x2:.1} {y2:.1} l S\n"));
    }

    fn show(&mut self, font: &str, size: f64, x: f64, text: &str) {
        self.content.push_str(&format!(
            "BT /{font} {size:.1} Tf {x:.1} {:.1} Td {} Tj ET\n",
            self.y,
            literal(text)
        ));
    }

    fn column_width(&self) -> f64 {
        let gutter = 24.0;
        let all = WIDTH - 2.0 * MARGIN - gutter * (self.columns - 1) as f64;
        all / self.columns as f64
    }

    fn column_left(&self) -> f64 {
        MARGIN + self.column as f64 * (self.column_width() + 24.0)
    }

    fn make_room(&mut self, height: f64) {
        if self.y - height >= MARGIN {
            return;
        }
        if self.column + 1 < self.columns {
            self.column += 1;
        } else {
            self.end_page();
            self.column = 0;
            self.top = HEIGHT - MARGIN;
        }
        self.y = self.top;
    }

    fn end_page(&mut self) {
        self.y = MARGIN / 2.0;
        let foot = format!(
            "Sag {} · side {}",
            self.story.case_number,
            self.done.len() + 1
        );
        self.show("F1", 8.0, MARGIN, &foot);
        self.done.push(std::mem::take(&mut self.content));
    }

    fn finish(mut self) -> Vec<u8> {
        self.end_page();
        let mut file = File::new();
        let font = |name: &str| {
            format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
            )
        };
        let plain = file.add(font("Helvetica").as_bytes());
        let bold = file.add(font("Helvetica-Bold").as_bytes());
        let pages: Vec<usize> = self
            .done
            .iter()
            .map(|content| file.add_stream("", content.as_bytes()))
            .collect();
        let resources = format!("<< /Font << /F1 {plain} 0 R /F2 {bold} 0 R >> >>");
        let (title, author) = (&self.story.title, &self.story.author.name);
        file.finish(&pages, &resources, title, author, self.story)
    }
}

/// Objects and where they begin.
struct File {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl File {
    fn new() -> Self {
        Self {
            // Bytes over 127 tell transfer programs that the file is not text.
            bytes: b"%PDF-1.4\n%\xe6\xf8\xe5\xc6\n".to_vec(),
            offsets: Vec::new(),
        }
    }

    fn add(&mut self, body: &[u8]) -> usize {
        self.offsets.push(self.bytes.len());
        let number = self.offsets.len();
        self.bytes
            .extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        self.bytes.extend_from_slice(body);
        self.bytes.extend_from_slice(b"\nendobj\n");
        number
    }

    fn add_stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let mut body = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.add(&body)
    }

    fn finish(
        mut self,
        contents: &[usize],
        resources: &str,
        title: &str,
        author: &str,
        story: &Story,
    ) -> Vec<u8> {
        let tree = self.offsets.len() + contents.len() + 1;
        let mut kids = String::new();
        for content in contents {
            let page = self.add(
                format!(
                    "<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] \
                     /Resources {resources} /Contents {content} 0 R >>"
                )
                .as_bytes(),
            );
            kids.push_str(&format!("{page} 0 R "));
        }
        self.add(
            format!(
                "<< /Type /Pages /Kids [{kids}] /Count {} >>",
                contents.len()
            )
            .as_bytes(),
        );
        let catalog =
            self.add(format!("<< /Type /Catalog /Pages {tree} 0 R /Lang (da) >>").as_bytes());
        let info = self.add(
            format!(
                "<< /Title {} /Author {} /CreationDate (D:{}090000Z) >>",
                utf_16(title),
                utf_16(author),
                story.date.format("%Y%m%d")
            )
            .as_bytes(),
        );
        let start = self.bytes.len();
        let size = self.offsets.len() + 1;
        let mut table = format!("xref\n0 {size}\n0000000000 65535 f \n");
        for offset in &self.offsets {
            table.push_str(&format!("{offset:010} 00000 n \n"));
        }
        table.push_str(&format!(
            "trailer\n<< /Size {size} /Root {catalog} 0 R /Info {info} 0 R >>\nstartxref\n{start}\n%%EOF\n"
        ));
        self.bytes.extend_from_slice(table.as_bytes());
        self.bytes
    }
}

/// `(Afg\370relse)`
fn literal(text: &str) -> String {
    let mut literal = String::from("(");
    for c in text.chars() {
        match c {
            '(' | ')' | '\\' => {
                literal.push('\\');
                literal.push(c);
            }
            ' '..='~' => literal.push(c),
            _ => literal.push_str(&format!("\\{:03o}", windows_1252_byte(c))),
        }
    }
    literal.push(')');
    literal
}

/// The document's own particulars are not in the font's encoding.
fn utf_16(text: &str) -> String {
    let units: String = text
        .encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect();
    format!("<FEFF{units}>")
}

fn broken(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    let limit = (width / size * 1000.0) as usize;
    for word in text.split(' ') {
        let length: usize = word.chars().map(width_of).sum();
        if !line.is_empty() && used + 278 + length > limit {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            used += 278;
        }
        line.push_str(word);
        used += length;
    }
    lines.push(line);
    lines
}

/// Helvetica's widths in thousandths of its size, from its published metrics.
fn width_of(c: char) -> usize {
    match c {
        'i' | 'j' | 'l' | '\'' => 222,
        ' ' | '!' | ',' | '.' | '/' | ':' | ';' | 'I' | 'f' | 't' | '[' | ']' | '\\' => 278,
        '(' | ')' | '-' | 'r' | '`' => 333,
        '"' => 355,
        '*' => 389,
        'J' | 'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' => 500,
        '+' | '<' | '=' | '>' | '~' => 584,
        'F' | 'T' | 'Z' | 'ø' => 611,
        '&' | 'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | 'Å' => 667,
        'w' | 'C' | 'D' | 'H' | 'N' | 'R' | 'U' => 722,
        'G' | 'O' | 'Q' | 'Ø' => 778,
        'M' | 'm' => 833,
        '%' | 'æ' => 889,
        'W' => 944,
        'Æ' | '…' | '—' => 1000,
        '@' => 1015,
        _ => 556,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_a_long_word_stays_whole() {
        let check = |text: &str, width: f64, expected: &[&str]| {
            assert_eq!(broken(text, 10.0, width), expected, "{text}");
        };
        check("en to tre", 20.0, &["en", "to", "tre"]);
        check("en to tre", 200.0, &["en to tre"]);
        check("sammenhængende", 5.0, &["sammenhængende"]);
        check("", 5.0, &[""]);
    }

    #[test]
    fn brackets_and_danish_letters_are_escaped() {
        assert_eq!(literal("Sø (å) \\"), "(S\\370 \\(\\345\\) \\\\)");
    }
}
