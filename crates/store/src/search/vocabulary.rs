use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use sagsbord_domain::search::{Vocabulary, is_learnt};
use serde_json::json;
use sqlx::SqliteConnection;

use crate::{Reader, Store, StoreError};

/// The words as far as somebody has asked for them; read from the store piece by piece and kept for as long as it is open.
#[derive(Default)]
pub(crate) struct KnownWords(Mutex<(i64, Vocabulary)>);

/// A municipality's titles and names have some hundred thousand. More would be somebody's numbers.
const MOST_WORDS: usize = 500_000;

/// Notes which words stand in what was just indexed. A word once learnt stays: it names nobody by itself.
pub(crate) async fn learn(
    conn: &mut SqliteConnection,
    words: impl Iterator<Item = &str>,
) -> Result<(), StoreError> {
    let words: BTreeSet<&str> = words.filter(|word| is_learnt(word)).collect();
    sqlx::query("INSERT INTO search_word (word) SELECT value FROM json_each($1) WHERE true ON CONFLICT (word) DO NOTHING")
        .bind(json!(words).to_string())
        .execute(conn)
        .await?;
    Ok(())
}

impl Store {
    /// For each word the words that it may be a slip of, the nearest first. It says nothing of what they stand in: only
    /// what is found by them within somebody's reach may be shown.
    pub async fn words_near(
        &self,
        words: &[String],
        most: usize,
    ) -> Result<Vec<Vec<String>>, StoreError> {
        let known = &self.inner.known_words.0;
        let last = known.lock().unwrap_or_else(PoisonError::into_inner).0;
        let more = self.read().await?.words_after(last).await?;
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        // Another call may have read them meanwhile.
        if known.0 == last {
            for (number, word) in more {
                known.0 = number;
                if known.1.len() < MOST_WORDS {
                    known.1.learn(&word);
                }
            }
        }
        Ok(words
            .iter()
            .map(|word| {
                let near = known.1.near(word, most);
                near.into_iter().map(str::to_owned).collect()
            })
            .collect())
    }
}

impl Reader {
    async fn words_after(&mut self, last: i64) -> Result<Vec<(i64, String)>, StoreError> {
        Ok(
            sqlx::query_as(
                "SELECT number, word FROM search_word WHERE number > $1 ORDER BY number",
            )
            .bind(last)
            .fetch_all(&mut **self)
            .await?,
        )
    }
}
