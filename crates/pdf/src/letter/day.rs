use crate::ReleaseDate;

const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

/// `3. december 2026`, as letters write it.
pub fn danish_day(date: ReleaseDate) -> String {
    let month = usize::from(date.month).checked_sub(1);
    let month = month.and_then(|index| MONTHS.get(index)).unwrap_or(&"");
    format!("{}. {month} {}", date.day, date.year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_out() {
        let check = |(year, month, day), expected: &str| {
            assert_eq!(danish_day(ReleaseDate { year, month, day }), expected);
        };
        check((2026, 12, 3), "3. december 2026");
        check((2027, 1, 31), "31. januar 2027");
    }
}
