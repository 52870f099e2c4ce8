use chrono::{DateTime, Utc};
use sagsbord_domain::access::{AccessFilter, Grant, Right, Role, Session};
use sagsbord_domain::{
    CaseId, CaseStatus, CitizenId, Cpr, DocumentId, DocumentKind, EmployeeId, GrantId, PartyPart,
    Sensitivity, SourceId, UnitId,
};
use tempfile::TempDir;
use uuid::Uuid;

use super::{CaseOrigin, CopiedCase, KeptSource, SourceCase, SourceDocument};
use crate::{Document, Employee, Store, StoreKey, Unit};

fn now() -> DateTime<Utc> {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

const UNIT: UnitId = UnitId::new(Uuid::from_u128(77));
const SOMEBODY: EmployeeId = EmployeeId::new(Uuid::from_u128(5));

fn source(number: u128, name: &str) -> KeptSource {
    KeptSource {
        id: SourceId::new(Uuid::from_u128(number)),
        name: name.to_owned(),
        mapping: "version = 1".to_owned(),
        version: 1,
        last_answer: None,
        trouble: None,
        is_removed: false,
    }
}

/// Two systems, and somebody who joined them.
async fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let key = StoreKey::from_bytes([7; 32]);
    let store = Store::create(&folder.path().join("store"), &key, now()).await;
    let store = store.unwrap();
    let mut writer = store.write().await.unwrap();
    let unit = Unit {
        id: UNIT,
        name: "Hjælpemidler".to_owned(),
        parent: None,
    };
    writer.add_unit(&unit).await.unwrap();
    let employee = Employee {
        id: SOMEBODY,
        name: "Agnes Prøve".to_owned(),
        username: "agnes".to_owned(),
        unit: None,
        active: true,
        must_change_password: false,
        last_signed_in: None,
    };
    writer.add_employee(&employee).await.unwrap();
    for (number, name) in [(1, "Tårnfalk ESDH"), (2, "Kornblomst Ydelse")] {
        let source = source(number, name);
        writer.add_source(&source, SOMEBODY, now()).await.unwrap();
    }
    writer.commit().await.unwrap();
    (folder, store)
}

/// The person is invented (day + 60).
fn case(id: u128, foreign_id: &str, number: &str) -> SourceCase {
    SourceCase {
        id: CaseId::new(Uuid::from_u128(id)),
        foreign_id: foreign_id.to_owned(),
        number: number.to_owned(),
        title: "Rampe".to_owned(),
        kle: "27.36.04".to_owned(),
        status: CaseStatus::Oplyst,
        sensitivity: Sensitivity::Confidential,
        unit: UNIT,
        opened: now().date_naive(),
        due: None,
        parties: vec![(
            CitizenId::new(Uuid::from_u128(900 + id)),
            Cpr::parse("7003801234").unwrap(),
            "Ingeborg Skjern".to_owned(),
            PartyPart::Primary,
        )],
    }
}

async fn put(store: &Store, from: u128, name: &str, cases: &[SourceCase]) -> Vec<CopiedCase> {
    let mut writer = store.write().await.unwrap();
    let id = SourceId::new(Uuid::from_u128(from));
    let copied = writer.put_source_cases(id, name, cases, now()).await;
    writer.commit().await.unwrap();
    copied.unwrap()
}

fn everything() -> AccessFilter {
    let day = now().date_naive();
    let grant = Grant {
        id: GrantId::new(Uuid::from_u128(1)),
        role: Role::Manager,
        unit: None,
        team: None,
        kle: None,
        up_to: Sensitivity::Vip,
        valid_from: day,
        valid_to: None,
    };
    let session = Session::new(SOMEBODY, vec![grant], day);
    session.filter(Right::ReadCases).unwrap()
}

async fn counted(store: &Store) -> Vec<(CaseOrigin, u32)> {
    let mut writer = store.write().await.unwrap();
    let cpr = Cpr::parse("7003801234").unwrap();
    let citizen = writer.citizen_with(&cpr).await.unwrap().unwrap();
    drop(writer);
    let mut reader = store.read().await.unwrap();
    let kept = reader.citizen_kept_from(&everything(), citizen).await;
    let kept = kept.unwrap().into_iter();
    kept.map(|kept| (kept.origin, kept.cases)).collect()
}

fn from(number: u128) -> CaseOrigin {
    CaseOrigin::Source(SourceId::new(Uuid::from_u128(number)))
}

#[tokio::test]
async fn the_same_number_from_two_systems_is_two_cases_and_from_one_is_one() {
    let (_folder, store) = store().await;
    let first = put(&store, 1, "Tårnfalk ESDH", &[case(10, "a", "26/1")]).await;
    let second = put(&store, 2, "Kornblomst Ydelse", &[case(20, "a", "26/1")]).await;
    assert!(first[0].is_new && second[0].is_new);
    assert_ne!(first[0].id, second[0].id);
    let mut again = case(30, "a", "26/1-ny");
    again.title = "Rampe, ændret".to_owned();
    let again = put(&store, 1, "Tårnfalk ESDH", &[again]).await;
    assert_eq!((again[0].id, again[0].is_new), (first[0].id, false));
    let mut reader = store.read().await.unwrap();
    let line = reader.find_case(&everything(), first[0].id).await.unwrap();
    let line = line.unwrap();
    assert_eq!(
        (
            line.number.as_str(),
            line.title.as_str(),
            line.source.as_str()
        ),
        ("26/1-ny", "Rampe, ændret", "Tårnfalk ESDH")
    );
    drop(reader);
    assert_eq!(counted(&store).await, [(from(2), 1), (from(1), 1)]);
}

#[tokio::test]
async fn a_case_that_is_not_shown_any_more_is_marked_and_comes_back_when_it_is() {
    let (_folder, store) = store().await;
    let cases = [case(10, "a", "26/1"), case(11, "b", "26/2")];
    let copied = put(&store, 1, "Tårnfalk ESDH", &cases).await;
    put(&store, 2, "Kornblomst Ydelse", &[case(20, "a", "26/1")]).await;
    let mut writer = store.write().await.unwrap();
    let cpr = Cpr::parse("7003801234").unwrap();
    let citizen = writer.citizen_with(&cpr).await.unwrap().unwrap();
    let source = SourceId::new(Uuid::from_u128(1));
    let gone = writer
        .mark_gone_of_citizen(source, citizen, &[copied[0].id], now())
        .await;
    assert_eq!(gone.unwrap(), 1);
    writer.commit().await.unwrap();
    assert_eq!(counted(&store).await, [(from(2), 1), (from(1), 1)]);
    let mut reader = store.read().await.unwrap();
    let copy = reader.copy_of(&everything(), copied[1].id).await.unwrap();
    assert_eq!(copy.unwrap().gone_at, Some(now()));
    drop(reader);
    put(&store, 1, "Tårnfalk ESDH", &cases).await;
    assert_eq!(counted(&store).await, [(from(2), 1), (from(1), 2)]);
}

#[tokio::test]
async fn documents_follow_their_source_but_one_whose_bytes_are_here_stays() {
    let (_folder, store) = store().await;
    let copied = put(&store, 1, "Tårnfalk ESDH", &[case(10, "a", "26/1")]).await;
    let case = copied[0].id;
    let document = |id: u128, foreign_id: &str, title: &str| SourceDocument {
        id: DocumentId::new(Uuid::from_u128(id)),
        foreign_id: foreign_id.to_owned(),
        title: title.to_owned(),
        kind: DocumentKind::Incoming,
        dated: now().date_naive(),
        sensitivity: Sensitivity::Confidential,
    };
    let put_documents = async |documents: &[SourceDocument]| {
        let mut writer = store.write().await.unwrap();
        writer.put_source_documents(case, documents).await.unwrap();
        writer.commit().await.unwrap();
    };
    let titles = async || {
        let mut reader = store.read().await.unwrap();
        let documents = reader.documents_of(&everything(), case).await.unwrap();
        let title = |document: Document| document.title;
        let mut titles: Vec<String> = documents.into_iter().map(title).collect();
        titles.sort();
        titles
    };
    put_documents(&[document(1, "d1", "Et"), document(2, "d2", "To")]).await;
    assert_eq!(titles().await, ["Et", "To"]);
    let mut writer = store.write().await.unwrap();
    let blob = store.put_blob(&mut writer, b"bytes").await.unwrap();
    let file = crate::DocumentFile {
        name: "to.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        blob,
    };
    let second = DocumentId::new(Uuid::from_u128(2));
    writer.put_document_file(second, &file).await.unwrap();
    writer.commit().await.unwrap();
    let mut reader = store.read().await.unwrap();
    let at = reader
        .documents_at_source(&everything(), case)
        .await
        .unwrap();
    assert_eq!(at, [DocumentId::new(Uuid::from_u128(1))]);
    drop(reader);
    put_documents(&[document(9, "d3", "Tre")]).await;
    assert_eq!(titles().await, ["To", "Tre"]);
    put_documents(&[document(9, "d3", "Tre, ny titel")]).await;
    assert_eq!(titles().await, ["To", "Tre, ny titel"]);
}

#[tokio::test]
async fn a_trouble_keeps_when_it_began_and_an_answer_ends_it() {
    let (_folder, store) = store().await;
    let id = SourceId::new(Uuid::from_u128(1));
    let note = async |trouble: Option<&str>, at: DateTime<Utc>| {
        let answer = trouble.map(|trouble| super::SourceAnswer {
            trouble: trouble.to_owned(),
            field: None,
            since: at,
        });
        let mut writer = store.write().await.unwrap();
        let noted = writer.note_source_answer(id, answer.as_ref(), at).await;
        noted.unwrap();
        let kept = writer.find_source(id).await.unwrap().unwrap();
        writer.commit().await.unwrap();
        (
            kept.trouble.map(|kept| (kept.trouble, kept.since)),
            kept.last_answer,
        )
    };
    let later = now() + chrono::TimeDelta::hours(1);
    let said = |word: &str, since| Some((word.to_owned(), since));
    assert_eq!(note(Some("busy"), now()).await.0, said("busy", now()));
    assert_eq!(note(Some("busy"), later).await.0, said("busy", now()));
    assert_eq!(
        note(Some("not_json"), later).await.0,
        said("not_json", later)
    );
    assert_eq!(note(None, later).await, (None, Some(later)));
}
