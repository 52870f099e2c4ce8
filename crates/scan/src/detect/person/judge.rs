//! Decides whether a name in no register is a person's.

use super::super::Memory;
use super::chain::Chain;
use super::context::Context;
use super::looks::has_capital_inside;
use super::unit::Sort;
use crate::lexicon::Class;
use crate::text::{Gap, Window};

pub(super) struct Judgement {
    pub(super) percent: u8,
    pub(super) reason: &'static str,
}

pub(super) fn judge(
    window: &Window,
    _memory: &Memory,
    chain: &Chain,
    context: &Context,
) -> Option<Judgement> {
    let say = |percent, reason| Some(Judgement { percent, reason });
    if chain.small {
        return say(66, "name.small");
    }
    if chain.is_single() {
        return single(window, chain, context);
    }
    if chain.reversed.is_some() {
        return say(88, "name.reversed");
    }
    let count = |sorts: &[Sort]| {
        chain
            .units
            .iter()
            .filter(|unit| sorts.contains(&unit.sort))
            .count()
    };
    let given = count(&[Sort::Given]);
    let surname = count(&[Sort::Surname]);
    let first = chain.units[0];
    let either = count(&[Sort::GivenOrWord, Sort::SurnameOrWord]);
    let unknown = count(&[Sort::Unknown, Sort::Compound]);
    if given > 0 && chain.units.len() > given {
        return say(90, "name.given_and_last");
    }
    if given > 1 {
        // Two given names on two lines are two people, on one line one of them.
        return say(86, "name.given_names");
    }
    if surname > 0 {
        return if count(&[Sort::Initial]) > 0 {
            say(86, "name.initials_and_last")
        } else {
            say(82, "name.last_names")
        };
    }
    if first.sort == Sort::GivenOrWord {
        let second = chain.units[1];
        // `Hans Majestæt`, `Per Måned`
        if second.sort == Sort::Word {
            return None;
        }
        if first
            .class
            .has(Class::TOWN | Class::COUNTRY_OR_PART | Class::PROPER)
            && !first.class.has(Class::GIVEN_COMMON)
            && !context.person_beside()
        {
            return None;
        }
        return say(80, "name.given_and_last");
    }
    if count(&[Sort::Initial]) > 0 {
        return (either + unknown > 0 && (context.person_beside() || unknown > 0)).then_some(
            Judgement {
                percent: 72,
                reason: "name.initials_and_last",
            },
        );
    }
    if either > 0 && unknown > 0 {
        return say(70, "name.unlisted");
    }
    if either > 1 {
        return context.person_beside().then_some(Judgement {
            percent: 70,
            reason: "name.last_names",
        });
    }
    // Two or more words in no list.
    let capitals = chain.units.iter().all(|unit| unit.all_capitals);
    let compounds = count(&[Sort::Compound]);
    if capitals && !context.person_beside() {
        return None;
    }
    if compounds == chain.units.len() && !context.person_beside() {
        return None;
    }
    say(70, "name.unlisted")
}

fn single(window: &Window, chain: &Chain, context: &Context) -> Option<Judgement> {
    let unit = chain.units[0];
    let say = |percent, reason| Some(Judgement { percent, reason });
    match unit.sort {
        Sort::Given => {
            let short = window.at(unit.from).folded_length < if unit.rare { 5 } else { 4 };
            let acronym = unit.all_capitals || has_capital_inside(window, unit.from);
            if acronym && short && !context.introduced {
                return None;
            }
            if unit.rare && context.inside && !unit.genitive && !context.person_beside() {
                return None;
            }
            if unit.class == Class::NONE || unit.rare {
                let heading = context.starts_sentence
                    && !context.person_beside()
                    && (unit.all_capitals || window.at(chain.to() + 1).gap >= Gap::Paragraph);
                return if heading && unit.class.has(Class::GIVEN_RARE) {
                    None
                } else {
                    say(
                        if context.person_beside() { 84 } else { 72 },
                        "name.given_rare",
                    )
                };
            }
            say(84, "name.given")
        }
        Sort::GivenOrWord => context
            .lets_word_be_name(window, chain, false)
            .then_some(Judgement {
                percent: 74,
                reason: "name.given_by_sentence",
            }),
        Sort::Surname if context.in_title && !context.introduced => None,
        Sort::Surname if unit.all_capitals && window.at(unit.from).folded_length < 4 => None,
        Sort::Surname if context.inside && !unit.genitive => None,
        Sort::Surname => say(78, "name.last"),
        Sort::SurnameOrWord => (context.introduced
            || context.person_beside() && context.lets_word_be_name(window, chain, false))
        .then_some(Judgement {
            percent: 70,
            reason: "name.last_by_sentence",
        }),
        Sort::Unknown | Sort::Compound => {
            context
                .lets_unknown_be_name(window, chain)
                .map(|percent| Judgement {
                    percent,
                    reason: "name.by_sentence",
                })
        }
        Sort::Initial | Sort::Particle | Sort::Word | Sort::Other => None,
    }
}
