//! Other numbers that name a person or her things: passport, driving licence, residence card, insurance,
//! chassis; coordinates of a place; the parcel of land.

use super::{Candidate, Sight};
use crate::finding::{Category, Evidence, RuleId, Severity, SuggestedAction};
use crate::lexicon::Label;
use crate::text::{Flags, Gap, Kind};

const CALLED: RuleId = RuleId {
    id: "identifier.called",
    version: 1,
};
const CHASSIS: RuleId = RuleId {
    id: "identifier.chassis",
    version: 1,
};
const COORDINATES: RuleId = RuleId {
    id: "place.coordinates",
    version: 1,
};
const PARCEL: RuleId = RuleId {
    id: "cadastre.parcel",
    version: 1,
};

pub(super) fn find(sight: &Sight, found: &mut Vec<Candidate>) {
    called(sight, found);
    chassis(sight, found);
    coordinates(sight, found);
    parcel(sight, found);
}

fn called(sight: &Sight, found: &mut Vec<Candidate>) {
    let window = sight.window;
    let (message, shortest, longest) = match sight.cue.tight {
        Some(Label::Passport) => ("identifier.passport", 7, 10),
        Some(Label::Licence) => ("identifier.licence", 8, 8),
        Some(Label::Permit) => ("identifier.card", 6, 16),
        Some(Label::Vin) => ("identifier.chassis", 11, 17),
        _ => return,
    };
    let mut last = 0;
    let mut length = usize::from(window.at(0).folded_length);
    while window.at(last + 1).gap <= Gap::Space
        && matches!(window.at(last + 1).kind, Kind::Number | Kind::Mixed)
        && length + usize::from(window.at(last + 1).folded_length) <= longest
    {
        last += 1;
        length += usize::from(window.at(last).folded_length);
    }
    // A capital or two may stand apart before the digits.
    let mut first = 0;
    let before = window.at(-1);
    if before.kind == Kind::Word
        && before.flags.has(Flags::CAPITAL)
        && before.folded_length <= 2
        && window.at(0).gap <= Gap::Space
    {
        first = -1;
    }
    let digits = window
        .folded(0)
        .iter()
        .filter(|byte| byte.is_ascii_digit())
        .count();
    if (shortest..=longest).contains(&length)
        && digits * 2 >= usize::from(window.at(0).folded_length)
    {
        found.push(
            Candidate::new(CALLED, Category::Identifier, window.span(first, last))
                .sure(88)
                .because(Evidence::new(message)),
        );
    }
}

/// Seventeen signs, none of them I, O or Q, the last four digits.
fn chassis(sight: &Sight, found: &mut Vec<Candidate>) {
    let folded = sight.window.folded(0);
    let is_one = folded.len() == 17
        && sight.window.at(0).kind == Kind::Mixed
        && !folded.iter().any(|byte| matches!(byte, b'i' | b'o' | b'q'))
        && folded.iter().rev().take(4).all(u8::is_ascii_digit)
        && folded
            .iter()
            .filter(|byte| byte.is_ascii_lowercase())
            .count()
            >= 3
        && sight.window.at(0).flags.has(Flags::ALL_CAPITALS);
    if is_one && sight.cue.tight != Some(Label::Vin) {
        found.push(
            Candidate::new(CHASSIS, Category::Identifier, sight.window.span(0, 0))
                .sure(75)
                .because(Evidence::new("identifier.chassis")),
        );
    }
}

/// `55.67613, 12.56834`: within Denmark, to ten metres or closer.
fn coordinates(sight: &Sight, found: &mut Vec<Candidate>) {
    let window = sight.window;
    let half = |at: isize, whole: std::ops::RangeInclusive<u32>| {
        window.at(at).kind == Kind::Number
            && super::date::number(window.folded(at)).is_some_and(|number| whole.contains(&number))
            && (window.at(at + 1).is_sign(b'.') || window.at(at + 1).is_sign(b','))
            && window.at(at + 1).gap == Gap::None
            && window.at(at + 2).kind == Kind::Number
            && window.at(at + 2).gap == Gap::None
            && window.at(at + 2).folded_length >= 4
    };
    if !half(0, 54..=57) {
        return;
    }
    let second = (3..7).find(|at| half(*at, 8..=15));
    if let Some(second) = second {
        found.push(
            Candidate::new(COORDINATES, Category::Place, window.span(0, second + 2))
                .sure(90)
                .because(Evidence::new("place.coordinates")),
        );
    }
}

/// `matr.nr. 12a, Vester Hassing By, Vester Hassing`. Anybody may look up who owns it, so it is shown and not
/// flagged, unless somebody's address in the case is protected.
fn parcel(sight: &Sight, found: &mut Vec<Candidate>) {
    let window = sight.window;
    if sight.cue.tight != Some(Label::Cadastre) {
        return;
    }
    let mut last = 0;
    let short = window.at(1);
    if short.kind == Kind::Word
        && short.folded_length <= 3
        && short.gap <= Gap::Space
        && !short.flags.has(Flags::CAPITAL)
    {
        last = 1;
    }
    let mut at = last + 1;
    let mut words = 0;
    while words < 8 {
        let token = window.at(at);
        match token.kind {
            Kind::Word if token.gap <= Gap::Line && token.flags.has(Flags::CAPITAL) => {
                last = at;
                words += 1;
            }
            Kind::Word
                if token.gap <= Gap::Line
                    && matches!(
                        window.folded(at),
                        b"by"
                            | b"jorder"
                            | b"markjorder"
                            | b"bygrunde"
                            | b"ejerlav"
                            | b"hovedgaard"
                            | b"hgd"
                            | b"koebstad"
                            | b"kvarter"
                            | b"sogn"
                            | b"og"
                            | b"overdrev"
                            | b"skov"
                    ) =>
            {
                last = at;
                words += 1;
            }
            Kind::Punctuation if matches!(token.sign, b',') => {}
            _ => break,
        }
        at += 1;
    }
    let mut candidate = Candidate::new(PARCEL, Category::Cadastre, window.span(0, last))
        .sure(85)
        .because(Evidence::new("cadastre.parcel"));
    candidate.flag = Some(sight.knowledge.register.has_protected_address());
    candidate.severity = Severity::Inform;
    candidate.action = SuggestedAction::CheckWhose;
    found.push(candidate);
}
