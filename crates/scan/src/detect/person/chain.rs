//! Links units to a name: `Anna Bjerg-Holm`, `Holm, Anna Bjerg`, `A. B. Holm`, `Ahmad bin Saleh`.

use super::super::{Knowledge, Memory};
use super::unit::{self, Sort, Unit};
use crate::lexicon::Class;
use crate::text::{Gap, Kind, Window};

const MOST_UNITS: usize = 7;

#[derive(Debug)]
pub(super) struct Chain {
    pub(super) units: Vec<Unit>,
    /// `Holm, Anna`: how many units stand before the comma.
    pub(super) reversed: Option<usize>,
    pub(super) small: bool,
}

impl Chain {
    pub(super) fn from(&self) -> isize {
        self.units.first().map_or(0, |unit| unit.from)
    }

    pub(super) fn to(&self) -> isize {
        self.units.last().map_or(0, |unit| unit.to)
    }

    pub(super) fn first_end(&self) -> isize {
        self.units.first().map_or(0, |unit| unit.to)
    }

    /// Units that are words, not initials or particles.
    pub(super) fn words(&self) -> impl Iterator<Item = &Unit> {
        self.units
            .iter()
            .filter(|unit| !matches!(unit.sort, Sort::Initial | Sort::Particle))
    }

    /// Where the last name stands, of a name with a first one.
    pub(super) fn last_name(&self) -> Option<isize> {
        match self.reversed {
            Some(_) => self.units.first().map(|unit| unit.to),
            None if self.units.len() > 1 => self
                .units
                .last()
                .filter(|unit| !matches!(unit.sort, Sort::Initial | Sort::Particle))
                .map(|unit| unit.to),
            None => None,
        }
    }

    pub(super) fn is_single(&self) -> bool {
        self.units.len() == 1
    }
}

pub(super) fn capitals(window: &Window, memory: &Memory, knowledge: &Knowledge) -> Option<Chain> {
    let mut units = straight(window, 0, memory)?;
    let reversed = reverse(window, &mut units, memory, knowledge);
    Some(Chain {
        units,
        reversed,
        small: false,
    })
}

fn straight(window: &Window, offset: isize, memory: &Memory) -> Option<Vec<Unit>> {
    let first = raised(window, unit::at(window, offset)?, memory);
    let begins = match first.sort {
        Sort::Word | Sort::Other => false,
        Sort::Initial => window.at(first.to).is_sign(b'.') && !ends_a_place(window, first.from - 1),
        Sort::Particle => false,
        _ => true,
    };
    if !begins {
        return None;
    }
    // `Klassekarnmeraten Susanne`: a misspelt word in the definite before a given name.
    if matches!(first.sort, Sort::Unknown | Sort::Compound)
        && window.at(first.from).folded_length > 8
    {
        let folded = window.folded(first.from);
        let definite =
            folded.ends_with(b"en") || folded.ends_with(b"et") || folded.ends_with(b"ne");
        if definite && unit::at(window, first.to + 1).is_some_and(|next| next.sort == Sort::Given) {
            return None;
        }
    }
    let mut units = Vec::with_capacity(MOST_UNITS);
    units.push(first);
    while units.len() < MOST_UNITS {
        let last = units[units.len() - 1];
        let next = last.to + 1;
        let Some(unit) = unit::at(window, next).map(|unit| raised(window, unit, memory)) else {
            break;
        };
        let follows = match window.at(next).gap {
            Gap::Space => true,
            Gap::None => last.sort == Sort::Initial,
            // A name run over the line's end.
            Gap::Line => {
                units.len() == 1
                    && matches!(last.sort, Sort::Given)
                    && matches!(unit.sort, Sort::Surname)
                    && !unit.class.has(Class::GIVEN_COMMON)
                    || unit.party && last.party
            }
            _ => false,
        };
        if !follows || last.genitive || !continues(window, &units, &unit) {
            break;
        }
        units.push(unit);
    }
    // A particle or a bare initial ends no name.
    while units.last().is_some_and(|unit| match unit.sort {
        Sort::Particle => true,
        Sort::Initial => {
            // `Emma S, Emma T`
            let next = window.at(unit.to + 1);
            let closed = next.kind == Kind::Nothing
                || next.gap >= Gap::Line
                || matches!(next.sign, b',' | b')' | b';') && next.kind == Kind::Punctuation
                || matches!(window.folded(unit.to + 1), b"og" | b"samt");
            let bare = units.len() == 2 && units[0].sort == Sort::Given && closed;
            !(window.at(unit.to).is_sign(b'.') || bare) || units.len() == 1
        }
        _ => false,
    }) {
        units.pop();
    }
    if units
        .iter()
        .all(|unit| matches!(unit.sort, Sort::Initial | Sort::Particle))
    {
        return None;
    }
    // `Anna B.` at a sentence's end keeps its full stop out.
    if let Some(last) = units.last_mut()
        && last.sort == Sort::Initial
        && window.at(last.to).is_sign(b'.')
        && !goes_on_in_small(window, last.to + 1)
    {
        last.to -= 1;
    }
    // `Lukas'`, `Jens's`
    if let Some(last) = units.last_mut() {
        let mark = window.at(last.to + 1);
        if mark.is_sign(b'\'') && mark.gap == Gap::None && mark.length <= 3 {
            let after = window.at(last.to + 2);
            if after.kind == Kind::Word && after.gap == Gap::None {
                if window.folded(last.to + 2) == b"s" {
                    last.to += 2;
                    last.genitive = true;
                }
            } else if window.folded(last.to).ends_with(b"s")
                || window.folded(last.to).ends_with(b"x")
                || window.folded(last.to).ends_with(b"z")
            {
                last.to += 1;
                last.genitive = true;
            }
        }
    }
    (!units.is_empty()).then_some(units)
}

/// The sentence goes on, so the stop was the initial's.
fn goes_on_in_small(window: &Window, at: isize) -> bool {
    let token = window.at(at);
    token.gap <= Gap::Space
        && (token.kind == Kind::Word && !token.flags.has(crate::text::Flags::CAPITAL)
            || matches!(token.sign, b',' | b')' | b':') && token.kind == Kind::Punctuation)
}

fn continues(window: &Window, units: &[Unit], unit: &Unit) -> bool {
    let last = units[units.len() - 1];
    let given_before = units
        .iter()
        .any(|unit| matches!(unit.sort, Sort::Given | Sort::GivenOrWord | Sort::Initial));
    let surname_before = units.iter().any(|unit| matches!(unit.sort, Sort::Surname));
    match unit.sort {
        Sort::Given | Sort::Surname => !is_acronym(&last, unit),
        Sort::GivenOrWord | Sort::SurnameOrWord => {
            let letters_only = unit.all_capitals && window.at(unit.from).folded_length < 3;
            !is_acronym(&last, unit) && !letters_only
        }
        Sort::Unknown => !is_acronym(unit, &last) && !is_acronym(&last, unit),
        Sort::Compound => {
            given_before || surname_before || matches!(last.sort, Sort::Unknown | Sort::Compound)
        }
        Sort::Initial => true,
        Sort::Particle => {
            let after = unit.to + 1;
            window.at(after).kind == Kind::Word
                && window.at(after).gap == Gap::Space
                && unit::at(window, after).is_some_and(|next| {
                    !matches!(next.sort, Sort::Word | Sort::Other)
                        && (next.sort != Sort::Particle
                            || unit::at(window, next.to + 1)
                                .is_some_and(|third| third.sort != Sort::Particle))
                })
                && !matches!(last.sort, Sort::Compound)
                // `Anna de var`: a particle that is a Danish word needs a name on both sides.
                && (given_before || surname_before)
        }
        // `Peter Spurv`, but not `PETER HAR` and not `Peter Og`
        Sort::Word => {
            matches!(last.sort, Sort::Given | Sort::Initial)
                && last.class.has(Class::GIVEN_COMMON | Class::GIVEN_RARE)
                && !unit.all_capitals
                && window.at(unit.from).folded_length > 2
                && !is_function_word(window.folded(unit.from))
                && !super::elsewhere::ends_in_institution(window.folded(unit.from))
                && !units.iter().any(|unit| unit.all_capitals)
        }
        Sort::Other => {
            // A town, a proper noun: some are surnames too.
            let could = unit
                .class
                .has(Class::PROPER | Class::TOWN | Class::PROPER_NOUN)
                && !unit.class.has(Class::INSTITUTION | Class::COUNTRY_OR_PART);
            // `Vagn Kirkegaard`, `Søren Fisker`: a surname that is a place or a trade as well.
            let surname =
                unit.class.has(Class::SURNAME) && !unit.all_capitals && unit.from == unit.to;
            (could && !unit.genitive || surname) && matches!(last.sort, Sort::Given)
        }
    }
}

/// Begins the next sentence where the writer left the full stop out.
fn is_function_word(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"jeg"
            | b"han"
            | b"hun"
            | b"det"
            | b"den"
            | b"der"
            | b"vi"
            | b"du"
            | b"men"
            | b"hvis"
            | b"naar"
            | b"som"
            | b"har"
            | b"skal"
            | b"kan"
            | b"sendt"
            | b"hej"
            | b"kaere"
            | b"tak"
            | b"med"
            | b"til"
            | b"fra"
            | b"for"
            | b"efter"
            | b"ved"
            | b"dato"
            | b"emne"
            | b"hilsen"
            | b"venlig"
            | b"mvh"
            | b"notat"
            | b"borger"
            | b"sag"
            | b"sagen"
    )
}

/// `Opgang C. Karl kom`: the letter belongs to the word before, and the stop ends the sentence.
fn ends_a_place(window: &Window, before: isize) -> bool {
    let word = window.at(before);
    word.kind == Kind::Word
        && window.at(before + 1).gap == Gap::Space
        && word.flags.has(crate::text::Flags::CAPITAL)
        && word
            .class
            .has(Class::ORDINARY | Class::TOWN | Class::INSTITUTION)
        && !word
            .class
            .has(Class::PROFESSION | Class::RELATION | Class::LABEL)
        && word.folded_length > 4
}

/// `KMD` beside a word that is not all capitals.
fn is_acronym(one: &Unit, other: &Unit) -> bool {
    one.all_capitals
        && !other.all_capitals
        && other.sort != Sort::Initial
        && !one.class.has(Class::GIVEN_COMMON | Class::SURNAME)
        && !one.party
}

/// Joins `Holm, Anna`, unless the comma divides a list of people.
fn reverse(
    window: &Window,
    units: &mut Vec<Unit>,
    memory: &Memory,
    knowledge: &Knowledge,
) -> Option<usize> {
    let last = units.last().copied()?;
    let comma = window.at(last.to + 1);
    let next = window.at(last.to + 2);
    if !comma.is_sign(b',') || comma.gap != Gap::None || next.kind != Kind::Word {
        return None;
    }
    if !matches!(next.gap, Gap::Space | Gap::None) || last.genitive {
        return None;
    }
    let given = straight(window, last.to + 2, memory)?;
    let begins_given = given.first().is_some_and(|unit| {
        matches!(unit.sort, Sort::Given | Sort::GivenOrWord)
            || unit.sort == Sort::Unknown && given.len() < 3
    });
    let only_surnames = units.iter().all(|unit| match unit.sort {
        Sort::Surname => true,
        Sort::Given => unit.class.has(Class::SURNAME) && !unit.class.has(Class::GIVEN_COMMON),
        Sort::GivenOrWord => unit.class.has(Class::SURNAME),
        Sort::SurnameOrWord | Sort::Compound | Sort::Unknown | Sort::Initial => true,
        _ => false,
    }) && units.len() <= 2;
    let joined: Vec<Unit> = units.iter().chain(&given).copied().collect();
    let fits_party =
        units.iter().any(|unit| unit.party) && given.iter().any(|unit| unit.party) && {
            let chain = Chain {
                units: joined.clone(),
                reversed: Some(units.len()),
                small: false,
            };
            let written = super::known::written(window, &chain);
            knowledge
                .register
                .fit(&written)
                .is_some_and(|fit| fit.words == written.len())
        };
    let after = given.last().map_or(0, |unit| unit.to) + 1;
    // `Lykke Holm, Kaj Munks Vej 3`
    let is_street = |offset: isize| {
        let token = window.at(offset);
        token.gap <= Gap::Line
            && (matches!(token.kind, Kind::Number | Kind::Mixed)
                || super::elsewhere::is_street_word(window.folded(offset)))
    };
    if is_street(after) || is_street(after + 1) && window.at(after).is_sign(b'.') {
        return None;
    }
    let goes_on_as_list = window.at(after).is_sign(b',')
        && window.at(after + 1).gap == Gap::Space
        && window.at(after + 1).flags.has(crate::text::Flags::CAPITAL)
        && given.len() > 1;
    // `Holm, Sdr. Ringvej 3`
    let shortened = window.at(after).is_sign(b'.')
        && given.len() == 1
        && matches!(
            window.folded(given[0].to),
            b"sdr" | b"ndr" | b"nr" | b"gl" | b"skt" | b"sct" | b"st" | b"chr" | b"vestre" | b"ll"
        );
    if shortened {
        return None;
    }
    // `både Tobben, Ditte og Jørn`
    let listed = matches!(window.folded(after), b"og" | b"samt")
        && units
            .iter()
            .any(|unit| matches!(unit.sort, Sort::Unknown | Sort::Compound));
    if listed && !fits_party {
        return None;
    }
    if fits_party || (begins_given && only_surnames && !goes_on_as_list) {
        let before = units.len();
        *units = joined;
        return Some(before);
    }
    None
}

/// What the text has already shown to be a name is one.
fn raised(window: &Window, mut unit: Unit, memory: &Memory) -> Unit {
    if unit.from == unit.to
        && matches!(
            unit.sort,
            Sort::Unknown | Sort::Compound | Sort::GivenOrWord | Sort::SurnameOrWord
        )
        && memory.names.knows(window.at(unit.from).hash)
        && !unit.class.has(Class::ORDINARY)
    {
        unit.sort = Sort::Given;
        unit.rare = false;
    }
    unit
}
