//! Numbers of firms and their production units. Found so that nobody takes them for a phone or CPR number;
//! they are no personal data and never flagged.

use super::{Candidate, Sight};
use crate::finding::{Category, Evidence, RuleId, Severity, SuggestedAction, Whose};
use crate::lexicon::Label;
use crate::text::Kind;

const CVR: RuleId = RuleId {
    id: "company.cvr",
    version: 1,
};
const UNIT: RuleId = RuleId {
    id: "company.unit",
    version: 1,
};

pub(super) fn find(sight: &Sight, found: &mut Vec<Candidate>) {
    let figures = sight.figures;
    if sight.follows_on() {
        return;
    }
    if let Some(count) = figures.groups_with(8) {
        let digits = figures.digits(0..count);
        let valid = modulus_11(digits);
        let called = sight.cue.tight == Some(Label::Cvr);
        let country = prefixed(sight);
        if called || (country && valid) {
            push(
                sight,
                found,
                CVR,
                Category::Cvr,
                count,
                if valid {
                    "company.cvr"
                } else {
                    "company.cvr_called"
                },
            );
        }
    }
    if let Some(count) = figures.groups_with(10)
        && sight.cue.tight == Some(Label::ProductionUnit)
    {
        push(
            sight,
            found,
            UNIT,
            Category::ProductionUnit,
            count,
            "company.unit",
        );
    }
}

fn push(
    sight: &Sight,
    found: &mut Vec<Candidate>,
    rule: RuleId,
    category: Category,
    count: usize,
    message: &'static str,
) {
    let mut candidate = Candidate::new(rule, category, sight.figures.span(0..count))
        .sure(98)
        .because(Evidence::new(message));
    candidate.whose = Whose::Public;
    candidate.flag = Some(false);
    candidate.severity = Severity::Inform;
    candidate.action = SuggestedAction::Leave;
    found.push(candidate);
}

/// `DK12345678`, `DK 12345678`.
fn prefixed(sight: &Sight) -> bool {
    let window = sight.window;
    if window.at(0).kind == Kind::Mixed {
        return window.folded(0).starts_with(b"dk");
    }
    window.folded(-1) == b"dk"
}

fn modulus_11(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 8] = [2, 7, 6, 5, 4, 3, 2, 1];
    digits.first().is_some_and(|first| *first > 0)
        && digits
            .iter()
            .zip(WEIGHTS)
            .map(|(digit, weight)| u32::from(*digit) * weight)
            .sum::<u32>()
            .is_multiple_of(11)
}
