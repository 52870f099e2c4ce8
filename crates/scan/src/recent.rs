//! What the tables said of the words met last. Few words make most of a text; asking for them again must not
//! reach into tables that are too large for the processor's cache.

use crate::detect::Calls;
use crate::lexicon::{Class, class_from};
use crate::scanner::{CaseScanner, LookFor};

/// For long texts; what lies in the processor's second cache.
const MOST_PLACES: usize = 16_384;
const FEWEST_PLACES: usize = 256;

pub(crate) struct Recent {
    places: Vec<Known>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Known {
    hash: u64,
    pub class: Class,
    /// As in [`crate::text::Token`].
    pub listed: u32,
    pub party: u32,
    /// Whom the word calls in small letters, and with a capital.
    pub small: Calls,
    pub capital: Calls,
}

impl Recent {
    /// A short text has few words, and would wait for a large table longer than for the words.
    pub(crate) fn for_text_of(length: usize) -> Self {
        let places = (length / 16)
            .next_power_of_two()
            .clamp(FEWEST_PLACES, MOST_PLACES);
        Recent {
            places: vec![Known::default(); places],
        }
    }

    /// What is remembered of the word.
    #[inline]
    pub(crate) fn of(&self, hash: u64) -> Option<&Known> {
        let place = (hash >> 20) as usize & (self.places.len() - 1);
        self.places.get(place).filter(|known| known.hash == hash)
    }

    /// `first` is the word's [`first_place`](crate::lexicon::first_place).
    pub(crate) fn ask(
        &mut self,
        hash: u64,
        first: u64,
        folded: &[u8],
        case: &CaseScanner,
    ) -> Known {
        let known = ask(hash, first, folded, case);
        let place = (hash >> 20) as usize & (self.places.len() - 1);
        self.places[place] = known;
        known
    }
}

fn ask(hash: u64, first: u64, folded: &[u8], case: &CaseScanner) -> Known {
    let words = &case.shared.words;
    let everything = case.shared.options.look_for == LookFor::Everything;
    let class = if everything {
        class_from(first, hash)
    } else {
        Class::NONE
    };
    let listed = words
        .find(hash)
        .or_else(|| words.find_compound(hash, folded));
    let party = case.register.form(hash).filter(|_| everything);
    let calls = |capital| Calls::of_word(class, listed.is_some(), party.is_some(), capital);
    Known {
        hash,
        class,
        listed: listed.map_or(0, |form| form + 1),
        party: party.map_or(0, |form| form + 1),
        small: calls(false),
        capital: calls(true),
    }
}
