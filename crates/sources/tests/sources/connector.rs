use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sagsbord_domain::{CaseStatus, Cpr, DocumentKind, Sensitivity};
use sagsbord_sources::{Connector, Mapping, Person, SHIPPED, SourceError};
use sagsbord_standin::{InventedCase, InventedParty, InventedSystem, SourceFault, SourceStandIn};
use zeroize::Zeroizing;

const CPR: &str = "7003801234";

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_255_200, 0).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn somebody() -> Person {
    Person::Cpr(Cpr::parse(CPR).unwrap())
}

struct Joined {
    service: SourceStandIn,
    connector: Connector,
}

async fn joined(system: InventedSystem) -> Joined {
    joined_with(system, |text| text).await
}

/// Times short enough to wait for.
async fn joined_with(system: InventedSystem, change: impl Fn(String) -> String) -> Joined {
    let service = SourceStandIn::start(system).await.unwrap();
    let shipped = match system {
        InventedSystem::Taarnfalk => SHIPPED[0],
        InventedSystem::Kornblomst => SHIPPED[1],
    };
    let text = service.pointed_here(shipped.text);
    let text = text.replace(
        "seconds = 10\nseconds_in_all = 20",
        "seconds = 1\nseconds_in_all = 2",
    );
    let mapping = Arc::new(Mapping::read(&change(text)).unwrap());
    let secret = Some(Zeroizing::new(SourceStandIn::SECRET.to_owned()));
    let connector = Connector::new(mapping, secret).unwrap();
    Joined { service, connector }
}

fn case(n: usize, system: InventedSystem) -> InventedCase {
    let id = format!("s{n}");
    let mut case = InventedCase::of(&id, &format!("26/{n}"), "Rampe", CPR, "Ingeborg Skjern");
    let (status, protection, direction) = match system {
        InventedSystem::Taarnfalk => ("DECIDED", "INTERNAL", "IN"),
        InventedSystem::Kornblomst => ("3", "1", "I"),
    };
    case.status = status.to_owned();
    case.protection = protection.to_owned();
    case.kle = "27.36.04".to_owned();
    case.unit = "SOC".to_owned();
    case.documents[0].direction = direction.to_owned();
    case
}

const BOTH: [InventedSystem; 2] = [InventedSystem::Taarnfalk, InventedSystem::Kornblomst];

#[tokio::test]
async fn what_two_systems_tell_in_their_own_shapes_is_the_same_in_ours() {
    for system in BOTH {
        let Joined { service, connector } = joined(system).await;
        service.add(case(1, system));
        let found = connector.cases_of(&somebody(), now()).await.unwrap();
        assert_eq!((found.rows.len(), found.incomplete), (1, 0));
        let one = &found.rows[0];
        assert_eq!((one.id.as_str(), one.number.as_str()), ("s1", "26/1"));
        assert_eq!(
            (one.title.as_str(), one.kle.as_str()),
            ("Rampe", "27.36.04")
        );
        assert_eq!(one.status, CaseStatus::Afgjort);
        assert_eq!(one.sensitivity, Sensitivity::Confidential);
        assert_eq!(
            (one.opened, one.due),
            (day("2026-03-09"), Some(day("2026-12-18")))
        );
        assert_eq!(one.unit.as_deref(), Some("SOC"));
        assert_eq!(one.parties[0].cpr.digits(), CPR);
        assert_eq!(one.parties[0].name, "Ingeborg Skjern");
        assert!(one.parties[0].is_primary);
        let again = connector.case("s1", "26/1", now()).await.unwrap();
        assert_eq!(again.as_ref(), Some(one));
        let documents = connector.documents_of("s1", "26/1", now()).await.unwrap();
        let document = &documents.rows[0];
        assert_eq!(document.title, "Ansøgning");
        assert_eq!(
            (document.kind, document.dated),
            (DocumentKind::Incoming, day("2026-03-10"))
        );
        let file = connector
            .document_bytes(&document.id, "s1", "26/1", now())
            .await
            .unwrap();
        assert_eq!(file.bytes, "Jeg søger om hjælp i hverdagen.\n".as_bytes());
        assert_eq!(file.media_type.as_deref(), Some("text/plain"));
        assert_eq!(connector.case("væk", "x", now()).await, Ok(None));
    }
}

#[tokio::test]
async fn notes_and_what_changed_come_where_they_are_offered() {
    let Joined { service, connector } = joined(InventedSystem::Taarnfalk).await;
    service.add(case(1, InventedSystem::Taarnfalk));
    let notes = connector.notes_of("s1", "26/1", now()).await.unwrap();
    assert_eq!(notes.rows[0].text, "Ringet op og aftalt besøg.");
    assert_eq!(notes.rows[0].author.as_deref(), Some("M. Prøve"));
    let since = now() - TimeDelta::days(1);
    let changed = connector.changed_since(since, now()).await.unwrap();
    assert_eq!(changed.rows.len(), 1);

    let Joined { connector, .. } = joined(InventedSystem::Kornblomst).await;
    let refused = connector.notes_of("s1", "26/1", now()).await;
    assert_eq!(refused, Err(SourceError::NotOffered));
}

#[tokio::test]
async fn every_page_is_read_and_what_comes_twice_is_one() {
    for system in BOTH {
        let Joined { service, connector } = joined(system).await;
        for n in 0..120 {
            service.add(case(n, system));
        }
        service.add(case(0, system));
        let found = connector.cases_of(&somebody(), now()).await.unwrap();
        assert_eq!(found.rows.len(), 120, "{system:?}");
    }
}

#[tokio::test]
async fn pages_by_offset_and_by_link_are_read_too() {
    // The same service, asked as if it paged in another way: it answers the first page to whatever is asked.
    let Joined { service, connector } = joined_with(InventedSystem::Kornblomst, |text| {
        let from = r#"paging = { kind = "page", page_parameter = "side", first = 1, size_parameter = "antal", size = 25, pages = "AntalSider" }"#;
        assert!(text.contains(from));
        text.replace(from, r#"paging = { kind = "offset", offset_parameter = "fra", limit_parameter = "antal", size = 3 }"#)
    })
    .await;
    service.add(case(1, InventedSystem::Kornblomst));
    service.add(case(2, InventedSystem::Kornblomst));
    let found = connector.cases_of(&somebody(), now()).await.unwrap();
    assert_eq!(found.rows.len(), 2);
    let asked = service.asked();
    assert!(
        asked[0].contains("fra=0") && asked[0].contains("antal=3"),
        "{asked:?}"
    );
}

#[tokio::test]
async fn a_number_stands_in_no_address_where_the_mapping_puts_it_in_a_body() {
    let Joined { service, connector } = joined(InventedSystem::Taarnfalk).await;
    service.add(case(1, InventedSystem::Taarnfalk));
    connector.cases_of(&somebody(), now()).await.unwrap();
    let asked = service.asked();
    assert!(
        asked.iter().all(|asked| !asked.contains("700380")),
        "{asked:?}"
    );
}

#[tokio::test]
async fn whatever_goes_wrong_is_told_apart_and_ends_in_time() {
    for system in BOTH {
        let Joined { service, connector } = joined(system).await;
        service.add(case(1, system));
        let check = async |fault: SourceFault, expected: SourceError| {
            service.misbehave(Some(fault));
            let answer = connector.cases_of(&somebody(), now()).await;
            assert_eq!(answer, Err(expected), "{system:?} {fault:?}");
        };
        check(SourceFault::Hang, SourceError::TimedOut).await;
        check(SourceFault::Html, SourceError::NotJson).await;
        check(SourceFault::NotAllowed, SourceError::NotAllowed(401)).await;
        check(SourceFault::Broken, SourceError::Refused(500)).await;
        check(SourceFault::Busy, SourceError::Busy(503)).await;
        check(SourceFault::HalfJson, SourceError::NotJson).await;
        check(SourceFault::Huge, SourceError::TooLarge(8 << 20)).await;
        check(SourceFault::ToAnother, SourceError::Redirected).await;
        let items = match system {
            InventedSystem::Taarnfalk => "items: data.cases[*]",
            InventedSystem::Kornblomst => "items: Rows",
        };
        let field = items.to_owned();
        check(SourceFault::AnotherShape, SourceError::Shape { field }).await;
        let field = "case.title".to_owned();
        check(SourceFault::NoTitle, SourceError::Shape { field }).await;
        let most = match system {
            InventedSystem::Taarnfalk => 50,
            InventedSystem::Kornblomst => 20,
        };
        check(SourceFault::Endless, SourceError::TooManyPages(most)).await;
        service.misbehave(None);
        assert_eq!(
            connector
                .cases_of(&somebody(), now())
                .await
                .unwrap()
                .rows
                .len(),
            1
        );
    }
}

#[tokio::test]
async fn one_row_that_lacks_something_does_not_hide_the_others() {
    for system in BOTH {
        let Joined { service, connector } = joined(system).await;
        for n in 0..3 {
            service.add(case(n, system));
        }
        service.misbehave(Some(SourceFault::NoTitle));
        let found = connector.cases_of(&somebody(), now()).await.unwrap();
        assert_eq!((found.rows.len(), found.incomplete), (2, 1));
        assert_eq!(found.lacking.as_deref(), Some("case.title"));
        // Days in formats that the mapping does not name are no days.
        service.misbehave(Some(SourceFault::ThreeDates));
        let found = connector.cases_of(&somebody(), now()).await.unwrap();
        assert_eq!((found.rows.len(), found.incomplete), (1, 2));
        assert_eq!(found.lacking.as_deref(), Some("case.opened"));
    }
}

#[tokio::test]
async fn days_in_three_formats_are_read_where_the_mapping_names_three() {
    let Joined { service, connector } = joined_with(InventedSystem::Taarnfalk, |text| {
        text.replace(
            r#"formats = ["yyyy-mm-dd", "rfc3339"]"#,
            r#"formats = ["yyyy-mm-dd", "dd-mm-yyyy", "dd.mm.yyyy"]"#,
        )
    })
    .await;
    for n in 0..3 {
        service.add(case(n, InventedSystem::Taarnfalk));
    }
    service.misbehave(Some(SourceFault::ThreeDates));
    let found = connector.cases_of(&somebody(), now()).await.unwrap();
    assert_eq!((found.rows.len(), found.incomplete), (3, 0));
    assert!(
        found
            .rows
            .iter()
            .all(|case| case.opened == day("2026-03-09"))
    );
}

#[tokio::test]
async fn a_redirect_within_the_service_is_followed_and_a_round_of_pages_is_left() {
    let Joined { service, connector } = joined(InventedSystem::Taarnfalk).await;
    service.add(case(1, InventedSystem::Taarnfalk));
    service.misbehave(Some(SourceFault::ToItself));
    assert!(connector.case("s1", "26/1", now()).await.unwrap().is_some());
    service.misbehave(Some(SourceFault::RoundAndRound));
    let round = connector.cases_of(&somebody(), now()).await;
    assert_eq!(round, Err(SourceError::TooManyPages(50)));
    let pages = service.asked().len();
    assert!(pages < 8, "it is left at once: {pages}");
}

#[tokio::test]
async fn a_token_is_used_until_it_runs_out_and_asked_for_again_when_it_is_refused() {
    let Joined { service, connector } = joined(InventedSystem::Taarnfalk).await;
    service.add(case(1, InventedSystem::Taarnfalk));
    for _ in 0..3 {
        connector.cases_of(&somebody(), now()).await.unwrap();
    }
    assert_eq!(service.tokens_handed_out(), 1);
    service.take_tokens_back();
    connector.cases_of(&somebody(), now()).await.unwrap();
    assert_eq!(service.tokens_handed_out(), 2);
    let later = now() + TimeDelta::seconds(295);
    connector.cases_of(&somebody(), later).await.unwrap();
    assert_eq!(service.tokens_handed_out(), 3);
}

#[tokio::test]
async fn a_wrong_secret_lets_nobody_in_and_none_at_all_asks_for_one() {
    for (system, status) in [
        (InventedSystem::Taarnfalk, 400),
        (InventedSystem::Kornblomst, 403),
    ] {
        let Joined { service, connector } = joined(system).await;
        let mapping = Arc::new(connector.mapping().clone());
        let wrong = Some(Zeroizing::new("forkert".to_owned()));
        let connector = Connector::new(Arc::clone(&mapping), wrong).unwrap();
        let refused = connector.cases_of(&somebody(), now()).await;
        assert_eq!(refused, Err(SourceError::NotAllowed(status)));
        let none = Connector::new(mapping, None);
        assert_eq!(none.err(), Some(SourceError::NoSecret));
        drop(service);
    }
}

#[tokio::test]
async fn what_is_not_said_is_guarded_and_what_is_unknown_is_open() {
    let Joined { service, connector } = joined(InventedSystem::Taarnfalk).await;
    let mut odd = case(1, InventedSystem::Taarnfalk);
    odd.status = "PENDING_REVIEW".to_owned();
    odd.protection = "TOP".to_owned();
    odd.kle = "noget andet".to_owned();
    odd.title = "To\nlinjer".to_owned();
    odd.parties.push(InventedParty {
        cpr: "ikke et nummer".to_owned(),
        name: "En Anden".to_owned(),
        is_primary: false,
    });
    service.add(odd);
    let found = connector.cases_of(&somebody(), now()).await.unwrap();
    let one = &found.rows[0];
    assert_eq!(one.status, CaseStatus::Opstaaet);
    assert_eq!(one.sensitivity, Sensitivity::Sensitive);
    assert_eq!(
        (one.kle.as_str(), one.title.as_str()),
        ("00.00", "To linjer")
    );
    assert_eq!(one.parties.len(), 1);
}

#[tokio::test]
async fn a_service_that_is_not_there_is_not_reached() {
    let Joined { service, connector } = joined(InventedSystem::Kornblomst).await;
    drop(service);
    let gone = connector.cases_of(&somebody(), now()).await;
    assert_eq!(gone, Err(SourceError::NotReached));
}
