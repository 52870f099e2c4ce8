use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_domain::access::{AccessFilter, Grant, Right, Role, Session};
use sagsbord_domain::{
    CaseId, CaseStatus, CitizenId, Cpr, EmployeeId, GrantId, IndexObjectId, KleScope, Sensitivity,
    UnitId, words,
};
use uuid::Uuid;

use super::{now, store};
use crate::{CaseQuery, CaseSort, Copied, IndexCase, IndexKind, IndexOperation, QueuedStep, Store};

/// The person is invented (day + 60).
fn case(number: u128, title: &str, name: &str, minutes: i64) -> IndexCase {
    IndexCase {
        id: CaseId::new(Uuid::from_u128(number)),
        number: format!("KY-{number}"),
        title: title.to_owned(),
        kle: "27.35.04".to_owned(),
        status: CaseStatus::Oplyst,
        sensitivity: Sensitivity::Confidential,
        opened: now().date_naive(),
        unit: (UnitId::new(Uuid::from_u128(77)), "Hjælpemidler".to_owned()),
        party: Some((
            CitizenId::new(Uuid::from_u128(900 + number)),
            Cpr::parse(&format!("700380{number:04}")).unwrap(),
            name.to_owned(),
        )),
        owner_cvr: "11111111".to_owned(),
        system_id: None,
        system_name: "Kornblomst Ydelse".to_owned(),
        handler_name: None,
        action: None,
        at: now(),
        received: now() + TimeDelta::minutes(minutes),
    }
}

async fn put(store: &Store, cases: &[IndexCase]) -> Vec<Copied> {
    let mut writer = store.write().await.unwrap();
    let copied = writer.put_index_cases(cases, now()).await.unwrap();
    writer.commit().await.unwrap();
    copied
}

fn everything() -> AccessFilter {
    let grant = Grant {
        id: GrantId::new(Uuid::from_u128(1)),
        role: Role::Manager,
        unit: None,
        team: None,
        kle: None::<KleScope>,
        up_to: Sensitivity::Vip,
        valid_from: now().date_naive(),
        valid_to: None,
    };
    let day = now().date_naive();
    let session = Session::new(EmployeeId::new(Uuid::from_u128(1)), vec![grant], day);
    session.filter(Right::ReadCases).unwrap()
}

async fn found(store: &Store, text: &str) -> Vec<String> {
    let query = CaseQuery {
        words: words(text),
        sort: CaseSort::NewestFirst,
        limit: 100,
        ..CaseQuery::default()
    };
    let lines = store
        .read()
        .await
        .unwrap()
        .list_cases(&everything(), &query)
        .await
        .unwrap();
    lines.into_iter().map(|line| line.title).collect()
}

#[tokio::test]
async fn a_page_of_copies_is_kept_found_and_followed_whatever_order_it_comes_in() {
    let (_folder, store) = store().await;
    let first = [
        case(1, "Rampe", "Ingeborg Skjern", 1),
        case(2, "Kørestol", "Bodil Krog", 2),
        // Told twice in one page, the newer last.
        case(1, "Bred rampe", "Ingeborg Skjern", 3),
    ];
    let copied = put(&store, &first).await;
    assert_eq!(copied, [Copied::New, Copied::New, Copied::AsBefore]);
    assert_eq!(found(&store, "rampe").await, ["Bred rampe"]);
    assert_eq!(found(&store, "krog").await, ["Kørestol"]);

    // An older message after a newer changes nothing; a newer one is followed, also in what is searched for.
    let next = [
        case(1, "Rampe", "Ingeborg Skjern", 2),
        case(2, "Elscooter", "Bodil Krog", 5),
    ];
    assert_eq!(
        put(&store, &next).await,
        [Copied::AsBefore, Copied::Changed]
    );
    assert_eq!(found(&store, "kørestol").await, Vec::<String>::new());
    assert_eq!(found(&store, "elscooter").await, ["Elscooter"]);
    assert_eq!(found(&store, "rampe").await, ["Bred rampe"]);

    // Another party: the one before is no longer.
    let mut other = case(2, "Elscooter", "Åse Lund", 6);
    other.party = case(3, "", "Åse Lund", 0).party;
    assert_eq!(put(&store, &[other]).await, [Copied::Changed]);
    assert_eq!(found(&store, "krog").await, Vec::<String>::new());
    assert_eq!(found(&store, "lund").await, ["Elscooter"]);

    // A person who is known keeps the name that is known here.
    let later: DateTime<Utc> = now() + TimeDelta::minutes(9);
    let mut same = case(4, "Trappelift", "I. Skjern", 0);
    same.party = case(1, "", "I. Skjern", 0).party;
    same.received = later;
    put(&store, &[same]).await;
    assert_eq!(found(&store, "ingeborg").await.len(), 2);
}

#[tokio::test]
async fn what_was_told_of_as_ours_and_is_gone_here_does_not_come_back_as_anothers() {
    let (_folder, store) = store().await;
    let mut writer = store.write().await.unwrap();
    let step = QueuedStep {
        object: IndexObjectId::new(Uuid::from_u128(1)),
        kind: IndexKind::Case,
        operation: IndexOperation::Remove,
        content: None,
        note: None,
    };
    writer.queue_index_step(&step, now()).await.unwrap();
    writer.commit().await.unwrap();
    let shown = [
        case(1, "Rampe", "Ingeborg Skjern", 1),
        case(2, "Lift", "Bodil Krog", 2),
    ];
    assert_eq!(put(&store, &shown).await, [Copied::Own, Copied::New]);
    assert_eq!(found(&store, "rampe").await, [""; 0]);
}

#[tokio::test]
async fn a_system_that_bears_our_own_name_does_not_make_its_cases_ours() {
    let (_folder, store) = store().await;
    let mut named = case(1, "Rampe", "Ingeborg Skjern", 1);
    named.system_name = sagsbord_domain::OWN_SOURCE.to_owned();
    assert_eq!(put(&store, &[named]).await, [Copied::New]);
    let mut writer = store.write().await.unwrap();
    assert_eq!(writer.cases_unknown_to_index(0, 10).await.unwrap(), []);
}
