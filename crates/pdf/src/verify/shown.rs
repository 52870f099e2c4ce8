//! The text that content streams show, by the tables that say what each code reads as. Which font belongs to which
//! string is not asked: the tables that lie nearest in the file are tried on every stream. What is written together lies
//! together, and thousands of streams read by thousands of tables are never done.

use memchr::memmem;

use super::fold::{Text, folded};
use super::raw::Piece;
use super::strings::strings;

const MOST_TABLES: usize = 20_000;
/// Of each stream, before and behind it together.
const NEAREST: usize = 24;

/// The tables of a file, with the place of the piece that each was found in.
#[derive(Default)]
pub(super) struct Tables(Vec<(usize, Table)>);

/// By their codes, the texts that they read as, folded. They are asked for every letter many times.
type Table = Vec<Option<Box<str>>>;

impl Tables {
    pub(super) fn look_into(&mut self, place: usize, piece: &Piece) {
        let is_table = !piece.is_image && has(&piece.bytes, b"begincmap");
        if is_table && self.0.len() < MOST_TABLES {
            self.0.push((place, table(&piece.bytes)));
        }
    }

    /// What a piece shows, as each of the tables reads it.
    pub(super) fn texts(&self, place: usize, piece: &Piece) -> Vec<Text> {
        let shows = !piece.is_image && (has(&piece.bytes, b"Tj") || has(&piece.bytes, b"TJ"));
        if !shows || has(&piece.bytes, b"begincmap") {
            return Vec::new();
        }
        let shown = strings(&piece.bytes);
        let codes = || {
            let pairs = shown.iter().flat_map(|string| string.chunks_exact(2));
            pairs.map(|pair| usize::from(pair[0]) << 8 | usize::from(pair[1]))
        };
        let texts = self.nearest(place).iter().map(|(_, table)| {
            let read = |code: usize| table.get(code)?.as_deref();
            Text::of_folded(codes().map(|code| read(code).unwrap_or(" ")))
        });
        texts.collect()
    }

    fn nearest(&self, place: usize) -> &[(usize, Table)] {
        let behind = self.0.partition_point(|(at, _)| *at < place);
        let first = behind.saturating_sub(NEAREST / 2);
        let last = (first + NEAREST).min(self.0.len());
        &self.0[last.saturating_sub(NEAREST)..last]
    }
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    memmem::find(bytes, word).is_some()
}

/// The codes of a `ToUnicode` table: single ones and ranges.
fn table(bytes: &[u8]) -> Table {
    let text = String::from_utf8_lossy(bytes);
    let mut table = Table::new();
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
                let place = usize::from(code);
                if table.len() <= place {
                    table.resize(place + 1, None);
                }
                table[place] = Some(folded(&String::from_utf16_lossy(&units)).into());
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

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(bytes: String) -> Piece {
        Piece {
            bytes: bytes.into_bytes(),
            is_image: false,
            is_unpacked: true,
        }
    }

    /// Code 1 reads as the letter.
    fn reads_as(letter: char) -> Piece {
        let unit = u32::from(letter);
        piece(format!(
            "begincmap 1 beginbfchar <0001> <{unit:04X}> endbfchar"
        ))
    }

    #[test]
    fn a_stream_is_read_by_the_tables_that_lie_around_it() {
        let file: Vec<Piece> = ('a'..='z')
            .chain('A'..='Z')
            .chain('à'..='ÿ')
            .flat_map(|letter| [reads_as(letter), piece("<0001> Tj".to_owned())])
            .collect();
        let mut tables = Tables::default();
        for (place, piece) in file.iter().enumerate() {
            tables.look_into(place, piece);
        }
        let check = |place: usize, letter: &str| {
            let texts = tables.texts(place, &file[place]);
            assert_eq!(texts.len(), NEAREST);
            let found = texts.iter().any(|text| text.squeezed == letter);
            assert!(found, "{letter} at {place}");
        };
        // The first stream, one in the middle and the last, each by the table before it.
        check(1, "a");
        check(2 * 30 + 1, "e");
        check(file.len() - 1, "y");
        assert!(
            tables.texts(0, &file[0]).is_empty(),
            "a table shows nothing"
        );
    }
}
