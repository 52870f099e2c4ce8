use sagsbord_app::Desk;
use sagsbord_contract::*;

use crate::aktindsigt_review::{at, cover, findings, keep, of_category, read, request};
use crate::case_page::{as_it_stands, shown};
use crate::cases::demo_for_anne;
use crate::support::sign_in_as;

const FIRST: &str =
    "Ingeborg Skjern, cpr-nr. 610180-1234, bor hos Torben Skjern og går i Ravnsborghuset.";
const SECOND: &str =
    "Ingeborg Skjern ringede igen fra Ravnsborghuset. Hun oplyste sit nummer 610180-1234.";
const PLAIN: &str = "Mødet begynder klokken ti. Kaffen er sort.";
const THIRD: &str = "OFL-30-1";

pub(crate) async fn check(desk: &Desk, id: &str) -> ConsistencyReport {
    desk.check_consistency(CheckConsistency { id: id.to_owned() })
        .await
        .unwrap()
}

fn of_kind(report: &ConsistencyReport, kind: DoubtKind) -> Vec<&DoubtRow> {
    let doubts = report.doubts.iter();
    doubts.filter(|doubt| doubt.kind == kind).collect()
}

async fn answer(desk: &Desk, id: &str, places: Vec<ReviewPlace>, answer: ReviewDecision) {
    let open = OpenReview { id: id.to_owned() };
    let seen = desk.open_review(open).await.unwrap().stack.seen;
    let asked = AnswerReview {
        id: id.to_owned(),
        seen,
        places,
        answer,
    };
    let done = desk.answer_review(asked).await.unwrap();
    assert!(done.answer.is_some(), "{done:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_covered_here_and_shown_there_is_told_and_answered_for_place_by_place() {
    let test = demo_for_anne().await;
    let files = [
        ("a notat.pdf", FIRST),
        ("b referat.pdf", SECOND),
        ("c.pdf", PLAIN),
    ];
    let detail = request(&test, &files).await;
    let (desk, id) = (&test.desk, detail.id.as_str());
    let review = read(desk, id).await;
    let [one, other, plain] = [0, 1, 2].map(|n: usize| review.items[n].id.clone());

    // Nobody has looked at anything: that is all there is to say.
    let report = check(desk, id).await;
    assert_eq!((report.documents, report.pages), (3, 3));
    assert_eq!(of_kind(&report, DoubtKind::CoveredElsewhere).len(), 0);
    let unanswered = of_kind(&report, DoubtKind::Unanswered);
    assert_eq!(unanswered.len(), 2, "coffee is nobody's");
    assert!(unanswered.iter().all(|doubt| !doubt.may_be_accepted));
    let unseen = of_kind(&report, DoubtKind::PagesNotSeen);
    assert_eq!(unseen.len(), 3);
    assert_eq!(unseen[2].places[0].item_id, plain);
    assert_eq!(unseen[2].places[0].page, 1, "it is said which page");

    // All of the first document is covered; in the other her name is kept, and her number is left open.
    let in_one = findings(desk, id, &one).await;
    let flagged = |found: &ReviewFindings| -> Vec<ReviewFinding> {
        let all = found.findings.iter();
        all.filter(|finding| finding.found.flag).cloned().collect()
    };
    let places = flagged(&in_one).iter().map(|f| at(&one, f)).collect();
    answer(desk, id, places, cover(Some(THIRD))).await;
    let in_other = findings(desk, id, &other).await;
    let kept: Vec<ReviewPlace> = of_category(&in_other, "NAME")
        .iter()
        .map(|finding| at(&other, finding))
        .collect();
    assert!(!kept.is_empty());
    answer(desk, id, kept, keep("Hun har selv fortalt det til avisen.")).await;

    let report = check(desk, id).await;
    let both = of_kind(&report, DoubtKind::CoveredElsewhere);
    let about = |part: &str| {
        let mut all = both.iter();
        all.find(|doubt| doubt.text.as_deref().unwrap_or_default().contains(part))
            .unwrap_or_else(|| panic!("{part} in {both:?}"))
    };
    for part in ["Ingeborg", "610180"] {
        let doubt = about(part);
        assert_eq!(doubt.covered_at.as_ref().unwrap().item_id, one);
        assert!(
            doubt
                .places
                .iter()
                .all(|place| place.item_id == other && place.page == 1)
        );
        assert!(doubt.may_be_accepted);
    }
    let left = of_kind(&report, DoubtKind::Unanswered);
    assert_eq!(left.len(), 1, "the number");
    assert_eq!(left[0].places[0].item_id, other);

    // The name is answered for, and stays so; what cannot be answered for is refused.
    let accept = |key: &str, reason: &str| {
        desk.accept_doubt(AcceptDoubt {
            id: id.to_owned(),
            keys: vec![key.to_owned()],
            reason: reason.to_owned(),
        })
    };
    let name = about("Ingeborg").key.clone();
    let open = report.open;
    let report = accept(&name, "Navnet er offentligt kendt.").await.unwrap();
    assert_eq!(report.open, open - 1);
    let of_name = report
        .doubts
        .iter()
        .find(|doubt| doubt.key == name)
        .unwrap();
    let accepted = of_name.accepted.as_ref().unwrap();
    assert_eq!(accepted.reason, "Navnet er offentligt kendt.");
    assert_eq!(check(desk, id).await.open, open - 1, "it is kept");
    let refused = accept(&left[0].key, "Set efter og fundet i orden.").await;
    assert_eq!(
        refused.unwrap_err().problem.as_deref(),
        Some("not_acceptable")
    );
    let refused = accept(&name, " ").await;
    assert_eq!(refused.unwrap_err().field.as_deref(), Some("reason"));
    let refused = accept("nothing", "Set efter og fundet i orden.").await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::Conflict);

    // The number is covered too: nothing is left of it.
    let numbers: Vec<ReviewPlace> = of_category(&in_other, "CPR")
        .iter()
        .map(|finding| at(&other, finding))
        .collect();
    answer(desk, id, numbers, cover(Some(THIRD))).await;
    let report = check(desk, id).await;
    let texts = report
        .doubts
        .iter()
        .filter_map(|doubt| doubt.text.as_deref());
    assert!(!texts.into_iter().any(|text| text.contains("610180")));
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_somebody_covers_are_missed_where_the_quality_check_found_nothing() {
    let test = demo_for_anne().await;
    let files = [("a notat.pdf", FIRST), ("b referat.pdf", SECOND)];
    let detail = request(&test, &files).await;
    let (desk, id) = (&test.desk, detail.id.as_str());
    let review = read(desk, id).await;
    let [one, other] = [0, 1].map(|n: usize| review.items[n].id.clone());
    let place_of = async |item: &str| {
        let page = crate::aktindsigt_review::page(desk, id, item, 1).await;
        let word = page
            .words
            .iter()
            .position(|word| word.text.contains("Ravnsborg"));
        let word = u32::try_from(word.unwrap()).unwrap();
        ReviewPlace::Words {
            item_id: item.to_owned(),
            page: 1,
            from: word,
            to: word,
        }
    };
    let about_it = |report: &ConsistencyReport| -> Option<DoubtRow> {
        let mut doubts = of_kind(report, DoubtKind::CoveredElsewhere).into_iter();
        doubts
            .find(|doubt| {
                doubt
                    .text
                    .as_deref()
                    .unwrap_or_default()
                    .contains("Ravnsborg")
            })
            .cloned()
    };
    assert_eq!(about_it(&check(desk, id).await), None);
    let places = vec![place_of(&one).await];
    answer(desk, id, places, cover(Some(THIRD))).await;
    let doubt = about_it(&check(desk, id).await).expect("it stands in the other, too");
    assert_eq!(doubt.covered_at.unwrap().item_id, one);
    assert_eq!(
        doubt.places,
        [DoubtPlace {
            item_id: other.clone(),
            number: 2,
            page: 1
        }]
    );
    let places = vec![place_of(&other).await];
    answer(desk, id, places, cover(Some(THIRD))).await;
    assert_eq!(about_it(&check(desk, id).await), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_came_to_the_case_since_and_what_lies_there_uncollected_is_told() {
    let test = demo_for_anne().await;
    let detail = request(&test, &[("a notat.pdf", FIRST)]).await;
    let (desk, id) = (&test.desk, detail.id.as_str());
    let review = read(desk, id).await;
    let one = review.items[0].id.clone();
    let report = check(desk, id).await;
    let not_collected = of_kind(&report, DoubtKind::NotCollected);
    let asked_for = shown(desk, &detail.cases[0].id).await;
    assert_eq!(not_collected[0].count as usize, asked_for.documents.len());
    assert!(of_kind(&report, DoubtKind::PeopleChanged).is_empty());

    let in_one = findings(desk, id, &one).await;
    let places = vec![at(&one, of_category(&in_one, "CPR")[0])];
    answer(desk, id, places, cover(Some(THIRD))).await;
    test.clock.advance(chrono::TimeDelta::minutes(2));
    let own = shown(desk, &detail.case.id).await;
    let mut change = as_it_stands(&own);
    change.parties.push(NewParty {
        who: PartyChoice::Known(asked_for.parties[0].id.clone()),
        part: PartyPart::Other,
    });
    desk.change_case(change).await.unwrap();
    read(desk, id).await;
    let report = check(desk, id).await;
    let changed = of_kind(&report, DoubtKind::PeopleChanged);
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].places[0].item_id, one);

    // Who may read, and not work, sees the doubts and answers for none.
    let dpo = test.second_desk();
    dpo.sign_in(sign_in_as("dorthe", "lyset i det øverste vindue"))
        .await
        .unwrap();
    let seen = check(&dpo, id).await;
    assert!(!seen.may_accept);
    let refused = dpo
        .accept_doubt(AcceptDoubt {
            id: id.to_owned(),
            keys: vec![changed[0].key.clone()],
            reason: "Set efter og fundet i orden.".to_owned(),
        })
        .await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::NotAllowed);
}
