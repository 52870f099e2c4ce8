//! Where in its sentence a word stands.

use crate::lexicon::Class;
use crate::text::{Flags, Gap, Kind, Window};

/// Whether the token begins a sentence, a line of a list or a heading, where any word is capitalised.
pub(super) fn begins_sentence(window: &Window, at: isize) -> bool {
    let gap = window.at(at).gap;
    if gap >= Gap::Wide && gap != Gap::Line {
        return true;
    }
    let before = window.at(at - 1);
    match before.kind {
        Kind::Nothing => true,
        Kind::Punctuation => !matches!(before.sign, b',' | b'-' | b'/' | b'&' | b'\''),
        _ => {
            gap == Gap::Line
                && !window.at(at - 1).flags.has(Flags::CAPITAL)
                && ends_short_line(window, at)
        }
    }
}

/// A line that ends without a sign and far from the margin is a line of its own.
fn ends_short_line(window: &Window, at: isize) -> bool {
    let mut length = 0;
    let mut back = at - 1;
    while window.at(back).kind != Kind::Nothing && window.at(back + 1).gap < Gap::Line
        || back == at - 1
    {
        length += usize::from(window.at(back).length) + 1;
        back -= 1;
        if length > 50 {
            return false;
        }
    }
    true
}

/// A capital where none is needed, beside other names or a house number: part of a name.
pub(super) fn is_name(window: &Window, at: isize) -> bool {
    let token = window.at(at);
    if !token.flags.has(Flags::CAPITAL) || token.flags.has(Flags::ALL_CAPITALS) {
        return false;
    }
    if window.at(at + 1).kind == Kind::Number && window.at(at + 1).gap == Gap::Space {
        return token.class.has(Class::STREET | Class::TOWN) || !begins_sentence(window, at);
    }
    if begins_sentence(window, at) {
        return false;
    }
    let capital = |at: isize| {
        let token = window.at(at);
        token.kind == Kind::Word && token.flags.has(Flags::CAPITAL)
    };
    token
        .class
        .has(Class::NAME | Class::STREET | Class::TOWN | Class::INSTITUTION)
        || capital(at - 1) && window.at(at).gap <= Gap::Space
        || capital(at + 1) && window.at(at + 1).gap <= Gap::Space
}

/// Where the sentence that holds the token begins and ends, within reach, and within its paragraph.
pub(super) fn sentence(window: &Window) -> (isize, isize) {
    let mut from = 0;
    while window.at(from - 1).kind != Kind::Nothing && !ends_before(window, from) {
        from -= 1;
    }
    let mut to = 0;
    while window.at(to + 1).kind != Kind::Nothing && !ends_before(window, to + 1) {
        to += 1;
    }
    (from, to)
}

/// Whether a sentence ends between the token and the one before it.
pub(super) fn ends_before(window: &Window, at: isize) -> bool {
    let token = window.at(at);
    if token.gap >= Gap::Paragraph {
        return true;
    }
    let before = window.at(at - 1);
    if token.gap == Gap::Line && (token.is_sign(b'-') || token.is_sign(b'*')) {
        return true;
    }
    match before.sign {
        b'!' | b'?' => before.kind == Kind::Punctuation,
        b'.' if before.kind == Kind::Punctuation => {
            let short = window.at(at - 2);
            token.gap > Gap::None
                && (token.flags.has(Flags::CAPITAL) || token.kind != Kind::Word)
                // `cpr. 0101…`, `f. 1980`, `A. Holm`
                && (short.length > 3 || short.kind == Kind::Number || token.gap >= Gap::Line)
                // `fik piller kl 8. han sov`
                || token.gap > Gap::None
                    && token.kind == Kind::Word
                    && !token.class.has(Class::MONTH)
                    && short.kind == Kind::Number
                    && window.folded(at - 3) == b"kl"
                // Notes in small letters: after a whole word a stop is a full stop.
                || token.gap > Gap::None
                    && before.gap == Gap::None
                    && token.kind == Kind::Word
                    && short.kind == Kind::Word
                    && short.length > 3
                    && short.class.has(Class::ORDINARY)
        }
        // `Diagnose: …` on a line of its own.
        _ => token.gap == Gap::Line && has_label(window, at),
    }
}

/// Whether a line begins with `Ord:` or `Ord (…):`.
fn has_label(window: &Window, at: isize) -> bool {
    (1..4).any(|ahead| {
        window.at(at + ahead).is_sign(b':')
            && (1..=ahead).all(|a| window.at(at + a).gap <= Gap::Space)
    })
}
