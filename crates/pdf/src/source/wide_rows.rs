//! Rows that are promised to be longer than any picture is wide: an engine makes room for one before it looks whether
//! there is any of it, and where there is no such room the program ends at once.

use hayro_syntax::object::{Dict, Object, Stream};
use memchr::memmem;

use crate::PdfError;

/// In points; a page may be 14,400 of them wide, and is scanned with some dozen to each.
const WIDEST: u64 = 1 << 18;
const NAME: &[u8] = b"Columns";

/// Before any engine opens it. What stands in packed or locked objects is looked at when they can be read.
pub(super) fn check(untrusted: &[u8]) -> Result<(), PdfError> {
    let refused = Err(PdfError::StreamTooLarge);
    for at in memmem::find_iter(untrusted, b"/Columns") {
        let after = &untrusted[at + 1 + NAME.len()..];
        let is_other_name = after.first().is_some_and(u8::is_ascii_alphanumeric);
        if !is_other_name && !is_bounded(after, untrusted) {
            return refused;
        }
    }
    // A name can be spelt with a number for each letter, and nobody does that to this one.
    let spelt = memchr::memchr_iter(b'#', untrusted);
    match spelt.into_iter().any(|at| is_in_name(untrusted, at)) {
        true => refused,
        false => Ok(()),
    }
}

/// Under either of the names that the engine knows the list by, wherever its numbers are told.
pub(crate) fn are_in(stream: &Stream<'_>) -> bool {
    let is_wide = |own: &Dict<'_>| {
        let columns = own.get::<f64>("Columns");
        columns.is_some_and(|columns| columns > WIDEST as f64)
    };
    ["DecodeParms", "DP"]
        .iter()
        .any(|key| match stream.dict().get::<Object<'_>>(key) {
            Some(Object::Dict(own)) => is_wide(&own),
            Some(Object::Array(list)) => list
                .iter::<Object<'_>>()
                .any(|own| matches!(own, Object::Dict(own) if is_wide(&own))),
            _ => false,
        })
}

/// Whether the value is a small number, or is one told elsewhere in plain sight.
fn is_bounded(value: &[u8], file: &[u8]) -> bool {
    let mut words = words(value);
    let Some(first) = words.next().and_then(number) else {
        // No number at all is read as none.
        return true;
    };
    let is_reference = words.next().and_then(number).is_some() && words.next() == Some(b"R");
    if !is_reference {
        return first <= WIDEST;
    }
    let head = format!("{first} 0 obj");
    let mut told = memmem::find_iter(file, head.as_bytes()).peekable();
    told.peek().is_some()
        && told.all(|at| {
            let value = &file[at + head.len()..];
            let number = self::words(value).next().and_then(number);
            number.is_none_or(|number| number <= WIDEST)
        })
}

fn words(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes[..bytes.len().min(80)]
        .split(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<' | b']'))
        .filter(|word| !word.is_empty())
}

/// What is longer than any number is as large as can be.
fn number(word: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(word).ok()?;
    let whole = text.trim_start_matches('+').split('.').next()?;
    let is_number = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| whole.parse().unwrap_or(u64::MAX))
}

fn is_in_name(file: &[u8], sign: usize) -> bool {
    const LONGEST: usize = 3 * NAME.len();
    let before = &file[sign.saturating_sub(LONGEST)..sign];
    let Some(slash) = memchr::memrchr(b'/', before) else {
        return false;
    };
    let mut left = &file[sign - (before.len() - slash) + 1..];
    for expected in NAME {
        let byte = match left {
            [b'#', high, low, rest @ ..] => {
                left = rest;
                let digits = [*high, *low];
                let digits = std::str::from_utf8(&digits).unwrap_or_default();
                u8::from_str_radix(digits, 16).unwrap_or(0)
            }
            [byte, rest @ ..] => {
                left = rest;
                *byte
            }
            [] => return false,
        };
        if byte != *expected {
            return false;
        }
    }
    // The sign may stand behind a name that is spelt plainly.
    file.len() - left.len() > sign
}

#[cfg(test)]
mod tests {
    #[test]
    fn rows_that_no_picture_has_are_refused() {
        let check = |file: &str, is_fine: bool| {
            assert_eq!(super::check(file.as_bytes()).is_ok(), is_fine, "{file}");
        };
        check("/DecodeParms<</Columns 1728/K -1>>", true);
        check("<< /Columns\n5>>", true);
        check("<< /Columns 262145 >>", false);
        check("<< /Columns 99999999999999999999999 >>", false);
        check("<< /Columns +300000. >>", false);
        check("<< /ColumnsOther 300000 >>", true);
        check("<< /Columns 7 0 R >> 7 0 obj 12 endobj", true);
        check("<< /Columns 7 0 R >> 7 0 obj 300000 endobj", false);
        check("<< /Columns 7 0 R >>", false);
        check("<< /C#6flumns 4 >>", false);
        check("<< /#43#6F#6C#75#6D#6E#73 4 >>", false);
        check("<< /C#6flor 4 >> #/ #", true);
        check("<< /Columns 88>>\nID #\u{81}", true);
        check("/Columns", true);
        check("/C#", true);
        check("/Columns -5", true);
    }
}
