//! Names that name something else: a street, an institution, a firm, an illness.

use super::chain::Chain;
use super::context::Context;
use super::context::starts_sentence_at;
use super::grammar::{ends_institution, ends_person, ends_street, illness, offices, streets};
use super::unit::Sort;
use crate::detect::endings::ends;
use crate::lexicon::Class;
use crate::text::{Flags, Gap, Kind, Token, Window};

impl Context {
    /// The name names something else: a street, an institution, a firm, an illness.
    pub(super) fn is_no_person(&self, window: &Window, chain: &Chain) -> bool {
        let Some(last) = chain.units.last() else {
            return true;
        };
        let after = chain.to() + 1;
        let next = window.at(after);
        let next_folded = window.folded(after);
        let close = matches!(next.gap, Gap::Space | Gap::Line) && next.kind == Kind::Word;
        let next_capital = next.flags.has(Flags::CAPITAL);
        let same_line = next.gap == Gap::Space;
        if close
            && (next_capital || chain.small)
            && streets(next_folded)
            && (same_line || ends_in_s(window, last.to))
            && (!next.class.has(Class::NAME) || ends_in_s(window, last.to))
        {
            return true;
        }
        // `Niels` at a line's end, `Bohrs Vej` on the next.
        if next.gap == Gap::Line
            && next_capital
            && next_folded.ends_with(b"s")
            && window.at(after + 1).flags.has(Flags::CAPITAL)
            && streets(window.folded(after + 1))
        {
            return true;
        }
        if !self.introduced && is_street(window, chain, next) {
            return true;
        }
        // `Rudolf Steiner-skolen`
        let joined = window.at(after + 2);
        if close
            && next_capital
            && window.at(after + 1).is_sign(b'-')
            && joined.gap == Gap::None
            && !joined.flags.has(Flags::CAPITAL)
            && (joined.class.has(Class::INSTITUTION)
                || ends_in_institution(window.folded(after + 2)))
        {
            return true;
        }
        if close && illness(next_folded) {
            return true;
        }
        if close
            && next_capital
            && (next.class.has(Class::INSTITUTION)
                || ends_in_institution(next_folded) && !next.class.has(Class::PERSON_VERB))
            && !next.class.has(Class::NAME)
        {
            return true;
        }
        // `Hansens Tømrerforretning`: put together with an institution's word.
        if close
            && next_capital
            && (last.genitive || ends_in_s(window, last.to))
            && !next.class.has(Class::NAME | Class::RELATION)
            && ends_in_institution(next_folded)
        {
            return true;
        }
        // `Flemmings Trio`: something of theirs that bears the name, unless it is kin, or the case's own.
        if close
            && same_line
            && next_capital
            && !next.flags.has(Flags::ALL_CAPITALS)
            && last.genitive
            && chain.is_single()
            && !chain.units.iter().any(|unit| unit.party)
            && !self.starts_sentence
            && next.class.has(Class::ORDINARY)
            && !next
                .class
                .has(Class::NAME | Class::RELATION | Class::PROFESSION | Class::LABEL)
        {
            return true;
        }
        // `Steiner-skolen` is one unit already; `Hansen & Larsen A/S`
        if is_firm(window, after) {
            return true;
        }
        let units = &chain.units;
        if units
            .iter()
            .all(|unit| unit.class.has(Class::EPONYM | Class::PROPER) && unit.sort != Sort::Given)
        {
            return true;
        }
        let mut before = chain.from() - 1;
        let mut gap = window.at(chain.from()).gap;
        if window.at(before).is_sign(b'.') && gap != Gap::Line && offices(window.folded(before - 1))
        {
            gap = window.at(before).gap.max(gap);
            before -= 1;
        }
        // `Børnehaven Frøken Jensen`
        if window.at(before).class.has(Class::PROFESSION)
            && window.at(before).flags.has(Flags::CAPITAL)
            && window.at(before).gap == Gap::Space
            && window.at(before - 1).flags.has(Flags::CAPITAL)
            && window.at(before - 1).class.has(Class::INSTITUTION)
        {
            return true;
        }
        let previous = window.at(before);
        let previous_folded = window.folded(before);
        if gap > Gap::Line || previous.kind != Kind::Word {
            return false;
        }
        if offices(previous_folded) && gap <= Gap::Space {
            return true;
        }
        let institution = previous.class.has(Class::INSTITUTION)
            || ends_in_institution(previous_folded) && !self.starts_sentence_with(window, before);
        gap <= Gap::Space
            && institution
            && !previous
                .class
                .has(Class::NAME | Class::RELATION | Class::PROFESSION)
            && (previous.flags.has(Flags::CAPITAL) || !next.class.has(Class::PERSON_VERB))
            && !next.class.has(Class::PERSON_VERB)
    }

    fn starts_sentence_with(&self, window: &Window, offset: isize) -> bool {
        starts_sentence_at(window, offset) && !window.at(offset).class.has(Class::INSTITUTION)
    }
}

/// `klasselæreren`, `familiekonsulent`, `barnefaren`: put together with a word for a person.
pub(super) fn ends_in_person(folded: &[u8]) -> bool {
    folded.len() > 6 && ends(folded, 0, ends_person)
}

pub(in crate::detect) fn ends_in_institution(folded: &[u8]) -> bool {
    folded.len() > 5 && ends(folded, 0, ends_institution)
}

pub(super) fn is_street_word(folded: &[u8]) -> bool {
    streets(folded)
}

pub(super) fn ends_in_s(window: &Window, offset: isize) -> bool {
    window.folded(offset).ends_with(b"s") || window.at(offset + 1).is_sign(b'\'')
}

/// `Strandvejen`, or a street of the list with a number behind it.
pub(super) fn is_street(window: &Window, chain: &Chain, next: &Token) -> bool {
    let Some(last) = chain.units.last() else {
        return false;
    };
    let folded = window.folded(last.to);
    let numbered =
        matches!(next.kind, Kind::Number | Kind::Mixed) && next.gap <= Gap::Line && next.length < 6;
    if folded.len() > 5
        && ends(folded, 0, ends_street)
        && !last.class.has(Class::NAME)
        && !last.party
    {
        return true;
    }
    numbered
        && !last.party
        && (last.class.has(Class::STREET) || folded.len() > 5 && ends(folded, 0, ends_street))
}

/// `A/S`, `ApS`, `& Søn` behind it.
pub(super) fn is_firm(window: &Window, mut after: isize) -> bool {
    for _ in 0..5 {
        let token = window.at(after);
        if token.gap > Gap::Space {
            return false;
        }
        match token.kind {
            Kind::Punctuation if token.sign == b'&' => after += 1,
            Kind::Word => {
                let folded = window.folded(after);
                let slash = window.at(after + 1);
                let form = window.folded(after + 2);
                if slash.is_sign(b'/')
                    && slash.gap == Gap::None
                    && form == b"s"
                    && matches!(folded, b"a" | b"i" | b"k" | b"p" | b"g")
                {
                    return true;
                }
                if matches!(
                    folded,
                    b"aps"
                        | b"ivs"
                        | b"amba"
                        | b"smba"
                        | b"fmba"
                        | b"inc"
                        | b"ltd"
                        | b"gmbh"
                        | b"llc"
                        | b"holding"
                        | b"co"
                        | b"partnere"
                        | b"partners"
                        | b"soenner"
                ) {
                    return true;
                }
                // `Hansen & Larsen A/S`, `Jensens Tømrerforretning ApS`
                if !token.flags.has(Flags::CAPITAL) {
                    return false;
                }
                after += 1;
            }
            _ => return false,
        }
    }
    false
}
