//! Where a person with a protected address can be found without an address: town, school, institution,
//! doctor's house, street. Only in a case that has such a person; everywhere else a town is just a town.

use super::person::ends_in_institution;
use super::{Calls, Candidate, Detector, Knowledge, Memory};
use crate::finding::{Category, Evidence, RuleId, Severity};
use crate::lexicon::Class;
use crate::text::{Flags, Gap, Kind, Window};

const RULE: RuleId = RuleId {
    id: "place.protected",
    version: 1,
};
const MOST_WORDS: isize = 4;

pub(super) struct Place;

impl Detector for Place {
    fn calls(&self) -> Calls {
        Calls::CAPITAL
    }

    fn inspect(
        &self,
        window: &Window,
        knowledge: &Knowledge,
        memory: &mut Memory,
        found: &mut Vec<Candidate>,
    ) {
        let token = window.at(0);
        if !knowledge.register.has_protected_address()
            || !token.flags.has(Flags::CAPITAL)
            || token.start < memory.places_until
            || token.start < memory.addresses_until
        {
            return;
        }
        let Some((to, message)) = place(window) else {
            return;
        };
        let mut candidate = Candidate::new(RULE, Category::Place, window.span(0, to))
            .sure(75)
            .because(Evidence::new(message))
            .because(Evidence::new("place.protected"));
        candidate.flag = Some(true);
        candidate.severity = Severity::Stop;
        memory.places_until = candidate.bytes.end;
        found.push(candidate);
    }
}

/// The last token of the place that begins here.
fn place(window: &Window) -> Option<(isize, &'static str)> {
    let token = window.at(0);
    let is_institution = |offset: isize| {
        let word = window.at(offset);
        word.kind == Kind::Word
            && (word.class.has(Class::INSTITUTION) && word.folded_length > 3
                || ends_in_institution(window.folded(offset)))
    };
    // `Plejecenter Solgården`, `Børnehaven Myretuen`, `Solgårdens Skole`
    let mut last = 0;
    let mut institution = is_institution(0);
    while last < MOST_WORDS
        && window.at(last + 1).gap == Gap::Space
        && window.at(last + 1).flags.has(Flags::CAPITAL)
        && window.at(last + 1).kind == Kind::Word
    {
        last += 1;
        institution |= is_institution(last);
    }
    if institution && (last > 0 || window.folded(0).len() > 8) {
        return Some((last, "place.institution"));
    }
    let street = [
        b"vej".as_slice(),
        b"vejen",
        b"gade",
        b"gaden",
        b"alle",
        b"straede",
        b"boulevard",
        b"torv",
    ]
    .iter()
    .any(|end| window.folded(0).len() > end.len() + 2 && window.folded(0).ends_with(end));
    if street {
        return Some((0, "place.street"));
    }
    let somewhere = matches!(
        window.folded(-1),
        b"i" | b"til" | b"fra" | b"ved" | b"naer" | b"paa" | b"omkring"
    );
    let town = token.class.has(Class::TOWN)
        && (somewhere || !token.class.has(Class::NAME | Class::ORDINARY));
    town.then_some((0, "place.town"))
}
