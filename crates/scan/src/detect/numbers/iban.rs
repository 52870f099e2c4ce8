//! IBAN: country, check digits, and up to thirty more signs in groups.

use super::{Candidate, Sight};
use crate::finding::{Category, Evidence, RuleId, Severity};
use crate::lexicon::Label;
use crate::text::{Gap, Kind};

const RULE: RuleId = RuleId {
    id: "iban.number",
    version: 1,
};
const LONGEST: usize = 34;

pub(super) fn find(sight: &Sight, found: &mut Vec<Candidate>) {
    let window = sight.window;
    let first = window.folded(0);
    if window.at(0).kind != Kind::Mixed || !begins(first) {
        return;
    }
    let mut signs: Vec<u8> = Vec::with_capacity(LONGEST);
    let mut ends = None;
    let mut at = 0;
    loop {
        let token = window.at(at);
        if !matches!(token.kind, Kind::Number | Kind::Mixed | Kind::Word)
            || (at > 0 && token.gap > Gap::Line)
        {
            break;
        }
        let folded = window.folded(at);
        if signs.len() + folded.len() > LONGEST
            || (at > 0 && folded.len() > 4 && token.gap != Gap::None)
        {
            break;
        }
        if token.kind == Kind::Word && !token.flags.has(crate::text::Flags::ALL_CAPITALS) {
            break;
        }
        signs.extend_from_slice(folded);
        if signs.len() >= 15
            && (length_of(&signs).is_none_or(|length| length == signs.len()))
            && checks(&signs)
        {
            ends = Some((at, true));
            if length_of(&signs).is_some() {
                break;
            }
        } else if length_of(&signs) == Some(signs.len()) {
            ends = Some((at, false));
            break;
        }
        at += 1;
        if window.at(at).is_sign(b'-') || window.at(at).is_sign(b'.') {
            at += 1;
        }
    }
    let Some((last, valid)) = ends else {
        return;
    };
    let likely = first.starts_with(b"dk") || sight.cue.says(Label::Iban);
    if !valid && !likely {
        return;
    }
    let mut candidate = Candidate::new(RULE, Category::Iban, window.span(0, last))
        .sure(if valid { 99 } else { 75 })
        .because(Evidence::new(if valid {
            "iban.checked"
        } else {
            "iban.unchecked"
        }));
    candidate.severity = Severity::Stop;
    found.push(candidate);
}

fn begins(folded: &[u8]) -> bool {
    matches!(folded, [a, b, c, d, ..] if a.is_ascii_lowercase() && b.is_ascii_lowercase() && c.is_ascii_digit() && d.is_ascii_digit())
}

/// Of the countries whose numbers come most; others are known by their check digits alone.
fn length_of(signs: &[u8]) -> Option<usize> {
    const LENGTHS: [(&[u8; 2], usize); 14] = [
        (b"dk", 18),
        (b"fo", 18),
        (b"gl", 18),
        (b"no", 15),
        (b"se", 24),
        (b"fi", 18),
        (b"de", 22),
        (b"nl", 18),
        (b"gb", 22),
        (b"pl", 28),
        (b"fr", 27),
        (b"es", 24),
        (b"lt", 20),
        (b"ro", 24),
    ];
    let country = signs.get(..2)?;
    LENGTHS
        .iter()
        .find(|(known, _)| known.as_slice() == country)
        .map(|(_, length)| *length)
}

/// Modulus 97 of the number with its first four signs moved to the end, letters as 10 to 35.
fn checks(signs: &[u8]) -> bool {
    let (Some(head), Some(tail)) = (signs.get(..4), signs.get(4..)) else {
        return false;
    };
    let rest = tail
        .iter()
        .chain(head)
        .try_fold(0u32, |rest, sign| match sign {
            b'0'..=b'9' => Some((rest * 10 + u32::from(sign - b'0')) % 97),
            b'a'..=b'z' => Some((rest * 100 + u32::from(sign - b'a') + 10) % 97),
            _ => None,
        });
    rest == Some(1)
}
