//! Whom of the case's people a name stands for, read around one of its words.

use super::Knowledge;
use crate::lexicon::Class;
use crate::people::{Owner, Written};
use crate::text::{Flags, Gap, Kind, Window};

/// The words of the name around `at`, and whom of the case's people they fit.
pub(super) fn named_at(window: &Window, knowledge: &Knowledge, at: isize) -> Option<Owner> {
    /// A name has no more words on either side.
    const MOST: isize = 4;
    let capital = window.at(at).flags.has(Flags::CAPITAL);
    let of_name = |at: isize| {
        let token = window.at(at);
        token.kind == Kind::Word
            && token.flags.has(Flags::CAPITAL) == capital
            && (token.party != 0
                || token.class.has(Class::NAME) && (capital || !token.class.has(Class::ORDINARY)))
    };
    let near = |at: isize| window.at(at).gap <= Gap::Space;
    let (mut from, mut to) = (at, at);
    while at - from < MOST && of_name(from - 1) && near(from) {
        from -= 1;
    }
    while to - at < MOST && of_name(to + 1) && near(to + 1) {
        to += 1;
    }
    let words: Vec<Written> = (from..=to)
        .map(|at| Written {
            hash: window.at(at).hash,
            folded: window.folded(at),
            initial: false,
            surname: false,
            known: window.at(at).class.has(Class::NAME),
        })
        .collect();
    knowledge.register.fit(&words).map(|fit| fit.owner)
}
