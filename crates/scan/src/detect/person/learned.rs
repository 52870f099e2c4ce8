//! What the text itself teaches: the words of full names that stood in it, and initials in brackets behind a
//! full name (`Anna Holm (AH)`), which stand for the name from there on.

use std::collections::{HashMap, HashSet};

use super::super::{Candidate, Knowledge, Memory};
use super::chain::Chain;
use super::unit::Sort;
use crate::finding::{Category, Confidence, Evidence, Whose};
use crate::lexicon::Class;
use crate::text::{Flags, Gap, Kind, Token, Window, hash_folded};
use crate::words::ByHash;

/// What a text may teach; a text with more names than this is a list, and needs no lesson.
const MOST: usize = 20_000;

#[derive(Debug, Default)]
pub(in crate::detect) struct LearnedNames {
    /// Up to where names were looked for.
    pub(super) looked_at: usize,
    /// Where the last name that was found ends.
    pub(super) found_until: usize,
    words: HashSet<u64, ByHash>,
    /// The last person named was neither the requester nor staff.
    pub(in crate::detect) last_was_another: bool,
    /// Of names written in small letters.
    small: HashSet<u64, ByHash>,
    /// The last names of people in no register, and what they were called alone.
    strangers: HashSet<u64, ByHash>,
    /// `rahels`, where `rahel` was taught in small letters.
    genitives: HashSet<u64, ByHash>,
    initials: HashMap<u64, Bearer, ByHash>,
    /// All of the above, in the order and the places it was learned.
    lessons: Vec<Lesson>,
}

/// One thing that the text taught.
#[derive(Debug, Clone)]
pub(crate) struct Lesson {
    /// Where the token begins that was looked at.
    pub place: usize,
    pub about: About,
}

/// What is learned is always about a word, and matters only where that word stands again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum About {
    Word(u64),
    Small(u64),
    Genitive(u64),
    Stranger(u64),
    Initials(u64, Bearer),
}

impl About {
    pub(crate) fn word(&self) -> u64 {
        match self {
            About::Word(word)
            | About::Small(word)
            | About::Genitive(word)
            | About::Stranger(word)
            | About::Initials(word, _) => *word,
        }
    }

    /// The later of two such lessons is the one that counts.
    pub(crate) fn is_of_the_same(&self, other: &About) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other) && self.word() == other.word()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bearer {
    name: String,
    whose: Whose,
    person: Option<usize>,
}

impl LearnedNames {
    pub(in crate::detect) fn at(looked_at: usize, found_until: usize) -> Self {
        LearnedNames {
            looked_at,
            found_until,
            ..LearnedNames::default()
        }
    }

    /// Names every part: what is learned besides these must be a lesson too.
    pub(in crate::detect) fn places(&self) -> (usize, usize) {
        let LearnedNames {
            looked_at,
            found_until,
            last_was_another: _,
            words: _,
            small: _,
            strangers: _,
            genitives: _,
            initials: _,
            lessons: _,
        } = self;
        (*looked_at, *found_until)
    }

    pub(in crate::detect) fn knows(&self, hash: u64) -> bool {
        self.words.contains(&hash)
    }

    pub(super) fn knows_genitive(&self, token: &Token) -> bool {
        !self.genitives.is_empty() && self.genitives.contains(&token.hash)
    }

    /// Somebody in no register was called so, by last name or by one name alone.
    pub(in crate::detect) fn is_a_strangers(&self, hash: u64) -> bool {
        !self.strangers.is_empty() && self.strangers.contains(&hash)
    }

    /// A word that only this text knows for a name.
    #[inline]
    pub(in crate::detect) fn taught_in_small(&self, token: &Token) -> bool {
        !self.small.is_empty() && self.small.contains(&token.hash)
    }

    /// Taught in small letters, or by a full name that is no word.
    #[inline]
    pub(super) fn knows_small(&self, token: &Token) -> bool {
        (!self.small.is_empty() && self.small.contains(&token.hash))
            || (token.class.has(Class::NAME) || token.class == Class::NONE)
                && !self.words.is_empty()
                && self.words.contains(&token.hash)
    }

    pub(super) fn learn(&mut self, window: &Window, chain: &Chain, candidate: &Candidate) {
        let alone_but_sure = chain.is_single()
            && candidate.confidence >= Confidence(70)
            && chain.units[0].sort == Sort::Unknown;
        if self.words.len() > MOST {
            return;
        }
        if chain.small {
            // `mormor parwana`: from there on `parwana` is somebody.
            for unit in chain.words().filter(|unit| unit.from == unit.to) {
                let token = window.at(unit.from);
                let word = token.class.has(Class(!(Class::NAME.0 | Class::STREET.0)));
                if token.folded_length > 3 && !word && token.party == 0 {
                    self.take(window, About::Small(token.hash));
                    let genitive = [window.folded(unit.from), b"s"].concat();
                    self.take(window, About::Genitive(hash_folded(&genitive)));
                }
            }
            return;
        }
        if candidate.person.is_none()
            && candidate.whose == Whose::Unknown
            && candidate.confidence >= Confidence(70)
        {
            let called = chain.last_name().unwrap_or(chain.to());
            self.take(window, About::Stranger(window.at(called).hash));
        }
        if chain.words().count() < 2 && !alone_but_sure {
            return;
        }
        for unit in chain.words().filter(|unit| unit.from == unit.to) {
            let token = window.at(unit.from);
            if token.folded_length > 2 && unit.sort != Sort::Word {
                self.take(window, About::Word(token.hash));
            }
        }
        let open = window.at(chain.to() + 1);
        let short = window.at(chain.to() + 2);
        let close = window.at(chain.to() + 3);
        if open.is_sign(b'(')
            && close.is_sign(b')')
            && looks_like_initials(short)
            && stands_for(window, chain, window.folded(chain.to() + 2))
            && self.initials.len() < MOST
        {
            let bearer = Bearer {
                name: window.text(&candidate.bytes).to_owned(),
                whose: candidate.whose,
                person: candidate.person,
            };
            self.take(window, About::Initials(short.hash, bearer));
        }
    }

    fn take(&mut self, window: &Window, about: About) {
        let place = window.at(0).start;
        if self.remember(&about) {
            self.lessons.push(Lesson { place, about });
        }
    }

    /// Returns whether it was news.
    pub(in crate::detect) fn remember(&mut self, about: &About) -> bool {
        match about {
            About::Word(word) => self.words.insert(*word),
            About::Small(word) => self.small.insert(*word),
            About::Genitive(word) => self.genitives.insert(*word),
            About::Stranger(word) => self.strangers.insert(*word),
            About::Initials(word, bearer) => {
                self.initials.insert(*word, bearer.clone()).as_ref() != Some(bearer)
            }
        }
    }

    pub(in crate::detect) fn lessons(&mut self) -> &mut Vec<Lesson> {
        &mut self.lessons
    }
}

fn looks_like_initials(token: &Token) -> bool {
    token.kind == Kind::Word
        && token.flags.has(Flags::CAPITAL)
        && token.flags.has(Flags::ALL_CAPITALS)
        && (2..=4).contains(&token.folded_length)
}

fn stands_for(window: &Window, chain: &Chain, initials: &[u8]) -> bool {
    let mut wanted = initials.iter().peekable();
    for unit in chain.words() {
        for offset in unit.from..=unit.to {
            if window.at(offset).kind == Kind::Word
                && wanted.peek().copied() == window.folded(offset).first()
            {
                wanted.next();
            }
        }
    }
    wanted.next().is_none()
}

/// The initials of one of the case's people, among words that are not all in capitals.
fn registered(window: &Window, knowledge: &Knowledge) -> Option<Candidate> {
    let token = window.at(0);
    let shouted = |offset: isize| {
        let other = window.at(offset);
        other.kind == Kind::Word && other.flags.has(Flags::ALL_CAPITALS) && other.folded_length > 4
    };
    let joined = window.at(1).gap == Gap::None && window.at(1).is_sign(b'-')
        || token.gap == Gap::None && window.at(-1).is_sign(b'-');
    if token.class.0 & !Class::GIVEN_RARE.0 != 0 || joined || shouted(-1) || shouted(1) {
        return None;
    }
    let owner = knowledge.register.by_initials(token.hash)?;
    Some(
        Candidate::new(super::INITIALS, Category::Name, window.span(0, 0))
            .sure(70)
            .of_party(Some(owner)),
    )
}

/// A person's initials, once the text has said whose they are.
pub(super) fn initials(
    window: &Window,
    knowledge: &Knowledge,
    memory: &Memory,
) -> Option<Candidate> {
    let token = window.at(0);
    if !looks_like_initials(token) || token.class.has(Class::PROPER) {
        return None;
    }
    if token.class.has(Class::NAME) && !token.class.has(Class::GIVEN_RARE) {
        return None;
    }
    let before = window.at(-1);
    if token.gap == Gap::None && !before.is_sign(b'(') {
        return None;
    }
    let Some(bearer) = memory.names.initials.get(&token.hash) else {
        return registered(window, knowledge);
    };
    let mut candidate = Candidate::new(super::INITIALS, Category::Name, window.span(0, 0))
        .sure(84)
        .because(Evidence::with("name.initials", bearer.name.clone()));
    candidate.whose = bearer.whose;
    candidate.person = bearer.person;
    Some(candidate)
}
