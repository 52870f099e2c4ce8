use chrono::{Datelike, NaiveDate};

use crate::{Cpr, KleScope, words};

/// What somebody typed in the one field that finds everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Folded; at most [`Typed::MOST_WORDS`].
    pub words: Vec<String>,
    /// What else it may be, the likeliest first. Eight digits may be a company or the beginning of a person's number.
    pub numbers: Vec<TypedNumber>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedNumber {
    Cpr(Cpr),
    /// Four to nine digits that a person's number may begin with.
    CprStart(String),
    Cvr(String),
    /// As it stands in a case's number, its running part filled up with noughts.
    CaseNumber(String),
    Kle(KleScope),
}

impl Typed {
    /// Longer than any name, number or title.
    pub const LONGEST: usize = 300;
    pub const MOST_WORDS: usize = 12;

    /// Whatever is typed can be read; what says nothing gives nothing.
    pub fn read(text: &str, today: NaiveDate) -> Self {
        let text: String = text.chars().take(Self::LONGEST).collect();
        let mut words = words(&text);
        words.truncate(Self::MOST_WORDS);
        Self {
            words,
            numbers: numbers(text.trim(), today),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.numbers.is_empty()
    }

    /// A whole number of a person: nothing else is meant.
    pub fn cpr(&self) -> Option<&Cpr> {
        self.numbers.iter().find_map(|number| match number {
            TypedNumber::Cpr(cpr) => Some(cpr),
            _ => None,
        })
    }
}

fn numbers(text: &str, today: NaiveDate) -> Vec<TypedNumber> {
    let mut numbers = Vec::new();
    if let Ok(cpr) = Cpr::parse(text) {
        return vec![TypedNumber::Cpr(cpr)];
    }
    if text.contains('.')
        && let Ok(kle) = KleScope::parse(text)
    {
        numbers.push(TypedNumber::Kle(kle));
    }
    numbers.extend(case_number(text, today).map(TypedNumber::CaseNumber));
    let Some(digits) = digits_only(text) else {
        return numbers;
    };
    if is_cvr(&digits) {
        numbers.push(TypedNumber::Cvr(digits.clone()));
    }
    if (4..=9).contains(&digits.len()) && may_begin_a_cpr(&digits) {
        numbers.push(TypedNumber::CprStart(digits));
    }
    numbers
}

/// The digits of a number as people space it; nothing where something else stands between them.
fn digits_only(text: &str) -> Option<String> {
    let mut digits = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            ' ' | '-' | '–' | '\u{a0}' | '\u{2011}' => {}
            _ => return None,
        }
    }
    Some(digits)
}

/// `2026-4711` and `26/4711` as `2026-004711`.
fn case_number(text: &str, today: NaiveDate) -> Option<String> {
    let (year, number) = text.split_once(['-', '/', '–'])?;
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (year, number) = (year.trim(), number.trim());
    if !is_digits(year) || !is_digits(number) || number.len() > 6 {
        return None;
    }
    let year = match year.len() {
        4 => year.parse::<i32>().ok()?,
        2 => {
            let short = year.parse::<i32>().ok()?;
            let century = today.year() / 100 * 100;
            // Nobody looks for a case of years to come.
            if century + short > today.year() {
                century - 100 + short
            } else {
                century + short
            }
        }
        _ => return None,
    };
    Some(format!("{year:04}-{number:0>6}"))
}

/// Eight digits with the company register's check digit.
fn is_cvr(digits: &str) -> bool {
    const WEIGHTS: [u32; 8] = [2, 7, 6, 5, 4, 3, 2, 1];
    if digits.len() != 8 || digits.starts_with('0') {
        return false;
    }
    let sum: u32 = digits
        .bytes()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    sum.is_multiple_of(11)
}

fn may_begin_a_cpr(digits: &str) -> bool {
    let part = |from: usize| digits.get(from..from + 2)?.parse::<u32>().ok();
    let day = part(0).is_some_and(|day| (1..=31).contains(&day) || (61..=91).contains(&day));
    day && part(2).is_some_and(|month| (1..=12).contains(&month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[TypedNumber]) {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        assert_eq!(Typed::read(text, today).numbers, expected, "{text}");
    }

    #[test]
    fn a_number_is_read_in_every_way_it_may_be_meant() {
        let cpr = |text: &str| TypedNumber::Cpr(Cpr::parse(text).unwrap());
        let start = |text: &str| TypedNumber::CprStart(text.to_owned());
        let case = |text: &str| TypedNumber::CaseNumber(text.to_owned());
        let cvr = |text: &str| TypedNumber::Cvr(text.to_owned());
        check("610180-1234", &[cpr("6101801234")]);
        check("61 01 80 1234", &[cpr("6101801234")]);
        check("610180", &[start("610180")]);
        check("610180-12", &[start("61018012")]);
        check("6101", &[start("6101")]);
        check("610", &[]);
        check("9913", &[]);
        check("2026-004711", &[case("2026-004711")]);
        check("2026-4711", &[case("2026-004711")]);
        check("26/4711", &[case("2026-004711")]);
        check("99/12", &[case("1999-000012")]);
        check("13585628", &[cvr("13585628")]);
        check("13 58 56 28", &[cvr("13585628")]);
        check("13585629", &[]);
        check("12058562", &[start("12058562")]);
        check(
            "27.18",
            &[TypedNumber::Kle(KleScope::parse("27.18").unwrap())],
        );
        check("Jensen 610180", &[]);
        check("", &[]);
    }

    #[test]
    fn the_longest_text_is_cut_and_never_refused() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let typed = Typed::read(&"støtte til bil ".repeat(400), today);
        assert_eq!(typed.words.len(), Typed::MOST_WORDS);
        assert!(Typed::read(" \u{0} -- ", today).is_empty());
    }
}
