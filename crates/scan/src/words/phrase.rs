//! Several words in a row: which stand before and after the one that is looked up.

use super::vocabulary::Means;

/// Hashes of the forms one word of a phrase may take.
pub(crate) type Forms = Box<[u64]>;

#[derive(Debug)]
pub(crate) struct Phrase {
    pub means: Means,
    /// Nearest first.
    pub before: Box<[Forms]>,
    /// Nearest first.
    pub after: Box<[Forms]>,
}

/// The words a text would have for `phrase`: what hyphens divide are words of their own there.
pub(super) fn words(phrase: &str) -> Vec<&str> {
    phrase
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The rarest word, by its length: it is the one that is looked up.
pub(super) fn anchor(words: &[&str]) -> usize {
    (0..words.len())
        .rev()
        .max_by_key(|at| {
            let word = words[*at];
            let digits = word.bytes().all(|byte| byte.is_ascii_digit());
            (!digits, word.chars().count())
        })
        .unwrap_or_default()
}
