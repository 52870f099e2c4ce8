//! Names written in small letters: `kirsten rask`, `naboen mogens kjeldgaard`.

use super::super::Knowledge;
use super::chain::Chain;
use super::unit::{Sort, Unit, class_with_genitive};
use crate::lexicon::Class;
use crate::text::{Flags, Gap, Kind, Token, Window};

const MOST_WORDS: usize = 6;

pub(super) fn chain(window: &Window, knowledge: &Knowledge) -> Option<Chain> {
    let first = word(window, 0)?;
    if is_in_address(window, 0) {
        return None;
    }
    let begins = first.party || matches!(first.sort, Sort::Given);
    if !begins || first.class.has(Class::PARTICLE | Class::PERSON_VERB) {
        return None;
    }
    let mut units = vec![first];
    while units.len() < MOST_WORDS {
        let last = units[units.len() - 1];
        let mut next = last.to + 1;
        let mut gap = window.at(next).gap;
        if window.at(next).is_sign(b'-') && gap == Gap::None {
            next += 1;
            gap = window.at(next).gap;
            if gap != Gap::None {
                break;
            }
        } else if gap != Gap::Space {
            break;
        }
        let Some(unit) = word(window, next) else {
            break;
        };
        let named = unit.party || matches!(unit.sort, Sort::Given | Sort::Surname);
        let unknown = unit.class == Class::NONE && !super::unit::is_compound(window.folded(next));
        let either = matches!(unit.sort, Sort::GivenOrWord | Sort::SurnameOrWord)
            && unit.class.has(Class::SURNAME)
            && !unit
                .class
                .has(Class::PERSON_VERB | Class::RELATION | Class::PROFESSION);
        if last.genitive || !(named || unknown || either && gap == Gap::None) {
            break;
        }
        units.push(unit);
    }
    if is_in_address(window, units[units.len() - 1].to) {
        return None;
    }
    // One word in front that is a name too, `thi mai nielsen`.
    let registered = units.iter().filter(|unit| unit.party).count();
    let alone = units.len() == 1;
    if alone
        && first
            .class
            .has(Class::ORDINARY | Class::MONTH | Class::TOWN)
    {
        return None;
    }
    let short = window.at(0).folded_length < 4;
    let doubtful = !first.party && (short || first.class.has(Class::SELDOM_WORD));
    if alone && doubtful && !introduced(window) {
        return None;
    }
    if registered == 0 {
        let common = first.class.has(Class::GIVEN_COMMON);
        let surname = units[1..]
            .iter()
            .any(|unit| matches!(unit.sort, Sort::Surname | Sort::Given));
        let rare = first.class.has(Class::GIVEN_RARE) && first.class.has(Class::SURNAME);
        if !(surname && (common || rare)) {
            if !common {
                return None;
            }
            // What follows a common given name and is no name itself.
            units.truncate(1);
        }
    } else if !alone && registered < units.len() {
        // Only as far as the register goes: "torben har" is Torben.
        let chain = Chain {
            units: units.clone(),
            reversed: None,
            small: true,
        };
        let written = super::known::written(window, &chain);
        if knowledge.register.fit(&written).is_none() {
            let own = units.iter().take_while(|unit| unit.party).count().max(1);
            units.truncate(own);
            if own == 1
                && first
                    .class
                    .has(Class::ORDINARY | Class::MONTH | Class::TOWN)
            {
                return None;
            }
        }
    }
    Some(Chain {
        units,
        reversed: None,
        small: true,
    })
}

fn word(window: &Window, offset: isize) -> Option<Unit> {
    let token = window.at(offset);
    if token.kind != Kind::Word || token.flags.has(Flags::CAPITAL) || token.flags.has(Flags::CUT) {
        return None;
    }
    let (class, genitive) = class_with_genitive(window, offset);
    let word = class.has(Class(
        !(Class::NAME.0 | Class::STREET.0 | Class::SELDOM_WORD.0 | Class::PROPER_NOUN.0),
    ));
    let sort = if class.has(Class::GIVEN_COMMON | Class::GIVEN_RARE) {
        if word { Sort::GivenOrWord } else { Sort::Given }
    } else if class.has(Class::SURNAME) {
        if word {
            Sort::SurnameOrWord
        } else {
            Sort::Surname
        }
    } else {
        Sort::Word
    };
    Some(Unit {
        from: offset,
        to: offset,
        sort,
        class,
        rare: !class.has(Class::GIVEN_COMMON),
        genitive,
        all_capitals: false,
        party: token.party != 0,
    })
}

/// Part of a mail address or a web address.
fn is_in_address(window: &Window, offset: isize) -> bool {
    let joins = |token: &Token| {
        token.kind == Kind::Punctuation
            && matches!(token.sign, b'@' | b'.' | b'_' | b'/' | b'\\' | b'=' | b'-')
            && token.gap == Gap::None
    };
    let before = window.at(offset - 1);
    let next = window.at(offset + 1);
    window.at(offset).gap == Gap::None
        && matches!(before.sign, b'@' | b'.' | b'_' | b'/' | b'\\' | b'=')
        || joins(next)
            && next.sign != b'-'
            && window.at(offset + 2).gap == Gap::None
            && window.at(offset + 2).kind != Kind::Nothing
}

fn introduced(window: &Window) -> bool {
    let before = window.at(-1);
    before.kind == Kind::Word && before.class.has(Class::RELATION | Class::PROFESSION)
}
