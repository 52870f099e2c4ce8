//! Looks for streams that unpack to more than can be held, before an engine unpacks them.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, Stream};

use crate::PdfError;

/// Deflate never makes more than this of one byte.
const MOST_GROWTH: u64 = 1032;
/// A code of twelve bits stands for at most some four thousand bytes.
const MOST_GROWTH_OF_LZW: u64 = 2_800;
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

/// What is in a stream, when it is no more than can be held. That is found out before an engine unpacks it, also where
/// the file is encrypted.
pub(crate) fn unpacked_within(stream: &Stream<'_>, most: u64) -> Result<Vec<u8>, PdfError> {
    let packed = stream.raw_data();
    let filters = stream.filters();
    let is_deflate = |filter: &Filter| *filter == Filter::FlateDecode;
    let growth = filters.iter().map(|filter| match filter {
        Filter::LzwDecode => MOST_GROWTH_OF_LZW,
        Filter::RunLengthDecode => 64,
        Filter::FlateDecode => MOST_GROWTH,
        _ => 1,
    });
    let largest = growth.fold(packed.len() as u64, u64::saturating_mul);
    let is_too_large = largest > most
        && match filters.iter().all(is_deflate) {
            true => unpacks_beyond(&packed, filters.len(), most),
            false => true,
        };
    if is_too_large {
        return Err(PdfError::StreamTooLarge);
    }
    let is_whole = || {
        let own = ZlibDecoder::new(packed.as_ref()).read_to_end(&mut Vec::new());
        own.is_ok()
    };
    let unpacked = stream.decoded_data();
    let unpacked = unpacked.map_err(|_| PdfError::StreamUnreadable)?;
    // The engine makes the most of what is damaged. Half a file must not pass for one.
    let is_as_long_as_it_says = || {
        let said = stream.dict().get::<Dict<'_>>("Params");
        said.and_then(|said| said.get::<usize>("Size")) == Some(unpacked.len())
    };
    let may_be_damaged = filters.first().is_some_and(is_deflate);
    if may_be_damaged && !is_as_long_as_it_says() && !is_whole() {
        return Err(PdfError::StreamUnreadable);
    }
    Ok(unpacked.into_owned())
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
