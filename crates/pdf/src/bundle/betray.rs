use unicode_normalization::UnicodeNormalization as _;

use super::BundleOrder;

/// Shorter texts stand in too many words by chance.
const SHORTEST: usize = 3;

/// The first act whose title, party or note has a text in it that is covered in any of the acts. The list is read
/// first, and shows them uncovered.
pub(super) fn betraying_act(order: &BundleOrder) -> Option<usize> {
    let covered: Vec<String> = order
        .acts
        .iter()
        .flat_map(|act| &act.texts)
        .map(|text| bare(text))
        .filter(|text| text.chars().count() >= SHORTEST)
        .collect();
    order.acts.iter().position(|act| {
        [&act.title, &act.other_party, &act.note, &act.number]
            .into_iter()
            .map(|shown| bare(shown))
            .any(|shown| covered.iter().any(|text| shown.contains(text.as_str())))
    })
}

/// Letters and digits only, small: spaces and hyphens hide nothing.
fn bare(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}
