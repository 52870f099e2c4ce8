use sagsbord_contract::SearchHits;
use sagsbord_domain::search::Typed;
use sagsbord_store::Store;

use super::everywhere::is_nothing;
use super::hits::{Asked, hits_of};
use crate::AppError;

/// Words to try in place of one that stands nowhere.
const MOST_NEAR: usize = 4;
/// Questions to the store before it is given up.
const MOST_TRIES: usize = 8;

/// Looks for what may have been meant. What is found must be within reach like everything else: a word that stands only
/// in others' cases is never told of.
pub(super) async fn without_slips(
    store: &Store,
    asked: &Asked<'_>,
    typed: &Typed,
) -> Result<SearchHits, AppError> {
    let near = store.words_near(&typed.words, MOST_NEAR).await?;
    for words in tries(&typed.words, &near) {
        let corrected = words.join(" ");
        let meant = Typed {
            words,
            numbers: Vec::new(),
        };
        let mut hits = hits_of(store, asked, &meant).await?;
        if !is_nothing(&hits) {
            hits.corrected = Some(corrected);
            return Ok(hits);
        }
    }
    Ok(SearchHits::default())
}

/// One word exchanged, then all that can be.
fn tries(words: &[String], near: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut tries: Vec<Vec<String>> = Vec::new();
    for rank in 0..MOST_NEAR {
        for (at, choices) in near.iter().enumerate() {
            if let Some(choice) = choices.get(rank) {
                let mut other = words.to_vec();
                if let Some(word) = other.get_mut(at) {
                    word.clone_from(choice);
                }
                tries.push(other);
            }
        }
        let all: Vec<String> = words
            .iter()
            .zip(near)
            .map(|(word, choices)| choices.get(rank).unwrap_or(word).clone())
            .collect();
        if !tries.contains(&all) && all != words {
            tries.push(all);
        }
    }
    tries.truncate(MOST_TRIES);
    tries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_tried_by_itself_before_all_together() {
        let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        let near = vec![words("mette"), words("jensen jansen")];
        let tries = tries(&words("mete jensne"), &near);
        let tries: Vec<String> = tries.iter().map(|words| words.join(" ")).collect();
        assert_eq!(
            tries,
            ["mette jensne", "mete jensen", "mette jensen", "mete jansen"]
        );
    }
}
