//! Payment cards: a known issuer's first digits, the right length, and the Luhn check; after a word that says
//! so, without the check too.

use super::{Candidate, Sight};
use crate::finding::{Category, Evidence, RuleId, Severity};
use crate::lexicon::Label;
use crate::text::Gap;

const RULE: RuleId = RuleId {
    id: "card.number",
    version: 1,
};

pub(super) fn find(sight: &Sight, found: &mut Vec<Candidate>) {
    let figures = sight.figures;
    if sight.follows_on() || sight.cue.is_tight(&[Label::Invoice, Label::Case]) {
        return;
    }
    for length in [16, 15, 14, 19] {
        let Some(count) = figures.groups_with(length) else {
            continue;
        };
        let groups = figures.groups().get(..count).unwrap_or_default();
        let whole = count == 1
            || (matches!(figures.shape(count), 4444 | 465 | 464 | 44443)
                && groups
                    .iter()
                    .skip(1)
                    .all(|group| group.signs <= 1 && group.gap <= Some(Gap::Line)));
        let digits = figures.digits(0..count);
        let called = sight.cue.says(Label::Card);
        if !whole || !issued(digits) || figures.goes_on_after(count) || !(luhn(digits) || called) {
            continue;
        }
        let mut candidate = Candidate::new(RULE, Category::Card, figures.span(0..count))
            .sure(if luhn(digits) { 95 } else { 75 })
            .because(Evidence::new(if luhn(digits) {
                "card.checked"
            } else {
                "card.called"
            }));
        candidate.severity = Severity::Stop;
        found.push(candidate);
        return;
    }
}

fn issued(digits: &[u8]) -> bool {
    let first = digits
        .iter()
        .take(4)
        .fold(0u32, |number, digit| number * 10 + u32::from(*digit));
    match digits.len() {
        16 => {
            matches!(first, 4000..=4999 | 5100..=5599 | 2221..=2720 | 5019 | 5018 | 5020 | 6011 | 6400..=6799 | 5600..=5899 | 3528..=3589)
        }
        15 => matches!(first / 100, 34 | 37),
        14 => matches!(first / 100, 36 | 38 | 39) || matches!(first, 3000..=3059),
        _ => matches!(first, 4000..=4999 | 6000..=6999 | 5000..=5099),
    }
}

fn luhn(digits: &[u8]) -> bool {
    digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(*digit);
            match (place % 2, digit) {
                (0, _) => digit,
                (_, 0..=4) => digit * 2,
                _ => digit * 2 - 9,
            }
        })
        .sum::<u32>()
        .is_multiple_of(10)
}
