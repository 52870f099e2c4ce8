use crate::words;

/// How well a text answers the words that were typed: higher is better, `None` when a word is not in it at all.
///
/// A whole word beats the beginning of one, the text's first word beats a later one, and a text with little else in it
/// beats a long one. A genitive counts as the word itself.
pub fn rank_of(typed: &[String], text: &str) -> Option<u32> {
    let there = words(text);
    let mut rank = 0;
    for (at, word) in typed.iter().enumerate() {
        let best = there
            .iter()
            .enumerate()
            .filter_map(|(place, found)| {
                let fit = fit(word, found)?;
                Some(fit + if place == at { 2 } else { 0 })
            })
            .max()?;
        rank += best;
    }
    let others = there.len().saturating_sub(typed.len());
    Some(rank * 16 + 15_u32.saturating_sub(u32::try_from(others).unwrap_or(15).min(15)))
}

fn fit(word: &str, found: &str) -> Option<u32> {
    if found == word {
        return Some(8);
    }
    if without_genitive(word).is_some_and(|stem| stem == found) {
        return Some(7);
    }
    found.starts_with(word).then_some(4)
}

/// `jensens` as `jensen`, `lars's` is already two words. Short words keep their s.
pub fn without_genitive(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('s')?;
    (stem.chars().count() >= 3).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(typed: &str, text: &str) -> Option<u32> {
        rank_of(&words(typed), text)
    }

    #[test]
    fn the_better_answer_ranks_higher() {
        let check = |typed: &str, better: &str, worse: &str| {
            assert!(
                rank(typed, better) > rank(typed, worse),
                "{typed}: {better} before {worse}"
            );
        };
        check("Jens", "Jens Hansen", "Jensine Hansen");
        check("Jens", "Jens Hansen", "Hans Jens");
        check("jensen", "Mette Jensen", "Mette Jensen Holm Andersen");
        check("jensens", "Ida Jensen", "Ida Hansen");
        check("mette jen", "Mette Jensen", "Anne Mette Jensen");
        assert_eq!(rank("mette bil", "Mette Jensen"), None);
    }
}
