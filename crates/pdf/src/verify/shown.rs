//! The text that content streams show, by the tables that say what each code reads as. Which font belongs to which
//! string is not asked: every table is tried on every stream.

use std::collections::HashMap;

use memchr::memmem;

use super::fold::Text;
use super::raw::Piece;
use super::strings::strings;

const MOST_TABLES: usize = 400;

pub(super) fn texts(pieces: &[Piece]) -> Vec<Text> {
    let tables: Vec<HashMap<u16, String>> = pieces
        .iter()
        .filter(|piece| !piece.is_image && memmem::find(&piece.bytes, b"begincmap").is_some())
        .take(MOST_TABLES)
        .map(|piece| table(&piece.bytes))
        .collect();
    let mut texts = Vec::new();
    for piece in pieces {
        let shows = !piece.is_image && (has(&piece.bytes, b"Tj") || has(&piece.bytes, b"TJ"));
        if !shows || has(&piece.bytes, b"begincmap") {
            continue;
        }
        let shown = strings(&piece.bytes);
        for table in &tables {
            let mut text = String::new();
            for string in &shown {
                for pair in string.chunks_exact(2) {
                    let code = u16::from_be_bytes([pair[0], pair[1]]);
                    text.push_str(table.get(&code).map_or(" ", String::as_str));
                }
            }
            texts.push(Text::of(&text));
        }
    }
    texts
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    memmem::find(bytes, word).is_some()
}

/// The codes of a `ToUnicode` table: single ones and ranges.
fn table(bytes: &[u8]) -> HashMap<u16, String> {
    let text = String::from_utf8_lossy(bytes);
    let mut table = HashMap::new();
    let mut rest = text.as_ref();
    while let Some(at) = rest.find("beginbf") {
        let is_range = rest[at..].starts_with("beginbfrange");
        let body = &rest[at + 7..];
        let end = body.find("endbf").unwrap_or(body.len());
        let strings = strings(&body.as_bytes()[..end]);
        let step = if is_range { 3 } else { 2 };
        for entry in strings.chunks_exact(step) {
            let (Some(first), Some(last)) = (code(&entry[0]), code(&entry[step - 2])) else {
                continue;
            };
            let start = wide(&entry[step - 1]);
            for (offset, code) in (first..=last).enumerate().take(65_536) {
                let mut units = start.clone();
                if let Some(unit) = units.last_mut() {
                    *unit = unit.wrapping_add(offset as u16);
                }
                table.insert(code, String::from_utf16_lossy(&units));
            }
        }
        rest = &body[end..];
    }
    table
}

fn code(string: &[u8]) -> Option<u16> {
    match string {
        [low] => Some(u16::from(*low)),
        [high, low] => Some(u16::from_be_bytes([*high, *low])),
        _ => None,
    }
}

fn wide(string: &[u8]) -> Vec<u16> {
    string
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect()
}
