use chrono::{TimeDelta, Utc};
use sagsbord_app::ports::Clock;
use sagsbord_contract::{ErrorCode, ListCases};
use sagsbord_domain::{CaseId, DocumentId, DocumentKind, Sensitivity, danish_day};
use sagsbord_platform::index::RelationKind;
use sagsbord_standin::{Fault, Options, StandIn};
use sagsbord_store::Document;
use sagsbord_testkit::desk::TestDesk;
use uuid::Uuid;

use crate::shared_index::{CVR, OWN, connect, foreign, municipality, sign_in, titled, told};
use crate::support::{NOTHING, sign_in_as, store_of, words};

struct Setting {
    test: TestDesk,
    standin: StandIn,
    /// Those of ours that are in the index with documents, within a caseworker's reach.
    cases: Vec<(CaseId, Vec<Uuid>)>,
}

async fn tell_all(test: &TestDesk, standin: &StandIn) {
    for _ in 0..100 {
        let pushed = test.desk.app().tell_index().await.unwrap();
        if pushed.messages == 0 && pushed.stopped.is_none() && pushed.returned == 0 {
            return;
        }
        let later = TimeDelta::seconds(20);
        test.clock.advance(later);
        standin.advance(later);
    }
    panic!("it never ends");
}

async fn as_caseworker(test: &TestDesk) {
    let _ = test.desk.sign_out(NOTHING).await;
    let anne = sign_in_as("anne", "regn over havnen");
    test.desk.sign_in(anne).await.unwrap();
}

fn documents_of(standin: &StandIn, case: Uuid) -> Vec<Uuid> {
    let index = standin.index();
    let Some(entry) = index.case(case) else {
        return Vec::new();
    };
    let relations = &entry.newest().unwrap().lists.relations;
    relations
        .iter()
        .filter(|relation| relation.kind == RelationKind::CaseJournal)
        .filter_map(|relation| match &relation.reference {
            Some(sagsbord_platform::index::Reference::Id(id)) => Some(*id),
            _ => None,
        })
        .filter(|id| index.document(*id).is_some())
        .collect()
}

/// Where each case of ours has two documents.
async fn with_documents() -> TestDesk {
    let test = municipality().await;
    let store = store_of(&test).await;
    let mut writer = store.write().await.unwrap();
    let cases = writer.cases_unknown_to_index(0, 500).await.unwrap();
    for (number, case) in cases {
        for of_case in 0..2_u64 {
            let id = (u128::from(of_case) << 64) + u128::try_from(number).unwrap() + 0xd0c0;
            let document = Document {
                id: DocumentId::new(Uuid::from_u128(id)),
                title: "Bevilling af hjælpemiddel".to_owned(),
                kind: DocumentKind::Internal,
                dated: danish_day(test.clock.now()),
                sensitivity: Sensitivity::Sensitive,
                file: None,
            };
            writer.add_document(case, &document).await.unwrap();
        }
    }
    writer.commit().await.unwrap();
    store.close().await;
    test.restart().await
}

async fn setting() -> Setting {
    let test = with_documents().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    sign_in(&test.desk).await;
    let mut options = Options::of(CVR);
    options.clock_ahead = test.clock.now() - Utc::now();
    let standin = StandIn::start(options).await.unwrap();
    connect(&test.desk, &standin).await;
    test.desk.queue_for_index().await.unwrap();
    tell_all(&test, &standin).await;
    as_caseworker(&test).await;
    let request = ListCases {
        limit: 500,
        ..words("")
    };
    let rows = test.desk.list_cases(request).await.unwrap().rows;
    let cases: Vec<_> = rows
        .iter()
        .filter(|row| row.source == OWN)
        .filter_map(|row| Uuid::try_parse(&row.id).ok())
        .map(|id| (CaseId::new(id), documents_of(&standin, id)))
        .filter(|(_, documents)| !documents.is_empty())
        .collect();
    assert!(cases.len() > 6, "{} cases", cases.len());
    Setting {
        test,
        standin,
        cases,
    }
}

fn is_there(standin: &StandIn, case: CaseId, documents: &[Uuid]) -> (bool, usize) {
    let index = standin.index();
    let there = documents.iter().filter(|id| index.document(**id).is_some());
    (index.case(case.uuid()).is_some(), there.count())
}

async fn nothing_waits(test: &TestDesk) {
    test.desk.sign_out(NOTHING).await.unwrap();
    sign_in(&test.desk).await;
    let counts = test.desk.index_queue().await.unwrap();
    assert_eq!(
        (counts.waiting, counts.sent, counts.parked),
        (0, 0, 0),
        "{counts:?}"
    );
}

#[tokio::test]
async fn a_case_that_is_taken_out_goes_with_its_documents_and_never_comes_back_by_itself() {
    let Setting {
        test,
        standin,
        cases,
    } = setting().await;
    let (case, documents) = cases[0].clone();
    let removed = test.desk.remove_from_index(case).await.unwrap();
    assert!(removed > documents.len() as u64, "{removed}");
    assert_eq!(test.desk.remove_from_index(case).await.unwrap(), 0, "once");
    tell_all(&test, &standin).await;
    assert_eq!(is_there(&standin, case, &documents), (false, 0));
    nothing_waits(&test).await;

    // Neither a whole run nor a mended title brings it back.
    assert_eq!(test.desk.queue_for_index().await.unwrap(), 0);
    as_caseworker(&test).await;
    test.desk
        .mend_index_title(titled(case, "Bevilling af rampe"))
        .await
        .unwrap();
    let imports = standin.count("importer");
    tell_all(&test, &standin).await;
    assert_eq!(standin.count("importer"), imports);
    assert_eq!(is_there(&standin, case, &documents), (false, 0));
}

#[tokio::test]
async fn whatever_goes_wrong_on_the_way_it_is_gone_in_the_end() {
    let Setting {
        test,
        standin,
        cases,
    } = setting().await;
    let faults = [
        Fault::ReplyLost,
        Fault::CutBefore,
        Fault::Busy(1),
        Fault::Nonsense,
        Fault::Silent,
        Fault::TokenRefused,
    ];
    for (fault, (case, documents)) in faults.into_iter().zip(cases) {
        as_caseworker(&test).await;
        test.desk.remove_from_index(case).await.unwrap();
        let before = standin.count("fjern");
        standin.faults().plan("fjern", fault);
        // Also what is asked afterwards fails once.
        standin.faults().plan("fremsoeg", Fault::CutBefore);
        tell_all(&test, &standin).await;
        assert_eq!(
            is_there(&standin, case, &documents),
            (false, 0),
            "{fault:?}"
        );
        assert!(standin.count("fjern") > before, "{fault:?}");
        nothing_waits(&test).await;
    }
}

#[tokio::test]
async fn what_was_on_its_way_when_it_was_taken_out_is_not_said_again() {
    let Setting {
        test,
        standin,
        cases,
    } = setting().await;
    let (case, documents) = cases[0].clone();
    test.desk
        .mend_index_title(titled(case, "Bevilling af rampe"))
        .await
        .unwrap();
    // The change is sent and nobody knows what became of it; nor can anybody ask.
    standin.faults().plan("opdater", Fault::CutBefore);
    test.desk.app().tell_index().await.unwrap();
    test.desk.remove_from_index(case).await.unwrap();
    let updates = standin.count("opdater");
    tell_all(&test, &standin).await;
    assert_eq!(standin.count("opdater"), updates, "not said again");
    assert_eq!(is_there(&standin, case, &documents), (false, 0));
    nothing_waits(&test).await;
}

#[tokio::test]
async fn a_case_that_never_came_there_needs_no_message_and_anothers_is_not_ours_to_remove() {
    let test = municipality().await;
    sign_in(&test.desk).await;
    let mut options = Options::of(CVR);
    options.clock_ahead = test.clock.now() - Utc::now();
    let standin = StandIn::start(options).await.unwrap();
    connect(&test.desk, &standin).await;
    told(&standin, &test.clock, vec![foreign(7, "Rampe")]);
    test.desk.app().ask_index().await.unwrap();

    let refused = test.desk.remove_from_index(CaseId::new(Uuid::from_u128(7)));
    // An administrator works on no case.
    assert_eq!(refused.await.unwrap_err().code, ErrorCode::NotAllowed);
    as_caseworker(&test).await;
    let refused = test.desk.remove_from_index(CaseId::new(Uuid::from_u128(7)));
    assert_eq!(refused.await.unwrap_err().code, ErrorCode::NotFound);

    let rows = test.desk.list_cases(words("")).await.unwrap().rows;
    let own = rows.iter().find(|row| row.source == OWN).unwrap();
    let own: CaseId = own.id.parse().unwrap();
    assert!(test.desk.remove_from_index(own).await.unwrap() > 0);
    tell_all(&test, &standin).await;
    assert_eq!(standin.count("fjern"), 0);
    test.desk.sign_out(NOTHING).await.unwrap();
    sign_in(&test.desk).await;
    test.desk.queue_for_index().await.unwrap();
    tell_all(&test, &standin).await;
    assert!(standin.index().case(own.uuid()).is_none());
    assert!(standin.index().case_count() > 20);
}
