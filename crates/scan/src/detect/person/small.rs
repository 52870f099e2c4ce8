//! Names written in small letters: `kirsten rask`, `naboen mogens kjeldgaard`.

use super::super::{Knowledge, Memory};
use super::chain::Chain;
use super::elsewhere::ends_in_person;
use super::grammar::{weak_verbs, with_somebody};
use super::looks::is_misspelt_word;
use super::unit::{Sort, Unit, class_with_genitive, is_compound};
use crate::lexicon::Class;
use crate::people::Written;
use crate::text::{Flags, Gap, Kind, Token, Window};
use crate::words::Context;

const MOST_WORDS: usize = 6;

pub(super) fn chain(window: &Window, knowledge: &Knowledge, memory: &Memory) -> Option<Chain> {
    let token = window.at(0);
    // Streets are named after people in the genitive, so `tinas` can be one.
    let unknown = token.class.0 & !Class::STREET.0 == 0 && token.party == 0;
    let learned = memory.names.knows_small(token) || unknown && memory.names.knows_genitive(token);
    // Most words that no dictionary has are slips, compounds and abbreviations.
    let owner = unknown && owns(window);
    let introduced = introduced(window);
    let acting = acts(window);
    let after_and = matches!(window.folded(-1), b"og" | b"samt");
    let hyphen = window.at(1).is_sign(b'-');
    if unknown && !(learned || owner || introduced || acting || after_and || hyphen) {
        return None;
    }
    let first = word(window, 0)?;
    if is_in_address(window, 0) {
        return None;
    }
    let only_rare = token.class.has(Class::GIVEN_RARE)
        && token.class.0 & !(Class::GIVEN_RARE.0 | Class::STREET.0) == 0
        && token.party == 0;
    // In this order: what costs least first.
    let joined = (unknown || only_rare) && follows_found(window, memory);
    let known = first.party
        || learned
        || owner
        || joined
        || first.class.has(Class::TOWN)
            && first.class.has(Class::GIVEN_COMMON)
            && !first.class.has(Class::ORDINARY);
    let near = !known
        && acting
        && (unknown || only_rare)
        && is_hurried(window)
        && is_near_party(window, knowledge);
    let rare_acts = !known
        && !near
        && (only_rare || unknown)
        && (acts_after(window) || only_rare && (acting || with_somebody_before(window)))
        && may_be_somebody(window, &first)
        && (only_rare && acts_after(window) || is_hurried(window));
    let double = is_double_last_name(window, &first);
    let begins = known
        || near
        || rare_acts
        || double
        || matches!(first.sort, Sort::Given)
        || introduced && may_be_somebody(window, &first);
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
        // `gitte skårup`: a town behind a given name is a last name.
        let town = unit.class.has(Class::SURNAME)
            && unit.class.0 & !(Class::NAME | Class::STREET | Class::TOWN | Class::PROPER_NOUN).0
                == 0
            && matches!(last.sort, Sort::Given);
        if last.genitive || !(named || unknown || town || either && gap == Gap::None) {
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
    let town = first.class.has(Class::TOWN)
        && !introduced
        && (follows_place_word(window) || !first.class.has(Class::GIVEN_COMMON));
    if alone && (first.class.has(Class::ORDINARY | Class::MONTH) || town) {
        return None;
    }
    let short = window.at(0).folded_length < 4;
    let doubtful = !first.party && (short || first.class.has(Class::SELDOM_WORD));
    let in_notes = first.class.has(Class::GIVEN_COMMON)
        && (!short || window.at(0).folded_length == 3 && acting)
        && !follows_place_word(window);
    if alone && doubtful && !(introduced || learned || in_notes && is_hurried(window)) {
        return None;
    }
    if registered == 0 {
        let common = first.class.has(Class::GIVEN_COMMON);
        let surname = units[1..]
            .iter()
            .any(|unit| matches!(unit.sort, Sort::Surname | Sort::Given | Sort::SurnameOrWord));
        let rare = first.class.has(Class::GIVEN_RARE) && first.class.has(Class::SURNAME);
        if !(surname && (common || rare || introduced || learned)) {
            if double && units.len() > 1 {
                return Some(Chain {
                    units,
                    reversed: None,
                    small: true,
                });
            }
            if !(common || introduced || learned || near || rare_acts || owner || joined) {
                return None;
            }
            if introduced && units.len() == 2 && units[1].class == Class::NONE && !common {
                // `mormor parwana nazary`: both words are the name.
                return Some(Chain {
                    units,
                    reversed: None,
                    small: true,
                });
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

/// `mormor`, `eks`, `naboen`, `fru`, `psykolog` right before it.
fn introduced(window: &Window) -> bool {
    let mut before = -1;
    if window.at(before).is_sign(b'.') && window.at(before).gap == Gap::None {
        before -= 1;
        // `jurist l. haugbyrd`
        if window.folded(before).len() == 1 && window.at(before).gap == Gap::Space {
            before -= 1;
        }
    }
    let word = window.at(before);
    word.kind == Kind::Word
        && window.at(0).gap == Gap::Space
        && (word.class.has(Class::RELATION | Class::PROFESSION)
            || ends_in_person(window.folded(before))
            || matches!(
                window.folded(before),
                b"hedder" | b"hed" | b"kaldet" | b"kaldes" | b"ham" | b"hende"
            ))
        && !Context::ROLE.has(window.folded(before))
}

/// What can be a name after such a word: `parwana`, `skaarup`; not `mor tlf`, `naboen harr ringet`.
fn may_be_somebody(window: &Window, unit: &Unit) -> bool {
    let folded = window.folded(unit.from);
    match unit.sort {
        Sort::Given | Sort::Surname => folded.len() > 2,
        _ => {
            unit.class == Class::NONE
                && folded.len() > 3
                && window.at(unit.to + 1).sign != b'.'
                && (follows_initial(window, unit.from)
                    || !is_compound(folded) && !is_misspelt_word(folded))
        }
    }
}

/// `jurist l. haugbyrd`
fn follows_initial(window: &Window, at: isize) -> bool {
    window.at(at - 1).is_sign(b'.')
        && window.at(at - 1).gap == Gap::None
        && window.at(at - 2).length == 1
}

/// `skovbjerg-hansen`: two last names in one, the second of which is nothing else.
fn is_double_last_name(window: &Window, first: &Unit) -> bool {
    let hyphen = window.at(first.to + 1);
    let second = window.at(first.to + 2);
    hyphen.is_sign(b'-')
        && hyphen.gap == Gap::None
        && second.gap == Gap::None
        && second.class.has(Class::SURNAME)
        && !second.class.has(Class::ORDINARY)
        && window.folded(first.to + 2).ends_with(b"sen")
        && (first.class.has(Class::NAME) || first.class == Class::NONE)
}

/// What stands next to it only does so beside a person.
fn acts(window: &Window) -> bool {
    let before = window.at(-1);
    acts_after(window)
        || before.kind == Kind::Word
            && window.at(0).gap <= Gap::Line
            && before.class.has(Class::PERSON_VERB)
}

fn acts_after(window: &Window) -> bool {
    let next = window.at(1);
    next.kind == Kind::Word
        && next.gap <= Gap::Line
        && !next.flags.has(Flags::CAPITAL)
        && (next.class.has(Class::PERSON_VERB) || weak_verbs(window.folded(1)))
}

/// `til bodil og svenne`: the first of the two was found to be a name.
fn follows_found(window: &Window, memory: &Memory) -> bool {
    matches!(window.folded(-1), b"og" | b"samt")
        && window.at(0).gap == Gap::Space
        && (2..=4).any(|back| {
            let token = window.at(-back);
            token.kind == Kind::Word
                && memory.names.found_until == token.end()
                && (1..back).all(|between| {
                    window.at(-between).kind == Kind::Punctuation || window.at(-between).length <= 2
                })
        })
}

/// `at sebbe`, `hos gurli`, `m. parwana`
fn with_somebody_before(window: &Window) -> bool {
    let before = if window.at(-1).is_sign(b'.') { -2 } else { -1 };
    window.at(0).gap == Gap::Space
        && (with_somebody(window.folded(before))
            || matches!(window.folded(before), b"m" | b"til" | b"fra"))
}

/// The sentence began in small letters: notes in a hurry, where no capital tells a name.
fn is_hurried(window: &Window) -> bool {
    const FAR: isize = 30;
    let mut at = 0;
    while at > -FAR {
        let before = window.at(at - 1);
        let gap = window.at(at).gap;
        let sign = before.kind == Kind::Punctuation && gap > Gap::None;
        let stop = sign
            && matches!(before.sign, b'.' | b'!' | b'?' | b':')
            && (window.at(at - 2).length > 3
                || window.at(at - 2).kind == Kind::Number
                || before.sign != b'.'
                || gap == Gap::Line);
        if before.kind == Kind::Nothing || gap >= Gap::Paragraph || stop {
            let first = (at..=0).find(|first| window.at(*first).kind == Kind::Word);
            return first.is_some_and(|first| !window.at(first).flags.has(Flags::CAPITAL));
        }
        at -= 1;
    }
    false
}

/// `kennys bil`, `tinas kolonihave`
fn owns(window: &Window) -> bool {
    let next = window.at(1);
    window.folded(0).len() > 4
        && window.folded(0).ends_with(b"s")
        && next.kind == Kind::Word
        && next.gap == Gap::Space
        && !next.flags.has(Flags::CAPITAL)
        && next.class.has(Class::ORDINARY | Class::RELATION)
        && {
            let (class, genitive) = class_with_genitive(window, 0);
            genitive && class.has(Class::GIVEN_COMMON) && !class.has(Class::ORDINARY)
        }
}

/// A slip of the pen in a name of the case, with a verb beside it: `preeben sælger`.
fn is_near_party(window: &Window, knowledge: &Knowledge) -> bool {
    let token = window.at(0);
    let folded = window.folded(0);
    if !(4..=14).contains(&folded.len()) {
        return false;
    }
    let written = Written {
        hash: token.hash,
        folded,
        initial: false,
        surname: false,
        known: false,
    };
    knowledge.register.fit(&[written]).is_some()
        && !is_misspelt_word(folded)
        && !is_compound(folded)
}

fn follows_place_word(window: &Window) -> bool {
    !reaches_somebody(window)
        && matches!(
            window.folded(-1),
            b"i" | b"fra" | b"til" | b"ved" | b"mod" | b"naer" | b"syd" | b"nord" | b"paa"
        )
}

/// `ringet til`, `besked fra`
fn reaches_somebody(window: &Window) -> bool {
    matches!(window.folded(-1), b"til" | b"fra")
        && matches!(
            window.folded(-2),
            b"ringet"
                | b"ringer"
                | b"ringe"
                | b"ringede"
                | b"skrevet"
                | b"skriver"
                | b"skrev"
                | b"opkald"
                | b"opringning"
                | b"besked"
                | b"sms"
                | b"mail"
                | b"brev"
                | b"sagt"
                | b"tlf"
        )
}
