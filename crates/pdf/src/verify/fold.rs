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
        let mut words = Words::new(text.len());
        words.add(text);
        words.text()
    }

    /// Of pieces that [`folded`] made, one after the other.
    pub(super) fn of_folded<'p>(pieces: impl Iterator<Item = &'p str>) -> Self {
        let mut words = Words::new(0);
        for piece in pieces {
            piece.chars().for_each(|letter| words.push(letter));
        }
        words.text()
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
    Text::of(text).words
}

/// Letters one by one, with all the spaces between them.
pub(super) fn folded(text: &str) -> String {
    let mut all = String::new();
    for letter in text.chars() {
        fold(letter, &mut |folded| all.push(folded));
    }
    all
}

struct Words {
    squeezed: String,
    words: String,
    is_between: bool,
}

impl Words {
    fn new(length: usize) -> Self {
        let mut words = String::with_capacity(length + 2);
        words.push(' ');
        Self {
            squeezed: String::with_capacity(length),
            words,
            is_between: true,
        }
    }

    fn add(&mut self, text: &str) {
        for letter in text.chars() {
            fold(letter, &mut |folded| self.push(folded));
        }
    }

    fn push(&mut self, folded: char) {
        let is_between = folded == ' ';
        if !is_between {
            self.squeezed.push(folded);
            self.words.push(folded);
        } else if !self.is_between {
            self.words.push(' ');
        }
        self.is_between = is_between;
    }

    fn text(mut self) -> Text {
        if !self.is_between {
            self.words.push(' ');
        }
        Text {
            squeezed: self.squeezed,
            words: self.words,
            seam: None,
        }
    }
}

pub(super) fn squeezed(text: &str) -> String {
    Text::of(text).squeezed
}

/// What stands between words is one space or several.
fn fold(letter: char, found: &mut impl FnMut(char)) {
    if let Some(folded) = ASCII.get(letter as usize) {
        found(char::from(*folded));
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

/// Most letters by far: content that is read by every table near it is folded again and again.
const ASCII: [u8; 128] = {
    let mut folded = [b' '; 128];
    let mut letter = 0;
    while letter < 128 {
        let small = (letter as u8).to_ascii_lowercase();
        folded[letter] = match small {
            b'a'..=b'z' | b'0'..=b'9' => alike(small as char) as u8,
            _ => b' ',
        };
        letter += 1;
    }
    folded
};

/// Accents, and signs without width.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// One letter for those that look the same.
const fn alike(letter: char) -> char {
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
