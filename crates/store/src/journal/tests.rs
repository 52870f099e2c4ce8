use chrono::{DateTime, Utc};
use sagsbord_domain::{CaseId, EmployeeId, NoteId};
use tempfile::TempDir;
use uuid::Uuid;

use super::{JournalNote, NoteCheck, NoteDraft};
use crate::{Store, StoreKey};

fn now() -> DateTime<Utc> {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn case() -> CaseId {
    CaseId::new(Uuid::from_u128(1))
}

fn anne() -> EmployeeId {
    EmployeeId::new(Uuid::from_u128(2))
}

async fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let key = StoreKey::from_bytes([7; 32]);
    let store = Store::create(&folder.path().join("store"), &key, now())
        .await
        .unwrap();
    let mut writer = store.write().await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "INSERT INTO unit (id, name) VALUES ('u', 'Enhed');
         INSERT INTO employee (id, name, username) VALUES ('{}', 'Anne Prøve', 'anne');
         INSERT INTO case_file (id, number, title, kle, status, is_open, sensitivity, unit_id, opened, source, fetched_at)
         VALUES ('{}', '1', 'Sag', '27.18.02', 'opstaaet', 1, 0, 'u', '2026-01-01', 'Egne sager',
            '2026-01-01T00:00:00Z')",
        anne(),
        case(),
    )))
    .execute(&mut *writer)
    .await
    .unwrap();
    writer.commit().await.unwrap();
    (folder, store)
}

fn note(number: u128, text: &str) -> JournalNote {
    JournalNote {
        id: NoteId::new(Uuid::from_u128(number)),
        case: case(),
        number: 0,
        supplements: None,
        text: text.to_owned(),
        written_by: anne(),
        begun_at: now(),
        journalised_at: now(),
        check: NoteCheck::default(),
        why: None,
    }
}

#[tokio::test]
async fn a_journalised_note_can_neither_be_changed_nor_removed() {
    let (_folder, store) = store().await;
    let mut writer = store.write().await.unwrap();
    assert_eq!(writer.journalise(&note(10, "Talte")).await.unwrap(), 1);
    assert_eq!(writer.journalise(&note(11, "Skrev")).await.unwrap(), 2);
    writer.commit().await.unwrap();
    for statement in [
        "UPDATE journal_note SET text = 'Talte ikke'",
        "UPDATE journal_note SET journalised_at = '2020-01-01T00:00:00Z' WHERE number = 1",
        "DELETE FROM journal_note WHERE number = 2",
    ] {
        let mut writer = store.write().await.unwrap();
        let changed = sqlx::raw_sql(statement).execute(&mut *writer).await;
        assert!(changed.is_err(), "{statement}");
    }
    let mut reader = store.read().await.unwrap();
    let texts: Vec<String> = sqlx::query_scalar("SELECT text FROM journal_note ORDER BY number")
        .fetch_all(&mut *reader)
        .await
        .unwrap();
    assert_eq!(texts, ["Talte", "Skrev"]);
}

#[tokio::test]
async fn a_draft_is_changed_only_as_it_was_known() {
    let (_folder, store) = store().await;
    let id = NoteId::new(Uuid::from_u128(10));
    let draft = NoteDraft {
        id,
        case: case(),
        employee: anne(),
        supplements: None,
        kept_beside: None,
        text: "A".to_owned(),
        version: 1,
        begun_at: now(),
        changed_at: now(),
    };
    let mut writer = store.write().await.unwrap();
    writer.add_note_draft(&draft).await.unwrap();
    assert!(writer.change_note_draft(id, "B", 1, now()).await.unwrap());
    assert!(!writer.change_note_draft(id, "C", 1, now()).await.unwrap());
    assert!(!writer.remove_note_draft(id, 1).await.unwrap());
    writer.commit().await.unwrap();
    let mut reader = store.read().await.unwrap();
    let kept = reader.note_draft(id).await.unwrap().unwrap();
    assert_eq!((kept.text.as_str(), kept.version), ("B", 2));
    drop(reader);
    let mut writer = store.write().await.unwrap();
    assert!(writer.remove_note_draft(id, 2).await.unwrap());
    writer.commit().await.unwrap();
}
