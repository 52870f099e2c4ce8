use chrono::{DateTime, Utc};
use sagsbord_domain::access::{AccessFilter, Grant, Right, Role, Session};
use sagsbord_domain::{
    CaseId, CaseStatus, CitizenId, Cpr, DocumentId, DocumentKind, EmployeeId, GrantId, PartyPart,
    Sensitivity, SourceId, UnitId,
};
use tempfile::TempDir;
use uuid::Uuid;

use super::{CaseOrigin, CopiedCase, KeptSource, SourceCase, SourceDocument};
use crate::{Copied, Document, Employee, IndexCase, Store, StoreKey, Unit};

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

fn shown_by_index(id: u128, system: &str, number: &str, minutes: i64) -> IndexCase {
    IndexCase {
        id: CaseId::new(Uuid::from_u128(id)),
        number: number.to_owned(),
        title: "Rampe, som indekset siger".to_owned(),
        kle: "27.36.04".to_owned(),
        status: CaseStatus::Oplyst,
        sensitivity: Sensitivity::Confidential,
        opened: now().date_naive(),
        unit: (UNIT, "Hjælpemidler".to_owned()),
        party: None,
        owner_cvr: "11111111".to_owned(),
        system_id: None,
        system_name: system.to_owned(),
        handler_name: Some("Ida Prøve".to_owned()),
        action: None,
        at: now(),
        received: now() + chrono::TimeDelta::minutes(minutes),
    }
}

async fn put_index(store: &Store, cases: &[IndexCase]) -> Vec<Copied> {
    let mut writer = store.write().await.unwrap();
    let copied = writer.put_index_cases(cases, now()).await.unwrap();
    writer.commit().await.unwrap();
    copied
}

/// (number, source, title) of everything that is here.
async fn all(store: &Store) -> Vec<(String, String, String)> {
    let mut reader = store.read().await.unwrap();
    let rows =
        sqlx::query_as("SELECT number, source, title FROM case_file ORDER BY number, source");
    rows.fetch_all(&mut *reader).await.unwrap()
}

fn row(number: &str, source: &str, title: &str) -> (String, String, String) {
    (number.to_owned(), source.to_owned(), title.to_owned())
}

#[tokio::test]
async fn the_same_case_of_the_same_system_is_one_whichever_way_it_came_first() {
    const TAARNFALK: &str = "Tårnfalk ESDH";
    let (_folder, store) = store().await;
    // First by the index, then by the mapping.
    put_index(&store, &[shown_by_index(50, TAARNFALK, "26/1", 0)]).await;
    let copied = put(&store, 1, TAARNFALK, &[case(1, "t1", "26/1")]).await;
    let index_id = CaseId::new(Uuid::from_u128(50));
    assert_eq!((copied[0].id, copied[0].is_new), (index_id, false));
    // First by the mapping, then by the index; told again it is as before, and newer it is changed.
    put(&store, 1, TAARNFALK, &[case(2, "t2", "26/2")]).await;
    let told = [shown_by_index(51, TAARNFALK, "26/2", 0)];
    assert_eq!(put_index(&store, &told).await, [Copied::Changed]);
    assert_eq!(put_index(&store, &told).await, [Copied::AsBefore]);
    let newer = [shown_by_index(51, TAARNFALK, "26/2", 5)];
    assert_eq!(put_index(&store, &newer).await, [Copied::Changed]);
    let mapped_id = CaseId::new(Uuid::from_u128(2));
    let mut reader = store.read().await.unwrap();
    for id in [index_id, mapped_id] {
        let copy = reader.copy_of(&everything(), id).await.unwrap().unwrap();
        assert!(copy.is_in_index, "{id}");
    }
    drop(reader);
    // Of each the mapping's own word stands.
    let both = [
        row("26/1", TAARNFALK, "Rampe"),
        row("26/2", TAARNFALK, "Rampe"),
    ];
    assert_eq!(all(&store).await, both);
    // And asked again, each is found again.
    put(
        &store,
        1,
        TAARNFALK,
        &[case(3, "t1", "26/1"), case(4, "t2", "26/2")],
    )
    .await;
    assert_eq!(all(&store).await, both);
    assert_eq!(counted(&store).await, [(from(1), 2)]);
}

#[tokio::test]
async fn a_number_alone_makes_no_two_cases_one() {
    let (_folder, store) = store().await;
    put_index(&store, &[shown_by_index(50, "KMD Nexus", "26/1", 0)]).await;
    put(&store, 1, "Tårnfalk ESDH", &[case(1, "t1", "26/1")]).await;
    put(&store, 2, "Kornblomst Ydelse", &[case(2, "k1", "26/1")]).await;
    put_index(
        &store,
        &[shown_by_index(51, "Kornblomst ydelse", "26/1", 0)],
    )
    .await;
    let sources: Vec<String> = all(&store).await.into_iter().map(|row| row.1).collect();
    assert_eq!(
        sources,
        [
            "KMD Nexus",
            "Kornblomst Ydelse",
            "Kornblomst ydelse",
            "Tårnfalk ESDH"
        ]
    );
    // Two cases of one system that bear the same number there are two here as well.
    put(&store, 1, "Tårnfalk ESDH", &[case(3, "t9", "26/1")]).await;
    assert_eq!(all(&store).await.len(), 5);
}

#[tokio::test]
async fn what_the_index_withholds_no_mapping_brings_back() {
    const TAARNFALK: &str = "Tårnfalk ESDH";
    let (_folder, store) = store().await;
    put_index(&store, &[shown_by_index(50, TAARNFALK, "26/1", 0)]).await;
    let mut writer = store.write().await.unwrap();
    sqlx::query("UPDATE index_copy SET received = ''")
        .execute(&mut *writer)
        .await
        .unwrap();
    sqlx::query("UPDATE case_file SET title = '(skjult)', sensitivity = 3")
        .execute(&mut *writer)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    put(&store, 1, TAARNFALK, &[case(1, "t1", "26/1")]).await;
    assert_eq!(all(&store).await, [row("26/1", TAARNFALK, "(skjult)")]);
}

#[tokio::test]
async fn a_copy_knows_when_what_it_says_became_another() {
    let (_folder, store) = store().await;
    let changed_at = async || -> String {
        let mut reader = store.read().await.unwrap();
        let at = sqlx::query_scalar("SELECT changed_at FROM source_copy");
        at.fetch_one(&mut *reader).await.unwrap()
    };
    let old = SourceCase {
        opened: "2026-03-02".parse().unwrap(),
        ..case(1, "t1", "26/1")
    };
    put(&store, 1, "Tårnfalk ESDH", std::slice::from_ref(&old)).await;
    // New to us is not new there: it was opened in March.
    assert_eq!(changed_at().await, "2026-03-01T23:00:00.000Z");
    put(&store, 1, "Tårnfalk ESDH", std::slice::from_ref(&old)).await;
    assert_eq!(changed_at().await, "2026-03-01T23:00:00.000Z");
    let closed = SourceCase {
        status: CaseStatus::Afsluttet,
        ..old
    };
    put(&store, 1, "Tårnfalk ESDH", &[closed]).await;
    assert_eq!(changed_at().await, "2026-11-21T09:00:00.000Z");
}
