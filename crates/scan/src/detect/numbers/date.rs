//! Dates as they are written, and the century of a CPR number.

use crate::lexicon::Class;
use crate::text::{Gap, Kind, Window};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    pub year: u32,
    pub month: u32,
    pub day: u32,
}

impl Date {
    pub(crate) fn new(year: u32, month: u32, day: u32) -> Option<Date> {
        (day >= 1 && day <= days_in(year, month)?).then_some(Date { year, month, day })
    }
}

fn days_in(year: u32, month: u32) -> Option<u32> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => return None,
    })
}

/// The year that a CPR number's fifth to seventh digit mean.
pub(crate) fn year_of_cpr(two_digits: u32, seventh: u32) -> u32 {
    match seventh {
        0..=3 => 1900 + two_digits,
        4 | 9 if two_digits <= 36 => 2000 + two_digits,
        4 | 9 => 1900 + two_digits,
        _ if two_digits <= 57 => 2000 + two_digits,
        _ => 1800 + two_digits,
    }
}

/// The date that begins at `at`, and the offset of its last token.
pub(crate) fn read(window: &Window, at: isize) -> Option<(Date, isize)> {
    let first = window.at(at);
    if first.kind != Kind::Number {
        return None;
    }
    let digits = window.folded(at);
    if digits.len() == 6 {
        // ddmmyy
        let (day, month, year) = (
            number(&digits[..2])?,
            number(&digits[2..4])?,
            number(&digits[4..])?,
        );
        return Some((Date::new(full_year(year), month, day)?, at));
    }
    if digits.len() == 8 {
        let (day, month, year) = (
            number(&digits[..2])?,
            number(&digits[2..4])?,
            number(&digits[4..])?,
        );
        if (1850..2100).contains(&year)
            && let Some(date) = Date::new(year, month, day)
        {
            return Some((date, at));
        }
        let (year, month, day) = (
            number(&digits[..4])?,
            number(&digits[4..6])?,
            number(&digits[6..])?,
        );
        return Some((
            Date::new(year, month, day).filter(|_| (1850..2100).contains(&year))?,
            at,
        ));
    }
    if digits.len() == 4 {
        // yyyy-mm-dd
        let month = separated(window, at, b"-./")?;
        let day = separated(window, month, b"-./")?;
        let year = number(digits).filter(|year| (1850..2100).contains(year))?;
        return Some((
            Date::new(
                year,
                number(window.folded(month))?,
                number(window.folded(day))?,
            )?,
            day,
        ));
    }
    if digits.len() > 2 {
        return None;
    }
    let day = number(digits)?;
    named_month(window, at, day).or_else(|| numeric(window, at, day))
}

/// `3. maj 1990`, `3 maj 90`.
fn named_month(window: &Window, at: isize, day: u32) -> Option<(Date, isize)> {
    let mut month = at + 1;
    if window.at(month).is_sign(b'.') || window.at(month).is_sign(b'-') {
        month += 1;
    }
    let token = window.at(month);
    if token.kind != Kind::Word || !token.class.has(Class::MONTH) || token.gap > Gap::Line {
        return None;
    }
    let month_number = month_of(window.folded(month))?;
    let mut year = month + 1;
    if window.at(year).is_sign(b'.')
        || window.at(year).is_sign(b'-')
        || window.at(year).is_sign(b',')
    {
        year += 1;
    }
    let token = window.at(year);
    if token.kind != Kind::Number || token.gap > Gap::Line {
        return None;
    }
    let written = number(window.folded(year))?;
    let date = match token.folded_length {
        2 => Date::new(full_year(written), month_number, day),
        4 if (1850..2100).contains(&written) => Date::new(written, month_number, day),
        _ => None,
    }?;
    Some((date, year))
}

/// `03.05.1990`, `3/5-90`, `3-5-1990`, `3. 5. 1990`, `3/5 1990`.
fn numeric(window: &Window, at: isize, day: u32) -> Option<(Date, isize)> {
    let month = separated(window, at, b"-./")?;
    let year = separated(window, month, b"-./").or_else(|| year_apart(window, month))?;
    let month_number =
        number(window.folded(month)).filter(|_| window.at(month).folded_length <= 2)?;
    let written = number(window.folded(year))?;
    let date = match window.at(year).folded_length {
        2 => Date::new(full_year(written), month_number, day),
        4 if (1850..2100).contains(&written) => Date::new(written, month_number, day),
        _ => None,
    }?;
    Some((date, year))
}

/// `11/9 2009`
fn year_apart(window: &Window, month: isize) -> Option<isize> {
    let year = window.at(month + 1);
    (window.at(month - 1).is_sign(b'/')
        && year.kind == Kind::Number
        && year.gap == Gap::Space
        && year.length == 4)
        .then_some(month + 1)
}

/// The number after one separator, at most a space away.
fn separated(window: &Window, at: isize, signs: &[u8]) -> Option<isize> {
    let sign = window.at(at + 1);
    let next = window.at(at + 2);
    (sign.kind == Kind::Punctuation
        && signs.contains(&sign.sign)
        && sign.gap <= Gap::Space
        && next.kind == Kind::Number
        && next.gap <= Gap::Space)
        .then_some(at + 2)
}

/// Two digits of a year: nobody alive was born before the thirties of the last century, as good as.
pub(crate) fn full_year(two_digits: u32) -> u32 {
    if two_digits < 30 {
        2000 + two_digits
    } else {
        1900 + two_digits
    }
}

fn month_of(folded: &[u8]) -> Option<u32> {
    const MONTHS: [&[u8]; 12] = [
        b"jan", b"feb", b"mar", b"apr", b"maj", b"jun", b"jul", b"aug", b"sep", b"okt", b"nov",
        b"dec",
    ];
    let place = MONTHS.iter().position(|month| folded.starts_with(month))?;
    u32::try_from(place + 1).ok()
}

pub(crate) fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0u32, |number, digit| {
        number
            .checked_mul(10)?
            .checked_add(u32::from(digit.checked_sub(b'0')?))
    })
}
