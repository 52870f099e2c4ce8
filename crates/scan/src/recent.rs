//! What the tables said of the words met last. Few words make most of a text; asking for them again must not
//! reach into tables that are too large for the processor's cache.

use crate::lexicon::{Class, class_of};
use crate::scanner::CaseScanner;

const PLACES: usize = 8_192;

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
}

impl Default for Recent {
    fn default() -> Self {
        Recent {
            places: vec![Known::default(); PLACES],
        }
    }
}

impl Recent {
    #[inline]
    pub(crate) fn of(&mut self, hash: u64, folded: &[u8], case: &CaseScanner) -> Known {
        let place = (hash >> 20) as usize % PLACES;
        let known = self.places[place];
        if known.hash == hash {
            return known;
        }
        let known = ask(hash, folded, case);
        self.places[place] = known;
        known
    }
}

#[inline(never)]
fn ask(hash: u64, folded: &[u8], case: &CaseScanner) -> Known {
    let words = &case.shared.words;
    Known {
        hash,
        class: class_of(hash),
        listed: words
            .find(hash)
            .or_else(|| words.find_compound(hash, folded))
            .map_or(0, |form| form + 1),
        party: case.register.form(hash).map_or(0, |form| form + 1),
    }
}
