//! Words that the folding makes alike though they are not: `soen` (the sow) and `søn` (the son).

/// True where the word, as it is written, has two letters that the folding could also have made of one:
/// a text's `ø`, `æ`, `å` must not count as them.
pub(super) fn could_be_one_letter(form: &str) -> bool {
    ["aa", "ae", "oe"].iter().any(|pair| form.contains(pair))
}
