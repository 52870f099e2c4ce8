use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use sagsbord_app::Desk;
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::aktindsigt::{case_with_documents, registering, show};
use crate::cases::demo_for_anne;
use crate::intake::{folder_of, pdf, read_to_the_end};
use crate::support::sign_in_as;

const NOTE: &str = "Ingeborg Skjern, cpr-nr. 610180-1234, har fået foretaget en vurdering. Hun bor hos \
    Torben Skjern på Havnevej 3, 8000 Aarhus C, og kan træffes på telefon 20 12 34 56.";
const ANSWER: &str = "Ingeborg Skjern ringede igen. Hun oplyste sit nummer 610180-1234 og sagde, at Ingeborgs \
    diagnose er depression.";
const PLAIN: &str = "Mødet begynder klokken ti. Kaffen er sort.";

const THIRD: &str = "OFL-30-1";

/// A request for what was handed in with it, under the rules of everybody's access.
pub(crate) async fn request(test: &TestDesk, files: &[(&str, &str)]) -> AktindsigtDetail {
    let asked = case_with_documents(test).await;
    let mut request = registering(&asked, ApplicantRole::Journalist);
    request.facts.name = "Poul Bille".to_owned();
    request.facts.is_decision = None;
    request.regimes = vec![CheckRegime::PublicAccess];
    let made = test.desk.register_aktindsigt(request).await.unwrap();
    let detail = made.detail.unwrap();
    let files: Vec<(&str, Vec<u8>)> = files
        .iter()
        .map(|(name, text)| (*name, pdf(text)))
        .collect();
    let folder = folder_of(test, &files);
    let offered = test.desk.offer_files(vec![folder]).await.unwrap();
    let intake = test
        .desk
        .start_intake(StartIntake {
            case_id: detail.case.id.clone(),
            offer: offered.id,
        })
        .await
        .unwrap();
    read_to_the_end(test, &intake.row.id).await;
    let collected = test
        .desk
        .collect_items(CollectItems {
            id: detail.id.clone(),
            from: CollectFrom::Intake {
                intake_id: intake.row.id,
            },
        })
        .await
        .unwrap();
    assert_eq!(collected.added as usize, files.len());
    detail
}

async fn open(desk: &Desk, id: &str) -> Review {
    desk.open_review(OpenReview { id: id.to_owned() })
        .await
        .unwrap()
}

/// Opens it until its documents have been read, told by the desk when to ask again.
pub(crate) async fn read(desk: &Desk, id: &str) -> Review {
    let mut events = desk.events();
    loop {
        let review = open(desk, id).await;
        if review.counts.waiting == 0 {
            return review;
        }
        loop {
            let event = tokio::time::timeout(Duration::from_secs(120), events.next()).await;
            match event.unwrap().unwrap() {
                DeskEvent::Review(news) if news.id == id && news.done == news.of => break,
                _ => {}
            }
        }
    }
}

pub(crate) async fn findings(desk: &Desk, id: &str, item: &str) -> ReviewFindings {
    desk.list_review_findings(ListReviewFindings {
        id: id.to_owned(),
        item_id: item.to_owned(),
    })
    .await
    .unwrap()
}

pub(crate) async fn page(desk: &Desk, id: &str, item: &str, page: u32) -> ReviewPage {
    desk.show_review_page(ShowReviewPage {
        id: id.to_owned(),
        item_id: item.to_owned(),
        page,
    })
    .await
    .unwrap()
}

pub(crate) fn cover(basis: Option<&str>) -> ReviewDecision {
    ReviewDecision::Cover {
        basis: basis.map(str::to_owned),
        note: String::new(),
    }
}

pub(crate) fn keep(reason: &str) -> ReviewDecision {
    ReviewDecision::Keep {
        reason: reason.to_owned(),
    }
}

pub(crate) fn at(item: &str, finding: &ReviewFinding) -> ReviewPlace {
    ReviewPlace::Finding {
        item_id: item.to_owned(),
        number: finding.number,
        text: finding.text.clone(),
    }
}

async fn answer(
    desk: &Desk,
    id: &str,
    seen: u32,
    place: ReviewPlace,
    answer: ReviewDecision,
) -> Result<ReviewAnswered, ErrorReply> {
    desk.answer_review(AnswerReview {
        id: id.to_owned(),
        seen,
        places: vec![place],
        answer,
    })
    .await
}

pub(crate) fn of_category<'a>(found: &'a ReviewFindings, category: &str) -> Vec<&'a ReviewFinding> {
    let findings = found.findings.iter();
    findings
        .filter(|finding| finding.found.category == category)
        .collect()
}

async fn bo_at(test: &TestDesk) -> Arc<Desk> {
    let desk = test.second_desk();
    desk.sign_in(sign_in_as("bo", "kaffe på den grønne bænk"))
        .await
        .unwrap();
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_found_is_laid_on_the_pages_once_and_is_there_when_the_program_starts_again() {
    let test = demo_for_anne().await;
    let detail = request(&test, &[("a notat.pdf", NOTE), ("b referat.pdf", PLAIN)]).await;
    let review = read(&test.desk, &detail.id).await;
    assert!(review.may_answer);
    assert_eq!((review.counts.documents, review.counts.pages), (2, 2));
    for item in &review.items {
        assert_eq!(item.state, ReviewItemState::Ready, "{item:?}");
        assert_eq!((item.pages, item.unread), (1, 1));
    }
    let note = &review.items[0];
    assert!(note.unanswered >= 3, "name, number, address: {note:?}");
    assert_eq!(
        review.counts.unanswered, note.unanswered,
        "and coffee is nobody's"
    );
    let found = findings(&test.desk, &detail.id, &note.id).await;
    let cpr = of_category(&found, "CPR");
    assert_eq!(cpr.len(), 1);
    assert!(cpr[0].text.contains("610180-1234"));
    // It lies over the very words that say so.
    let shown = page(&test.desk, &detail.id, &note.id, 1).await;
    let word = shown.words.iter().find(|word| word.text.contains("610180"));
    let (word, area) = (word.unwrap().area, cpr[0].areas[0]);
    for (mine, outer) in [(0, 0), (1, 1)] {
        assert!(area[mine] <= word[outer] + 0.1, "{area:?} {word:?}");
        assert!(area[mine + 2] >= word[outer + 2] - 0.1, "{area:?} {word:?}");
    }
    assert!(area[2] <= shown.width && area[3] <= shown.height);
    assert_eq!(found.pages.len(), 1);
    let before = found.findings.len();

    let test = test.restart().await;
    test.desk.desk_state(crate::support::NOTHING).await.unwrap();
    test.desk
        .sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    let again = open(&test.desk, &detail.id).await;
    assert_eq!(again.counts.waiting, 0, "nothing is read twice");
    let found = findings(&test.desk, &detail.id, &note.id).await;
    assert_eq!(found.findings.len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_says_where_and_why_or_is_none() {
    let test = demo_for_anne().await;
    let detail = request(&test, &[("a notat.pdf", NOTE)]).await;
    let id = &detail.id;
    let review = read(&test.desk, id).await;
    let item = review.items[0].id.clone();
    let found = findings(&test.desk, id, &item).await;
    let cpr = of_category(&found, "CPR")[0].clone();
    let state = async || show(&test.desk, id).await.unwrap().state;
    assert_eq!(state().await, AktindsigtState::Collecting);
    let place = |area: [f64; 4]| ReviewPlace::Area {
        item_id: item.clone(),
        page: 1,
        area,
    };
    let words = |from, to| ReviewPlace::Words {
        item_id: item.clone(),
        page: 1,
        from,
        to,
    };
    let on_page = |page| ReviewPlace::Page {
        item_id: item.clone(),
        page,
    };
    let title = |text: &str| ReviewPlace::Title {
        item_id: item.clone(),
        text: text.to_owned(),
    };
    let no_mark = ReviewPlace::Mark {
        item_id: item.clone(),
        mark_id: item.clone(),
    };
    let other_words = ReviewPlace::Finding {
        item_id: item.clone(),
        number: cpr.number,
        text: "noget andet".to_owned(),
    };
    let good = || cover(Some(THIRD));
    // Each is refused by name, and nothing is marked.
    for (why, where_, what) in [
        ("outside_page", place([-20.0, 10.0, 60.0, 30.0]), good()),
        ("outside_page", place([10.0, 10.0, 9_000.0, 30.0]), good()),
        ("outside_page", place([60.0, 10.0, 60.0, 30.0]), good()),
        ("no_such_words", words(0, 9_000), good()),
        ("no_such_page", on_page(0), good()),
        ("no_such_page", on_page(2), good()),
        ("not_in_title", title("Havnevej"), good()),
        ("not_in_title", title(" "), good()),
        ("no_such_mark", no_mark, good()),
        ("finding_changed", other_words, good()),
        (
            "basis_not_allowed",
            at(&item, &cpr),
            cover(Some("FVL-15b-5")),
        ),
        ("basis_unknown", at(&item, &cpr), cover(Some("OFL-999"))),
        ("nothing_there", at(&item, &cpr), ReviewDecision::TakeOff),
    ] {
        let refused = answer(&test.desk, id, 0, where_, what).await.unwrap();
        assert_eq!((refused.answer.as_deref(), refused.marks), (None, 0));
        assert_eq!(refused.refused[0].why, why);
    }
    let no_reason = answer(&test.desk, id, 0, at(&item, &cpr), keep(" ")).await;
    assert_eq!(no_reason.unwrap_err().field.as_deref(), Some("reason"));
    let none = answer(&test.desk, id, 0, place([f64::NAN; 4]), good()).await;
    assert_eq!(none.unwrap().refused[0].why, "outside_page");
    assert_eq!(open(&test.desk, id).await.counts.covered, 0);

    // What is good is kept with the words under it, and counted.
    let before = open(&test.desk, id).await.counts.unanswered;
    let covered = answer(&test.desk, id, 0, at(&item, &cpr), good())
        .await
        .unwrap();
    assert_eq!(covered.marks, 1);
    assert_eq!(covered.items[0].unanswered, before - 1);
    let drawn = answer(&test.desk, id, covered.stack.seen, words(0, 1), cover(None))
        .await
        .unwrap();
    assert_eq!(drawn.items[0].without_basis, 1);
    let marks = findings(&test.desk, id, &item).await.marks;
    assert_eq!(marks.len(), 2);
    assert_eq!(marks[0].text, cpr.text);
    assert_eq!(marks[0].basis_label.as_deref(), Some("§ 30, nr. 1"));
    let shown = page(&test.desk, id, &item, 1).await;
    let two = format!("{} {}", shown.words[0].text, shown.words[1].text);
    assert_eq!(marks[1].text, two);
    // A page covered whole answers everything on it; taking it off brings the questions back.
    let seen = drawn.stack.seen;
    let whole = answer(&test.desk, id, seen, on_page(1), good())
        .await
        .unwrap();
    assert_eq!(whole.items[0].unanswered, 0);
    let seen = whole.stack.seen;
    let off = answer(&test.desk, id, seen, on_page(1), ReviewDecision::TakeOff)
        .await
        .unwrap();
    assert_eq!(off.marks, 0);
    assert!(off.items[0].unanswered > 0);
    assert_eq!(findings(&test.desk, id, &item).await.marks.len(), 2);
    // The same place answered otherwise has one answer.
    let seen = off.stack.seen;
    let kept = answer(
        &test.desk,
        id,
        seen,
        at(&item, &cpr),
        keep("Det er hans eget"),
    )
    .await
    .unwrap();
    assert_eq!((kept.items[0].kept, kept.items[0].covered), (1, 1));
    let now = findings(&test.desk, id, &item).await;
    let now = of_category(&now, "CPR")[0].answer.clone().unwrap();
    assert_eq!(now.decision, MarkDecision::Keep);
    assert_eq!(now.reason, "Det er hans eget");
    assert_eq!(state().await, AktindsigtState::Reviewing, "it has begun");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_taken_back_and_done_again_as_one_however_often() {
    let test = demo_for_anne().await;
    let detail = request(&test, &[("a notat.pdf", NOTE), ("b brev.pdf", ANSWER)]).await;
    let id = &detail.id;
    let review = read(&test.desk, id).await;
    let item = review.items[0].id.clone();
    let found = findings(&test.desk, id, &item).await;
    let cpr = of_category(&found, "CPR")[0].clone();
    let covered = async || open(&test.desk, id).await.counts.covered;
    let undo = async |answer: Option<String>| {
        let request = UndoReviewAnswer {
            id: id.clone(),
            answer: answer.unwrap(),
        };
        test.desk.undo_review_answer(request).await
    };
    let about = || EverywhereAbout::SameAs {
        item_id: item.clone(),
        number: cpr.number,
        text: cpr.text.clone(),
    };
    let preview = test
        .desk
        .preview_everywhere(PreviewEverywhere {
            id: id.clone(),
            about: about(),
        })
        .await
        .unwrap();
    assert_eq!(
        (preview.places, preview.documents, preview.answered),
        (2, 2, 0)
    );
    let everywhere = |places, seen| MarkEverywhere {
        id: id.clone(),
        seen,
        about: about(),
        answer: cover(Some(THIRD)),
        places,
    };
    // Another number of places than she was shown is another question.
    let stray = test.desk.mark_everywhere(everywhere(3, 0)).await;
    assert_eq!(stray.unwrap_err().code, ErrorCode::Conflict);
    assert_eq!(covered().await, 0);
    let done = test.desk.mark_everywhere(everywhere(2, 0)).await.unwrap();
    assert_eq!((done.marks, done.items.len()), (2, 2));
    assert_eq!(covered().await, 2);
    assert_eq!(done.stack.undo, done.answer);
    // One of them kept, then everything taken back and done again, to the end and back.
    let kept = answer(
        &test.desk,
        id,
        done.stack.seen,
        at(&item, &cpr),
        keep("Hans eget"),
    )
    .await
    .unwrap();
    assert_eq!(covered().await, 1);
    for _ in 0..3 {
        let first = undo(kept.answer.clone()).await.unwrap();
        assert_eq!(covered().await, 2, "what gave way is back");
        let second = undo(first.stack.undo.clone()).await.unwrap();
        assert_eq!(covered().await, 0);
        assert_eq!(second.stack.undo, None);
        let again = undo(second.stack.redo.clone()).await.unwrap();
        assert_eq!(covered().await, 2);
        let last = undo(again.stack.redo.clone()).await.unwrap();
        assert_eq!(covered().await, 1);
        assert_eq!(last.stack.redo, None);
        assert_eq!(last.stack.undo, kept.answer);
    }
    // What was taken back already is not taken back twice.
    let once = undo(kept.answer.clone()).await.unwrap();
    let twice = undo(kept.answer.clone()).await.unwrap_err();
    assert_eq!(twice.code, ErrorCode::Conflict);
    // After something new there is nothing to do again.
    assert!(once.stack.redo.is_some());
    let new = answer(
        &test.desk,
        id,
        once.stack.seen,
        at(&item, &cpr),
        cover(None),
    )
    .await
    .unwrap();
    assert_eq!(new.stack.redo, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_found_everywhere_they_stand_and_nowhere_else() {
    let test = demo_for_anne().await;
    let files = [
        (
            "Bo Skjern.pdf",
            "Bo Skjern bor i Bogense. BO  SKJERN er hans fulde navn.",
        ),
        ("notat.pdf", NOTE),
    ];
    let detail = request(&test, &files).await;
    let id = &detail.id;
    read(&test.desk, id).await;
    let preview = async |text: &str| {
        test.desk
            .preview_everywhere(PreviewEverywhere {
                id: id.clone(),
                about: EverywhereAbout::Text {
                    text: text.to_owned(),
                },
            })
            .await
    };
    for (text, places, titles) in [
        ("Bo Skjern", 2, 1),
        ("bo skjern", 2, 1),
        ("Bogense", 1, 0),
        ("Havnevej 3, 8000 Aarhus C", 1, 0),
        ("Skje", 0, 0),
        ("findes ikke", 0, 0),
    ] {
        let found = preview(text).await.unwrap();
        assert_eq!(
            (found.places - found.titles, found.titles),
            (places, titles),
            "{text}"
        );
    }
    for (text, problem) in [("x", "too_short"), (" . ", "too_short")] {
        let refused = preview(text).await.unwrap_err();
        assert_eq!(refused.problem.as_deref(), Some(problem));
    }
    assert_eq!(
        preview(&"x".repeat(300))
            .await
            .unwrap_err()
            .problem
            .as_deref(),
        Some("too_long")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_at_one_place_the_second_hears_who_was_first() {
    let test = demo_for_anne().await;
    let detail = request(&test, &[("a notat.pdf", NOTE)]).await;
    let id = &detail.id;
    let anne = read(&test.desk, id).await;
    let bo_desk = bo_at(&test).await;
    let bo = open(&bo_desk, id).await;
    assert!(bo.may_answer);
    let item = anne.items[0].id.clone();
    let found = findings(&bo_desk, id, &item).await;
    let cpr = of_category(&found, "CPR")[0].clone();
    let elsewhere = of_category(&found, "ADDRESS")[0].clone();
    let mut events = bo_desk.events();
    let first = answer(
        &test.desk,
        id,
        anne.stack.seen,
        at(&item, &cpr),
        cover(Some(THIRD)),
    )
    .await
    .unwrap();
    assert_eq!(first.marks, 1);
    // Every desk is told.
    loop {
        let event = tokio::time::timeout(Duration::from_secs(60), events.next()).await;
        if let DeskEvent::Review(news) = event.unwrap().unwrap() {
            assert_eq!(
                (news.id.as_str(), news.what),
                (id.as_str(), ReviewNewsWhat::Answered)
            );
            break;
        }
    }
    let second = answer(
        &bo_desk,
        id,
        bo.stack.seen,
        at(&item, &cpr),
        keep("Det må hun se"),
    )
    .await
    .unwrap();
    let taken = second.taken.clone().unwrap();
    assert_eq!(
        (second.answer.as_deref(), taken.by.as_str()),
        (None, "Anne Krogsgaard")
    );
    assert_eq!(taken.decision, Some(MarkDecision::Cover));
    // Elsewhere nobody is in the way; and who has seen the first may answer otherwise.
    let other = answer(
        &bo_desk,
        id,
        bo.stack.seen,
        at(&item, &elsewhere),
        cover(Some(THIRD)),
    )
    .await
    .unwrap();
    assert_eq!(other.marks, 1);
    let knowing = answer(
        &bo_desk,
        id,
        second.stack.seen,
        at(&item, &cpr),
        keep("Det må hun se"),
    )
    .await
    .unwrap();
    assert_eq!(
        (
            knowing.marks,
            knowing.items[0].kept,
            knowing.items[0].covered
        ),
        (1, 1, 1)
    );
    // A mark that somebody took off meanwhile is told of as taken.
    let gone = ReviewPlace::Mark {
        item_id: item.clone(),
        mark_id: findings(&bo_desk, id, &item).await.marks[0].id.clone(),
    };
    let off = answer(
        &bo_desk,
        id,
        knowing.stack.seen,
        gone.clone(),
        ReviewDecision::TakeOff,
    )
    .await
    .unwrap();
    assert!(off.answer.is_some());
    let late = answer(&test.desk, id, first.stack.seen, gone, cover(None))
        .await
        .unwrap();
    let taken = late.taken.unwrap();
    assert_eq!((taken.by.as_str(), taken.decision), ("Bo Lindtofte", None));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_is_marked_in_a_request_that_is_closed_and_no_place_is_answered_twice_at_once() {
    let test = demo_for_anne().await;
    let detail = request(&test, &[("a notat.pdf", NOTE)]).await;
    let id = &detail.id;
    let review = read(&test.desk, id).await;
    let bo = bo_at(&test).await;
    let item = review.items[0].id.clone();
    let found = findings(&test.desk, id, &item).await;
    for finding in &found.findings {
        let (mine, his) = tokio::join!(
            answer(&test.desk, id, 0, at(&item, finding), cover(Some(THIRD))),
            answer(&bo, id, 0, at(&item, finding), keep("Det er offentligt")),
        );
        let (mine, his) = (mine.unwrap(), his.unwrap());
        let placed = mine.marks + his.marks;
        let told = u32::from(mine.taken.is_some()) + u32::from(his.taken.is_some());
        // Findings lie over each other too: then neither gets in.
        assert!(placed <= 1 && placed + told == 2, "{mine:?} {his:?}");
    }
    let now = crate::aktindsigt::show(&test.desk, id).await.unwrap();
    test.desk
        .act_on_aktindsigt(ActOnAktindsigt {
            id: id.clone(),
            version: now.version,
            act: AktindsigtAct::Withdraw {
                why: "trukket tilbage".to_owned(),
            },
        })
        .await
        .unwrap();
    let before = open(&test.desk, id).await;
    assert!(!before.may_answer);
    let place = at(&item, &found.findings[0]);
    let closed = answer(&test.desk, id, before.stack.seen, place, cover(None)).await;
    assert_eq!(closed.unwrap_err().problem.as_deref(), Some("closed"));
    assert_eq!(open(&test.desk, id).await.counts, before.counts);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_read_when_it_was_shown_whole_for_as_long_as_its_text_takes() {
    let test = demo_for_anne().await;
    let detail = request(&test, &[("a notat.pdf", NOTE), ("b referat.pdf", PLAIN)]).await;
    let id = &detail.id;
    let review = read(&test.desk, id).await;
    let (one, other) = (review.items[0].id.clone(), review.items[1].id.clone());
    let shortest = page(&test.desk, id, &one, 1).await.shortest_look_ms;
    let look = async |item: &str, page: u32, what: PageLook| {
        let request = LookAtPage {
            id: id.clone(),
            item_id: item.to_owned(),
            page,
            what,
        };
        test.desk.look_at_page(request).await.unwrap().is_read
    };
    let wait = |ms: u32| test.clock.advance(TimeDelta::milliseconds(ms.into()));
    // Never begun, too short, another page, another document: none of them.
    assert!(!look(&one, 1, PageLook::EndsWhole).await);
    assert!(!look(&one, 1, PageLook::Begins).await);
    wait(shortest - 1);
    assert!(!look(&one, 1, PageLook::EndsWhole).await);
    wait(60_000);
    assert!(
        !look(&one, 1, PageLook::EndsWhole).await,
        "what ended has ended"
    );
    for (item, number) in [(&other, 1), (&one, 2)] {
        look(&one, 1, PageLook::Begins).await;
        wait(60_000);
        assert!(!look(item, number, PageLook::EndsWhole).await);
    }
    assert_eq!(open(&test.desk, id).await.counts.unread, 2);
    look(&one, 1, PageLook::Begins).await;
    wait(shortest);
    assert!(look(&one, 1, PageLook::EndsWhole).await);
    let review = open(&test.desk, id).await;
    assert_eq!((review.counts.unread, review.items[0].read_by_me), (1, 1));
    // By her, and not by him.
    let bo = bo_at(&test).await;
    assert_eq!(open(&bo, id).await.items[0].read_by_me, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_to_a_colleague_stands_at_its_page_until_it_is_seen_to() {
    let test = demo_for_anne().await;
    let detail = request(&test, &[("a notat.pdf", NOTE)]).await;
    let id = &detail.id;
    let item = read(&test.desk, id).await.items[0].id.clone();
    let note = |text: &str| NoteOnPage {
        id: id.clone(),
        item_id: item.clone(),
        page: 1,
        text: text.to_owned(),
    };
    let empty = test.desk.note_on_page(note("  ")).await.unwrap_err();
    assert_eq!(empty.problem.as_deref(), Some("empty"));
    let noted = test
        .desk
        .note_on_page(note("Se på adressen"))
        .await
        .unwrap();
    assert_eq!(noted.notes.len(), 1);
    let bo = bo_at(&test).await;
    assert_eq!(open(&bo, id).await.counts.open_notes, 1);
    let shown = findings(&bo, id, &item).await.notes;
    assert_eq!(
        (shown[0].text.as_str(), shown[0].page),
        ("Se på adressen", 1)
    );
    let settle = || SettlePageNote {
        id: id.clone(),
        item_id: item.clone(),
        note_id: shown[0].id.clone(),
    };
    let settled = bo.settle_page_note(settle()).await.unwrap();
    assert!(settled.notes[0].is_settled);
    let twice = bo.settle_page_note(settle()).await.unwrap_err();
    assert_eq!(twice.code, ErrorCode::Conflict);
    assert_eq!(open(&test.desk, id).await.counts.open_notes, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_stands_in_the_log_and_nothing_of_what_it_was_about() {
    let test = demo_for_anne().await;
    let detail = request(&test, &[("a notat.pdf", NOTE)]).await;
    let id = &detail.id;
    let item = read(&test.desk, id).await.items[0].id.clone();
    let found = findings(&test.desk, id, &item).await;
    let cpr = of_category(&found, "CPR")[0].clone();
    let done = answer(&test.desk, id, 0, at(&item, &cpr), keep("Skjult for Karin"))
        .await
        .unwrap();
    test.desk
        .undo_review_answer(UndoReviewAnswer {
            id: id.clone(),
            answer: done.answer.unwrap(),
        })
        .await
        .unwrap();
    let log = test
        .desk
        .case_log(CaseLog {
            id: detail.case.id.clone(),
            before: None,
            limit: 100,
        })
        .await
        .unwrap();
    let acts: Vec<&str> = log.rows.iter().map(|row| row.act.as_str()).collect();
    for act in [
        "aktindsigt_review_opened",
        "aktindsigt_pages_opened",
        "aktindsigt_marked",
        "aktindsigt_answer_undone",
    ] {
        assert!(acts.contains(&act), "{act}: {acts:?}");
    }
    let told = serde_json::to_string(&log).unwrap();
    for secret in ["610180", "Skjern", "Skjult for Karin"] {
        assert!(!told.contains(secret), "{secret}");
    }
}
