//! Endings of words, many at a time: each length of ending is compared once.

const LONGEST: usize = 14;

/// Whether `is_ending` holds for an end of the word that leaves at least `stem` letters before it.
#[inline]
pub(super) fn ends(folded: &[u8], stem: usize, is_ending: impl Fn(&[u8]) -> bool) -> bool {
    let most = folded.len().saturating_sub(stem).min(LONGEST);
    (2..=most).any(|length| is_ending(&folded[folded.len() - length..]))
}
