//! The looks of a word in no list: a product, a slip of the pen, a noun, a place.

use std::cell::Cell;

use super::unit::is_compound;
use crate::detect::endings::ends;
use crate::lexicon::{Class, class_of};
use crate::text::{Window, hash_folded};

/// `AppWriter`, `eBoks`: a product's name. `McDonald` is somebody's.
pub(super) fn has_capital_inside(window: &Window, offset: isize) -> bool {
    let original = window.original(offset);
    let inside = original.trim_start_matches("Mc").trim_start_matches("Mac");
    inside.chars().skip(1).any(char::is_uppercase)
}

/// One letter off a word of the dictionary, as a scanner or a hasty hand makes it. Costs hundreds of look-ups, so the
/// answers given last are kept: the same word is asked for again and again.
pub(super) fn is_misspelt_word(folded: &[u8]) -> bool {
    const ANSWERS: usize = 256;
    thread_local! {
        static ANSWERED: [Cell<(u64, bool)>; ANSWERS] = const { [const { Cell::new((0, false)) }; ANSWERS] };
    }
    let hash = hash_folded(folded);
    let place = (hash >> 32) as usize % ANSWERS;
    if let Ok((word, answer)) = ANSWERED.try_with(|answered| answered[place].get())
        && word == hash
    {
        return answer;
    }
    let answer = is_one_letter_off(folded, true);
    // A thread that ends has forgotten already.
    let _ = ANSWERED.try_with(|answered| answered[place].set((hash, answer)));
    answer
}

/// `Kornmune`: what a scanner makes of an m.
pub(super) fn is_misread_word(folded: &[u8]) -> bool {
    let Some(at) = folded.windows(2).position(|two| two == b"rn") else {
        return false;
    };
    let meant = [&folded[..at], b"m", &folded[at + 2..]].concat();
    folded.len() > 5
        && class_of(hash_folded(&meant)).has(Class::ORDINARY | Class::INSTITUTION | Class::LABEL)
}

/// As [`is_misspelt_word`], where a word put together of others does not count: any letters can be read so.
pub(super) fn is_plain_word_misspelt(folded: &[u8]) -> bool {
    is_one_letter_off(folded, false)
}

fn is_one_letter_off(folded: &[u8], or_compound: bool) -> bool {
    const CONFUSED: &[(u8, u8)] = &[
        (b'c', b'e'),
        (b'f', b't'),
        (b'q', b'g'),
        (b'l', b'i'),
        (b'i', b'l'),
        (b'h', b'b'),
        (b'b', b'h'),
        (b't', b'f'),
        (b'o', b'e'),
        (b'e', b'c'),
        (b'a', b'e'),
        (b'u', b'n'),
        (b'n', b'u'),
        (b'v', b'y'),
    ];
    if folded.len() < 5 || folded.len() > 40 {
        return false;
    }
    let known = |word: &[u8]| {
        class_of(hash_folded(word)).has(Class::ORDINARY | Class::RELATION | Class::PROFESSION)
            || or_compound && is_compound(word)
    };
    let mut word = folded.to_vec();
    for at in 0..word.len() {
        let kept = word[at];
        for (_, meant) in CONFUSED.iter().filter(|(seen, _)| *seen == kept) {
            word[at] = *meant;
            if known(&word) {
                return true;
            }
        }
        word[at] = kept;
        if at + 1 < word.len() && word[at] != word[at + 1] {
            word.swap(at, at + 1);
            let found = known(&word);
            word.swap(at, at + 1);
            if found {
                return true;
            }
        }
        if word[at] == b'm' || word[at..].starts_with(b"rn") {
            let mut other = word[..at].to_vec();
            if word[at] == b'm' {
                other.extend_from_slice(b"rn");
                other.extend_from_slice(&word[at + 1..]);
            } else {
                other.push(b'm');
                other.extend_from_slice(&word[at + 2..]);
            }
            if known(&other) {
                return true;
            }
        }
        // A letter too many.
        let mut less = word.clone();
        less.remove(at);
        if less.len() > 5 && known(&less) {
            return true;
        }
    }
    false
}

/// Places that families are named after: `Kvistrupgaard mener`. A common noun could not stand there bare.
pub(super) fn ends_as_place(folded: &[u8]) -> bool {
    ends(folded, 0, |tail| {
        matches!(
            tail,
            b"gaard"
                | b"lund"
                | b"bjerg"
                | b"holm"
                | b"skov"
                | b"kjaer"
                | b"kaer"
                | b"baek"
                | b"dal"
                | b"dahl"
                | b"toft"
                | b"strup"
                | b"rup"
                | b"borg"
                | b"berg"
                | b"vang"
                | b"kilde"
                | b"spang"
                | b"mose"
                | b"ager"
                | b"feldt"
                | b"felt"
                | b"soe"
                | b"vig"
                | b"sted"
                | b"krog"
        )
    })
}

pub(super) fn has_digit(folded: &[u8]) -> bool {
    folded.iter().any(u8::is_ascii_digit)
}

pub(super) fn ends_as_noun(folded: &[u8]) -> bool {
    ends(folded, 0, |tail| {
        matches!(
            tail,
            b"ing"
                | b"else"
                | b"hed"
                | b"tion"
                | b"ering"
                | b"skab"
                | b"tet"
                | b"ens"
                | b"ets"
                | b"ernes"
                | b"ik"
                | b"ment"
                | b"age"
                | b"itet"
        )
    })
}
