use sagsbord_app::Desk;
use sagsbord_contract::*;

use crate::aktindsigt::{
    all_cases, case_with_documents, collect, items, registered, registering, show, with_regimes,
};
use crate::cases::demo_for_anne;
use crate::support::{sign_in_as, words};

fn deciding(id: &str, rows: &[ItemRow], decision: ItemDecision) -> DecideItems {
    DecideItems {
        id: id.to_owned(),
        items: rows
            .iter()
            .map(|row| ItemChoice {
                id: row.id.clone(),
                version: row.version,
            })
            .collect(),
        decision,
        bases: Vec::new(),
        answers: Vec::new(),
        text: String::new(),
    }
}

fn answer(requirement: BasisRequirement, text: &str) -> BasisAnswer {
    BasisAnswer {
        requirement,
        outcome: AnswerOutcome::Considered,
        text: text.to_owned(),
    }
}

async fn change(
    desk: &Desk,
    id: &str,
    row: &ItemRow,
    change: ItemChange,
) -> Result<ItemRow, ErrorReply> {
    desk.change_item(ChangeItem {
        aktindsigt_id: id.to_owned(),
        id: row.id.clone(),
        version: row.version,
        change,
    })
    .await
}

fn facts_of(row: &ItemRow) -> ItemChange {
    ItemChange::Facts {
        title: row.title.clone(),
        dated: row.dated.clone(),
        dispatched: row.dispatched.clone(),
        direction: row.direction,
        matter: row.matter,
        sender: row.sender.clone(),
        recipient: row.recipient.clone(),
        regime: None,
    }
}

#[tokio::test]
async fn collecting_takes_all_that_is_within_reach_once() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let detail = registered(&test, registering(&asked, ApplicantRole::Party)).await;
    let there = u32::try_from(asked.documents.len()).unwrap();
    assert!(there > 1, "the demo has a case with documents");
    let first = collect(&test.desk, &detail.id, all_cases()).await.unwrap();
    assert_eq!((first.added, first.already), (there, 0));
    assert_eq!(first.counts.listed + first.counts.folded, there);
    let again = collect(&test.desk, &detail.id, all_cases()).await.unwrap();
    assert_eq!((again.added, again.already), (0, there));
    let page = items(&test.desk, &detail.id, ItemShown::Listed).await;
    let numbers: Vec<u32> = page.rows.iter().filter_map(|row| row.number).collect();
    assert_eq!(numbers, (1..=page.total).collect::<Vec<_>>());
    let days: Vec<&str> = page.rows.iter().map(|row| row.dated.as_str()).collect();
    assert!(days.is_sorted(), "in the order of their days");
    for row in &page.rows {
        assert_eq!(row.decision, ItemDecision::Undecided);
        assert!(!row.is_changed && !row.is_gone);
    }
    let collecting = show(&test.desk, &detail.id).await.unwrap();
    assert_eq!(collecting.state, AktindsigtState::Collecting);
    // A case that nobody asked for is asked for first.
    let other = test.desk.list_cases(words("")).await.unwrap();
    let other = other
        .rows
        .iter()
        .find(|row| row.id != asked.row.id)
        .unwrap();
    let named = CollectFrom::Cases {
        case_ids: vec![other.id.clone()],
    };
    let refused = collect(&test.desk, &detail.id, named).await.unwrap_err();
    assert_eq!(refused.problem.as_deref(), Some("not_asked_for"));
}

#[tokio::test]
async fn a_search_collects_what_it_finds_and_asks_for_something_to_find() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let detail = registered(&test, registering(&asked, ApplicantRole::Party)).await;
    let search = |text: &str, kle: &str, from: &str, to: &str| CollectFrom::Search {
        text: text.to_owned(),
        cpr: None,
        kle: (!kle.is_empty()).then(|| kle.to_owned()),
        from: (!from.is_empty()).then(|| from.to_owned()),
        to: (!to.is_empty()).then(|| to.to_owned()),
    };
    for (problem, from) in [
        ("empty", search(" ", "", "2026-01-01", "2026-12-31")),
        ("no_such_subject", search("", "27.1", "", "")),
        (
            "last_before_first",
            search("brev", "", "2026-03-02", "2026-03-01"),
        ),
        ("no_such_day", search("brev", "", "2026-02-30", "")),
    ] {
        let refused = collect(&test.desk, &detail.id, from).await.unwrap_err();
        assert_eq!(refused.problem.as_deref(), Some(problem));
    }
    let title = &asked.documents[0].title;
    let day = &asked.documents[0].date;
    let found = collect(
        &test.desk,
        &detail.id,
        search(title, &asked.row.kle, day, day),
    )
    .await
    .unwrap();
    assert!(found.added >= 1);
    let page = items(&test.desk, &detail.id, ItemShown::All).await;
    for row in &page.rows {
        assert_eq!(&row.dated, day);
    }
    assert!(
        page.rows
            .iter()
            .any(|row| row.document_id.as_ref() == Some(&asked.documents[0].id))
    );
    // Nothing is found, and that is no fault.
    let none = collect(&test.desk, &detail.id, search("qwzxqwzx", "", "", ""))
        .await
        .unwrap();
    assert_eq!((none.added, none.already), (0, 0));
}

#[tokio::test]
async fn many_documents_are_decided_about_at_once_or_none_of_them() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let mut request = registering(&asked, ApplicantRole::Party);
    request.facts.is_decision = Some(false);
    let detail = registered(&test, request).await;
    collect(&test.desk, &detail.id, all_cases()).await.unwrap();
    let rows = items(&test.desk, &detail.id, ItemShown::Listed).await.rows;
    let decide = async |request: DecideItems| test.desk.decide_items(request).await;
    // Nobody has chosen by which rules.
    let early = decide(deciding(&detail.id, &rows, ItemDecision::Given))
        .await
        .unwrap();
    assert_eq!(early.decided, 0);
    assert_eq!(early.refused.len(), rows.len());
    assert!(early.refused.iter().all(|one| one.why == "regime_missing"));
    let detail = with_regimes(&test, &show(&test.desk, &detail.id).await.unwrap()).await;
    let why = |told: &DecidedItems| told.refused.first().map(|one| one.why.clone());
    // One's own data: § 30 is not there to be chosen, and does not hold where somebody names it.
    let bases = test
        .desk
        .list_bases(ListBases {
            regime: CheckRegime::OwnAccess,
            on: None,
        })
        .await
        .unwrap();
    assert!(bases.rows.iter().all(|row| !row.id.starts_with("OFL-30")));
    let partly = |bases: &[&str], answers: Vec<BasisAnswer>| DecideItems {
        bases: bases.iter().map(|id| (*id).to_owned()).collect(),
        answers,
        ..deciding(&detail.id, &rows, ItemDecision::Partly)
    };
    let private = decide(partly(&["OFL-30-1"], Vec::new())).await.unwrap();
    assert_eq!(why(&private).as_deref(), Some("basis_not_allowed"));
    assert_eq!(private.refused[0].basis.as_deref(), Some("OFL-30-1"));
    let unweighed = decide(partly(&["OFL-8-2"], Vec::new())).await.unwrap();
    assert_eq!(why(&unweighed).as_deref(), Some("answer_missing"));
    assert_eq!(
        unweighed.refused[0].requirement,
        Some(BasisRequirement::DecisiveWeight)
    );
    let none = items(&test.desk, &detail.id, ItemShown::Undecided).await;
    assert_eq!(
        none.rows.len(),
        rows.len(),
        "nothing was decided by the way"
    );
    let weighed = vec![answer(
        BasisRequirement::DecisiveWeight,
        "Broderens helbred vejer tungest",
    )];
    let decided = decide(partly(&["OFL-8-2"], weighed)).await.unwrap();
    assert_eq!(decided.decided as usize, rows.len());
    assert_eq!(decided.counts.partly as usize, rows.len());
    // Whoever looked at the rows before changes none of them, also those that nobody touched since.
    let stale = decide(deciding(&detail.id, &rows, ItemDecision::Given))
        .await
        .unwrap();
    assert_eq!((stale.decided, stale.refused.len()), (0, rows.len()));
    assert_eq!(why(&stale).as_deref(), Some("conflict"));
    let now = items(&test.desk, &detail.id, ItemShown::Listed).await.rows;
    assert_eq!(now[0].bases[0].id, "OFL-8-2");
    assert!(now[0].bases[0].is_allowed);
    assert_eq!(now[0].decided_by.as_deref(), Some("Anne Krogsgaard"));
    // Taken back, it is as if nobody had decided.
    let back = decide(deciding(&detail.id, &now[..1], ItemDecision::Undecided))
        .await
        .unwrap();
    assert_eq!(back.counts.undecided, 1);
    let first = &items(&test.desk, &detail.id, ItemShown::Undecided)
        .await
        .rows[0];
    assert!(first.bases.is_empty() && first.decided_by.is_none());
}

#[tokio::test]
async fn what_was_sent_today_is_given_tomorrow_at_the_earliest() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let detail = registered(&test, registering(&asked, ApplicantRole::Party)).await;
    collect(&test.desk, &detail.id, all_cases()).await.unwrap();
    let detail = with_regimes(&test, &show(&test.desk, &detail.id).await.unwrap()).await;
    let row = items(&test.desk, &detail.id, ItemShown::Listed)
        .await
        .rows
        .remove(0);
    let ItemChange::Facts {
        title,
        dated,
        matter,
        sender,
        recipient,
        regime,
        ..
    } = facts_of(&row)
    else {
        unreachable!()
    };
    let sent_today = ItemChange::Facts {
        title,
        dated,
        dispatched: Some("2026-11-21".to_owned()),
        direction: ItemDirection::Outgoing,
        matter,
        sender,
        recipient,
        regime,
    };
    let row = change(&test.desk, &detail.id, &row, sent_today)
        .await
        .unwrap();
    assert_eq!(row.not_before.as_deref(), Some("2026-11-22"));
    let given = deciding(&detail.id, std::slice::from_ref(&row), ItemDecision::Given);
    let refused = test.desk.decide_items(given.clone()).await.unwrap();
    assert_eq!(refused.refused[0].why, "not_before");
    assert_eq!(refused.refused[0].day.as_deref(), Some("2026-11-22"));
    test.clock.advance(chrono::TimeDelta::hours(24));
    let tomorrow = test.second_desk();
    tomorrow
        .sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    let decided = tomorrow.decide_items(given).await.unwrap();
    assert_eq!((decided.decided, decided.refused.len()), (1, 0));
}

#[tokio::test]
async fn the_list_is_put_in_order_and_what_does_not_belong_is_taken_out_with_a_reason() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let detail = registered(&test, registering(&asked, ApplicantRole::Party)).await;
    collect(&test.desk, &detail.id, all_cases()).await.unwrap();
    let id = &detail.id;
    let rows = items(&test.desk, id, ItemShown::Listed).await.rows;
    let ids = |page: &[ItemRow]| -> Vec<String> { page.iter().map(|row| row.id.clone()).collect() };
    let renumber = async |order: ItemOrder| {
        test.desk
            .renumber_items(RenumberItems {
                id: id.clone(),
                order,
            })
            .await
    };
    let mut turned = ids(&rows);
    turned.reverse();
    let page = renumber(ItemOrder::As {
        ids: turned.clone(),
    })
    .await
    .unwrap();
    assert_eq!(ids(&page.rows), turned);
    let moved = ItemOrder::Move {
        id: turned[turned.len() - 1].clone(),
        to: 1,
    };
    let page = renumber(moved).await.unwrap();
    assert_eq!(page.rows[0].id, turned[turned.len() - 1]);
    let missing = ItemOrder::As {
        ids: turned[1..].to_vec(),
    };
    assert_eq!(
        renumber(missing).await.unwrap_err().code,
        ErrorCode::Conflict
    );
    let page = renumber(ItemOrder::OldestFirst).await.unwrap();
    assert!(page.rows.iter().map(|row| &row.dated).is_sorted());
    // Out, with a reason; the others keep their numbers until somebody asks for new ones.
    let row = page.rows[0].clone();
    let why = ItemChange::TakeOut { why: String::new() };
    assert_eq!(
        change(&test.desk, id, &row, why)
            .await
            .unwrap_err()
            .field
            .as_deref(),
        Some("why")
    );
    let why = ItemChange::TakeOut {
        why: "Angår en anden sag".to_owned(),
    };
    let out = change(&test.desk, id, &row, why).await.unwrap();
    assert_eq!((out.number, out.out_reason.is_some()), (None, true));
    let page = items(&test.desk, id, ItemShown::Listed).await;
    assert_eq!(page.rows[0].number, Some(2));
    let given = deciding(id, std::slice::from_ref(&out), ItemDecision::Given);
    let refused = test.desk.decide_items(given).await.unwrap();
    assert_eq!(refused.refused[0].why, "out");
    // What was taken out is not collected again, and comes back at the end.
    let again = collect(&test.desk, id, all_cases()).await.unwrap();
    assert_eq!(again.added, 0);
    let back = change(&test.desk, id, &out, ItemChange::PutBack)
        .await
        .unwrap();
    assert_eq!(
        back.number,
        page.rows.last().unwrap().number.map(|last| last + 1)
    );
    // One stands for another, and again for itself.
    let (one, other) = (page.rows[0].clone(), page.rows[1].clone());
    let fold = ItemChange::Fold {
        onto: other.id.clone(),
    };
    let folded = change(&test.desk, id, &one, fold).await.unwrap();
    assert_eq!(
        (folded.number, folded.folded_onto.as_ref()),
        (None, Some(&other.id))
    );
    let page = items(&test.desk, id, ItemShown::Listed).await;
    assert_eq!(
        page.counts.folded,
        1 + detail_folded(&rows, asked.documents.len())
    );
    let stands = page.rows.iter().find(|row| row.id == other.id).unwrap();
    assert!(stands.copies >= 1);
    let take = ItemChange::TakeOut {
        why: "forkert".to_owned(),
    };
    let refused = change(&test.desk, id, stands, take).await.unwrap_err();
    assert_eq!(refused.problem.as_deref(), Some("stands_for_others"));
    let unfolded = change(&test.desk, id, &folded, ItemChange::Unfold)
        .await
        .unwrap();
    assert!(unfolded.number.is_some() && unfolded.folded_onto.is_none());
}

/// How many were folded as they were collected.
fn detail_folded(listed: &[ItemRow], collected: usize) -> u32 {
    u32::try_from(collected - listed.len()).unwrap()
}

#[tokio::test]
async fn a_title_that_gives_somebody_away_is_told_and_can_be_put_right_without_touching_the_source()
{
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let detail = registered(&test, registering(&asked, ApplicantRole::Party)).await;
    collect(&test.desk, &detail.id, all_cases()).await.unwrap();
    let row = items(&test.desk, &detail.id, ItemShown::Listed)
        .await
        .rows
        .remove(0);
    let titled = |row: &ItemRow, title: &str| match facts_of(row) {
        ItemChange::Facts {
            dated,
            dispatched,
            direction,
            matter,
            sender,
            recipient,
            regime,
            ..
        } => ItemChange::Facts {
            title: title.to_owned(),
            dated,
            dispatched,
            direction,
            matter,
            sender,
            recipient,
            regime,
        },
        other => other,
    };
    let given_away = titled(&row, "Brev om 700180-1234 og hendes misbrug");
    let row = change(&test.desk, &detail.id, &row, given_away)
        .await
        .unwrap();
    assert!(row.title_findings > 0 && row.title_stops > 0);
    let plain = titled(&row, "Brev om rampe");
    let row = change(&test.desk, &detail.id, &row, plain).await.unwrap();
    assert_eq!(row.title_stops, 0);
    let shown = test
        .desk
        .show_case(OpenCase::of(&asked.row.id))
        .await
        .unwrap();
    let source = shown
        .documents
        .iter()
        .find(|document| Some(&document.id) == row.document_id.as_ref())
        .unwrap();
    assert_eq!(source.title, row.source_title, "the source is as it was");
}

#[tokio::test]
async fn what_was_decided_in_an_earlier_request_is_a_proposal_and_no_decision() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let earlier = registered(&test, registering(&asked, ApplicantRole::Party)).await;
    collect(&test.desk, &earlier.id, all_cases()).await.unwrap();
    let earlier = with_regimes(&test, &show(&test.desk, &earlier.id).await.unwrap()).await;
    let rows = items(&test.desk, &earlier.id, ItemShown::Listed).await.rows;
    let partly = DecideItems {
        bases: vec!["FVL-15b-5".to_owned()],
        answers: vec![
            answer(
                BasisRequirement::DecisiveWeight,
                "Naboen bad om at være anonym",
            ),
            answer(BasisRequirement::MoreOpenness, ""),
        ],
        text: "Oplysninger om en nabo".to_owned(),
        ..deciding(&earlier.id, &rows[..1], ItemDecision::Partly)
    };
    assert_eq!(test.desk.decide_items(partly).await.unwrap().decided, 1);
    let reviewing = show(&test.desk, &earlier.id).await.unwrap();
    assert_eq!(reviewing.state, AktindsigtState::Reviewing, "it has begun");
    let later = registered(&test, registering(&asked, ApplicantRole::Anyone)).await;
    let from = CollectFrom::Earlier {
        aktindsigt_id: earlier.id.clone(),
    };
    let taken = collect(&test.desk, &later.id, from).await.unwrap();
    assert_eq!((taken.added as usize, taken.proposed), (rows.len(), 1));
    assert_eq!(taken.counts.undecided as usize, rows.len());
    let later = with_regimes(&test, &show(&test.desk, &later.id).await.unwrap()).await;
    let page = items(&test.desk, &later.id, ItemShown::Listed).await;
    let proposed: Vec<&ItemRow> = page
        .rows
        .iter()
        .filter(|row| row.proposal.is_some())
        .collect();
    assert_eq!(proposed.len(), 1);
    let proposal = proposed[0].proposal.as_ref().unwrap();
    assert_eq!(proposal.decision, ItemDecision::Partly);
    assert_eq!(proposal.text, "Oplysninger om en nabo");
    // What parties are answered by is no basis for anyone else.
    assert!(!proposal.bases[0].is_allowed);
    assert_eq!(proposed[0].decision, ItemDecision::Undecided);
    let itself = CollectFrom::Earlier {
        aktindsigt_id: later.id.clone(),
    };
    let refused = collect(&test.desk, &later.id, itself).await.unwrap_err();
    assert_eq!(refused.problem.as_deref(), Some("itself"));
}
