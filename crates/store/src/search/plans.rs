//! Whoever is indexed is found by look-ups: a municipality has 300,000 people and 5,000,000 documents, and one more of
//! them may not cost a walk through the others.

use sqlx::{AssertSqlSafe, Row};

use super::{citizens, documents};
use crate::{Store, StoreKey};

#[tokio::test]
async fn one_more_is_indexed_without_a_walk_through_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let key = StoreKey::from_bytes([1; 32]);
    let now = chrono::DateTime::from_timestamp(1_795_255_200, 0).unwrap();
    let store = Store::create(&folder.path().join("store"), &key, now)
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    for statement in [
        citizens::LAST_KEY,
        citizens::GIVE_KEYS,
        citizens::FORGET,
        documents::LAST_KEY,
        documents::GIVE_KEYS,
        documents::FORGET,
    ] {
        let asked = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
        let steps = sqlx::query(asked).bind("[]").fetch_all(&mut *reader).await;
        for step in steps.unwrap() {
            let step: String = step.get("detail");
            // The list that was handed over is walked, and of the words' table one row a look-up.
            let is_look_up = step.contains(" j ") || step.contains("INDEX 0:=");
            assert!(
                !step.starts_with("SCAN") || is_look_up,
                "{step} in {statement}"
            );
        }
    }
}
