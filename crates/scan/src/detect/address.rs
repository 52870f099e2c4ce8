//! Addresses to floor and door: `Gl. Kongevej 12B, 3. tv., 8600 Silkeborg`. A house number calls; what stands
//! to its left must be a street, what stands to its right is read as far as it is an address.

mod names;
mod neighbour;
mod place;
mod rest;
mod street;

use super::{Calls, Candidate, Detector, Knowledge, Memory};
use crate::finding::{Category, Evidence, RuleId, Severity, SuggestedAction, Whose};
use crate::lexicon::Class;
use crate::text::{Flags, Gap, Kind, Window};

use rest::Rest;
use street::{Street, Trust};

const NUMBERED: RuleId = RuleId {
    id: "address.numbered",
    version: 1,
};
const STREET_ONLY: RuleId = RuleId {
    id: "address.street",
    version: 1,
};
const BOX: RuleId = RuleId {
    id: "address.box",
    version: 1,
};

pub(super) struct Address;

impl Detector for Address {
    fn calls(&self) -> Calls {
        Calls::NUMBER.or(Calls::MIXED).or(Calls::CAPITAL)
    }

    fn inspect(
        &self,
        window: &Window,
        knowledge: &Knowledge,
        memory: &mut Memory,
        found: &mut Vec<Candidate>,
    ) {
        let token = window.at(0);
        if token.start < memory.addresses_until {
            return;
        }
        let candidate = match token.kind {
            Kind::Number | Kind::Mixed => numbered(window, knowledge),
            Kind::Word => street_where_somebody_lives(window),
            _ => None,
        };
        if let Some(candidate) = candidate {
            memory.addresses_until = candidate.bytes.end;
            found.push(candidate);
        }
    }
}

fn numbered(window: &Window, knowledge: &Knowledge) -> Option<Candidate> {
    let house = rest::house(window)?;
    if let Some(candidate) = neighbour::house_alone(window, knowledge, &house) {
        return Some(candidate);
    }
    let mut last_word = -1;
    if window.at(-1).is_sign(b'.') && window.folded(-2) == b"nr" {
        last_word = -3;
    } else if window.folded(-1) == b"nr" && !window.at(-1).flags.has(Flags::CAPITAL) {
        last_word = -2;
    }
    if window.at(0).gap > Gap::Line || window.at(last_word).kind != Kind::Word {
        return None;
    }
    if window.folded(last_word) == b"postboks" {
        return post_box(window, last_word);
    }
    let street = street::before(window, last_word)?;
    let rest = rest::after_house(window, &house);
    if !enough(window, &street, &rest) {
        return None;
    }
    // `… | Adresse | Bemærkning` and a number on the next line
    if street.trust == Trust::AnyName && window.at(0).gap > Gap::Space {
        return None;
    }
    let span = window.span(street.from, rest.to);
    let mut candidate = Candidate::new(NUMBERED, Category::Address, span)
        .sure(if rest.postcode || rest.floor.is_some() || rest.door {
            94
        } else {
            91
        })
        .because(Evidence::new(street.evidence()));
    if rest.postcode {
        candidate = candidate.because(Evidence::new("address.postcode"));
    }
    if rest.floor.is_some() {
        candidate = candidate.because(Evidence::new("address.floor"));
    }
    let key = street.key(window);
    if let Some(owner) = knowledge
        .register
        .by_address(&key, &house.folded, rest.floor.as_deref())
    {
        candidate = candidate.of_party(Some(owner));
        if candidate.whose == Whose::Requester {
            candidate.severity = Severity::Inform;
            candidate.action = SuggestedAction::Leave;
        }
        return Some(candidate);
    }
    let office = || super::authority::of_address(window, knowledge, street.from, rest.to);
    if place::is_public(window, street.from) || office().is_some() {
        candidate.whose = Whose::Public;
        candidate.severity = Severity::Inform;
        candidate.action = SuggestedAction::Leave;
        candidate = candidate.because(Evidence::new("address.public"));
    } else {
        candidate.action = SuggestedAction::CheckWhose;
        candidate = candidate.because(Evidence::new("address.in_no_register"));
    }
    Some(candidate)
}

/// Whether a street of that kind with a number is an address.
fn enough(window: &Window, street: &Street, rest: &Rest) -> bool {
    if rest.counts_something {
        return false;
    }
    match street.trust {
        Trust::Street => true,
        Trust::Likely => {
            rest.postcode
                || rest.town
                || rest.floor.is_some()
                || rest.lettered
                || rest.ends
                || lives_before(window, street.from)
        }
        Trust::Word => {
            rest.postcode
                || rest.floor.is_some() && (rest.door_told() || lives_before(window, street.from))
                || rest.ends && window.at(0).kind == Kind::Number && moves_to(window, street.from)
        }
        Trust::AnyName => {
            rest.postcode
                || rest.town
                || rest.floor.is_some() && (rest.door || lives_before(window, street.from))
                || lives_before(window, street.from)
        }
    }
}

/// `bor`, `adresse:`, `bopæl`, `tilmeldt` within a few words to the left.
fn lives_before(window: &Window, from: isize) -> bool {
    (1..=4).any(|back| {
        let token = window.at(from - back);
        token.kind == Kind::Word
            && (1..back).all(|between| {
                let sign = window.at(from - between);
                !sign.is_sign(b'.') && sign.gap <= Gap::Line
            })
            && matches!(
                window.folded(from - back),
                b"bor"
                    | b"boede"
                    | b"bo"
                    | b"boet"
                    | b"boende"
                    | b"bosat"
                    | b"bopael"
                    | b"bopaelen"
                    | b"adresse"
                    | b"adressen"
                    | b"adr"
                    | b"tilmeldt"
                    | b"hjemadresse"
                    | b"privatadresse"
                    | b"folkeregisteradresse"
                    | b"flyttet"
                    | b"flyttede"
                    | b"flytter"
                    | b"opholder"
                    | b"overnatter"
                    | b"lejlighed"
                    | b"lejligheden"
                    | b"lejemaal"
                    | b"lejemaalet"
                    | b"ejendommen"
                    | b"huset"
            )
    })
}

/// `bor på`, `flyttet til`, `bor` with nothing between.
fn moves_to(window: &Window, from: isize) -> bool {
    matches!(
        window.folded(from - 1),
        b"paa" | b"i" | b"til" | b"bor" | b"boede"
    ) && lives_before(window, from)
}

fn post_box(window: &Window, word: isize) -> Option<Candidate> {
    let house = rest::house(window)?;
    let rest = rest::after_house(window, &house);
    rest.postcode.then(|| {
        Candidate::new(BOX, Category::Address, window.span(word, rest.to))
            .sure(90)
            .because(Evidence::new("address.box"))
    })
}

/// A street without a number says where somebody lives only when the sentence says so.
fn street_where_somebody_lives(window: &Window) -> Option<Candidate> {
    let token = window.at(0);
    if !token.flags.has(Flags::CAPITAL) || token.class.has(Class::NAME | Class::TOWN) {
        return None;
    }
    let next = window.at(1);
    if matches!(next.kind, Kind::Number | Kind::Mixed) && next.gap <= Gap::Line {
        return None;
    }
    let led = (1..=3).any(|back| {
        matches!(window.folded(-back), b"paa" | b"i" | b"til" | b"ad")
            && window.at(-back).kind == Kind::Word
    });
    if !led {
        return None;
    }
    let street = street::before(window, 0)?;
    if street.trust != Trust::Street {
        return None;
    }
    let preposition = window.folded(street.from - 1);
    if !matches!(preposition, b"paa" | b"i" | b"til" | b"ad") || !lives_before(window, street.from)
    {
        return None;
    }
    let mut to = 0;
    // `Nordre Ringgade i Vejle` keeps its town out; a postcode would make it an address.
    if let Some(end) = rest::postcode_and_town(window, 1) {
        to = end;
    }
    Some(
        Candidate::new(STREET_ONLY, Category::Address, window.span(street.from, to))
            .sure(80)
            .because(Evidence::new("address.lives")),
    )
}
