//! One character as the tables see it: lower case, without accents, `å`/`æ`/`ø` written `aa`/`ae`/`oe`,
//! look-alikes of other alphabets as the Latin letter they imitate. `build.rs` includes this file too.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    Letter {
        upper: bool,
    },
    Digit,
    /// Takes no room on the page: soft hyphen, zero-width and direction marks.
    Hidden,
    /// An accent upon the letter before.
    Mark,
    Space,
    Line,
    Punctuation(u8),
}

/// Every punctuation that is none of ASCII's.
pub(crate) const OTHER_PUNCTUATION: u8 = 0x7F;

/// What `character` is; a letter or digit is also written, folded, to the end of `folded`.
pub(crate) fn fold_character(character: char, folded: &mut Vec<u8>) -> Seen {
    if let Some(seen) = not_a_letter(character) {
        return seen;
    }
    if character.is_ascii() {
        folded.push(character.to_ascii_lowercase() as u8);
        return if character.is_ascii_digit() {
            Seen::Digit
        } else {
            Seen::Letter {
                upper: character.is_ascii_uppercase(),
            }
        };
    }
    let upper = character.is_uppercase();
    if let Some(latin) = special_letter(character) {
        folded.extend_from_slice(latin.as_bytes());
        return Seen::Letter { upper };
    }
    if let Some(digit) = foreign_digit(character) {
        folded.push(digit);
        return Seen::Digit;
    }
    let before = folded.len();
    let mut digits = 0;
    let mut parts = 0;
    let mut other = None;
    decompose_compatible(character, |part| {
        if is_combining_mark(part) {
            return;
        }
        parts += 1;
        if let Some(latin) = special_letter(part) {
            folded.extend_from_slice(latin.as_bytes());
        } else if part.is_ascii_alphanumeric() {
            digits += usize::from(part.is_ascii_digit());
            folded.push(part.to_ascii_lowercase() as u8);
        } else if part.is_alphanumeric() {
            let mut room = [0; 4];
            for lower in part.to_lowercase() {
                folded.extend_from_slice(lower.encode_utf8(&mut room).as_bytes());
            }
        } else {
            other = Some(part);
        }
    });
    if folded.len() == before {
        return match other {
            Some(part) if part.is_whitespace() => Seen::Space,
            Some(part) if part.is_ascii() => Seen::Punctuation(part as u8),
            _ if is_combining_mark(character) => Seen::Mark,
            _ => Seen::Punctuation(OTHER_PUNCTUATION),
        };
    }
    if digits > 0 && digits == parts {
        return Seen::Digit;
    }
    Seen::Letter {
        upper: upper || is_styled_capital(character),
    }
}

/// A whole word, for building tables. Characters that are no letters or digits are left out.
pub(crate) fn fold_word(word: &str) -> Vec<u8> {
    let mut folded = Vec::with_capacity(word.len());
    let mut previous = None;
    for character in word.chars() {
        if let Some(letters) = compose(previous, character) {
            folded.extend_from_slice(letters);
        } else {
            fold_character(character, &mut folded);
        }
        previous = Some(character);
    }
    folded
}

/// What an accent written as a character of its own adds, where it makes another letter: `a` + ring is
/// `å`, folded `aa`.
pub(crate) fn compose(previous: Option<char>, mark: char) -> Option<&'static [u8]> {
    match (previous?, mark) {
        ('a' | 'A', '\u{030A}') => Some(b"a"),
        ('a' | 'A' | 'o' | 'O', '\u{0308}') => Some(b"e"),
        _ => None,
    }
}

fn not_a_letter(character: char) -> Option<Seen> {
    Some(match character {
        '\u{00AD}'
        | '\u{034F}'
        | '\u{061C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}' => Seen::Hidden,
        '\n' | '\r' | '\u{000B}' | '\u{000C}' | '\u{0085}' | '\u{2028}' | '\u{2029}' => Seen::Line,
        // Other control characters take no room either.
        '\0'..='\u{0008}'
        | '\u{000E}'..='\u{001F}'
        | '\u{007F}'..='\u{0084}'
        | '\u{0086}'..='\u{009F}' => Seen::Hidden,
        _ if character.is_whitespace() => Seen::Space,
        _ if character.is_ascii_alphanumeric() => return None,
        _ if character.is_ascii() => Seen::Punctuation(character as u8),
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{FE58}'
        | '\u{FE63}'
        | '\u{FF0D}'
        | '\u{2043}' => Seen::Punctuation(b'-'),
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2032}' | '\u{00B4}'
        | '\u{02BC}' | '\u{FF07}' => Seen::Punctuation(b'\''),
        '\u{201C}'..='\u{201F}' | '\u{00AB}' | '\u{00BB}' | '\u{2033}' => Seen::Punctuation(b'"'),
        '\u{2022}' | '\u{00B7}' | '\u{2219}' | '\u{25CF}' | '\u{25AA}' => Seen::Punctuation(b'*'),
        '\u{2024}' => Seen::Punctuation(b'.'),
        '\u{2044}' | '\u{2215}' => Seen::Punctuation(b'/'),
        '\u{2236}' | '\u{A789}' => Seen::Punctuation(b':'),
        _ => return None,
    })
}

/// Letters that do not decompose to the Latin letter they stand for, and those of other alphabets that
/// look like one.
fn special_letter(character: char) -> Option<&'static str> {
    Some(match character {
        'å' | 'Å' => "aa",
        'æ' | 'Æ' | 'ä' | 'Ä' | 'ǽ' | 'Ǽ' => "ae",
        'ø' | 'Ø' | 'ö' | 'Ö' | 'œ' | 'Œ' | 'ǿ' | 'Ǿ' => "oe",
        'ß' | 'ẞ' => "ss",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'þ' | 'Þ' => "th",
        'ŋ' | 'Ŋ' => "n",
        'ŧ' | 'Ŧ' => "t",
        'ə' | 'Ə' => "e",
        // A letter that was lost on the way; in Danish text nearly always one of æ, ø, å.
        '\u{FFFD}' => "oe",
        // Cyrillic
        'а' | 'А' => "a",
        'в' | 'В' => "b",
        'с' | 'С' => "c",
        'ԁ' => "d",
        'е' | 'Е' | 'є' | 'Є' => "e",
        'һ' | 'Н' | 'н' => "h",
        'і' | 'І' | 'ї' | 'Ї' | 'ӏ' | 'Ӏ' => "i",
        'ј' | 'Ј' => "j",
        'к' | 'К' => "k",
        'м' | 'М' => "m",
        'о' | 'О' => "o",
        'р' | 'Р' => "p",
        'ѕ' | 'Ѕ' => "s",
        'т' | 'Т' => "t",
        'у' | 'У' | 'ү' | 'Ү' => "y",
        'ԝ' => "w",
        'х' | 'Х' => "x",
        // Greek
        'α' | 'Α' => "a",
        'β' | 'Β' => "b",
        'ε' | 'Ε' => "e",
        'η' | 'Η' => "h",
        'ι' | 'Ι' => "i",
        'κ' | 'Κ' => "k",
        'Μ' => "m",
        'Ν' => "n",
        'ν' => "v",
        'ο' | 'Ο' => "o",
        'ρ' | 'Ρ' => "p",
        'τ' | 'Τ' => "t",
        'υ' | 'Υ' => "y",
        'χ' | 'Χ' => "x",
        'Ζ' => "z",
        // Latin letters in other dress
        'ɑ' => "a",
        'ɡ' => "g",
        'ɩ' => "i",
        'ʟ' => "l",
        'ᴀ' => "a",
        'ᴇ' => "e",
        'ɪ' => "i",
        'ᴏ' => "o",
        'ᴜ' => "u",
        'ʀ' => "r",
        'ꜱ' => "s",
        'ᴛ' => "t",
        'ɴ' => "n",
        'ᴅ' => "d",
        'ᴍ' => "m",
        'ᴋ' => "k",
        _ => return None,
    })
}

fn foreign_digit(character: char) -> Option<u8> {
    const ZEROS: [u32; 8] = [
        0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0E50, 0x1040, 0x17E0,
    ];
    let code = u32::from(character);
    ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))
        .map(|zero| b'0' + (code - zero) as u8)
}

/// Mathematical and enclosed capitals, which Unicode counts as symbols without case.
fn is_styled_capital(character: char) -> bool {
    let mut capital = false;
    if matches!(character, '\u{1D400}'..='\u{1D7FF}' | '\u{24B6}'..='\u{24CF}' | '\u{1F130}'..='\u{1F189}')
    {
        decompose_compatible(character, |part| capital |= part.is_ascii_uppercase());
    }
    capital
}
