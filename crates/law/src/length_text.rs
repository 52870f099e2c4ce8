use sagsbord_domain::deadline::{Length, Unit};

use crate::fault::Reason;

/// How a length is written in a rule file: `7 arbejdsdage`. One and many, as Danes say it.
const UNITS: [(Unit, &str, &str); 7] = [
    (Unit::WorkingDays, "arbejdsdag", "arbejdsdage"),
    (Unit::Weekdays, "hverdag", "hverdage"),
    (Unit::CalendarDays, "dag", "dage"),
    (Unit::Weeks, "uge", "uger"),
    (Unit::Months, "måned", "måneder"),
    (Unit::Years, "år", "år"),
    (Unit::Hours, "time", "timer"),
];

/// A warning on the day itself is the length of nothing: `0 dage`.
pub(crate) fn length(text: &str) -> Result<Length, Reason> {
    let (amount, word) = text.trim().split_once(' ').ok_or(Reason::NotALength)?;
    if !amount.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Reason::NotALength);
    }
    let (unit, ..) = UNITS
        .into_iter()
        .find(|(_, one, many)| word == *one || word == *many)
        .ok_or(Reason::NotALength)?;
    let amount = amount.parse().map_err(|_| Reason::LengthOutOfBounds)?;
    if amount > unit.most() {
        return Err(Reason::LengthOutOfBounds);
    }
    Ok(Length::new(amount, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_read_as_danes_write_it() {
        let check = |text: &str, expected: Result<Length, Reason>| {
            assert_eq!(length(text), expected, "{text}");
        };
        check("7 arbejdsdage", Ok(Length::new(7, Unit::WorkingDays)));
        check("1 arbejdsdag", Ok(Length::new(1, Unit::WorkingDays)));
        check("6 hverdage", Ok(Length::new(6, Unit::Weekdays)));
        check("10 dage", Ok(Length::new(10, Unit::CalendarDays)));
        check("4 uger", Ok(Length::new(4, Unit::Weeks)));
        check("1 måned", Ok(Length::new(1, Unit::Months)));
        check("16 år", Ok(Length::new(16, Unit::Years)));
        check("72 timer", Ok(Length::new(72, Unit::Hours)));
        check("0 dage", Ok(Length::new(0, Unit::CalendarDays)));
        for no_length in [
            "", "7", "syv dage", "-7 dage", "7 days", "7dage", "7,5 dage",
        ] {
            check(no_length, Err(Reason::NotALength));
        }
        check("1001 dage", Err(Reason::LengthOutOfBounds));
        check("99999999999 dage", Err(Reason::LengthOutOfBounds));
        check("31 år", Err(Reason::LengthOutOfBounds));
    }
}
