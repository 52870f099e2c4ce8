//! The older binary formats. What their pages keep from view is found in the newer format that LibreOffice turns them
//! into; here is what that turning drops: programs, and the properties as they stand.

use std::io::{Cursor, Read};

use super::embedded;
use crate::{Found, HiddenKind};

pub(super) fn read(untrusted: &[u8], found: &mut Found<'_>) {
    let Ok(mut compound) = cfb::CompoundFile::open(Cursor::new(untrusted)) else {
        return;
    };
    let has_programs = compound
        .walk()
        .any(|entry| entry.is_storage() && entry.name().eq_ignore_ascii_case("VBA"));
    for (stream, names) in [
        ("/\u{5}SummaryInformation", &SUMMARY[..]),
        ("/\u{5}DocumentSummaryInformation", &DOCUMENT[..]),
    ] {
        let mut bytes = Vec::new();
        let read = compound
            .open_stream(stream)
            .and_then(|stream| stream.take(LONGEST_SET).read_to_end(&mut bytes));
        if read.is_ok() {
            for (called, value) in properties(&bytes, names) {
                found.hide(HiddenKind::Metadata, called, &value, 1);
            }
        }
    }
    if has_programs {
        embedded::macros(untrusted, found);
    }
}

const LONGEST_SET: u64 = 4 << 20;
const PROPERTIES_AT_MOST: usize = 1_000;

/// Numbers of properties, and what they are called in Danish.
const SUMMARY: [(u32, &str); 12] = [
    (2, "titel"),
    (3, "emne"),
    (4, "forfatter"),
    (5, "nøgleord"),
    (6, "beskrivelse"),
    (7, "skabelon"),
    (8, "sidst ændret af"),
    (9, "antal gange gemt"),
    (11, "sidst udskrevet"),
    (12, "oprettet"),
    (13, "ændret"),
    (18, "program"),
];
const DOCUMENT: [(u32, &str); 3] = [(2, "kategori"), (14, "leder"), (15, "organisation")];

/// A head of 28 bytes, 16 that name the first section and 4 that say where it is; in it a list of numbers and places.
fn properties<'n>(bytes: &[u8], names: &[(u32, &'n str)]) -> Vec<(&'n str, String)> {
    let mut all = Vec::new();
    let Some(section) = number(bytes, 44)
        .and_then(|at| usize::try_from(at).ok())
        .and_then(|at| bytes.get(at..))
    else {
        return all;
    };
    let count = number(section, 4).map_or(0, |count| count as usize);
    let places: Vec<(u32, usize)> = (0..count.min(PROPERTIES_AT_MOST))
        .filter_map(|at| {
            Some((
                number(section, 8 + at * 8)?,
                number(section, 12 + at * 8)? as usize,
            ))
        })
        .collect();
    let page = places
        .iter()
        .find(|(id, _)| *id == 1)
        .and_then(|(_, at)| section.get(at + 4..at + 6))
        .map_or(1252, |page| u16::from_le_bytes([page[0], page[1]]));
    for (id, at) in places {
        let Some((_, called)) = names.iter().find(|(number, _)| *number == id) else {
            continue;
        };
        let value = section.get(at..).and_then(|rest| value(rest, page));
        if let Some(value) = value.filter(|value| !matches!(value.trim(), "" | "0")) {
            all.push((*called, value.trim().to_owned()));
        }
    }
    all
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// A kind, and then what is of that kind.
fn value(rest: &[u8], page: u16) -> Option<String> {
    const NUMBER: u32 = 3;
    const TEXT: u32 = 30;
    const WIDE_TEXT: u32 = 31;
    const TIME: u32 = 64;
    match number(rest, 0)? & 0xFFFF {
        NUMBER => Some(number(rest, 4)?.to_string()),
        TEXT => {
            let length = number(rest, 4)? as usize;
            let text = rest.get(8..8_usize.checked_add(length)?)?;
            Some(narrow(text, page))
        }
        WIDE_TEXT => {
            let length = number(rest, 4)? as usize;
            let text = rest.get(8..8_usize.checked_add(length.checked_mul(2)?)?)?;
            let units = text
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                .take_while(|unit| *unit != 0);
            Some(
                char::decode_utf16(units)
                    .map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER))
                    .collect(),
            )
        }
        TIME => {
            let ticks = u64::from(number(rest, 4)?) | u64::from(number(rest, 8)?) << 32;
            time(ticks)
        }
        _ => None,
    }
}

/// UTF-8 where it says so, and the Western code page else.
fn narrow(text: &[u8], page: u16) -> String {
    const UTF_8: u16 = 65001;
    let end = text
        .iter()
        .position(|byte| *byte == 0)
        .unwrap_or(text.len());
    let text = text.get(..end).unwrap_or_default();
    if page == UTF_8 {
        String::from_utf8_lossy(text).into_owned()
    } else {
        text.iter().map(|byte| char::from(*byte)).collect()
    }
}

/// Tenths of microseconds since 1601, in universal time.
fn time(ticks: u64) -> Option<String> {
    const A_DAY: u64 = 86_400;
    let seconds = ticks / 10_000_000;
    if seconds < 100 * 365 * A_DAY {
        // A length of time, or nothing.
        return None;
    }
    let minutes = seconds % A_DAY / 60;
    // Counted from the first of March of the year 0, so that the leap day comes last.
    let days = i64::try_from(seconds / A_DAY).ok()? + 584_694;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(format!(
        "{day}.{month}.{year} kl. {}.{:02}",
        minutes / 60,
        minutes % 60
    ))
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn times_are_counted_from_1601() {
        let cases = [
            (132_223_104_000_000_000, "1.1.2020 kl. 0.00"),
            (133_536_455_400_000_000, "29.2.2024 kl. 1.59"),
            (130_645_439_990_000_000, "31.12.2014 kl. 23.59"),
        ];
        for (ticks, expected) in cases {
            assert_eq!(time(ticks).as_deref(), Some(expected));
        }
        assert_eq!(time(600_000_000), None);
    }
}
