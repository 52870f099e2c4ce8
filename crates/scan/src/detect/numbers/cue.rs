//! What the words before a number say it is.

use crate::lexicon::{Label, label_of};
use crate::text::{Gap, Kind, Window, hash_folded};

/// Words that are looked at before the number.
const MOST_WORDS: usize = 7;
const MOST_TOKENS: isize = 24;

#[derive(Debug, Default)]
pub(super) struct Cue {
    /// Right before the number, with nothing but `nr.`, `:` and the like between.
    pub tight: Option<Label>,
    /// Anywhere before it in the sentence, as bits.
    loose: u32,
}

impl Cue {
    /// The label stands right before the number, or somewhere before it with nothing nearer that says
    /// otherwise.
    pub(super) fn says(&self, label: Label) -> bool {
        self.tight == Some(label) || (self.tight.is_none() && self.mentions(label))
    }

    pub(super) fn mentions(&self, label: Label) -> bool {
        self.loose & (1 << label as u32) != 0
    }

    pub(super) fn is_tight(&self, labels: &[Label]) -> bool {
        self.tight.is_some_and(|tight| labels.contains(&tight))
    }

    /// `heading` stands above the number in a table, and speaks where no word before it does.
    pub(super) fn read(window: &Window, heading: Option<Label>) -> Cue {
        let mut cue = Cue::before(window);
        if let Some(heading) = heading
            && cue.tight.is_none()
        {
            cue.tight = Some(heading);
            cue.loose |= 1 << heading as u32;
        }
        cue
    }

    fn before(window: &Window) -> Cue {
        let mut cue = Cue::default();
        let mut open = true;
        if let Some(label) = glued(window) {
            cue.loose |= 1 << label as u32;
            cue.tight = Some(label);
            open = false;
        }
        let mut number_word = false;
        let mut words = 0;
        let mut other_words = 0;
        let mut lines = 0;
        let mut at = 0;
        while at > -MOST_TOKENS && words < MOST_WORDS {
            match window.at(at).gap {
                Gap::Wall | Gap::Paragraph => break,
                Gap::Line => {
                    lines += 1;
                    if lines > 1 {
                        break;
                    }
                    // A heading above a sentence does not say what the number in it is.
                    open &= other_words == 0;
                }
                Gap::None | Gap::Space | Gap::Wide => {}
            }
            at -= 1;
            let token = window.at(at);
            match token.kind {
                Kind::Nothing => break,
                Kind::Punctuation => match token.sign {
                    b':' | b'-' | b'(' | b'#' | b'"' | b'\'' | b'=' | b'/' | b'|' | b'+' | b'*' => {
                    }
                    b'.' if ends_abbreviation(window, at) => {}
                    // `faktura;3390145527`: the row's first cell says what the second is.
                    b';' if words == 0 && ends_first_cell(window, at) => {}
                    b',' | b')' => open = false,
                    _ => break,
                },
                Kind::Number | Kind::Mixed => open = false,
                Kind::Word => {
                    words += 1;
                    let is_number_word =
                        matches!(window.folded(at), b"nr" | b"nummer" | b"no" | b"num");
                    other_words += usize::from(!is_number_word);
                    match label_of(token.hash) {
                        Some((Label::Filler, _)) => number_word |= is_number_word,
                        Some((_, true)) if !(open && number_word) => open = false,
                        Some((label, _)) => {
                            cue.loose |= 1 << label as u32;
                            if open {
                                cue.tight = Some(label);
                                open = false;
                            }
                        }
                        // `tolkenr. 30418`: numbered, whatever it is.
                        None if open && is_numbered(window.folded(at)) => {
                            cue.loose |= 1 << Label::Case as u32;
                            cue.tight = Some(Label::Case);
                            open = false;
                        }
                        None => open = false,
                    }
                }
            }
        }
        cue
    }
}

/// Nothing but words between the line's beginning and the `;`.
fn ends_first_cell(window: &Window, semicolon: isize) -> bool {
    const MOST_TOKENS: isize = 4;
    (1..=MOST_TOKENS)
        .map(|back| window.at(semicolon - back))
        .take_while(|token| token.kind == Kind::Word || token.is_sign(b'.') || token.is_sign(b'-'))
        .any(|token| token.gap >= Gap::Line)
}

/// `tolkenr`, `sporingsnummer`; not `kontaktnr`, which somebody answers, and not `borgernr`, which can be a CPR number.
fn is_numbered(folded: &[u8]) -> bool {
    #[rustfmt::skip]
    const OF_SOMEBODY: &[&[u8]] = &[
        b"kontakt", b"privat", b"arbejds", b"direkte", b"hjemme", b"vagt", b"lokal", b"noed", b"hemmelig", b"mobil", b"tele",
        b"tlf", b"mor", b"far", b"familie", b"borger", b"klient", b"patient", b"foedsel", b"civil", b"person", b"identitet",
        b"cpr", b"konto", b"loen", b"bank",
    ];
    let stem = folded
        .strip_suffix(b"nummer")
        .or_else(|| folded.strip_suffix(b"nr"))
        .unwrap_or_default();
    stem.len() > 2 && !OF_SOMEBODY.iter().any(|one| stem.starts_with(one))
}

/// `cpr010190`, `tlf12345678`: the word stands in the number's own token.
fn glued(window: &Window) -> Option<Label> {
    let folded = window.folded(0);
    if window.at(0).kind != Kind::Mixed {
        return None;
    }
    let letters = folded
        .iter()
        .take_while(|byte| byte.is_ascii_lowercase())
        .count();
    let (label, needs_number) = label_of(hash_folded(folded.get(..letters.max(2))?))?;
    (!needs_number && label != Label::Filler).then_some(label)
}

/// A dot after a word that stands before numbers (`nr.`, `tlf.`, `f.`) or after one or two letters ends no
/// sentence.
fn ends_abbreviation(window: &Window, dot: isize) -> bool {
    let word = window.at(dot - 1);
    window.at(dot).gap == Gap::None
        && word.kind == Kind::Word
        && (word.folded_length <= 2
            || label_of(word.hash).is_some()
            || is_numbered(window.folded(dot - 1)))
}
