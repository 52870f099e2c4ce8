//! Towns by their postcode, and whose an address is by what stands before it.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::detect::person::ends_in_institution;
use crate::lexicon::Class;
use crate::text::{Flags, Gap, Kind, Window, fold_word};

const POSTCODES: &str = include_str!("../../../data/postcodes.tsv");

/// The folded words of a postcode's town.
fn towns() -> &'static HashMap<&'static str, Vec<Vec<u8>>> {
    static TOWNS: OnceLock<HashMap<&str, Vec<Vec<u8>>>> = OnceLock::new();
    TOWNS.get_or_init(|| {
        POSTCODES
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .map(|(code, town)| (code, town.split_whitespace().map(fold_word).collect()))
            .collect()
    })
}

/// How many tokens behind the postcode at `code` are its town.
pub(super) fn town_words(window: &Window, code: isize) -> usize {
    let Some(words) = std::str::from_utf8(window.folded(code))
        .ok()
        .and_then(|digits| towns().get(digits))
    else {
        return 0;
    };
    let mut met = 0;
    for word in words {
        let offset = code + 1 + met as isize;
        if window.at(offset).gap > Gap::Line || window.folded(offset) != word.as_slice() {
            break;
        }
        met += 1;
    }
    met
}

/// The authority's own address, or an institution's: one stands right before it, and nobody lives there.
pub(super) fn is_public(window: &Window, from: isize) -> bool {
    let mut lines = 0;
    let mut institution = false;
    for back in 1..=8 {
        let token = window.at(from - back);
        if token.kind == Kind::Nothing {
            break;
        }
        // The gap after the token at hand.
        match window.at(from - back + 1).gap {
            Gap::Line => lines += 1,
            Gap::Paragraph | Gap::Wall => break,
            _ => {}
        }
        if lines > 1
            || token.kind == Kind::Punctuation
                && matches!(token.sign, b'.' | b';' | b'!' | b'?' | b'(')
        {
            break;
        }
        if token.kind != Kind::Word {
            continue;
        }
        let folded = window.folded(from - back);
        if matches!(
            folded,
            b"bor"
                | b"boede"
                | b"bosat"
                | b"boende"
                | b"tilmeldt"
                | b"opholder"
                | b"indlagt"
                | b"anbragt"
                | b"flyttet"
                | b"flytter"
        ) {
            return false;
        }
        if institution {
            continue;
        }
        let capital = token.flags.has(Flags::CAPITAL);
        let named = token.class.has(Class::INSTITUTION) || ends_in_institution(folded);
        if named
            && (capital
                || matches!(
                    folded,
                    b"raadhuset"
                        | b"kommunen"
                        | b"jobcentret"
                        | b"kommune"
                        | b"borgerservice"
                        | b"sygehuset"
                        | b"biblioteket"
                        | b"skolen"
                        | b"retten"
                ))
        {
            institution = true;
        } else if token.party != 0 && capital
            || token.class.has(Class::NAME)
                && capital
                && !token
                    .class
                    .has(Class::TOWN | Class::ORDINARY | Class::INSTITUTION)
        {
            return false;
        }
    }
    institution
}
