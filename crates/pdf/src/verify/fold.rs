use unicode_normalization::char::decompose_compatible;

/// A text as it is compared: small letters and digits only, look-alikes made alike.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) squeezed: String,
    /// With a space before, between and after.
    pub(super) words: String,
    /// In the squeezed text and in the words: a hit must reach over these places to count.
    pub(super) seam: Option<(usize, usize)>,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let words = words(text);
        Self {
            squeezed: words.replace(' ', ""),
            words,
            seam: None,
        }
    }

    /// Two texts, one after the other, in which only what reaches from one into the other is found.
    pub(super) fn joined(first: &str, second: &str) -> Self {
        let (one, other) = (Self::of(first), Self::of(second));
        Self {
            seam: Some((one.squeezed.len(), one.words.len())),
            squeezed: one.squeezed + &other.squeezed,
            words: one.words + other.words.trim_start(),
        }
    }
}

/// Words with one space around each; a hyphen parts words too.
pub(super) fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 2);
    words.push(' ');
    for letter in text.chars() {
        fold(letter, &mut |folded| {
            if folded != ' ' || !words.ends_with(' ') {
                words.push(folded);
            }
        });
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

pub(super) fn squeezed(text: &str) -> String {
    words(text).replace(' ', "")
}

/// What stands between words is one space or several.
fn fold(letter: char, found: &mut impl FnMut(char)) {
    if letter.is_ascii() {
        let small = letter.to_ascii_lowercase();
        found(match small {
            'a'..='z' | '0'..='9' => alike(small),
            _ => ' ',
        });
        return;
    }
    decompose_compatible(letter, |part| {
        if is_mark(part) {
            return;
        }
        for small in part.to_lowercase() {
            found(match small {
                small if small.is_alphanumeric() => alike(small),
                _ => ' ',
            });
        }
    });
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
