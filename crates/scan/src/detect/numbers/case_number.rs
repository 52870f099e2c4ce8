//! Numbers of cases and documents. Another case's number points to another citizen, and may mean that the
//! document was filed in the wrong place. It is flagged where the caller named the case's own numbers;
//! otherwise nobody can tell own from other, and it is only shown.

use super::{Candidate, Sight, date};
use crate::finding::{Category, Evidence, RuleId, Severity, SuggestedAction};
use crate::lexicon::Label;
use crate::text::{Gap, Kind, fold_word};

const RULE: RuleId = RuleId {
    id: "case.number",
    version: 1,
};

pub(super) fn find(sight: &Sight, found: &mut Vec<Candidate>) {
    let Some((first, last, sure)) = by_year(sight).or_else(|| by_subject(sight)) else {
        return;
    };
    let span = sight.window.span(first, last);
    let written = fold_word(sight.window.text(&span));
    let own = sight.knowledge.register.own_case_numbers();
    let is_own = own.contains(&written);
    let mut candidate = Candidate::new(RULE, Category::CaseNumber, span)
        .sure(sure)
        .because(Evidence::new(if is_own {
            "case.own"
        } else if own.is_empty() {
            "case.form"
        } else {
            "case.other"
        }));
    candidate.flag = Some(!own.is_empty() && !is_own);
    candidate.severity = if is_own {
        Severity::Inform
    } else {
        Severity::Check
    };
    candidate.action = if is_own {
        SuggestedAction::Leave
    } else {
        SuggestedAction::CheckWhose
    };
    found.push(candidate);
}

/// `2024-809178`, `24/12345`, `S2025-56452`, `EMN-2022-48473`.
fn by_year(sight: &Sight) -> Option<(isize, isize, u8)> {
    let window = sight.window;
    let folded = window.folded(0);
    let letters = folded
        .iter()
        .take_while(|byte| byte.is_ascii_lowercase())
        .count();
    let year = date::number(folded.get(letters..)?)?;
    let called = sight.cue.says(Label::Case);
    let full = folded.len() - letters == 4 && (1980..2100).contains(&year);
    let short = folded.len() - letters == 2 && called;
    let sign = window.at(1);
    let number = window.at(2);
    if !(full || short)
        || letters > 4
        || !(sign.is_sign(b'-') || sign.is_sign(b'/'))
        || sign.gap != Gap::None
        || number.kind != Kind::Number
        || number.gap != Gap::None
        || !(3..=8).contains(&number.folded_length)
    {
        return None;
    }
    let mut last = 2;
    if window.at(3).is_sign(b'-')
        && window.at(3).gap == Gap::None
        && window.at(4).gap == Gap::None
        && window.at(4).kind == Kind::Number
    {
        last = 4;
    }
    let prefixed = window.at(0).gap == Gap::None
        && window.at(-1).is_sign(b'-')
        && window.at(-1).gap == Gap::None
        && window.at(-2).kind == Kind::Word
        && window.at(-2).folded_length <= 5;
    if !called && !prefixed && letters == 0 && number.folded_length < 5 {
        return None;
    }
    Some((
        if prefixed { -2 } else { 0 },
        last,
        if called { 92 } else { 75 },
    ))
}

/// `29.12.00-G01-5-24`: subject and facet of the municipalities' classification, serial number, year.
fn by_subject(sight: &Sight) -> Option<(isize, isize, u8)> {
    let window = sight.window;
    let two = |at: isize| window.at(at).kind == Kind::Number && window.at(at).folded_length == 2;
    let joined =
        |at: isize, sign: u8| window.at(at).is_sign(sign) && window.at(at).gap == Gap::None;
    if !(two(0) && joined(1, b'.') && two(2) && joined(3, b'.') && two(4) && joined(5, b'-')) {
        return None;
    }
    let facet = window.folded(6);
    if !matches!(facet, [letter, a, b] if letter.is_ascii_lowercase() && a.is_ascii_digit() && b.is_ascii_digit())
        || !joined(7, b'-')
        || window.at(8).kind != Kind::Number
    {
        return None;
    }
    let year = joined(9, b'-') && two(10);
    Some((0, if year { 10 } else { 8 }, 97))
}
