//! Pages of known text, as PDF and as the pixels that a scanner would see of them.

use sagsbord_intake::Grey;
use sagsbord_pdf::{Limits, Stop, Viewer};

use super::danish::{self, Chance};

/// How a page is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// A letter in 11 points.
    Serif,
    Sans,
    Typewriter,
    /// 8 points.
    Small,
    /// 6 points, as under a contract.
    Smallest,
    Bold,
    /// Rows of name, number and amount.
    Table,
    TwoColumns,
}

#[derive(Clone, Debug)]
pub(crate) struct MadePage {
    pub(crate) pdf: Vec<u8>,
    /// Line by line.
    pub(crate) text: String,
}

struct Line {
    x: f32,
    y: f32,
    size: f32,
    font: &'static str,
    text: String,
}

/// With so many lines, or as many as a sheet holds.
pub(crate) fn page(setting: Setting, seed: u64, most_lines: usize) -> MadePage {
    made(&lines(setting, seed, most_lines))
}

fn lines(setting: Setting, seed: u64, most_lines: usize) -> Vec<Line> {
    let mut chance = Chance::new(seed);
    let (font, size, signs) = match setting {
        Setting::Serif => ("F2", 11.0, 88),
        Setting::Sans => ("F1", 10.0, 88),
        Setting::Typewriter => ("F3", 10.0, 74),
        Setting::Small => ("F2", 8.0, 118),
        Setting::Smallest => ("F1", 6.0, 140),
        Setting::Bold => ("F4", 12.0, 66),
        Setting::Table => ("F1", 10.0, 0),
        Setting::TwoColumns => ("F2", 10.0, 44),
    };
    let step = size * 1.35;
    let rows = (((770.0 - 60.0) / step) as usize).min(most_lines);
    let mut lines = Vec::new();
    let at = |row: usize| 842.0 - 60.0 - row as f32 * step;
    match setting {
        Setting::Table => {
            for row in 0..rows {
                let cells = [
                    (60.0, danish::name(&mut chance)),
                    (200.0, danish::cpr(&mut chance)),
                    (300.0, danish::day(&mut chance)),
                    (430.0, danish::amount(&mut chance)),
                ];
                lines.extend(cells.map(|(x, text)| Line {
                    x,
                    y: at(row),
                    size,
                    font,
                    text,
                }));
            }
        }
        Setting::TwoColumns => {
            for x in [50.0, 310.0] {
                let texts = paragraphs(&mut chance, signs, rows);
                lines.extend(texts.into_iter().enumerate().map(|(row, text)| Line {
                    x,
                    y: at(row),
                    size,
                    font,
                    text,
                }));
            }
        }
        _ => {
            let texts = paragraphs(&mut chance, signs, rows);
            lines.extend(texts.into_iter().enumerate().map(|(row, text)| Line {
                x: 62.0,
                y: at(row),
                size,
                font,
                text,
            }));
        }
    }
    lines
}

/// An empty text is the space between two paragraphs.
fn paragraphs(chance: &mut Chance, signs: usize, rows: usize) -> Vec<String> {
    let mut lines = Vec::new();
    while lines.len() < rows {
        let sentences: Vec<String> = (0..2 + chance.below(4))
            .map(|_| danish::sentence(chance))
            .collect();
        let mut line = String::new();
        for word in sentences.join(" ").split(' ') {
            if line.chars().count() + 1 + word.chars().count() > signs {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
        lines.push(String::new());
    }
    lines.truncate(rows);
    lines
}

fn content_of(lines: &[Line]) -> Vec<u8> {
    let mut content = Vec::new();
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        content.extend(
            format!(
                "BT /{} {} Tf {} {} Td (",
                line.font, line.size, line.x, line.y
            )
            .bytes(),
        );
        for sign in line.text.chars() {
            // The signs of Western Europe have their own numbers there.
            let byte = u8::try_from(u32::from(sign)).unwrap_or(b'?');
            if b"()\\".contains(&byte) {
                content.push(b'\\');
            }
            content.push(byte);
        }
        content.extend(b") Tj ET\n");
    }
    content
}

fn made(lines: &[Line]) -> MadePage {
    let mut rows: Vec<(f32, String)> = Vec::new();
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        match rows.last_mut() {
            Some((y, text)) if *y == line.y => {
                text.push(' ');
                text.push_str(&line.text);
            }
            _ => rows.push((line.y, line.text.clone())),
        }
    }
    let texts: Vec<String> = rows.into_iter().map(|(_, text)| text).collect();
    MadePage {
        pdf: pdf_of(&[(content_of(lines), None)]),
        text: texts.join("\n"),
    }
}

/// A page made of drawing orders, with a picture that they may call `P`.
pub(crate) fn drawn(content: &str, picture: Option<&Grey>) -> Vec<u8> {
    pdf_of(&[(latin(content), picture.map(flate))])
}

/// Each picture as a page of its own, as a scanner hands out a stack of sheets.
pub(crate) fn stack(pictures: Vec<PackedPicture>) -> Vec<u8> {
    let pages: Vec<_> = pictures
        .into_iter()
        .map(|picture| (latin(WHOLE_PAGE), Some(picture)))
        .collect();
    pdf_of(&pages)
}

/// So many pages that all show one picture.
pub(crate) fn same_over_and_over(picture: PackedPicture, pages: usize) -> Vec<u8> {
    let mut sheets = vec![(latin(WHOLE_PAGE), Some(picture))];
    sheets.resize_with(pages, || (latin(WHOLE_PAGE), None));
    pdf_of(&sheets)
}

/// So many pages of text.
pub(crate) fn book(pages: usize) -> Vec<u8> {
    let pages: Vec<_> = (0..pages)
        .map(|at| {
            (
                content_of(&lines(Setting::Serif, at as u64, usize::MAX)),
                None,
            )
        })
        .collect();
    pdf_of(&pages)
}

pub(crate) const WHOLE_PAGE: &str = "q 595 0 0 842 0 0 cm /P Do Q\n";

/// Grey pixels as they lie in a file.
pub(crate) struct PackedPicture {
    width: u32,
    height: u32,
    filter: &'static str,
    bytes: Vec<u8>,
}

impl PackedPicture {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

pub(crate) fn flate(grey: &Grey) -> PackedPicture {
    PackedPicture {
        width: grey.width,
        height: grey.height,
        filter: "FlateDecode",
        bytes: super::pictures::packed(&grey.pixels),
    }
}

/// As scanners do.
pub(crate) fn jpeg(grey: &Grey, quality: u8) -> PackedPicture {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode(
            &grey.pixels,
            grey.width,
            grey.height,
            image::ExtendedColorType::L8,
        )
        .expect("packed");
    PackedPicture {
        width: grey.width,
        height: grey.height,
        filter: "DCTDecode",
        bytes,
    }
}

fn latin(content: &str) -> Vec<u8> {
    let signs = content.chars();
    signs
        .map(|sign| u8::try_from(u32::from(sign)).unwrap_or(b'?'))
        .collect()
}

fn pdf_of(pages: &[(Vec<u8>, Option<PackedPicture>)]) -> Vec<u8> {
    const FIRST_OF_PAGES: usize = 7;
    let page_number = |at: usize| FIRST_OF_PAGES + at * 3;
    let kids: Vec<String> = (0..pages.len())
        .map(|at| format!("{} 0 R", page_number(at)))
        .collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!(
            "<< /Type /Pages /Kids [{}] /Count {} >>",
            kids.join(" "),
            pages.len()
        )
        .into_bytes(),
    ];
    objects.extend(
        ["Helvetica", "Times-Roman", "Courier", "Helvetica-Bold"].map(|name| {
            format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
            )
            .into_bytes()
        }),
    );
    let mut shown = 0;
    for (at, (content, picture)) in pages.iter().enumerate() {
        let number = page_number(at);
        // Without one of its own it may call the one before.
        if picture.is_some() {
            shown = number + 2;
        }
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R /F4 6 0 R >> /XObject << /P {shown} 0 R >> >> >>", number + 1).into_bytes());
        let head = format!("<< /Length {} >>\nstream\n", content.len());
        objects.push([head.as_bytes(), content, b"\nendstream"].concat());
        objects.push(match picture {
            Some(picture) => {
                let head = format!(
                    "<< /Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /{} /Length {} >>\nstream\n",
                    picture.width,
                    picture.height,
                    picture.filter,
                    picture.bytes.len()
                );
                [head.as_bytes(), &picture.bytes, b"\nendstream"].concat()
            }
            None => b"null".to_vec(),
        });
    }
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n", number + 1).bytes());
        pdf.extend(object);
        pdf.extend(b"\nendobj\n");
    }
    let table = pdf.len();
    pdf.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        pdf.extend(format!("{place:010} 00000 n \n").bytes());
    }
    pdf.extend(
        format!(
            "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        )
        .bytes(),
    );
    pdf
}

/// The first page, as an even scanner would see it.
pub(crate) fn seen(pdf: &[u8], dpi: f32) -> Grey {
    let viewer = Viewer::open(pdf.to_vec(), None, Limits::default()).expect("a PDF");
    let grey = viewer.grey(1, dpi, &Stop::default()).expect("a page");
    Grey::new(grey.width, grey.height, grey.pixels).expect("whole")
}

/// Letters to be changed, added or taken away, as a share of those that should be there. Spaces count as one, and
/// where a line ends says nothing.
pub(crate) fn letter_error(should: &str, is: &str) -> f64 {
    let letters = |text: &str| -> Vec<char> {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").chars().collect()
    };
    let (should, is) = (letters(should), letters(is));
    let mut row: Vec<usize> = (0..=is.len()).collect();
    for (at, letter) in should.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (other_at, other) in is.iter().enumerate() {
            let changed = diagonal + usize::from(letter != other);
            diagonal = row[other_at + 1];
            row[other_at + 1] = changed.min(diagonal + 1).min(row[other_at] + 1);
        }
    }
    row[is.len()] as f64 / should.len().max(1) as f64
}
