//! What finds: one detector a file. Each says which tokens it wants to be called for, looks at their
//! neighbours, and proposes candidates; `resolve` has the last word.

mod address;
mod authority;
mod columns;
mod email;
mod endings;
mod hidden;
mod listed;
mod numbers;
mod owner;
mod person;
mod place;
mod relation;
mod secret;

use std::ops::Range;

use columns::Columns;
pub(crate) use person::{About, Lesson};

use crate::finding::{Category, Confidence, Evidence, RuleId, Severity, SuggestedAction, Whose};
use crate::lexicon::Class;
use crate::people::PartyRegister;
use crate::scanner::{LookFor, Options};
use crate::text::{Token, Window};
use crate::words::WordList;

/// What every detector may ask besides the text.
#[derive(Clone, Copy)]
pub(crate) struct Knowledge<'a> {
    pub words: &'a WordList,
    pub register: &'a PartyRegister,
    pub options: &'a Options,
}

/// What was learned from the text so far: column headings, full names with their initials. Filled in the
/// text's order, so it does not depend on how the text was cut.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub columns: Columns,
    names: person::LearnedNames,
    /// Up to where addresses were found.
    addresses_until: usize,
    places_until: usize,
}

/// What of the memory belongs to a place in the text, so that a check can begin there. What was learned is kept
/// beside it, as lessons.
#[derive(Debug, Clone, Default)]
pub(crate) struct Moment {
    columns: Columns,
    places: [usize; 4],
    last_was_another: bool,
}

impl Moment {
    /// Whether all goes on in the same way, where one text goes on from `here` and the other from `there`.
    pub(crate) fn is_as(&self, here: usize, other: &Moment, there: usize) -> bool {
        self.columns == other.columns
            && self.last_was_another == other.last_was_another
            && self
                .places
                .iter()
                .zip(&other.places)
                .all(|(mine, its)| mine.saturating_sub(here) == its.saturating_sub(there))
    }

    /// The text before was changed.
    pub(crate) fn move_by(&mut self, bytes: isize) {
        for place in &mut self.places {
            *place = place.saturating_add_signed(bytes);
        }
    }
}

impl Memory {
    pub(crate) fn at(moment: &Moment, lessons: &[Lesson]) -> Memory {
        let [addresses_until, places_until, looked_at, found_until] = moment.places;
        let mut names = person::LearnedNames::at(looked_at, found_until);
        names.last_was_another = moment.last_was_another;
        for lesson in lessons {
            names.remember(&lesson.about);
        }
        Memory {
            columns: moment.columns.clone(),
            names,
            addresses_until,
            places_until,
        }
    }

    /// Names every part, so that a new one cannot be forgotten.
    pub(crate) fn moment(&self) -> Moment {
        let Memory {
            columns,
            names,
            addresses_until,
            places_until,
        } = self;
        let (looked_at, found_until) = names.places();
        Moment {
            columns: columns.clone(),
            places: [*addresses_until, *places_until, looked_at, found_until],
            last_was_another: names.last_was_another,
        }
    }

    /// What was learned since this was asked last.
    pub(crate) fn take_lessons(&mut self) -> Vec<Lesson> {
        std::mem::take(self.names.lessons())
    }
}

pub(crate) trait Detector: Send + Sync {
    /// Which tokens it wants to see.
    fn calls(&self) -> Calls;

    fn inspect(
        &self,
        window: &Window,
        knowledge: &Knowledge,
        memory: &mut Memory,
        found: &mut Vec<Candidate>,
    );
}

/// The order is the order of proposals, nothing more: `resolve` weighs them.
static ALL: &[&dyn Detector] = &[
    &address::Address,
    &person::PersonName,
    &place::Place,
    &relation::Relation,
    &email::Email,
    &numbers::Numbers,
    &secret::Secret,
    &hidden::Hidden,
    &listed::Listed,
    &listed::Broken,
];

static WORDS_ALONE: &[&dyn Detector] = &[&listed::Listed];

/// The detectors of one pass, with what each is called for.
pub(crate) struct Detectors {
    chosen: &'static [&'static dyn Detector],
    /// For each kind of call, who wants it: one bit a detector.
    callers: [u16; 16],
    /// What any of them is called for.
    pub wanted: Calls,
    /// Numbers are looked at below the headings of their columns.
    pub columns: bool,
}

impl Detectors {
    pub(crate) fn that(look_for: LookFor) -> Self {
        let chosen = match look_for {
            LookFor::Everything => ALL,
            LookFor::WordList => WORDS_ALONE,
        };
        let mut callers = [0; 16];
        let mut wanted = Calls(0);
        for (place, detector) in chosen.iter().enumerate() {
            let calls = detector.calls();
            wanted = wanted.or(calls);
            for (kind, callers) in callers.iter_mut().enumerate() {
                *callers |= (calls.0 >> kind & 1) << place;
            }
        }
        let columns = wanted.meets(Calls::NUMBER);
        if columns {
            wanted = wanted.or(Calls::PARTING);
        }
        Detectors {
            chosen,
            callers,
            wanted,
            columns,
        }
    }

    /// In the order of [`ALL`].
    #[inline]
    pub(crate) fn for_calls(&self, calls: Calls) -> impl Iterator<Item = &'static dyn Detector> {
        let mut kinds = calls.0;
        let mut called = 0;
        while kinds != 0 {
            called |= self.callers[kinds.trailing_zeros() as usize % 16];
            kinds &= kinds - 1;
        }
        let chosen = self.chosen;
        std::iter::from_fn(move || {
            let place = called.trailing_zeros() as usize;
            called &= called.wrapping_sub(1);
            chosen.get(place).copied()
        })
    }
}

/// Kinds of tokens that detectors are called for, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Calls(u16);

impl Calls {
    pub(crate) const NONE: Calls = Calls(0);
    pub(crate) const NUMBER: Calls = Calls(1);
    /// Letters and digits in one.
    pub(crate) const MIXED: Calls = Calls(1 << 1);
    pub(crate) const AT_SIGN: Calls = Calls(1 << 2);
    /// Any punctuation.
    pub(crate) const SIGN: Calls = Calls(1 << 3);
    /// A word of the word list.
    pub(crate) const LISTED: Calls = Calls(1 << 4);
    /// A word in a form of the case's people.
    pub(crate) const PARTY: Calls = Calls(1 << 5);
    /// Capitalised, and not only an ordinary word.
    pub(crate) const CAPITAL: Calls = Calls(1 << 6);
    /// In small letters and in no dictionary.
    pub(crate) const UNKNOWN: Calls = Calls(1 << 7);
    /// Known to the lexicon as something else than an ordinary word.
    pub(crate) const CLASSED: Calls = Calls(1 << 8);
    /// Hidden or disguised characters inside.
    pub(crate) const ODD: Calls = Calls(1 << 9);
    /// An opening bracket.
    pub(crate) const BRACKET: Calls = Calls(1 << 10);
    pub(crate) const RELATION: Calls = Calls(1 << 11);
    /// A given name that is no word, in small letters.
    pub(crate) const SMALL_NAME: Calls = Calls(1 << 12);

    /// What may divide the columns of a table.
    pub(crate) const PARTING: Calls = Calls(1 << 13);

    pub(crate) const fn or(self, other: Calls) -> Calls {
        Calls(self.0 | other.0)
    }

    pub(crate) fn meets(self, other: Calls) -> bool {
        self.0 & other.0 != 0
    }

    /// What a word is called for, by what is known of it.
    pub(crate) fn of_word(class: Class, listed: bool, party: bool, capital: bool) -> Calls {
        let mut calls = Calls::of_forms(listed, party);
        let mut call = |condition: bool, kind: Calls| {
            if condition {
                calls = calls.or(kind);
            }
        };
        call(capital && class != Class::ORDINARY, Calls::CAPITAL);
        call(!capital && class == Class::NONE, Calls::UNKNOWN);
        call(class.0 & !Class::ORDINARY.0 != 0, Calls::CLASSED);
        call(class.has(Class::RELATION), Calls::RELATION);
        // A name that is no word, in small letters.
        call(
            class.has(Class::NAME | Class::STREET) && !class.has(Class::ORDINARY) && !capital,
            Calls::SMALL_NAME,
        );
        calls
    }

    pub(crate) fn of_forms(listed: bool, party: bool) -> Calls {
        let mut calls = Calls::NONE;
        if listed {
            calls = calls.or(Calls::LISTED);
        }
        if party {
            calls = calls.or(Calls::PARTY);
        }
        calls
    }

    #[inline]
    pub(crate) fn of_oddness(token: &Token) -> Calls {
        if token.flags.is_odd() {
            Calls::ODD
        } else {
            Calls::NONE
        }
    }

    #[inline]
    pub(crate) fn of_sign(sign: u8) -> Calls {
        match sign {
            b'@' => Calls::AT_SIGN,
            b'(' | b'[' => Calls::SIGN.or(Calls::BRACKET),
            b';' | b'|' => Calls::SIGN.or(Calls::PARTING),
            _ => Calls::SIGN,
        }
    }
}

/// What a detector proposes.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub bytes: Range<usize>,
    /// Filled in when the candidate is taken over.
    pub scalars: Range<usize>,
    pub category: Category,
    pub whose: Whose,
    pub person: Option<usize>,
    /// Where the detector knows better than the general rule (see `resolve`).
    pub flag: Option<bool>,
    pub confidence: Confidence,
    pub severity: Severity,
    pub rule: RuleId,
    pub evidence: Vec<Evidence>,
    pub action: SuggestedAction,
}

impl Candidate {
    pub(crate) fn new(rule: RuleId, category: Category, bytes: Range<usize>) -> Self {
        Candidate {
            bytes,
            scalars: 0..0,
            category,
            whose: Whose::Unknown,
            person: None,
            flag: None,
            confidence: Confidence(80),
            severity: Severity::Check,
            rule,
            evidence: Vec::new(),
            action: SuggestedAction::Cover,
        }
    }

    pub(crate) fn sure(mut self, percent: u8) -> Self {
        self.confidence = Confidence(percent);
        self
    }

    pub(crate) fn because(mut self, evidence: Evidence) -> Self {
        self.evidence.push(evidence);
        self
    }

    /// Takes over what the party register knows of its owner.
    pub(crate) fn of_party(mut self, owner: Option<crate::people::Owner>) -> Self {
        if let Some(owner) = owner {
            self.whose = owner.whose;
            self.person = Some(owner.person);
            self.evidence.push(owner.evidence);
        }
        self
    }
}
