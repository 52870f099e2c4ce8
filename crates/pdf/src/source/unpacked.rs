//! Looks for streams that unpack to more than can be held, before an engine unpacks them.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use crate::PdfError;

/// Deflate never makes more than this of one byte.
const MOST_GROWTH: u64 = 1032;
/// How far before its data a stream's dictionary is looked for.
const DICTIONARY_REACH: usize = 4096;

pub(super) fn check(untrusted: &[u8], most: u64) -> Result<(), PdfError> {
    let mut at = 0;
    while let Some(found) = find(&untrusted[at..], b"stream") {
        let keyword = at + found;
        at = keyword + 6;
        if untrusted[..keyword].ends_with(b"end") {
            continue;
        }
        let start = at
            + untrusted[at..]
                .iter()
                .take(2)
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .count();
        let length = find(&untrusted[start..], b"endstream").unwrap_or(untrusted.len() - start);
        let before = &untrusted[keyword.saturating_sub(DICTIONARY_REACH)..keyword];
        let dictionary = &before[rfind(before, b" obj").unwrap_or(0)..];
        let layers = count(dictionary, b"/FlateDecode")
            + count(dictionary, b"/Fl ")
            + count(dictionary, b"/Fl]");
        if layers == 0 {
            continue;
        }
        let is_harmless = layers == 1 && (length as u64).saturating_mul(MOST_GROWTH) <= most;
        if !is_harmless && unpacks_beyond(&untrusted[start..start + length], layers, most) {
            return Err(PdfError::StreamTooLarge);
        }
        at = start + length;
    }
    Ok(())
}

fn unpacks_beyond(packed: &[u8], layers: usize, most: u64) -> bool {
    let mut reader: Box<dyn std::io::Read + '_> = Box::new(packed);
    for _ in 0..layers.min(8) {
        reader = Box::new(ZlibDecoder::new(reader));
    }
    // Damage ends the count: no engine gets further either.
    let mut block = vec![0; 64 << 10];
    let mut total = 0;
    while let Ok(read @ 1..) = reader.read(&mut block) {
        total += read as u64;
        if total > most {
            return true;
        }
    }
    false
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, word)
}

fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(bytes, word)
}

fn count(bytes: &[u8], word: &[u8]) -> usize {
    memchr::memmem::find_iter(bytes, word).count()
}
