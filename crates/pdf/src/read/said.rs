use unicode_normalization::UnicodeNormalization as _;

use super::PageText;

/// A word of a page that a reader sees.
pub(crate) struct SeenWord<'t> {
    pub(crate) text: &'t str,
    bare: String,
    /// The top of its line.
    pub(crate) y: f64,
}

/// In reading order. What is there and not seen stands as a word that is like no other.
pub(crate) fn seen_words(text: &PageText) -> Vec<SeenWord<'_>> {
    let lines = text.lines.iter();
    let words = lines.flat_map(|line| line.words.iter().map(move |word| (line, word)));
    let seen = words.map(|(line, word)| {
        let is_seen = word.glyphs.iter().all(|glyph| glyph.is_seen);
        SeenWord {
            text: &word.text,
            bare: match is_seen {
                true => bare(&word.text),
                false => "\0".to_owned(),
            },
            y: line.area.y0,
        }
    });
    seen.collect()
}

/// Where whole words of the page say just this, spaces and signs aside.
pub(crate) fn words_of(words: &[SeenWord<'_>], wanted: &str) -> Option<std::ops::Range<usize>> {
    let wanted = bare(wanted);
    if wanted.is_empty() {
        return None;
    }
    (0..words.len()).find_map(|start| {
        if words[start].bare.is_empty() {
            return None;
        }
        let mut left = wanted.as_str();
        for (index, word) in words.iter().enumerate().skip(start) {
            left = left.strip_prefix(word.bare.as_str())?;
            if left.is_empty() {
                return Some(start..index + 1);
            }
        }
        None
    })
}

/// Letters and digits only, small, without disguise.
pub(crate) fn bare(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}
