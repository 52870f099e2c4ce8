use std::path::Path;

use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;
use uuid::Uuid;

use crate::cases::{demo_for, demo_for_anne};
use crate::support::{NOTHING, sign_in_as, words};

const ANNE: (&str, &str) = ("anne", "regn over havnen");
/// The check stops at the word.
const HARSH: &str = "Ringede til borgeren. Hun er doven.";

async fn her_case(test: &TestDesk) -> String {
    let mine = ListCases {
        only_mine: true,
        only_open: true,
        ..words("")
    };
    test.desk.list_cases(mine).await.unwrap().rows[0].id.clone()
}

fn draft(case: &str, id: &str, text: &str, version: u32) -> SaveNoteDraft {
    SaveNoteDraft {
        case_id: case.to_owned(),
        id: id.to_owned(),
        supplements: None,
        text: text.to_owned(),
        version,
    }
}

fn new_id() -> String {
    Uuid::new_v4().to_string()
}

async fn journal(desk: &sagsbord_app::Desk, case: &str) -> Journal {
    desk.list_notes(ShowCase {
        id: case.to_owned(),
    })
    .await
    .unwrap()
}

/// A note that is written and journalised.
async fn journalised(test: &TestDesk, case: &str, text: &str) -> NoteRow {
    let id = new_id();
    let saved = test
        .desk
        .save_note_draft(draft(case, &id, text, 0))
        .await
        .unwrap();
    let journal = test
        .desk
        .journalise_note(JournaliseNote {
            id: saved.id,
            version: saved.version,
            why: None,
        })
        .await
        .unwrap();
    journal.notes[0].clone()
}

#[tokio::test]
async fn what_is_typed_is_kept_over_a_lock_a_restart_and_a_program_that_was_killed() {
    let test = demo_for_anne().await;
    let case = her_case(&test).await;
    let id = new_id();
    let first = test
        .desk
        .save_note_draft(draft(&case, &id, "Ringede", 0))
        .await
        .unwrap();
    let second = test
        .desk
        .save_note_draft(draft(&case, &id, "Ringede til borgeren", first.version))
        .await
        .unwrap();
    assert_eq!((second.version, second.is_kept_beside), (2, false));

    test.desk.lock(NOTHING).await.unwrap();
    let refused = test.desk.list_notes(ShowCase { id: case.clone() }).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::SessionLocked);
    test.desk
        .unlock(Unlock {
            password: ANNE.1.to_owned(),
        })
        .await
        .unwrap();
    assert_eq!(
        journal(&test.desk, &case).await.drafts[0].text,
        "Ringede til borgeren"
    );

    // The folder as it lies while the program runs is what is left after it was killed.
    let left = tempfile::TempDir::new().unwrap();
    copy(&test.folder(), &left.path().join("data"));
    let after_kill = TestDesk::in_folder(left, true);
    after_kill.desk.desk_state(NOTHING).await.unwrap();
    after_kill
        .desk
        .sign_in(sign_in_as(ANNE.0, ANNE.1))
        .await
        .unwrap();
    let kept = journal(&after_kill.desk, &case).await;
    assert_eq!(kept.drafts.len(), 1);
    assert_eq!(kept.drafts[0].text, "Ringede til borgeren");

    let test = test.restart().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    test.desk.sign_in(sign_in_as(ANNE.0, ANNE.1)).await.unwrap();
    let kept = journal(&test.desk, &case).await;
    assert_eq!(kept.drafts[0].text, "Ringede til borgeren");
    assert!(kept.may_write && kept.notes.is_empty());
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[tokio::test]
async fn a_draft_that_two_desks_write_is_two_drafts_and_nothing_is_written_over() {
    let test = demo_for_anne().await;
    let case = her_case(&test).await;
    let other = test.second_desk();
    other.sign_in(sign_in_as(ANNE.0, ANNE.1)).await.unwrap();
    let id = new_id();
    let begun = test
        .desk
        .save_note_draft(draft(&case, &id, "Fra kontoret", 0))
        .await
        .unwrap();
    let at_home = other
        .save_note_draft(draft(
            &case,
            &id,
            "Fra kontoret, og hjemmefra",
            begun.version,
        ))
        .await
        .unwrap();
    assert!(!at_home.is_kept_beside);
    // The first desk knows nothing of that, and types on.
    let beside = test
        .desk
        .save_note_draft(draft(&case, &id, "Fra kontoret, igen", begun.version))
        .await
        .unwrap();
    assert!(beside.is_kept_beside);
    assert_ne!(beside.id, id);
    // From then on it is a draft like any other.
    let on = test
        .desk
        .save_note_draft(draft(
            &case,
            &beside.id,
            "Fra kontoret, igen og igen",
            beside.version,
        ))
        .await
        .unwrap();
    assert_eq!((on.id, on.is_kept_beside), (beside.id.clone(), false));
    let mut texts: Vec<_> = journal(&test.desk, &case)
        .await
        .drafts
        .into_iter()
        .map(|draft| (draft.text, draft.kept_beside))
        .collect();
    texts.sort();
    assert_eq!(
        texts,
        [
            ("Fra kontoret, igen og igen".to_owned(), Some(id.clone())),
            ("Fra kontoret, og hjemmefra".to_owned(), None),
        ]
    );
    // An answer that was lost is asked for again: no second draft comes of it.
    let again = test
        .desk
        .save_note_draft(draft(&case, &id, "Fra kontoret, og hjemmefra", 0))
        .await
        .unwrap();
    assert_eq!((again.id, again.version), (id.clone(), at_home.version));

    // What another desk journalised meanwhile is not written to any more either.
    other
        .journalise_note(JournaliseNote {
            id: id.clone(),
            version: at_home.version,
            why: None,
        })
        .await
        .unwrap();
    let late = test
        .desk
        .save_note_draft(draft(&case, &id, "For sent", at_home.version))
        .await
        .unwrap();
    assert!(late.is_kept_beside);
    let after = journal(&test.desk, &case).await;
    assert_eq!(after.notes[0].text, "Fra kontoret, og hjemmefra");
    assert!(after.drafts.iter().any(|draft| draft.text == "For sent"));
    // Nor is a draft thrown away as it was not seen.
    let stale = test
        .desk
        .discard_note_draft(DiscardNoteDraft {
            id: beside.id.clone(),
            version: beside.version,
        })
        .await;
    assert_eq!(stale.unwrap_err().code, ErrorCode::Conflict);
}

#[tokio::test]
async fn a_journalised_note_stays_and_what_is_to_be_corrected_is_said_beside_it() {
    let test = demo_for_anne().await;
    let case = her_case(&test).await;
    let note = journalised(
        &test,
        &case,
        "Talte med borgeren om rampen.\r\nHun ringer igen.\n\n",
    )
    .await;
    assert_eq!(note.number, 1);
    assert_eq!(note.text, "Talte med borgeren om rampen.\nHun ringer igen.");
    assert!(note.written_by.starts_with("Anne"));

    let supplement = SaveNoteDraft {
        supplements: Some(note.id.clone()),
        ..draft(&case, &new_id(), "Det var om trappen.", 0)
    };
    let saved = test.desk.save_note_draft(supplement).await.unwrap();
    let after = test
        .desk
        .journalise_note(JournaliseNote {
            id: saved.id.clone(),
            version: saved.version,
            why: None,
        })
        .await
        .unwrap();
    assert_eq!(after.notes.len(), 2);
    assert_eq!(after.notes[0].supplements, Some(note.id.clone()));
    assert_eq!(after.notes[1], note, "the note itself is as it was");
    // What is said to a supplement is said to the note.
    let to_supplement = SaveNoteDraft {
        supplements: Some(saved.id),
        ..draft(&case, &new_id(), "x", 0)
    };
    let refused = test.desk.save_note_draft(to_supplement).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidInput);
}

#[tokio::test]
async fn what_the_check_would_stop_asks_for_a_reason_and_both_are_kept() {
    let test = demo_for_anne().await;
    let case = her_case(&test).await;
    let saved = test
        .desk
        .save_note_draft(draft(&case, &new_id(), HARSH, 0))
        .await
        .unwrap();
    let journalise = |why: Option<&str>| {
        test.desk.journalise_note(JournaliseNote {
            id: saved.id.clone(),
            version: saved.version,
            why: why.map(str::to_owned),
        })
    };
    for too_little in [None, Some(""), Some("   ")] {
        let refused = journalise(too_little).await.unwrap_err();
        assert_eq!(
            (refused.field.as_deref(), refused.problem.as_deref()),
            (Some("why"), Some("needs_reason"))
        );
    }
    let journal = journalise(Some("Det er hendes egne ord")).await.unwrap();
    let note = &journal.notes[0];
    assert!(note.check.stop >= 1);
    assert_eq!(note.why.as_deref(), Some("Det er hendes egne ord"));
    assert!(journal.drafts.is_empty());
    // Where nothing stops it, no reason is kept.
    let plain = journalised(&test, &case, "Sendte brev.").await;
    assert_eq!((plain.check.stop, plain.why), (0, None));
}

#[tokio::test]
async fn a_draft_is_its_writers_own_and_a_case_out_of_reach_has_no_journal() {
    let test = demo_for_anne().await;
    let case = her_case(&test).await;
    let saved = test
        .desk
        .save_note_draft(draft(&case, &new_id(), "Kun til mig selv", 0))
        .await
        .unwrap();
    let bo = test.second_desk();
    bo.sign_in(sign_in_as("bo", "kaffe på den grønne bænk"))
        .await
        .unwrap();
    assert!(journal(&bo, &case).await.drafts.is_empty());
    let refused = |answer: Result<Journal, ErrorReply>| answer.unwrap_err().code;
    assert_eq!(
        refused(
            bo.discard_note_draft(DiscardNoteDraft {
                id: saved.id.clone(),
                version: saved.version
            })
            .await
        ),
        ErrorCode::NotFound
    );
    assert_eq!(
        refused(
            bo.journalise_note(JournaliseNote {
                id: saved.id.clone(),
                version: saved.version,
                why: None
            })
            .await
        ),
        ErrorCode::NotFound
    );
    let taken_over = bo
        .save_note_draft(draft(&case, &saved.id, "Overskrevet", saved.version))
        .await;
    assert_eq!(taken_over.unwrap_err().code, ErrorCode::NotFound);

    let dpo = demo_for("dorthe", "lyset i det øverste vindue").await;
    let all = dpo.desk.list_cases(words("")).await.unwrap();
    let outside = all
        .rows
        .iter()
        .find(|row| !row.kle.starts_with("62"))
        .unwrap();
    let hidden = test
        .desk
        .save_note_draft(draft(&outside.id, &new_id(), "x", 0))
        .await
        .unwrap_err();
    let absent = test
        .desk
        .save_note_draft(draft(&new_id(), &new_id(), "x", 0))
        .await
        .unwrap_err();
    assert_eq!((hidden.code, hidden.field), (absent.code, absent.field));
    let hidden = test
        .desk
        .list_notes(ShowCase {
            id: outside.id.clone(),
        })
        .await
        .unwrap_err();
    assert_eq!(hidden.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn the_text_is_bounded_and_what_was_done_stands_in_the_log_without_it() {
    let test = demo_for_anne().await;
    let case = her_case(&test).await;
    let check = async |text: String, expected: Option<&str>| {
        let answer = test
            .desk
            .save_note_draft(draft(&case, &new_id(), &text, 0))
            .await;
        let problem = answer.err().map(|error| error.problem.unwrap_or_default());
        assert_eq!(problem.as_deref(), expected);
    };
    check("æ".repeat(200_000), None).await;
    check("æ".repeat(200_001), Some("too_long")).await;
    check("med\u{7}klokke".to_owned(), Some("")).await;
    check("med\tfane\nog linje".to_owned(), None).await;
    let empty = test
        .desk
        .save_note_draft(draft(&case, &new_id(), " \n ", 0))
        .await
        .unwrap();
    let refused = test
        .desk
        .journalise_note(JournaliseNote {
            id: empty.id.clone(),
            version: empty.version,
            why: None,
        })
        .await
        .unwrap_err();
    assert_eq!(refused.problem.as_deref(), Some("empty"));
    test.desk
        .discard_note_draft(DiscardNoteDraft {
            id: empty.id,
            version: empty.version,
        })
        .await
        .unwrap();
    journalised(&test, &case, "Hemmelig vending om rampen").await;
    let log = test
        .desk
        .case_log(CaseLog {
            id: case,
            before: None,
            limit: 100,
        })
        .await
        .unwrap();
    let acts: Vec<&str> = log.rows.iter().map(|row| row.act.as_str()).collect();
    assert_eq!(
        acts.iter().filter(|act| **act == "note_begun").count(),
        4,
        "{acts:?}"
    );
    assert!(acts.contains(&"note_discarded") && acts.contains(&"note_journalised"));
    let told = serde_json::to_string(&log).unwrap();
    assert!(!told.contains("rampen") && !told.contains("vending"));
}

#[tokio::test]
async fn a_note_that_is_not_journalised_stands_among_her_drafts_and_nobody_elses() {
    let test = crate::cases::demo_for_anne().await;
    let case = her_case(&test).await;
    let id = "10000000-0000-4000-8000-000000000001";
    let text = "\nRingede til borgeren\nom rampen";
    test.desk
        .save_note_draft(draft(&case, id, text, 0))
        .await
        .unwrap();
    let day = test.desk.my_day(NOTHING).await.unwrap();
    let row = &day.drafts.rows[0];
    assert_eq!(
        (row.kind, row.title.as_str(), row.case_id.as_ref()),
        (DayRowKind::Note, "Ringede til borgeren", Some(&case))
    );
    let bo = test.second_desk();
    bo.sign_in(sign_in_as("bo", "kaffe på den grønne bænk"))
        .await
        .unwrap();
    let his = bo.my_day(NOTHING).await.unwrap();
    assert!(
        his.drafts
            .rows
            .iter()
            .all(|row| row.kind != DayRowKind::Note)
    );
}
