use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_domain::IndexObjectId;
use uuid::Uuid;

use super::super::{IndexKind, IndexOperation, OutboxRow, OutboxState, QueuedStep, Returned};
use super::{now, store};
use crate::Store;

fn object(number: u128) -> IndexObjectId {
    IndexObjectId::new(Uuid::from_u128(number))
}

fn step(number: u128, kind: IndexKind, content: &str) -> QueuedStep {
    QueuedStep {
        object: object(number),
        kind,
        operation: IndexOperation::Put,
        content: Some(content.to_owned()),
        note: None,
    }
}

async fn queue(store: &Store, steps: &[QueuedStep]) -> Vec<DateTime<Utc>> {
    let mut writer = store.write().await.unwrap();
    let mut moments = Vec::new();
    for step in steps {
        moments.push(writer.queue_index_step(step, now()).await.unwrap());
    }
    writer.commit().await.unwrap();
    moments
}

async fn take(store: &Store, most: u32) -> Vec<OutboxRow> {
    let mut writer = store.write().await.unwrap();
    let taken = writer
        .take_index_steps(most, Uuid::from_u128(99), now())
        .await
        .unwrap();
    writer.commit().await.unwrap();
    taken
}

fn contents(rows: &[OutboxRow]) -> Vec<&str> {
    rows.iter()
        .filter_map(|row| row.content.as_deref())
        .collect()
}

#[tokio::test]
async fn steps_of_one_object_have_rising_moments_and_go_one_at_a_time() {
    let (_folder, store) = store().await;
    let moments = queue(
        &store,
        &[
            step(1, IndexKind::Case, "a1"),
            step(1, IndexKind::Case, "a2"),
            step(2, IndexKind::Case, "b1"),
            step(1, IndexKind::Case, "a3"),
        ],
    )
    .await;
    assert_eq!(moments[0], now());
    assert_eq!(moments[1], now() + TimeDelta::milliseconds(1));
    assert_eq!(moments[2], now());
    assert_eq!(moments[3], now() + TimeDelta::milliseconds(2));

    let first = take(&store, 10).await;
    assert_eq!(contents(&first), ["a1", "b1"]);
    assert!(
        take(&store, 10).await.is_empty(),
        "nothing overtakes what is on its way"
    );

    let mut writer = store.write().await.unwrap();
    writer.confirm_index_step(&first[0], now()).await.unwrap();
    writer.commit().await.unwrap();
    let next = take(&store, 10).await;
    assert_eq!(contents(&next), ["a2"]);
    assert!(next[0].in_index);
    assert_eq!(next[0].confirmed.as_deref(), Some("a1"));
}

#[tokio::test]
async fn documents_go_before_the_cases_that_name_them() {
    let (_folder, store) = store().await;
    queue(
        &store,
        &[
            step(1, IndexKind::Case, "case"),
            step(2, IndexKind::Document, "document"),
        ],
    )
    .await;
    assert_eq!(contents(&take(&store, 1).await), ["document"]);
    assert_eq!(contents(&take(&store, 1).await), ["case"]);
}

#[tokio::test]
async fn what_was_sent_is_in_doubt_until_somebody_says_what_became_of_it() {
    let (_folder, store) = store().await;
    queue(&store, &[step(1, IndexKind::Case, "a")]).await;
    take(&store, 10).await;
    let doubt = store
        .read()
        .await
        .unwrap()
        .index_steps_in_doubt(10)
        .await
        .unwrap();
    assert_eq!(contents(&doubt), ["a"]);

    let later = now() + TimeDelta::minutes(5);
    let back = Returned {
        state: OutboxState::Waiting,
        reason: None,
        detail: None,
        next_try: later,
    };
    let mut writer = store.write().await.unwrap();
    writer.return_index_step(&doubt[0], &back).await.unwrap();
    writer.commit().await.unwrap();
    assert!(take(&store, 10).await.is_empty(), "not before its time");
    let mut writer = store.write().await.unwrap();
    let again = writer
        .take_index_steps(10, Uuid::from_u128(98), later)
        .await
        .unwrap();
    assert_eq!(again[0].tries, 2);
}

#[tokio::test]
async fn what_was_removed_is_remembered_for_good() {
    let (_folder, store) = store().await;
    let removal = QueuedStep {
        operation: IndexOperation::Remove,
        content: None,
        ..step(1, IndexKind::Case, "")
    };
    queue(&store, &[step(1, IndexKind::Case, "a"), removal]).await;
    for _ in 0..2 {
        let taken = take(&store, 10).await;
        let mut writer = store.write().await.unwrap();
        writer.confirm_index_step(&taken[0], now()).await.unwrap();
        writer.commit().await.unwrap();
    }
    let mut reader = store.read().await.unwrap();
    let kept = reader.index_object(object(1)).await.unwrap().unwrap();
    assert!(!kept.in_index);
    assert_eq!(kept.confirmed, None);
    assert_eq!(kept.removed_at, Some(now()));
    assert_eq!(kept.last_at, now() + TimeDelta::milliseconds(1));
}

#[tokio::test]
async fn a_content_that_is_mended_replaces_every_step_that_was_not_sent() {
    let (_folder, store) = store().await;
    queue(
        &store,
        &[
            step(1, IndexKind::Case, "700380-1234 a"),
            step(1, IndexKind::Case, "700380-1234 b"),
        ],
    )
    .await;
    let mut writer = store.write().await.unwrap();
    for number in [1, 2] {
        writer
            .replace_index_content(object(1), number, "mended", now())
            .await
            .unwrap();
    }
    writer.commit().await.unwrap();
    let mut reader = store.read().await.unwrap();
    let rows = reader.index_steps_of(object(1)).await.unwrap();
    assert_eq!(contents(&rows), ["mended", "mended"]);
    let counts = reader.outbox_counts().await.unwrap();
    assert_eq!((counts.waiting, counts.oldest), (2, Some(now())));
}
