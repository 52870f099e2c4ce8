//! Number plates: two capitals and five digits.

use super::{Candidate, Sight};
use crate::finding::{Category, Evidence, RuleId};
use crate::lexicon::{Class, Label};
use crate::text::{Flags, Gap, Kind};

const RULE: RuleId = RuleId {
    id: "plate.number",
    version: 1,
};

/// Pairs that stand before numbers for other reasons.
const OTHER_PAIRS: [&[u8]; 24] = [
    b"kr", b"dk", b"nr", b"kl", b"eu", b"tv", b"it", b"id", b"cv", b"se", b"en", b"is", b"no",
    b"bk", b"lb", b"lov", b"pb", b"po", b"pc", b"ok", b"ca", b"qr", b"ip", b"db",
];

pub(super) fn find(sight: &Sight, found: &mut Vec<Candidate>) {
    let window = sight.window;
    let token = window.at(0);
    let folded = window.folded(0);
    let (first, letters) = match token.kind {
        // In small letters only where a word right before calls it a plate, or a car: `kennys bil bx31559`.
        Kind::Mixed
            if token.flags.has(Flags::ALL_CAPITALS)
                || folded.len() == 7 && sight.cue.tight == Some(Label::Plate) =>
        {
            let letters = folded
                .iter()
                .take_while(|byte| byte.is_ascii_lowercase())
                .count();
            (0, folded.get(..letters).unwrap_or_default())
        }
        Kind::Number => {
            let before = window.at(-1);
            let small = before.class == Class::NONE && sight.cue.mentions(Label::Plate);
            if before.kind != Kind::Word
                || !(before.flags.has(Flags::ALL_CAPITALS) || small)
                || token.gap > Gap::Space
            {
                return;
            }
            (-1, window.folded(-1))
        }
        _ => return,
    };
    let called = sight.cue.mentions(Label::Plate) || sight.cue.mentions(Label::Registration);
    if letters.len() != 2 || glued_before(sight, first) {
        return;
    }
    if OTHER_PAIRS.contains(&letters) && !called {
        return;
    }
    let digits = if first == 0 {
        folded.get(2..).unwrap_or_default()
    } else {
        folded
    };
    if !digits.iter().all(u8::is_ascii_digit) {
        return;
    }
    let Some(last) = end(sight, digits.len()) else {
        return;
    };
    if sight.cue.is_tight(&[
        Label::Invoice,
        Label::Case,
        Label::Phone,
        Label::Account,
        Label::Cvr,
        Label::Passport,
        Label::Licence,
        Label::Permit,
        Label::Amount,
    ]) {
        return;
    }
    found.push(
        Candidate::new(RULE, Category::Plate, window.span(first, last))
            .sure(if called { 95 } else { 72 })
            .because(Evidence::new(if called {
                "plate.called"
            } else {
                "plate.form"
            })),
    );
}

/// Five digits: `12345`, `12 345`.
fn end(sight: &Sight, first_digits: usize) -> Option<isize> {
    let window = sight.window;
    let goes_on = |at: isize| {
        let next = window.at(at);
        next.gap == Gap::None
            && (matches!(next.kind, Kind::Number | Kind::Mixed)
                || (matches!(next.sign, b'-' | b'/' | b'.' | b',')
                    && matches!(window.at(at + 1).kind, Kind::Number | Kind::Mixed)
                    && window.at(at + 1).gap == Gap::None))
    };
    match first_digits {
        5 => (!goes_on(1)).then_some(0),
        2 => {
            let next = window.at(1);
            (next.kind == Kind::Number
                && next.folded_length == 3
                && next.gap == Gap::Space
                && !goes_on(2))
            .then_some(1)
        }
        _ => None,
    }
}

fn glued_before(sight: &Sight, first: isize) -> bool {
    let before = sight.window.at(first - 1);
    sight.window.at(first).gap == Gap::None
        && (matches!(before.kind, Kind::Word | Kind::Number | Kind::Mixed)
            || matches!(before.sign, b'-' | b'/' | b'_' | b'.'))
}
