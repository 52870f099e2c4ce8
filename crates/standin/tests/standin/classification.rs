use sagsbord_platform::classification::{ClassificationClient, Wanted};
use sagsbord_platform::{Blame, IssuerWay, LineBounds, PlatformError, ServicePlace};
use sagsbord_standin::{Fault, Options, StandIn};

use crate::setting::{CVR, INDEX, attempt, certificate, line, schemas, tokens};

const AUDIENCE: &str = "http://entityid.kombit.dk/service/klassifikation/7";

fn client(standin: &StandIn, audience: &str, bounds: LineBounds) -> ClassificationClient {
    let certificate = certificate(standin);
    let line = line(standin, &certificate, bounds);
    let tokens = tokens(standin, &certificate, IssuerWay::Rest, &line);
    let place = ServicePlace {
        address: standin.classification_address(),
        audience: audience.to_owned(),
    };
    ClassificationClient::new(line, tokens, place)
}

fn wanted(keys: &[&str]) -> Wanted {
    Wanted {
        keys: keys.iter().map(|key| (*key).to_owned()).collect(),
    }
}

#[tokio::test]
async fn whole_plans_come_by_a_signed_question_that_holds_against_the_schema() {
    let mut options = Options::of(CVR);
    options.schemas = schemas();
    let standin = StandIn::start(options).await.unwrap();
    let client = client(&standin, AUDIENCE, LineBounds::default());
    let keys = ["KLE", "Findes ikke", "Indekser/Relationsroller"];
    let plans = client
        .classifications(&wanted(&keys), attempt())
        .await
        .unwrap();
    assert_eq!(plans, *standin.plans());
    let classes = plans.iter().flat_map(|plan| &plan.facets);
    let ids: std::collections::HashSet<_> = classes
        .flat_map(|facet| &facet.classes)
        .map(|class| class.uuid().unwrap())
        .collect();
    assert_eq!(ids.len(), 18, "each class has an id of its own");
    let none = client.classifications(&wanted(&["X"]), attempt()).await;
    assert_eq!(none.unwrap(), []);
    assert_eq!(standin.count("not valid"), 0);
}

#[tokio::test]
async fn a_question_without_a_plan_is_no_question() {
    let mut options = Options::of(CVR);
    options.schemas = schemas();
    let strict = options.schemas.is_some();
    let standin = StandIn::start(options).await.unwrap();
    let client = client(&standin, AUDIENCE, LineBounds::default());
    let said = client.classifications(&wanted(&[]), attempt()).await;
    if strict {
        let Err(PlatformError::Fault(fault)) = said else {
            unreachable!("the schema wants one");
        };
        assert_eq!(fault.blame, Blame::Sender);
        assert_eq!(standin.count("not valid"), 1);
    }
}

#[tokio::test]
async fn a_token_for_another_service_opens_nothing_and_is_tried_once_more_only() {
    let standin = StandIn::start(Options::of(CVR)).await.unwrap();
    let wrong = client(&standin, INDEX, LineBounds::default());
    let refused = wrong.classifications(&wanted(&["KLE"]), attempt()).await;
    assert!(matches!(refused, Err(PlatformError::NotAllowed)));
    assert_eq!(standin.count("message refused"), 2);

    // One that has run out is renewed, and the question is asked again.
    let right = client(&standin, AUDIENCE, LineBounds::default());
    standin
        .faults()
        .plan("KlassifikationListeHent", Fault::TokenRefused);
    let plans = right.classifications(&wanted(&["KLE"]), attempt()).await;
    assert_eq!(plans.unwrap().len(), 1);
}

#[tokio::test]
async fn what_goes_wrong_on_the_way_is_an_error_of_its_kind_and_never_half_a_plan() {
    let standin = StandIn::start(Options::of(CVR)).await.unwrap();
    let bounds = LineBounds {
        reply_bytes: 4 << 20,
        ..LineBounds::default()
    };
    let client = client(&standin, AUDIENCE, bounds);
    for (fault, is_expected) in [
        (
            Fault::Busy(7),
            (|error| {
                matches!(
                    error,
                    PlatformError::Busy {
                        wait_seconds: Some(7),
                        ..
                    }
                )
            }) as fn(&PlatformError) -> bool,
        ),
        (Fault::CutBefore, |error| {
            matches!(error, PlatformError::NoReply(_))
        }),
        (Fault::ReplyLost, |error| {
            matches!(error, PlatformError::NoReply(_))
        }),
        (Fault::Nonsense, |error| {
            matches!(error, PlatformError::Malformed(_))
        }),
        (Fault::DeepNesting, |error| {
            matches!(error, PlatformError::Malformed(_))
        }),
        (Fault::EntityBomb, |error| {
            matches!(error, PlatformError::Malformed(_))
        }),
        (Fault::Endless, |error| {
            matches!(error, PlatformError::TooLarge(_))
        }),
    ] {
        standin.faults().plan("KlassifikationListeHent", fault);
        let error = client
            .classifications(&wanted(&["KLE"]), attempt())
            .await
            .unwrap_err();
        assert!(is_expected(&error), "{fault:?}: {error:?}");
    }
}
