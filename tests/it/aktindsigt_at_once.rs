use sagsbord_app::Desk;
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::aktindsigt::{
    all_cases, case_with_documents, collect, items, registered, registering, show, with_regimes,
};
use crate::cases::demo_for_anne;
use crate::intake::{folder_of, pdf, read_to_the_end};
use crate::support::sign_in_as;

/// What puts something on the list of a request, or changes what stands there, each on a row of its own.
async fn each_at_once(desk: &Desk, id: &str, rows: &[ItemRow]) -> Vec<Result<(), ErrorReply>> {
    let decide = |row: &ItemRow| {
        desk.decide_items(DecideItems {
            id: id.to_owned(),
            items: vec![ItemChoice {
                id: row.id.clone(),
                version: row.version,
            }],
            decision: ItemDecision::Given,
            bases: Vec::new(),
            answers: Vec::new(),
            text: String::new(),
        })
    };
    let take_out = |row: &ItemRow| {
        desk.change_item(ChangeItem {
            aktindsigt_id: id.to_owned(),
            id: row.id.clone(),
            version: row.version,
            change: ItemChange::TakeOut {
                why: "hører ikke til".to_owned(),
            },
        })
    };
    let turn = desk.renumber_items(RenumberItems {
        id: id.to_owned(),
        order: ItemOrder::NewestFirst,
    });
    let (decided, out, turned, collected) = tokio::join!(
        decide(&rows[0]),
        take_out(&rows[1]),
        turn,
        collect(desk, id, all_cases())
    );
    vec![
        decided.map(|_| ()),
        out.map(|_| ()),
        turned.map(|_| ()),
        collected.map(|_| ()),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_comes_to_the_list_of_a_request_that_somebody_closes_meanwhile() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let other = test.second_desk();
    other
        .sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    let mut refused = 0;
    for _ in 0..8 {
        let detail = registered(&test, registering(&asked, ApplicantRole::Party)).await;
        with_regimes(&test, &detail).await;
        collect(&test.desk, &detail.id, all_cases()).await.unwrap();
        let rows = items(&test.desk, &detail.id, ItemShown::Listed).await.rows;
        let now = show(&test.desk, &detail.id).await.unwrap();
        let close = other.act_on_aktindsigt(ActOnAktindsigt {
            id: now.id.clone(),
            version: now.version,
            act: AktindsigtAct::Withdraw {
                why: "trukket tilbage".to_owned(),
            },
        });
        let (closed, done) = tokio::join!(close, each_at_once(&test.desk, &now.id, &rows));
        closed.unwrap();
        for failed in done.into_iter().filter_map(Result::err) {
            let why = (failed.code, failed.problem.as_deref());
            let is_told =
                why == (ErrorCode::InvalidInput, Some("closed")) || why.0 == ErrorCode::Conflict;
            assert!(is_told, "{failed:?}");
            refused += 1;
        }
        let log = show(&test.desk, &now.id).await.unwrap().log;
        let mut kinds: Vec<(u32, &str)> = log
            .iter()
            .map(|row| (row.number, row.kind.as_str()))
            .collect();
        kinds.sort_unstable();
        assert_eq!(
            kinds.last().map(|last| last.1),
            Some("withdraw"),
            "{kinds:?}"
        );
    }
    assert!(refused > 0, "the two never met");
}

async fn taken_in(test: &TestDesk, case: &str, name: &str) -> String {
    let folder = folder_of(test, &[(name, pdf("Det samme brev til to sager."))]);
    let offered = test.desk.offer_files(vec![folder]).await.unwrap();
    let intake = test
        .desk
        .start_intake(StartIntake {
            case_id: case.to_owned(),
            offer: offered.id,
        })
        .await
        .unwrap();
    read_to_the_end(test, &intake.row.id).await;
    intake.row.id
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_bytes_collected_by_two_at_once_stand_once_and_a_copy_folded_onto_them() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let first = taken_in(&test, &asked.row.id, "brev.pdf").await;
    let second = taken_in(&test, &asked.row.id, "samme brev.pdf").await;
    let other = test.second_desk();
    other
        .sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    for _ in 0..8 {
        let detail = registered(&test, registering(&asked, ApplicantRole::Party)).await;
        let collected = |desk: &std::sync::Arc<Desk>, intake: &str| {
            let (desk, id) = (desk.clone(), detail.id.clone());
            let from = CollectFrom::Intake {
                intake_id: intake.to_owned(),
            };
            tokio::spawn(async move { collect(&desk, &id, from).await })
        };
        // Each on a thread of its own: what one does between two waits keeps the other from nothing.
        let (one, two) = (collected(&test.desk, &first), collected(&other, &second));
        let (one, two) = (one.await.unwrap(), two.await.unwrap());
        assert_eq!(one.unwrap().folded + two.unwrap().folded, 1);
        let page = items(&test.desk, &detail.id, ItemShown::All).await;
        assert_eq!((page.counts.listed, page.counts.folded), (1, 1));
    }
}
