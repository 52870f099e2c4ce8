use chrono::{DateTime, Utc};
use sagsbord_domain::{CaseId, EmployeeId, LetterId};
use tempfile::TempDir;
use uuid::Uuid;

use super::{KeptLetterFile, LetterReceiver, LetterState, LetterStep, NewLetter, ReceiverKind};
use crate::{Store, StoreKey};

fn now() -> DateTime<Utc> {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

async fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let key = StoreKey::from_bytes([7; 32]);
    let store = Store::create(&folder.path().join("store"), &key, now())
        .await
        .unwrap();
    let mut writer = store.write().await.unwrap();
    let (case, employee) = (Uuid::from_u128(1), Uuid::from_u128(2));
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "INSERT INTO unit (id, name) VALUES ('u', 'Enhed');
         INSERT INTO employee (id, name, username) VALUES ('{employee}', 'Anne Prøve', 'anne');
         INSERT INTO case_file (id, number, title, kle, status, is_open, sensitivity, unit_id, opened, source, fetched_at)
         VALUES ('{case}', '1', 'Sag', '27.18.02', 'opened', 1, 0, 'u', '2026-01-01', 'Egne sager',
            '2026-01-01T00:00:00Z')"
    )))
    .execute(&mut *writer)
    .await
    .unwrap();
    writer.commit().await.unwrap();
    (folder, store)
}

async fn add(store: &Store, number: u128, instead_of: Option<LetterId>) -> LetterId {
    let id = LetterId::new(Uuid::from_u128(number));
    let mut writer = store.write().await.unwrap();
    let blob = store.put_blob(&mut writer, b"%PDF-1.7").await.unwrap();
    let letter = NewLetter {
        id,
        case: CaseId::new(Uuid::from_u128(1)),
        receiver: LetterReceiver {
            kind: ReceiverKind::Company,
            number: "12345678".to_owned(),
        },
        title: "Afgørelse".to_owned(),
        notice: None,
        is_mandatory: false,
        is_legal_notification: false,
        written_by: EmployeeId::new(Uuid::from_u128(2)),
        written_at: now(),
        files: vec![KeptLetterFile {
            name: "Afgørelse.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            blob,
        }],
        instead_of,
    };
    writer.add_letter(&letter).await.unwrap();
    writer.commit().await.unwrap();
    id
}

#[tokio::test]
async fn nothing_of_a_letter_is_kept_longer_than_its_case() {
    let (_folder, store) = store().await;
    let first = add(&store, 10, None).await;
    add(&store, 11, Some(first)).await;
    let files = store
        .read()
        .await
        .unwrap()
        .letter_files(first)
        .await
        .unwrap();
    let blob = files[0].blob.clone();
    assert_eq!(store.remove_unreferenced_blobs().await.unwrap(), 0);

    let mut writer = store.write().await.unwrap();
    sqlx::query("DELETE FROM case_file")
        .execute(&mut *writer)
        .await
        .unwrap();
    for table in ["letter", "letter_file", "letter_step"] {
        let left: i64 =
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}")))
                .fetch_one(&mut *writer)
                .await
                .unwrap();
        assert_eq!(left, 0, "{table}");
    }
    writer.commit().await.unwrap();
    assert_eq!(store.remove_unreferenced_blobs().await.unwrap(), 1);
    assert!(store.read_blob(&blob, 1_000).await.is_err());
}

#[tokio::test]
async fn drafts_that_nobody_asked_to_be_sent_keep_none_waiting_that_somebody_did() {
    let (_folder, store) = store().await;
    for number in 10..15 {
        add(&store, number, None).await;
    }
    let asked = LetterId::new(Uuid::from_u128(14));
    let mut writer = store.write().await.unwrap();
    writer.note_letter_try(asked, now()).await.unwrap();
    writer.commit().await.unwrap();
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.letters_to_try(1).await.unwrap(), [asked]);
}

#[tokio::test]
async fn a_letter_is_moved_by_the_first_who_comes_and_each_step_is_remembered() {
    let (_folder, store) = store().await;
    let id = add(&store, 10, None).await;
    let by = Some(EmployeeId::new(Uuid::from_u128(2)));
    let step = |state, by| LetterStep {
        state,
        at: now(),
        by,
    };
    let check = async |from, to, expected| {
        let mut writer = store.write().await.unwrap();
        let moved = writer.move_letter(id, &[from], step(to, None), None).await;
        writer.commit().await.unwrap();
        assert_eq!(moved.unwrap(), expected, "{from:?} {to:?}");
    };
    check(LetterState::Drafted, LetterState::Sending, true).await;
    check(LetterState::Drafted, LetterState::Sending, false).await;
    check(LetterState::Sending, LetterState::Unknown, true).await;
    check(LetterState::Sending, LetterState::HandedIn, false).await;
    let mut reader = store.read().await.unwrap();
    let steps = reader.letter_steps(id).await.unwrap();
    let expected = [
        step(LetterState::Drafted, by),
        step(LetterState::Sending, None),
        step(LetterState::Unknown, None),
    ];
    assert_eq!(steps, expected);
    let kept = reader.letter(id).await.unwrap().unwrap();
    assert_eq!(kept.state, LetterState::Unknown);
    let doubtful = reader.letters_in(LetterState::Unknown, 10).await.unwrap();
    assert_eq!(doubtful, [id]);
}
