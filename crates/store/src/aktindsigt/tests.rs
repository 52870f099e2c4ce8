use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::{AccessFilter, Grant, Right, Role, Session};
use sagsbord_domain::aktindsigt::{
    AktindsigtState, ApplicantRole, Direction, ItemDecision, ItemOrigin, MarkDecision, MarkKind,
    Matter, ReceivedHow, WantedForm,
};
use sagsbord_domain::{
    AktindsigtId, CaseId, CaseStatus, DocumentId, DocumentKind, EmployeeId, GrantId, ItemId,
    KleScope, MarkId, ReviewAnswerId, Sensitivity, UnitId,
};
use tempfile::TempDir;
use uuid::Uuid;

mod releases;

use super::*;
use crate::{Document, Employee, NewCase, Store, StoreError, StoreKey, Unit};

fn now() -> DateTime<Utc> {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const ANNE: u128 = 10;
const OWN: u128 = 20;
const ASKED: u128 = 21;
const OTHER: u128 = 22;

fn anne() -> EmployeeId {
    EmployeeId::new(Uuid::from_u128(ANNE))
}

fn case(n: u128) -> CaseId {
    CaseId::new(Uuid::from_u128(n))
}

fn request() -> AktindsigtId {
    AktindsigtId::new(Uuid::from_u128(50))
}

/// What Anne reaches, under a part of the plan and up to what is guarded so much.
fn reach(kle: Option<&str>, up_to: Sensitivity) -> AccessFilter {
    let grant = Grant {
        id: GrantId::new(Uuid::from_u128(1)),
        role: Role::Caseworker,
        kle: kle.map(|kle| KleScope::parse(kle).unwrap()),
        unit: None,
        team: None,
        up_to,
        valid_from: day("2026-01-01"),
        valid_to: None,
    };
    let session = Session::new(anne(), vec![grant], day("2026-11-21"));
    session.filter(Right::WorkOnCases).unwrap()
}

fn everything() -> AccessFilter {
    reach(None, Sensitivity::Vip)
}

async fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let key = StoreKey::from_bytes([1; 32]);
    let store = Store::create(&folder.path().join("store"), &key, now())
        .await
        .unwrap();
    let mut writer = store.write().await.unwrap();
    let unit = UnitId::new(Uuid::from_u128(1));
    writer
        .add_unit(&Unit {
            id: unit,
            name: "Enhed".to_owned(),
            parent: None,
        })
        .await
        .unwrap();
    writer
        .add_employee(&Employee {
            id: anne(),
            name: "Anne".to_owned(),
            username: "anne".to_owned(),
            unit: Some(unit),
            active: true,
            must_change_password: false,
            last_signed_in: None,
        })
        .await
        .unwrap();
    for (n, kle) in [(OWN, "27.18.02"), (ASKED, "27.18.02"), (OTHER, "32.03.12")] {
        writer
            .add_case(&NewCase {
                id: case(n),
                number: format!("2026-0000{n}"),
                title: "Hjælpemiddel".to_owned(),
                kle: kle.to_owned(),
                status: CaseStatus::Opstaaet,
                sensitivity: Sensitivity::Confidential,
                unit,
                team: None,
                responsible: Some(anne()),
                opened: day("2026-11-01"),
                due: None,
                source: "Egne sager".to_owned(),
                fetched_at: now(),
                parties: Vec::new(),
            })
            .await
            .unwrap();
    }
    let kept = KeptAktindsigt {
        id: request(),
        case: case(OWN),
        state: AktindsigtState::Received,
        registered_at: now(),
        registered_by: anne(),
        received_on: day("2026-11-17"),
        received_how: ReceivedHow::Mail,
        applicant: Applicant {
            role: ApplicantRole::Party,
            name: "Karin".to_owned(),
            cpr: None,
            contact: String::new(),
            on_behalf_of: String::new(),
        },
        identity: None,
        authority: None,
        text: String::new(),
        theme: String::new(),
        wanted_form: WantedForm::Unsaid,
        is_decision: None,
        matters: vec![Matter::Environment, Matter::Other],
        was_narrowed: false,
        version: 1,
    };
    writer
        .add_aktindsigt(&kept, &entry("registered"))
        .await
        .unwrap();
    writer.commit().await.unwrap();
    (folder, store)
}

fn entry(kind: &str) -> AktindsigtEntry {
    AktindsigtEntry {
        number: 0,
        at: now(),
        by: anne(),
        kind: kind.to_owned(),
        detail: None,
        text: None,
    }
}

async fn document(store: &Store, n: u128, of: u128, sensitivity: Sensitivity) -> DocumentId {
    let id = DocumentId::new(Uuid::from_u128(n));
    let mut writer = store.write().await.unwrap();
    let document = Document {
        id,
        title: format!("Brev {n}"),
        kind: DocumentKind::Incoming,
        dated: day("2026-11-02"),
        sensitivity,
        file: None,
    };
    writer.add_document(case(of), &document).await.unwrap();
    writer.commit().await.unwrap();
    id
}

fn item(n: u128, number: u32, of: u128, document: Option<DocumentId>) -> AktindsigtItem {
    AktindsigtItem {
        id: ItemId::new(Uuid::from_u128(n)),
        aktindsigt: request(),
        number,
        source: ItemSource {
            origin: ItemOrigin::Document,
            case: case(of),
            document,
            intake: None,
            earlier: None,
            title: format!("Brev {n}"),
        },
        collected_at: now(),
        collected_by: anne(),
        facts: ItemFacts {
            title: format!("Brev {n}"),
            dated: day("2026-11-02"),
            dispatched: None,
            direction: Direction::Incoming,
            matter: Matter::Other,
            sender: String::new(),
            recipient: String::new(),
            pages: Some(2),
            regime: None,
        },
        sha256: None,
        bytes: None,
        file_name: None,
        media_type: None,
        sensitivity: Sensitivity::Confidential,
        folded_onto: None,
        out_reason: None,
        ruling: ItemRuling::none(),
        proposal: None,
        version: 1,
    }
}

async fn add(store: &Store, items: &[AktindsigtItem]) -> u64 {
    let mut writer = store.write().await.unwrap();
    let added = writer.add_items(items).await.unwrap();
    writer.commit().await.unwrap();
    added
}

async fn listed(store: &Store, filter: &AccessFilter, shown: ItemShown) -> Vec<ListedItem> {
    let query = ItemQuery {
        shown,
        offset: 0,
        limit: 10_000,
    };
    let mut reader = store.read().await.unwrap();
    reader.list_items(filter, request(), query).await.unwrap()
}

#[tokio::test]
async fn what_is_written_of_a_request_is_read_back_the_same() {
    let (_folder, store) = store().await;
    let mut reader = store.read().await.unwrap();
    let kept = reader
        .find_aktindsigt(&everything(), request())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept.matters, [Matter::Environment, Matter::Other]);
    drop(reader);
    let mut changed = kept.clone();
    changed.version = 2;
    changed.state = AktindsigtState::Refused;
    changed.is_decision = Some(false);
    let mut writer = store.write().await.unwrap();
    writer
        .change_aktindsigt(&changed, &entry("refuse"))
        .await
        .unwrap();
    writer.commit().await.unwrap();
    // A second from the same state is no second.
    let mut writer = store.write().await.unwrap();
    let late = writer.change_aktindsigt(&changed, &entry("refuse")).await;
    assert!(matches!(late, Err(StoreError::Conflict)));
    drop(writer);
    let mut reader = store.read().await.unwrap();
    let read = reader
        .find_aktindsigt(&everything(), request())
        .await
        .unwrap();
    assert_eq!(read, Some(changed));
    let log = reader.aktindsigt_log(request()).await.unwrap();
    let kinds: Vec<&str> = log.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(kinds, ["registered", "refuse"]);
    let outside = reach(Some("32"), Sensitivity::Vip);
    assert_eq!(
        reader.find_aktindsigt(&outside, request()).await.unwrap(),
        None
    );
}

#[tokio::test]
async fn what_is_done_in_its_case_is_what_the_index_is_told() {
    let (_folder, store) = store().await;
    let mut writer = store.write().await.unwrap();
    let facet = sagsbord_domain::aktindsigt::ACTION_FACET;
    writer.set_case_action(case(OWN), facet).await.unwrap();
    let own = writer.case_for_index(case(OWN)).await.unwrap().unwrap();
    assert_eq!(own.action.as_deref(), Some("A53"));
    let other = writer.case_for_index(case(ASKED)).await.unwrap().unwrap();
    assert_eq!(other.action, None);
}

#[tokio::test]
async fn the_log_and_the_time_are_append_only() {
    let (_folder, store) = store().await;
    for sql in [
        "UPDATE aktindsigt_act SET kind = 'x'",
        "DELETE FROM aktindsigt_act",
    ] {
        let mut writer = store.write().await.unwrap();
        assert!(
            sqlx::query(sql).execute(&mut *writer).await.is_err(),
            "{sql}"
        );
    }
    let mut writer = store.write().await.unwrap();
    let line = TimeLine {
        number: 0,
        at: now(),
        by: anne(),
        kind: sagsbord_domain::aktindsigt::TimeKind::Search,
        worked_on: day("2026-11-20"),
        minutes: 30,
        note: String::new(),
    };
    writer.add_aktindsigt_time(request(), &line).await.unwrap();
    let back = TimeLine {
        minutes: -10,
        ..line
    };
    writer.add_aktindsigt_time(request(), &back).await.unwrap();
    writer.commit().await.unwrap();
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.aktindsigt_hours(request()).await.unwrap().search, 20);
    drop(reader);
    let mut writer = store.write().await.unwrap();
    let changed = sqlx::query("UPDATE aktindsigt_time SET minutes = 1")
        .execute(&mut *writer)
        .await;
    assert!(changed.is_err());
}

#[tokio::test]
async fn a_row_is_seen_by_who_sees_its_document_and_counted_to_nobody_else() {
    let (_folder, store) = store().await;
    let plain = document(&store, 30, ASKED, Sensitivity::Confidential).await;
    let guarded = document(&store, 31, ASKED, Sensitivity::Sensitive).await;
    let elsewhere = document(&store, 32, OTHER, Sensitivity::Confidential).await;
    add(
        &store,
        &[
            item(60, 1, ASKED, Some(plain)),
            item(61, 2, ASKED, Some(guarded)),
            item(62, 3, OTHER, Some(elsewhere)),
        ],
    )
    .await;
    let check = async |filter: AccessFilter, expected: &[u32]| {
        let rows = listed(&store, &filter, ItemShown::Listed).await;
        let numbers: Vec<u32> = rows.iter().map(|row| row.item.number).collect();
        assert_eq!(numbers, expected);
        let mut reader = store.read().await.unwrap();
        let counts = reader.count_items(&filter, request()).await.unwrap();
        assert_eq!(counts.listed as usize, expected.len());
        let (seen, is_whole) = reader.item_numbers(&filter, request()).await.unwrap();
        assert_eq!(seen.len(), expected.len());
        assert_eq!(is_whole, expected.len() == 3);
    };
    check(everything(), &[1, 2, 3]).await;
    check(reach(None, Sensitivity::Confidential), &[1, 3]).await;
    check(reach(Some("27"), Sensitivity::Vip), &[1, 2]).await;
    check(reach(Some("85"), Sensitivity::Vip), &[]).await;
    // What comes to be guarded more is guarded here too, at once.
    let mut writer = store.write().await.unwrap();
    sqlx::query("UPDATE document SET sensitivity = 3 WHERE id = $1")
        .bind(plain.to_string())
        .execute(&mut *writer)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    check(reach(None, Sensitivity::Confidential), &[3]).await;
}

#[tokio::test]
async fn a_source_that_changed_or_went_away_is_told_and_the_row_stays() {
    let (_folder, store) = store().await;
    let changed = document(&store, 30, ASKED, Sensitivity::Confidential).await;
    let gone = document(&store, 31, ASKED, Sensitivity::Confidential).await;
    let same = document(&store, 32, ASKED, Sensitivity::Confidential).await;
    add(
        &store,
        &[
            AktindsigtItem {
                sha256: Some("aa".repeat(32)),
                ..item(60, 1, ASKED, Some(changed))
            },
            item(61, 2, ASKED, Some(gone)),
            item(62, 3, ASKED, Some(same)),
        ],
    )
    .await;
    let mut writer = store.write().await.unwrap();
    sqlx::query("DELETE FROM document WHERE id = $1")
        .bind(gone.to_string())
        .execute(&mut *writer)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    let rows = listed(&store, &everything(), ItemShown::Changed).await;
    let told: Vec<(u32, bool, bool)> = rows
        .iter()
        .map(|row| (row.item.number, row.is_changed, row.is_gone))
        .collect();
    assert_eq!(told, [(1, true, false), (2, false, true)]);
    assert_eq!(
        listed(&store, &everything(), ItemShown::Listed).await.len(),
        3
    );
    let mut reader = store.read().await.unwrap();
    let counts = reader.count_items(&everything(), request()).await.unwrap();
    assert_eq!((counts.listed, counts.changed, counts.pages), (3, 2, 6));
    // What is gone is no less guarded than it was.
    let lower = reach(None, Sensitivity::NotConfidential);
    assert!(reader.count_items(&lower, request()).await.unwrap() == ItemCounts::default());
}

#[tokio::test]
async fn five_thousand_documents_are_collected_once_decided_about_and_numbered_anew() {
    let (_folder, store) = store().await;
    let mut writer = store.write().await.unwrap();
    let many: Vec<(CaseId, Document)> = (1_000..6_000_u128)
        .map(|n| {
            let document = Document {
                id: DocumentId::new(Uuid::from_u128(n)),
                title: format!("Brev {n}"),
                kind: DocumentKind::Incoming,
                dated: day("2026-11-02"),
                sensitivity: Sensitivity::Confidential,
                file: None,
            };
            (case(ASKED), document)
        })
        .collect();
    writer.add_document_lines(&many).await.unwrap();
    writer.commit().await.unwrap();
    let mut reader = store.read().await.unwrap();
    let found = reader
        .documents_of_cases(&everything(), &[case(ASKED)], 5_001)
        .await
        .unwrap();
    assert_eq!(found.len(), 5_000);
    drop(reader);
    let items: Vec<AktindsigtItem> = found
        .iter()
        .zip(1_u32..)
        .map(|(found, number)| {
            item(
                u128::from(number) + 100_000,
                number,
                ASKED,
                Some(found.document.id),
            )
        })
        .collect();
    assert_eq!(add(&store, &items).await, 5_000);
    assert_eq!(add(&store, &items).await, 0, "nothing twice");
    let choice: Vec<(ItemId, u32)> = items.iter().map(|item| (item.id, 1)).collect();
    let ruling = ItemRuling {
        decision: ItemDecision::Given,
        made: Some((now(), anne())),
        ..ItemRuling::none()
    };
    let mut writer = store.write().await.unwrap();
    writer
        .rule_items(request(), &choice, &ruling)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    // One that somebody changed in between: none is changed.
    let mut stale = choice.clone();
    for (_, version) in &mut stale {
        *version = 2;
    }
    stale[4_321].1 = 1;
    let mut writer = store.write().await.unwrap();
    let undone = ItemRuling::none();
    let refused = writer.rule_items(request(), &stale, &undone).await;
    assert!(matches!(refused, Err(StoreError::Conflict)));
    drop(writer);
    let mut reader = store.read().await.unwrap();
    let counts = reader.count_items(&everything(), request()).await.unwrap();
    assert_eq!((counts.given, counts.undecided), (5_000, 0));
    drop(reader);
    let turned: Vec<(ItemId, u32, u32)> = items
        .iter()
        .map(|item| (item.id, item.number, 5_001 - item.number))
        .collect();
    let mut writer = store.write().await.unwrap();
    writer.renumber_items(request(), &turned).await.unwrap();
    writer.commit().await.unwrap();
    let rows = listed(&store, &everything(), ItemShown::Listed).await;
    assert_eq!(rows.len(), 5_000);
    assert_eq!(rows[0].item.id, items[4_999].id);
}

fn mark(n: u128, item: u128, page: u32) -> Mark {
    Mark {
        id: MarkId::new(Uuid::from_u128(n)),
        aktindsigt: request(),
        item: ItemId::new(Uuid::from_u128(item)),
        sha256: "ab".repeat(32),
        page,
        kind: MarkKind::Finding,
        areas: vec![[10.5, 20.0, 30.25, 32.0], [10.5, 34.0, 18.0, 46.0]],
        text: "Karin Berg".to_owned(),
        decision: MarkDecision::Cover,
        basis: Some("ofl-30-1".to_owned()),
        reason: String::new(),
        rule: Some("person-navn".to_owned()),
        category: Some("person".to_owned()),
        answer: ReviewAnswerId::new(Uuid::from_u128(900)),
        undone_by: None,
        made_at: now(),
        made_by: anne(),
    }
}

#[tokio::test]
async fn marks_are_read_back_as_they_were_placed_and_never_changed() {
    let (_folder, store) = store().await;
    let first = document(&store, 100, ASKED, Sensitivity::Confidential).await;
    let second = document(&store, 101, ASKED, Sensitivity::Confidential).await;
    add(
        &store,
        &[
            item(1, 1, ASKED, Some(first)),
            item(2, 2, ASKED, Some(second)),
        ],
    )
    .await;
    let taken_back = Mark {
        undone_by: Some(ReviewAnswerId::new(Uuid::from_u128(901))),
        ..mark(503, 1, 1)
    };
    let kept = Mark {
        kind: MarkKind::Document,
        areas: Vec::new(),
        text: String::new(),
        decision: MarkDecision::Keep,
        basis: None,
        reason: "Hun har selv skrevet det".to_owned(),
        rule: None,
        category: None,
        ..mark(504, 2, 0)
    };
    let marks = [mark(501, 1, 2), mark(502, 1, 1), taken_back, kept];
    let mut writer = store.write().await.unwrap();
    writer.put_marks(&marks).await.unwrap();
    writer.commit().await.unwrap();
    let mut reader = store.read().await.unwrap();
    let all = reader.marks_of_request(request()).await.unwrap();
    assert_eq!(all, [marks[0].clone(), marks[1].clone(), marks[3].clone()]);
    let one = ItemId::new(Uuid::from_u128(1));
    let of_one = reader.marks_of_item(one).await.unwrap();
    assert_eq!(of_one, [marks[1].clone(), marks[0].clone()]);
    drop(reader);
    for sql in [
        "UPDATE aktindsigt_mark SET decision = 'keep'",
        "UPDATE aktindsigt_mark SET text = ''",
        "DELETE FROM aktindsigt_mark",
    ] {
        let mut writer = store.write().await.unwrap();
        let refused = sqlx::query(sql).execute(&mut *writer).await;
        assert!(refused.is_err(), "{sql}");
    }
}
