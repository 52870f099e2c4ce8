use std::time::Duration;

use chrono::TimeDelta;
use sagsbord_platform::index::{
    CaseLists, CaseProperties, CaseUpdate, CaseWanted, Expression, Import, Outcome, Reference,
    Relation, RelationKind, Removal, Search, Sensitivity, Show, StatusCode, Update,
};
use sagsbord_platform::{IssuerWay, LineBounds, PlatformError};
use sagsbord_standin::{Fault, Options, Reach};
use uuid::Uuid;

use crate::setting::{CVR, Setting, attempt, case, certificate, client, moment, schemas};

fn one(number: u128) -> Import {
    Import {
        documents: Vec::new(),
        cases: vec![case(
            number,
            "Ansøgning om hjælpemiddel",
            "27.35.04",
            Sensitivity::Sensitive,
        )],
    }
}

fn by_party() -> Search {
    let mut party = Relation::new(RelationKind::CaseParty);
    party.reference = Some(Reference::Urn("urn:oio:cpr-nr:7003801234".to_owned()));
    Search {
        expression: Some(Expression::of_cases(CaseWanted {
            lists: CaseLists {
                relations: vec![party],
                ..CaseLists::default()
            },
            ..CaseWanted::default()
        })),
        show: Show::all_of_cases(),
        ..Search::default()
    }
}

fn codes(outcome: &Outcome) -> Vec<StatusCode> {
    match outcome {
        Outcome::Each(objects) => objects.iter().map(|object| object.answer.code).collect(),
        Outcome::Whole(returns) => returns.iter().map(|answer| answer.code).collect(),
    }
}

#[tokio::test]
async fn a_case_goes_in_is_changed_is_found_by_its_party_and_is_removed() {
    let mut options = Options::of(CVR);
    options.schemas = schemas();
    for (prefixed, way) in [(false, IssuerWay::Rest), (true, IssuerWay::WsTrust)] {
        let mut options = options.clone();
        options.prefixed_tokens = prefixed;
        let Setting { standin, client } = Setting::with(options, way).await;
        let done = client.import(&one(7), attempt()).await.unwrap();
        assert_eq!(codes(&done), [StatusCode::Done]);
        let again = client.import(&one(7), attempt()).await.unwrap();
        assert_eq!(codes(&again), [StatusCode::WrongState]);

        let change = |number, title: &str| Update {
            documents: Vec::new(),
            cases: vec![CaseUpdate {
                id: Uuid::from_u128(number),
                note: None,
                lists: CaseLists {
                    properties: vec![CaseProperties {
                        title: Some(title.to_owned()),
                        number: Some("S-7".to_owned()),
                        user_key: Some("S-7".to_owned()),
                        ..CaseProperties::default()
                    }],
                    ..CaseLists::default()
                },
                at: moment("2026-03-10T10:00:00Z"),
                quietly: false,
            }],
        };
        let done = client
            .update(&change(7, "Kørestol & rampe"), attempt())
            .await
            .unwrap();
        assert_eq!(codes(&done), [StatusCode::Done]);
        let missing = client.update(&change(8, "x"), attempt()).await.unwrap();
        assert_eq!(codes(&missing), [StatusCode::NotFound]);

        let found = client.search(&by_party(), attempt()).await.unwrap();
        assert_eq!(found.cases.len(), 1);
        let newest = found.cases[0].newest().unwrap();
        let titles: Vec<_> = newest
            .lists
            .properties
            .iter()
            .filter_map(|said| said.title.as_deref())
            .collect();
        assert_eq!(titles, ["Kørestol & rampe"]);
        assert!(newest.head.received.is_some());

        let removal = Removal {
            cases: vec![Reference::Id(Uuid::from_u128(7))],
            ..Removal::default()
        };
        let gone = client.remove(&removal, attempt()).await.unwrap();
        assert_eq!(codes(&gone), [StatusCode::Done]);
        let nothing = client.search(&by_party(), attempt()).await.unwrap();
        assert_eq!(nothing.answer.code, StatusCode::NotFound);
        assert_eq!(standin.count("not valid"), 0);
        assert_eq!(standin.count("token"), 1, "one token serves them all");
    }
}

#[tokio::test]
async fn nobody_sees_more_than_they_were_given_rights_to() {
    let mut options = Options::of(CVR);
    options.reach.insert(
        CVR.to_owned(),
        Reach {
            cvr: vec![CVR.to_owned()],
            kle: vec!["27.35.*".to_owned(), "32.18.04".to_owned()],
            sensitivities: vec![Sensitivity::NotConfidential, Sensitivity::Confidential],
        },
    );
    let Setting {
        client,
        standin: _open,
    } = Setting::with(options, IssuerWay::Rest).await;
    let cases = vec![
        case(1, "a", "27.35.04", Sensitivity::Confidential),
        case(2, "b", "27.36.04", Sensitivity::Confidential),
        case(3, "c", "27.35.04", Sensitivity::Sensitive),
        case(4, "d", "32.18.04", Sensitivity::NotConfidential),
    ];
    let import = Import {
        documents: Vec::new(),
        cases,
    };
    client.import(&import, attempt()).await.unwrap();
    let found = client.search(&by_party(), attempt()).await.unwrap();
    let ids: Vec<_> = found.cases.iter().map(|case| case.id.as_u128()).collect();
    assert_eq!(ids, [1, 4]);
    assert_eq!(found.counts[0].number, 2, "counts tell no more than rows");
}

#[tokio::test]
async fn a_token_that_is_not_taken_is_renewed_once_and_no_more() {
    let Setting { standin, client } = Setting::new().await;
    standin.faults().plan("importer", Fault::TokenRefused);
    let done = client.import(&one(1), attempt()).await.unwrap();
    assert_eq!(codes(&done), [StatusCode::Done]);
    assert_eq!(standin.count("token"), 2);
    for _ in 0..2 {
        standin.faults().plan("importer", Fault::TokenRefused);
    }
    let refused = client.import(&one(2), attempt()).await;
    assert!(
        matches!(refused, Err(PlatformError::NotAllowed)),
        "{refused:?}"
    );
    assert_eq!(standin.count("importer"), 4, "and nothing is tried again");
}

#[tokio::test]
async fn every_kind_of_trouble_is_told_apart() {
    let Setting { standin, client: _ } = Setting::new().await;
    let bounds = LineBounds {
        whole: Duration::from_secs(2),
        reply_bytes: 4 << 20,
        ..LineBounds::default()
    };
    let certificate = certificate(&standin);
    let client = client(&standin, &certificate, IssuerWay::Rest, bounds);
    type Told = fn(&PlatformError) -> bool;
    let cases: [(Fault, Told, bool); 8] = [
        (
            Fault::CutBefore,
            |error| matches!(error, PlatformError::NoReply(_)),
            true,
        ),
        (
            Fault::ReplyLost,
            |error| matches!(error, PlatformError::NoReply(_)),
            true,
        ),
        (
            Fault::Busy(7),
            |error| {
                matches!(
                    error,
                    PlatformError::Busy {
                        status: 503,
                        wait_seconds: Some(7)
                    }
                )
            },
            false,
        ),
        (
            Fault::Slow(Duration::from_secs(5)),
            |error| matches!(error, PlatformError::NoReply(_)),
            true,
        ),
        (
            Fault::Nonsense,
            |error| matches!(error, PlatformError::Malformed(_)),
            true,
        ),
        (
            Fault::DeepNesting,
            |error| matches!(error, PlatformError::Malformed(_)),
            true,
        ),
        (
            Fault::EntityBomb,
            |error| matches!(error, PlatformError::Malformed(_)),
            true,
        ),
        (
            Fault::Endless,
            |error| matches!(error, PlatformError::TooLarge(_)),
            true,
        ),
    ];
    for (number, (fault, is_told, leaves_doubt)) in (1_u128..).zip(cases) {
        standin.faults().plan("importer", fault);
        let error = client.import(&one(number), attempt()).await.unwrap_err();
        assert!(is_told(&error), "{fault:?}: {error:?}");
        assert_eq!(error.leaves_doubt(), leaves_doubt, "{fault:?}");
    }
    // What was cut off after it was done is there all the same: only looking tells.
    assert!(standin.index().case(Uuid::from_u128(2)).is_some());
    assert!(standin.index().case(Uuid::from_u128(1)).is_none());
}

#[tokio::test]
async fn of_a_message_that_is_half_taken_each_object_says_its_own() {
    let Setting { standin, client } = Setting::new().await;
    let many = Import {
        documents: Vec::new(),
        cases: (1..=4)
            .map(|number| case(number, "x", "27.35.04", Sensitivity::Confidential))
            .collect(),
    };
    standin.faults().plan("importer", Fault::HalfInWrongState);
    let outcome = client.import(&many, attempt()).await.unwrap();
    let code = |number| {
        outcome
            .of(Uuid::from_u128(number))
            .map(|answer| answer.code)
    };
    assert_eq!(code(1), Some(StatusCode::Done));
    assert_eq!(code(2), Some(StatusCode::WrongState));
    standin.faults().plan("importer", Fault::HalfUnanswered);
    let outcome = client.import(&many, attempt()).await.unwrap();
    assert_eq!(outcome.of(Uuid::from_u128(4)), None, "nobody knows");
}

#[tokio::test]
async fn a_message_from_another_time_is_not_taken() {
    let mut options = Options::of(CVR);
    options.clock_ahead = TimeDelta::hours(1);
    let Setting {
        client,
        standin: _open,
    } = Setting::with(options, IssuerWay::Rest).await;
    let refused = client.import(&one(1), attempt()).await;
    // The token itself says first that the clocks do not agree.
    assert!(
        matches!(refused, Err(PlatformError::ClockSkew)),
        "{refused:?}"
    );
}
