//! `naboen i nr. 7`, `hun bor i 9B`: a house in a street that needs no naming, because it is the same one.

use super::rest::House;
use crate::detect::{Candidate, Knowledge};
use crate::finding::{Category, Evidence, RuleId, SuggestedAction};
use crate::lexicon::Class;
use crate::text::{Flags, Gap, Kind, Window};

const RULE: RuleId = RuleId {
    id: "address.house_alone",
    version: 1,
};

pub(super) fn house_alone(
    window: &Window,
    knowledge: &Knowledge,
    house: &House,
) -> Option<Candidate> {
    let mut from = 0;
    if window.at(-1).is_sign(b'.') && is_number_word(window.folded(-2)) {
        from = -2;
    } else if is_number_word(window.folded(-1)) {
        from = -1;
    }
    if window.at(from).gap > Gap::Line || from == 0 && !house.lettered {
        return None;
    }
    let preposition = from - 1;
    // `Brita Ørum (nr. 7)`
    let bracket = window.at(preposition).is_sign(b'(') && window.at(house.to + 1).is_sign(b')');
    let leads = bracket
        || matches!(
            window.folded(preposition),
            b"i" | b"fra" | b"ovre" | b"inde"
        );
    if !leads || window.at(preposition).gap > Gap::Line {
        return None;
    }
    let who = preposition - 1;
    let lives = (0..=2).any(|back| {
        matches!(
            window.folded(who - back),
            b"bor" | b"boede" | b"boende" | b"flyttet" | b"flytter" | b"bo" | b"boet"
        )
    });
    let dweller = window.at(who).class.has(Class::RELATION) || is_dweller(window.folded(who));
    let named = is_named(window, who)
        || window.at(who).class.0 & !(Class::STREET | Class::TOWN | Class::PROPER_NOUN).0 == 0
            && is_named(window, who - 1);
    if !(lives || dweller || named) || goes_on(window, house.to + 1) {
        return None;
    }
    let mut candidate = Candidate::new(RULE, Category::Address, window.span(from, house.to))
        .sure(74)
        .because(Evidence::new("address.house_alone"));
    if let Some(owner) = knowledge.register.by_house_number(&house.folded) {
        candidate = candidate.of_party(Some(owner));
    } else {
        candidate.action = SuggestedAction::CheckWhose;
    }
    Some(candidate)
}

fn is_number_word(folded: &[u8]) -> bool {
    matches!(folded, b"nr" | b"nummer")
}

fn is_dweller(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"naboer"
            | b"naboerne"
            | b"familien"
            | b"beboeren"
            | b"beboerne"
            | b"genboen"
            | b"genboerne"
            | b"folkene"
            | b"parret"
            | b"dem"
    )
}

fn is_named(window: &Window, at: isize) -> bool {
    let token = window.at(at);
    let name = token.party != 0 || token.class.has(Class::NAME);
    token.kind == Kind::Word
        && name
        && (token.flags.has(Flags::CAPITAL) || !token.class.has(Class::ORDINARY))
}

/// `i nr. 3 af bladet`, `i 2B, klassen`, `nr. 7/2024`, `nr. 12.3`: a number of something else.
fn goes_on(window: &Window, at: isize) -> bool {
    let next = window.at(at);
    let after = window.at(at + 1);
    next.kind == Kind::Punctuation
        && next.gap == Gap::None
        && matches!(after.kind, Kind::Number | Kind::Mixed)
        && after.gap == Gap::None
        || matches!(next.sign, b'%' | b'/') && next.kind == Kind::Punctuation
        || next.kind == Kind::Word
            && matches!(
                window.folded(at),
                b"af"
                    | b"klasse"
                    | b"aar"
                    | b"kr"
                    | b"timer"
                    | b"dage"
                    | b"uger"
                    | b"maaneder"
                    | b"paa"
            )
}
