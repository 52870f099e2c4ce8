//! Whether a name is that of one of the case's people.

use super::super::{Knowledge, Memory};
use super::chain::Chain;
use super::context::Context;
use super::unit::Sort;
use crate::finding::Whose;
use crate::lexicon::Class;
use crate::people::{Fit, Written};
use crate::text::{Kind, Window};

/// The words of a name, hyphenated ones apart, particles left out.
pub(super) fn written<'a>(window: &Window<'a>, chain: &Chain) -> Vec<Written<'a>> {
    let mut words = Vec::with_capacity(chain.units.len() + 1);
    for unit in &chain.units {
        for offset in unit.from..=unit.to {
            let token = window.at(offset);
            if !matches!(token.kind, Kind::Word | Kind::Mixed) {
                continue;
            }
            // The s of `Jens's`.
            if offset > unit.from && window.at(offset - 1).is_sign(b'\'') && unit.genitive {
                continue;
            }
            // A particle that the register's name has counts, one that it lacks does not.
            if unit.sort == Sort::Particle && token.party == 0 {
                continue;
            }
            words.push(Written {
                hash: token.hash,
                folded: window.folded(offset),
                initial: unit.sort == Sort::Initial,
                surname: token.class.has(Class::SURNAME)
                    && !token.class.has(Class::GIVEN_COMMON | Class::GIVEN_RARE),
                known: token.class.has(Class::GIVEN_COMMON | Class::SURNAME),
            });
        }
    }
    words
}

pub(super) fn fit(
    window: &Window,
    knowledge: &Knowledge,
    memory: &Memory,
    chain: &Chain,
    context: &Context,
) -> Option<Fit> {
    if knowledge.register.is_empty() {
        return None;
    }
    let words = written(window, chain);
    let fit = knowledge.register.fit(&words)?;
    if chain.is_single() {
        let unit = chain.units.first()?;
        // A slip that makes another word is that word; a rare name beside the requester's may be somebody else.
        let rare_name = Class::GIVEN_RARE;
        if !fit.exact
            && (unit.class.0 & !rare_name.0 != 0
                || unit.class == rare_name && fit.owner.whose == Whose::Requester)
        {
            return None;
        }
        if !fit.exact
            && context.starts_sentence
            && !context.person_beside()
            && window.folded(unit.from).len() < 6
        {
            return None;
        }
        // "Dommer Rask" is not the Rask whose case it is.
        if context.titled && fit.owner.whose == Whose::Requester && unit.class.has(Class::SURNAME) {
            return None;
        }
        // One of the staff has that last name, and so has somebody who is not of the case; nobody says `fru` of a
        // colleague.
        if fit.owner.whose == Whose::Employee
            && !fit.given
            && (context.as_citizen
                || words
                    .iter()
                    .any(|word| memory.names.is_a_strangers(word.hash)))
        {
            return None;
        }
        let also_word = matches!(
            unit.sort,
            Sort::GivenOrWord | Sort::SurnameOrWord | Sort::Word
        );
        if also_word && !context.lets_word_be_name(window, chain, true) {
            return None;
        }
    }
    if !fit.exact && chain.words().count() > 1 && fit.words < 2 {
        return None;
    }
    Some(fit)
}
