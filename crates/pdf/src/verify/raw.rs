//! A reader that knows as little as it can: objects begin with `obj`, streams end with `endstream`, and packings are undone ([`unpack`]).
//! It follows no cross-reference table, so that no table can keep anything from it.

use memchr::memmem;

use super::unpack;
use crate::PdfError;

/// A part of the file.
pub(crate) struct Piece {
    pub(crate) bytes: Vec<u8>,
    /// Pixels and other data that no reader takes for text.
    pub(crate) is_image: bool,
    /// False where a filter is asked for that this reader does not know. A picture's pixels are no text.
    pub(crate) is_unpacked: bool,
}

/// Each stream unpacked, then the file's own bytes with its streams cut out. One is held at a time: together they are
/// many times the file.
pub(crate) fn each_piece(
    file: &[u8],
    most: u64,
    told: &mut dyn FnMut(&Piece),
) -> Result<(), PdfError> {
    let mut plain = Vec::new();
    let mut total = 0;
    let mut at = 0;
    while let Some(found) = memmem::find(&file[at..], b"stream") {
        let keyword = at + found;
        if file[..keyword].ends_with(b"end") {
            plain.extend_from_slice(&file[at..keyword + 6]);
            at = keyword + 6;
            continue;
        }
        plain.extend_from_slice(&file[at..keyword]);
        let mut start = keyword + 6;
        if file[start..].starts_with(b"\r\n") {
            start += 2;
        } else if matches!(file.get(start), Some(b'\r' | b'\n')) {
            start += 1;
        }
        let end =
            memmem::find(&file[start..], b"endstream").map_or(file.len(), |length| start + length);
        let dictionary = &plain[memmem::rfind(&plain, b" obj").unwrap_or(0)..];
        let is_image = memmem::find(dictionary, b"/Image").is_some()
            || memmem::find(dictionary, b"/FontFile").is_some();
        let packed = &file[start..end];
        let other = match is_image || !has_other_filter(dictionary) {
            true => None,
            false => unpack::unpacked(dictionary, packed, most)?,
        };
        let is_told_whole = is_table(dictionary) || !has(dictionary, b"/Predictor");
        let is_unpacked =
            is_image || is_told_whole && (other.is_some() || !has_other_filter(dictionary));
        let data = match other {
            Some(data) => data,
            None => {
                let layers = memmem::find_iter(dictionary, b"/FlateDecode").count();
                let mut data = packed.to_vec();
                for _ in 0..layers.min(8) {
                    data = unpack::flate(&data, most)?;
                }
                data
            }
        };
        total += data.len() as u64;
        if total > most.saturating_mul(64) {
            return Err(PdfError::StreamTooLarge);
        }
        told(&Piece {
            bytes: data,
            is_image,
            is_unpacked,
        });
        at = end;
    }
    plain.extend_from_slice(&file[at..]);
    told(&Piece {
        bytes: plain,
        is_image: false,
        is_unpacked: true,
    });
    Ok(())
}

/// Whether a stream's dictionary asks for more than Flate: by a name that is known, or by one that nobody knows.
fn has_other_filter(dictionary: &[u8]) -> bool {
    OTHER_FILTERS.iter().any(|filter| has(dictionary, filter))
        || memmem::find_iter(dictionary, b"Decode").any(|at| !is_known_word(dictionary, at))
}

/// `Decode` ends the name of every packing. It also begins what is said of one, and stands alone for colours.
fn is_known_word(dictionary: &[u8], at: usize) -> bool {
    let after = &dictionary[at + b"Decode".len()..];
    let before = &dictionary[..at];
    let begins_a_name = before.ends_with(b"/");
    before.ends_with(b"/Flate")
        || begins_a_name
            && !after
                .first()
                .is_some_and(|byte| byte.is_ascii_alphanumeric())
        || begins_a_name && (after.starts_with(b"Parms") || after.starts_with(b"Parameters"))
}

/// Tables of places are numbers, however their rows are told.
fn is_table(dictionary: &[u8]) -> bool {
    has(dictionary, b"/XRef")
}

fn has(dictionary: &[u8], word: &[u8]) -> bool {
    memmem::find(dictionary, word).is_some()
}

const OTHER_FILTERS: [&[u8]; 7] = [
    b"/LZW",
    b"/ASCII85",
    b"/A85",
    b"/ASCIIHex",
    b"/AHx",
    b"/RunLength",
    b"/Crypt",
];

/// Whether a name stands in it; pixels name nothing.
pub(crate) fn names(piece: &Piece, name: &str) -> bool {
    let slashed = format!("/{name}");
    !piece.is_image
        && memmem::find_iter(&piece.bytes, slashed.as_bytes()).any(|at| {
            let next = piece.bytes.get(at + slashed.len());
            next.is_none_or(|next| !next.is_ascii_alphanumeric())
        })
}
