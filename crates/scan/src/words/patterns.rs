//! How a word is inflected, told by the longest ending it shares with the words of the dictionary
//! (`data/recipe/inflections.py`).

use std::collections::HashMap;
use std::sync::OnceLock;

use super::by_hash::ByHash;
use super::entry::WordClass;
use crate::text::hash_folded;

/// Lines: an ending, or `^` and a whole word; then the numbers of its patterns.
static ENDINGS: &str = include_str!("../../data/words/endings.txt");
/// One pattern a line: word class, then what is put to the word; `-2er` takes two letters away first.
static PARADIGMS: &str = include_str!("../../data/words/paradigms.txt");
/// Plurals no ending tells.
static IRREGULAR: &str = include_str!("../../data/words/irregular.txt");

/// The forms of `word` besides itself, with the class each pattern is of.
pub(super) fn forms(word: &str, class: WordClass, forms: &mut Vec<String>) {
    let numbers = told(word);
    for number in numbers.split(' ').filter_map(|n| n.parse::<usize>().ok()) {
        let Some(pattern) = paradigms().get(number).copied() else {
            continue;
        };
        let mut parts = pattern.split(' ');
        if class_of(parts.next()) == class || class == WordClass::Unknown {
            forms.extend(parts.filter_map(|part| apply(word, part)));
        }
    }
    irregular(word, forms);
}

/// Which classes the dictionary's pattern gives the word.
pub(super) fn classes(word: &str) -> Vec<WordClass> {
    told(word)
        .split(' ')
        .filter_map(|n| n.parse::<usize>().ok())
        .filter_map(|number| paradigms().get(number).copied())
        .map(|pattern| class_of(pattern.split(' ').next()))
        .collect()
}

/// Whether the dictionary has the word as a word of its own.
pub(super) fn is_whole(word: &str) -> bool {
    line_of(&format!("^{word}")).is_some()
}

fn class_of(code: Option<&str>) -> WordClass {
    code.and_then(WordClass::from_code)
        .unwrap_or(WordClass::Unknown)
}

fn told(word: &str) -> &'static str {
    let whole = format!("^{word}");
    if let Some(numbers) = line_of(&whole) {
        return numbers;
    }
    word.char_indices()
        .find_map(|(start, _)| line_of(&word[start..]))
        // Most Danish nouns.
        .unwrap_or("0")
}

fn line_of(key: &str) -> Option<&'static str> {
    endings().get(&hash_folded(key.as_bytes())).copied()
}

/// By a hash of the ending: all of them are asked for every word of a list, while the program starts.
fn endings() -> &'static HashMap<u64, &'static str, ByHash> {
    static TABLE: OnceLock<HashMap<u64, &str, ByHash>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = HashMap::with_capacity_and_hasher(20_000, ByHash);
        for line in ENDINGS.lines() {
            if let Some((ending, numbers)) = line.split_once(' ') {
                table.insert(hash_folded(ending.as_bytes()), numbers);
            }
        }
        table
    })
}

fn paradigms() -> &'static [&'static str] {
    static LINES: OnceLock<Vec<&str>> = OnceLock::new();
    LINES.get_or_init(|| PARADIGMS.lines().collect())
}

/// `-2er`: two letters off, `er` put to what is left.
fn apply(word: &str, operation: &str) -> Option<String> {
    if operation.ends_with('-') {
        return None;
    }
    let Some(rest) = operation.strip_prefix('-') else {
        return Some(format!("{word}{operation}"));
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let off: usize = rest[..digits].parse().ok()?;
    let kept = word.chars().count().checked_sub(off)?;
    let stem: String = word.chars().take(kept).collect();
    Some(format!("{stem}{}", &rest[digits..]))
}

fn irregular(word: &str, forms: &mut Vec<String>) {
    for line in IRREGULAR.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split(' ');
        let Some(first) = parts.next().and_then(|part| word.strip_suffix(part)) else {
            continue;
        };
        // `far` within `fare` or `safar` is no father: what stands before must be a word's part.
        if first.is_empty() || first.chars().count() >= 3 {
            forms.extend(parts.map(|form| format!("{first}{form}")));
        }
    }
}
