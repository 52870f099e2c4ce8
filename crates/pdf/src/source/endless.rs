//! What keeps the engine busy without end within one act, where nothing can stop it: fonts that promise a width for
//! thousands of millions of letters, and calculations that are made anew for each pixel.

use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::{FIRST_CHAR, FUNCTION_TYPE, W, W2};
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, Stream};
use memchr::memmem;

use super::wide_rows;
use crate::PdfError;

/// More letters than any font has, of all stretches of a font together.
const MOST_LETTERS: u64 = 1 << 20;
/// What is nested deeper is no font that anything uses.
const DEEPEST: usize = 12;

/// The programs that colours are calculated by have some hundred letters.
const LONGEST_PROGRAM: usize = 16 << 10;

pub(super) fn find(pdf: &Pdf) -> Option<PdfError> {
    let has_endless_font = |object: &Object<'_>| match object {
        Object::Dict(dict) => in_table(dict, 0),
        Object::Stream(stream) => in_table(stream.dict(), 0),
        Object::Array(list) => in_list(list, 0),
        _ => false,
    };
    pdf.objects().into_iter().find_map(|object| {
        if has_endless_font(&object) {
            return Some(PdfError::FontTooLarge);
        }
        match object {
            Object::Stream(stream) if wide_rows::are_in(&stream) => Some(PdfError::StreamTooLarge),
            Object::Stream(stream) if is_long_program(&stream) => {
                Some(PdfError::CalculationTooLong)
            }
            _ => None,
        }
    })
}

fn is_long_program(stream: &Stream<'_>) -> bool {
    stream.dict().get::<i32>(FUNCTION_TYPE) == Some(4)
        && stream
            .decoded()
            .is_ok_and(|program| program.len() > LONGEST_PROGRAM)
}

/// Only what stands in the object itself is gone into: the others come by themselves.
fn in_table(dict: &Dict<'_>, depth: usize) -> bool {
    if depth > DEEPEST || !may_name_widths(dict.data()) {
        return false;
    }
    let first = dict.get::<f64>(FIRST_CHAR);
    first.is_some_and(|first| first > MOST_LETTERS as f64)
        || dict
            .get::<Array<'_>>(W)
            .is_some_and(|list| letters::<3>(&list) > MOST_LETTERS)
        || dict
            .get::<Array<'_>>(W2)
            .is_some_and(|list| letters::<5>(&list) > MOST_LETTERS)
        || dict.entries().any(|(_, value)| in_value(&value, depth))
}

fn in_list(list: &Array<'_>, depth: usize) -> bool {
    depth <= DEEPEST
        && may_name_widths(list.data())
        && list.raw_iter().any(|value| in_value(&value, depth))
}

fn in_value(value: &MaybeRef<Object<'_>>, depth: usize) -> bool {
    match value {
        MaybeRef::NotRef(Object::Dict(dict)) => in_table(dict, depth + 1),
        MaybeRef::NotRef(Object::Array(list)) => in_list(list, depth + 1),
        _ => false,
    }
}

/// Most objects name none of it and need not be taken apart. A name can be spelt with a number for each letter.
fn may_name_widths(data: &[u8]) -> bool {
    let ends = |at: usize| data.get(at).is_none_or(|byte| !byte.is_ascii_alphabetic());
    memmem::find_iter(data, b"/W").any(|at| ends(at + 2))
        || memmem::find(data, b"/FirstChar").is_some()
        || memchr::memchr(b'#', data).is_some()
}

/// The letters of all stretches `first last width…`, which have so many parts; `first [width…]` is as long as it is.
fn letters<const PARTS: usize>(list: &Array<'_>) -> u64 {
    let mut total: u64 = 0;
    let mut numbers: Vec<f64> = Vec::new();
    for value in list.iter::<Object<'_>>() {
        match value {
            Object::Number(number) => numbers.push(number.as_f64()),
            // What stood before it was the first letter of a list.
            _ => numbers.clear(),
        }
        if let [first, last, ..] = numbers.as_slice()
            && numbers.len() == PARTS
        {
            total = total.saturating_add((last - first).max(0.0) as u64);
            numbers.clear();
        }
        if total > MOST_LETTERS {
            break;
        }
    }
    total
}
