//! What is left of a CPR number that someone half covered: `010190-xxxx`, `******-1234`, "slutter på 1234".
//! Six digits of a date and a covered end are a birth date; the last four digits tell the number to whoever
//! knows the birthday.

use super::date::Date;
use super::{Candidate, Sight, date};
use crate::finding::{Category, Evidence, RuleId};
use crate::lexicon::Label;
use crate::text::{Gap, Kind};

const BIRTH_DATE: RuleId = RuleId {
    id: "cpr.end_covered",
    version: 1,
};
const LAST_FOUR: RuleId = RuleId {
    id: "cpr.last_four",
    version: 1,
};

pub(super) fn find(sight: &Sight, found: &mut Vec<Candidate>) {
    let window = sight.window;
    let token = window.at(0);
    if token.kind == Kind::Number && token.folded_length == 6 {
        if let Some(last) = covered_end(sight)
            && is_date(window.folded(0))
        {
            found.push(
                Candidate::new(BIRTH_DATE, Category::BirthDate, window.span(0, last))
                    .sure(90)
                    .because(Evidence::new("cpr.end_covered")),
            );
        }
    } else if token.kind == Kind::Number && token.folded_length == 4 {
        let covered =
            window.at(-1).is_sign(b'-') && window.at(0).gap == Gap::None && is_cover(sight, -2, 6);
        if covered || (sight.cue.mentions(Label::Cpr) && ends_in(sight)) {
            found.push(
                Candidate::new(LAST_FOUR, Category::Cpr, window.span(0, 0))
                    .sure(75)
                    .because(Evidence::new("cpr.last_four")),
            );
        }
    }
}

fn covered_end(sight: &Sight) -> Option<isize> {
    let window = sight.window;
    if window.at(1).is_sign(b'-') && window.at(1).gap <= Gap::Space {
        // The hyphen and stars or a row of hyphens behind it.
        if is_cover(sight, 2, 4) {
            return Some(2);
        }
        return (window.at(1).length >= 4).then_some(1);
    }
    (window.at(1).gap == Gap::None && is_cover(sight, 1, 4)).then_some(1)
}

/// `xxxx`, `****`, `••••`, `####`.
fn is_cover(sight: &Sight, at: isize, least: usize) -> bool {
    let token = sight.window.at(at);
    match token.kind {
        Kind::Word => {
            let folded = sight.window.folded(at);
            folded.len() >= least && folded.iter().all(|byte| *byte == b'x')
        }
        Kind::Punctuation => {
            matches!(token.sign, b'*' | b'#' | b'_' | b'.') && usize::from(token.length) >= least
        }
        _ => false,
    }
}

/// "slutter på", "ender på", "sidste fire cifre".
fn ends_in(sight: &Sight) -> bool {
    const WORDS: [&[u8]; 8] = [
        b"slutter",
        b"ender",
        b"sidste",
        b"endelse",
        b"slut",
        b"endende",
        b"cifre",
        b"afsluttes",
    ];
    (-6..0).any(|at| WORDS.contains(&sight.window.folded(at)))
}

fn is_date(six: &[u8]) -> bool {
    let part = |from: usize| six.get(from..from + 2).and_then(date::number);
    let (Some(day), Some(month), Some(year)) = (part(0), part(2), part(4)) else {
        return false;
    };
    let day = if day > 60 { day - 60 } else { day };
    Date::new(date::full_year(year), month, day).is_some()
}
