//! Whether the sentence makes a name of a word that could be something else.

use super::chain::Chain;
use super::context::Context;
use super::elsewhere::ends_in_institution;
use super::looks::{
    ends_as_noun, ends_as_place, has_capital_inside, has_digit, is_misread_word, is_misspelt_word,
    is_plain_word_misspelt,
};
use super::unit::Sort;
use crate::detect::endings::ends;
use crate::lexicon::Class;
use crate::text::{Flags, Gap, Kind, Window};

impl Context {
    /// A name that is also a word: does the sentence make it a name?
    pub(super) fn lets_word_be_name(&self, window: &Window, chain: &Chain, of_party: bool) -> bool {
        let unit = &chain.units[0];
        let next = window.at(chain.to() + 1);
        let number_after = next.kind == Kind::Number && next.gap != Gap::Paragraph;
        if unit.class.has(Class::MONTH)
            && (number_after || is_month_place(window, chain.from() - 1))
        {
            return false;
        }
        if self.introduced || self.birth_after || self.joined_to_name {
            return true;
        }
        if self.article || self.in_title || self.group {
            return false;
        }
        if window.folded(unit.from) == b"hans" && unit.from == unit.to {
            return self.verb_after || self.weak_verb_after || !self.starts_sentence;
        }
        if number_after && self.starts_sentence {
            return false;
        }
        if unit.genitive {
            return self.belonging_after || !self.starts_sentence;
        }
        if self.verb_after {
            return true;
        }
        if self.weak_verb_after {
            return !says_of_thing(window, chain.to() + 1);
        }
        if self.starts_sentence {
            return self.apart
                && (of_party || unit.class.has(Class::GIVEN_COMMON))
                && self.stands_in_list(window, chain)
                && (of_party || !next.is_sign(b','));
        }
        if unit.class.has(Class::TOWN | Class::COUNTRY_OR_PART) && self.place {
            return false;
        }
        if unit
            .class
            .has(Class::TOWN | Class::COUNTRY_OR_PART | Class::PROPER)
            && !unit.class.has(Class::GIVEN_COMMON)
            && !of_party
        {
            return false;
        }
        // A capital inside a sentence is a name's, unless a title or a place goes on.
        !self.place || of_party
    }

    fn stands_in_list(&self, window: &Window, chain: &Chain) -> bool {
        let next = window.at(chain.to() + 1);
        next.is_sign(b',')
            || next.is_sign(b';')
            || next.is_sign(b')')
            || next.kind == Kind::Nothing
            || next.gap >= Gap::Wide
    }

    /// A single word in no list.
    pub(super) fn lets_unknown_be_name(&self, window: &Window, chain: &Chain) -> Option<u8> {
        let unit = &chain.units[0];
        let folded = window.folded(unit.to);
        let compound = unit.sort == Sort::Compound;
        let definite = folded.ends_with(b"en")
            || folded.ends_with(b"et")
            || folded.ends_with(b"ne")
            || folded.ends_with(b"er");
        let after = window.at(chain.to() + 1);
        let abbreviated = after.is_sign(b'.')
            && after.gap == Gap::None
            && window.at(chain.to() + 2).gap == Gap::None
            && window.at(chain.to() + 2).kind != Kind::Nothing;
        // `Orfiril og Frisium`: the first was no name, so this is none.
        let second = window.at(chain.from() - 2);
        let second_of_things = !self.after_found
            && matches!(window.folded(chain.from() - 1), b"og" | b"eller")
            && second.kind == Kind::Word
            && second.flags.has(Flags::CAPITAL)
            && second.class == Class::NONE
            && second.party == 0;
        // `Pkt. 4`, `Modt. 2/12`
        let counted = after.is_sign(b'.')
            && after.gap == Gap::None
            && window.at(chain.to() + 2).kind == Kind::Number
            && window.at(chain.to() + 2).gap <= Gap::Space
            && (!self.introduced || folded.len() <= 4);
        let english = matches!(
            window.folded(chain.from() - 1),
            b"of" | b"the" | b"and" | b"to"
        );
        if abbreviated
            || counted
            || english
            || second_of_things
            || after.kind == Kind::Number && after.gap == Gap::Space && !self.birth_after
            || after.is_sign(b':') && !self.introduced
            || ends_in_institution(folded) && !self.introduced
        {
            return None;
        }
        if unit.all_capitals && (window.at(unit.from).folded_length < 6 || !self.introduced)
            || has_capital_inside(window, unit.from) && !unit.all_capitals
        {
            return None;
        }
        // A misspelt noun that does what only people do ends as nouns do.
        let does =
            || self.verb_after && !definite && folded.len() > 5 && !is_plain_word_misspelt(folded);
        if self.starts_sentence
            && !self.introduced
            && !compound
            && is_misspelt_word(folded)
            && !does()
        {
            return None;
        }
        if self.called || self.introduced && !(compound && definite) {
            return Some(82);
        }
        // `Anna, 3 mdr`, not `Prøvetid 3 mdr`.
        let counted_word = compound && after.kind == Kind::Number;
        if self.birth_after && !(compound && definite) && !counted_word {
            return Some(78);
        }
        if self.article || self.thing || self.in_title || is_misread_word(folded) {
            return None;
        }
        if self.after_found && !(compound && definite) {
            return Some(68);
        }
        if self.belonging_after && !compound {
            return Some(72);
        }
        if self.joined_to_name && !(compound && definite) {
            return Some(72);
        }
        if self.starts_sentence {
            let plain =
                !unit.all_capitals && folded.len() <= 10 && !definite && !ends_as_noun(folded);
            if compound && self.verb_after && ends_as_place(folded) && !has_digit(folded) {
                return Some(58);
            }
            return (!compound && (self.verb_after || self.weak_verb_after && plain))
                .then_some(if self.verb_after { 70 } else { 61 });
        }
        if compound && definite || self.inside && !unit.genitive {
            return None;
        }
        if self.verb_after || self.said_before {
            return Some(if compound { 60 } else { 72 });
        }
        if compound || self.place {
            return None;
        }
        if self.weak_verb_after || self.with_somebody || self.relative_after {
            return Some(62);
        }
        // A capital inside a sentence is a name's; nothing said it was something else's.
        Some(60)
    }
}

pub(super) fn is_month_place(window: &Window, before: isize) -> bool {
    let token = window.at(before);
    token.kind == Kind::Number
        || token.is_sign(b'.') && window.at(before - 1).kind == Kind::Number
        || matches!(
            window.folded(before),
            b"i" | b"fra"
                | b"til"
                | b"medio"
                | b"ultimo"
                | b"primo"
                | b"siden"
                | b"indtil"
                | b"per"
                | b"inden"
        )
}

/// `er svært`, `er et plus`: said of a thing. `er en glad dreng` is not.
pub(super) fn says_of_thing(window: &Window, verb: isize) -> bool {
    if !matches!(
        window.folded(verb),
        b"er" | b"var" | b"bliver" | b"blev" | b"virker"
    ) {
        return false;
    }
    let next = window.at(verb + 1);
    if next.kind != Kind::Word {
        return false;
    }
    let folded = window.folded(verb + 1);
    if matches!(folded, b"et" | b"en" | b"den" | b"det") {
        return !(2..=4).any(|ahead| says_person(window, verb + ahead));
    }
    matches!(
        folded,
        b"noget" | b"vigtig" | b"varslet" | b"tema" | b"store" | b"skadelig" | b"spaerret"
    ) || ends(folded, 0, |tail| {
        matches!(
            tail,
            b"igt" | b"svaert" | b"godt" | b"rart" | b"sundt" | b"dyrt" | b"nemt" | b"noedvendigt"
        )
    })
}

pub(super) fn says_person(window: &Window, offset: isize) -> bool {
    window
        .at(offset)
        .class
        .has(Class::RELATION | Class::PROFESSION)
        || matches!(
            window.folded(offset),
            b"dreng"
                | b"pige"
                | b"mand"
                | b"kvinde"
                | b"ung"
                | b"voksen"
                | b"person"
                | b"fyr"
                | b"elev"
                | b"baby"
        )
}
