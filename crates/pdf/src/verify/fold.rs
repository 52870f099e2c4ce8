use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;

/// Shorter secrets are only looked for as whole words: inside others they are everywhere.
const SHORT: usize = 5;
/// In bytes that may be anything, only what chance does not make.
const LONG_FOR_BYTES: usize = 6;
const LEAST_PART: usize = 4;

/// A text as it is compared: small letters and digits only, look-alikes made alike.
#[derive(Clone, Debug)]
pub(super) struct Text {
    squeezed: String,
    words: String,
    is_bytes: bool,
    /// In the squeezed text and in the words: a hit must reach over these places to count.
    seam: Option<(usize, usize)>,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        Self {
            squeezed: squeezed(text),
            words: words(text),
            is_bytes: false,
            seam: None,
        }
    }

    /// Two texts, one after the other, in which only what reaches from one into the other is found.
    pub(super) fn joined(first: &str, second: &str) -> Self {
        let (one, other) = (Self::of(first), Self::of(second));
        let words = format!("{} ", one.words.trim_end());
        Self {
            seam: Some((one.squeezed.len(), words.len())),
            squeezed: one.squeezed + &other.squeezed,
            words: words + other.words.trim_start(),
            is_bytes: false,
        }
    }

    /// Of bytes that need not be text at all.
    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        // Pictures are megabytes of them: each is folded once, as what it is on its own.
        static FOLDED: OnceLock<Vec<String>> = OnceLock::new();
        let folded = FOLDED.get_or_init(|| {
            let all = (0..=u8::MAX).map(char::from);
            all.map(|letter| squeezed(letter.encode_utf8(&mut [0; 4])))
                .collect()
        });
        Self {
            squeezed: bytes
                .iter()
                .map(|byte| folded[usize::from(*byte)].as_str())
                .collect(),
            words: String::new(),
            is_bytes: true,
            seam: None,
        }
    }
}

/// A secret as it is looked for.
pub(super) struct Needle {
    squeezed: String,
    words: String,
    parts: Vec<String>,
}

impl Needle {
    pub(super) fn of(secret: &str) -> Self {
        let words = words(secret);
        let parts: Vec<String> = words
            .split_whitespace()
            .filter(|word| word.chars().count() >= LEAST_PART)
            .map(str::to_owned)
            .chain(end_of_cpr(secret))
            .collect();
        Self {
            squeezed: squeezed(secret),
            words,
            parts,
        }
    }

    pub(super) fn count(&self, text: &Text) -> usize {
        let length = self.squeezed.chars().count();
        if length == 0 || text.is_bytes && length < LONG_FOR_BYTES {
            0
        } else if length < SHORT {
            // One space was put before the words.
            let seam = text.seam.map(|(_, words)| words + 1);
            hits(&padded(&text.words), &padded(&self.words), seam, 1)
        } else {
            let seam = text.seam.map(|(squeezed, _)| squeezed);
            hits(&text.squeezed, &self.squeezed, seam, 0)
        }
    }

    pub(super) fn count_parts(&self, text: &Text) -> usize {
        let words = padded(&text.words);
        self.parts
            .iter()
            .map(|part| words.matches(&padded(part)).count())
            .sum()
    }
}

/// The four digits of a number that was written without a hyphen: beside a name they say the rest.
fn end_of_cpr(secret: &str) -> Option<String> {
    let digits = secret.trim();
    let is_cpr = digits.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
    // Folded as the text is.
    is_cpr.then(|| squeezed(&digits[6..]))
}

/// `edge` is how many letters at each end of what is looked for are no part of it.
fn hits(text: &str, wanted: &str, seam: Option<usize>, edge: usize) -> usize {
    text.match_indices(wanted)
        .filter(|(at, found)| {
            seam.is_none_or(|seam| at + edge < seam && at + found.len() - edge > seam)
        })
        .count()
}

fn padded(words: &str) -> String {
    format!(" {} ", words.trim())
}

fn squeezed(text: &str) -> String {
    letters(text).filter(|letter| *letter != ' ').collect()
}

/// Words with one space between; a hyphen parts words too.
fn words(text: &str) -> String {
    let mut words = String::new();
    for letter in letters(text) {
        if letter != ' ' || !words.ends_with(' ') {
            words.push(letter);
        }
    }
    words
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkd()
        .filter(|letter| !is_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            letter if letter.is_alphanumeric() => alike(letter),
            _ => ' ',
        })
}

/// Accents, and signs without width.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// One letter for those that look the same.
fn alike(letter: char) -> char {
    match letter {
        'о' | 'ο' | '0' => 'o',
        'а' | 'α' => 'a',
        'е' | 'ε' => 'e',
        'і' | 'ı' | 'ι' | 'l' | '1' | '|' => 'i',
        'р' | 'ρ' => 'p',
        'с' => 'c',
        'у' | 'υ' => 'y',
        'х' | 'χ' => 'x',
        'ѕ' => 's',
        'ԁ' => 'd',
        'һ' | 'н' => 'h',
        'в' => 'b',
        'ј' => 'j',
        'ո' | 'ν' => 'n',
        'м' => 'm',
        'т' | 'τ' => 't',
        'к' | 'κ' => 'k',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(secret: &str, text: &str, expected: usize) {
        assert_eq!(
            Needle::of(secret).count(&Text::of(text)),
            expected,
            "{secret} in {text}"
        );
    }

    #[test]
    fn a_secret_is_found_however_it_is_written() {
        for text in [
            "610180-1234",
            "6101801234",
            "610180 1234",
            "6 1 0 1 8 0 – 1 2 3 4",
            "61018O-I234",
            "nr.610180\u{AD}-\n1234.",
        ] {
            check("610180-1234", text, 1);
        }
        check("Åse Ærø", "åse  ærø", 1);
        check("Hansen", "HANSEN", 1);
        check("Hansen", "Наnsеn", 1);
        check("Jensen", "Jеnsеn", 1);
        check("Sofie", "So\u{FB01}e", 1);
    }

    #[test]
    fn bytes_are_folded_as_the_text_they_might_be() {
        for first in 0..=u8::MAX {
            let bytes: Vec<u8> = (0..=u8::MAX).flat_map(|second| [first, second]).collect();
            let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
            assert_eq!(Text::of_bytes(&bytes).squeezed, squeezed(&text), "{first}");
        }
    }

    #[test]
    fn a_short_secret_is_a_word_of_its_own() {
        check("Bo", "Bodil og Bo bor her", 1);
        check("Bo", "Bodil bor her", 0);
    }

    #[test]
    fn between_two_texts_only_what_reaches_over_the_seam_counts() {
        #[track_caller]
        fn check(secret: &str, first: &str, second: &str, expected: usize) {
            let text = Text::joined(first, second);
            assert_eq!(
                Needle::of(secret).count(&text),
                expected,
                "{first}|{second}"
            );
        }
        check("Xylofonsen", "Kære Xylo-", "fonsen bor her", 1);
        check("Xylofonsen", "Xylofonsen", "Xylofonsen", 0);
        check("Bo Ek", "her bor Bo", "Ek i dag", 1);
        check("Bo", "her bor Bo", "i dag", 0);
    }

    #[test]
    fn parts_are_counted_apart() {
        let cpr = Needle::of("6101801234");
        let text = Text::of("Karen (cpr slutter på 1234)");
        assert_eq!((cpr.count(&text), cpr.count_parts(&text)), (0, 1));
        let needle = Needle::of("Karen Lund");
        let text = Text::of("Lund sagde til Karen");
        assert_eq!((needle.count(&text), needle.count_parts(&text)), (0, 2));
    }
}
