//! Passwords, codes to doors and alarms, keys to programs: a value after a word that says so, and keys that
//! show themselves by their form.

use super::{Calls, Candidate, Detector, Knowledge, Memory};
use crate::finding::{Category, Evidence, RuleId, Severity, Whose};
use crate::lexicon::{Class, Label, label_of};
use crate::text::{Flags, Gap, Kind, Window};

const CALLED: RuleId = RuleId {
    id: "secret.called",
    version: 1,
};
const KEY: RuleId = RuleId {
    id: "secret.key",
    version: 1,
};

/// Tokens between the word and its value.
const MOST_BETWEEN: isize = 8;
const MOST_PARTS: isize = 20;

pub(super) struct Secret;

impl Detector for Secret {
    fn calls(&self) -> Calls {
        Calls::CLASSED.or(Calls::MIXED)
    }

    fn inspect(
        &self,
        window: &Window,
        _knowledge: &Knowledge,
        _memory: &mut Memory,
        found: &mut Vec<Candidate>,
    ) {
        let token = window.at(0);
        let (rule, message, span) = if token.kind == Kind::Mixed {
            let Some(last) = key(window) else {
                return;
            };
            (KEY, "secret.key", window.span(0, last))
        } else {
            if !token.class.has(Class::LABEL)
                || !matches!(label_of(token.hash), Some((Label::Secret, _)))
                || compounded(window)
            {
                return;
            }
            let Some((first, last)) = value(window) else {
                return;
            };
            (CALLED, "secret.called", window.span(first, last))
        };
        let mut candidate = Candidate::new(rule, Category::Secret, span)
            .sure(90)
            .because(Evidence::new(message));
        candidate.severity = Severity::Stop;
        candidate.whose = Whose::Unknown;
        found.push(candidate);
    }
}

/// `SKS-kode`, `KLE-kode`: a code of another kind.
fn compounded(window: &Window) -> bool {
    window.at(-1).is_sign(b'-') && window.at(0).gap == Gap::None
}

/// First and last token of what the word names.
fn value(window: &Window) -> Option<(isize, isize)> {
    let number_alone = is_code_word(window.folded(0));
    let mut named = false;
    let mut quoted = false;
    let mut at = 1;
    while at <= MOST_BETWEEN {
        let token = window.at(at);
        if token.gap >= Gap::Paragraph {
            return None;
        }
        match token.kind {
            Kind::Punctuation if matches!(token.sign, b':' | b'=') => named = true,
            Kind::Punctuation if matches!(token.sign, b'"' | b'\'') => {
                named = true;
                quoted = true;
            }
            Kind::Punctuation if matches!(token.sign, b'-' | b'(') && token.gap > Gap::None => {}
            Kind::Punctuation if token.gap > Gap::None && named => break,
            Kind::Punctuation => return None,
            Kind::Word
                if !named && matches!(window.folded(at), b"er" | b"var" | b"hedder" | b"lyder") =>
            {
                named = true;
            }
            Kind::Word if !named => {}
            Kind::Number if !named && number_alone => break,
            Kind::Number | Kind::Mixed if !named => return None,
            Kind::Word | Kind::Number | Kind::Mixed => break,
            Kind::Nothing => return None,
        }
        at += 1;
    }
    let first = at;
    let mut last = first;
    while last - first < MOST_PARTS {
        let next = window.at(last + 1);
        let ends = next.gap != Gap::None
            || next.kind == Kind::Nothing
            || matches!(next.sign, b'"' | b'\'' | b',' | b';' | b')')
            || (next.is_sign(b'.') && window.at(last + 2).gap > Gap::None)
            || (next.is_sign(b'.') && window.at(last + 2).kind == Kind::Nothing);
        if ends {
            break;
        }
        last += 1;
    }
    let written = window.text(&window.span(first, last));
    looks_secret(written, quoted, number_alone).then_some((first, last))
}

/// Words whose value is a number: `dørkode 4711`.
fn is_code_word(folded: &[u8]) -> bool {
    ["kode", "koden", "pin", "puk"]
        .iter()
        .any(|end| folded.ends_with(end.as_bytes()))
        || folded.starts_with(b"noegleboks")
}

/// No word of the language: digits or signs among letters, capitals inside, or digits alone where the word
/// asks for them.
fn looks_secret(written: &str, quoted: bool, number_alone: bool) -> bool {
    let length = written.chars().count();
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let letters = written
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count();
    if digits == length {
        return number_alone && (3..=12).contains(&length);
    }
    let signs = length - digits - letters;
    let capital_inside =
        written.chars().skip(1).any(char::is_uppercase) && written.chars().any(char::is_lowercase);
    length >= 4
        && ((letters > 0 && (digits > 0 || signs > 0)) || capital_inside || (quoted && length >= 6))
}

/// Keys that programs know each other by.
fn key(window: &Window) -> Option<isize> {
    let token = window.at(0);
    let folded = window.folded(0);
    let amazon =
        folded.starts_with(b"akia") && folded.len() == 20 && token.flags.has(Flags::ALL_CAPITALS);
    if amazon {
        return Some(0);
    }
    // Header, content and signature in base64, the first beginning with `{"`.
    let web_token = folded.starts_with(b"eyj") && folded.len() >= 16;
    let named = matches!(
        window.folded(-2),
        b"ghp" | b"gho" | b"glpat" | b"xoxb" | b"xoxp" | b"live" | b"pat"
    ) && folded.len() >= 16
        && (window.at(-1).is_sign(b'_') || window.at(-1).is_sign(b'-'));
    if !web_token && !named {
        return None;
    }
    let mut last = 0;
    while last < MOST_PARTS * 2 {
        let next = window.at(last + 1);
        let part = matches!(next.kind, Kind::Word | Kind::Number | Kind::Mixed)
            || (matches!(next.sign, b'.' | b'-' | b'_') && window.at(last + 2).gap == Gap::None);
        if next.gap != Gap::None || !part || next.kind == Kind::Nothing {
            break;
        }
        last += 1;
    }
    Some(last)
}
