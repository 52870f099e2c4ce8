use base64::Engine as _;
use sagsbord_app::Desk;
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::aktindsigt::{
    all_cases, case_with_documents, collect, items, registered, registering, show, with_regimes,
};
use crate::cases::demo_for_anne;
use crate::support::sign_in_as;

/// A party's request with documents, of which the first is given and the last kept back.
async fn decided() -> (TestDesk, AktindsigtDetail) {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let detail = registered(&test, registering(&asked, ApplicantRole::Party)).await;
    let detail = with_regimes(&test, &detail).await;
    collect(&test.desk, &detail.id, all_cases()).await.unwrap();
    let page = items(&test.desk, &detail.id, ItemShown::Listed).await;
    let (last, others) = page.rows.split_last().unwrap();
    decide(&test.desk, &detail.id, others, ItemDecision::Given, &[], "").await;
    let said = "Hensynet til en anden privatperson vejer tungest.";
    let withheld = ItemDecision::Withheld;
    decide(
        &test.desk,
        &detail.id,
        std::slice::from_ref(last),
        withheld,
        &["FVL-15b-5"],
        said,
    )
    .await;
    (test, detail)
}

pub(crate) async fn decide(
    desk: &Desk,
    id: &str,
    rows: &[ItemRow],
    decision: ItemDecision,
    bases: &[&str],
    text: &str,
) {
    let answer = |requirement| BasisAnswer {
        requirement,
        outcome: AnswerOutcome::Considered,
        text: "Vejet af sagsbehandleren: hemmeligt indhold.".to_owned(),
    };
    let asks = [
        BasisRequirement::DecisiveWeight,
        BasisRequirement::Weighing,
        BasisRequirement::MoreOpenness,
        BasisRequirement::Extraction,
        BasisRequirement::OpenInternal,
        BasisRequirement::Rest,
    ];
    let decided = desk
        .decide_items(DecideItems {
            id: id.to_owned(),
            items: rows
                .iter()
                .map(|row| ItemChoice {
                    id: row.id.clone(),
                    version: row.version,
                })
                .collect(),
            decision,
            bases: bases.iter().map(|id| (*id).to_owned()).collect(),
            answers: match bases.is_empty() {
                true => Vec::new(),
                false => asks.into_iter().map(answer).collect(),
            },
            text: text.to_owned(),
        })
        .await
        .unwrap();
    assert_eq!(decided.refused, []);
}

pub(crate) async fn draft(
    desk: &Desk,
    id: &str,
    kind: AktindsigtLetterKind,
    instead_of: Option<u32>,
) -> Result<AktindsigtLetter, ErrorReply> {
    desk.draft_aktindsigt_letter(DraftAktindsigtLetter {
        id: id.to_owned(),
        kind,
        instead_of,
    })
    .await
}

pub(crate) async fn save(
    desk: &Desk,
    id: &str,
    letter: &AktindsigtLetter,
    text: &str,
) -> Result<AktindsigtLetter, ErrorReply> {
    desk.save_aktindsigt_letter(SaveAktindsigtLetter {
        id: id.to_owned(),
        kind: letter.kind,
        version: letter.version,
        text: text.to_owned(),
        keeps_as_written: true,
    })
    .await
}

/// With what only a person can say written in.
pub(crate) fn finished(text: &str) -> String {
    let guide = "[skriv, hvem der kan klages til, hvordan og inden hvornår]";
    text.replace(guide, "Du kan klage til Ankestyrelsen inden fire uger.")
}

#[tokio::test]
async fn the_decision_is_drafted_from_what_is_decided_and_says_nothing_of_what_is_withheld() {
    let (test, detail) = decided().await;
    let page = items(&test.desk, &detail.id, ItemShown::Listed).await;
    let last = page.rows.last().unwrap();
    let letter = draft(&test.desk, &detail.id, AktindsigtLetterKind::Decision, None)
        .await
        .unwrap();
    let number = last.number.unwrap();
    for expected in [
        "# Afgørelse om aktindsigt",
        "Ansøgning om rampe",
        "forvaltningslovens § 15 b, nr. 5",
        "Hensynet til en anden privatperson vejer tungest.",
        "meroffentlighed efter forvaltningslovens § 10",
        "## Klagevejledning",
        "Folketingets Ombudsmand",
        &format!("- Ikke: akt {number}"),
    ] {
        assert!(
            letter.text.contains(expected),
            "{expected}: {}",
            letter.text
        );
    }
    // What was weighed is for the file, and the title of what is kept back stands in the list alone.
    assert!(!letter.text.contains("hemmeligt indhold"));
    assert!(!letter.text.contains(&last.title));
    assert!(!letter.is_edited && letter.would_be.is_empty());
    // Nobody is guessed at for whom to complain to: where the law's data names none, a person writes it.
    let letter = save(&test.desk, &detail.id, &letter, &finished(&letter.text))
        .await
        .unwrap();
    assert_eq!(letter.faults, []);
    let set = test
        .desk
        .set_aktindsigt_letter(ShowAktindsigtLetter {
            id: detail.id.clone(),
            kind: AktindsigtLetterKind::Decision,
        })
        .await
        .unwrap();
    let pdf = base64::engine::general_purpose::STANDARD
        .decode(set.base64)
        .unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn what_a_person_wrote_stays_when_decisions_change_and_is_told_what_would_be_different() {
    let (test, detail) = decided().await;
    let kind = AktindsigtLetterKind::Decision;
    let letter = draft(&test.desk, &detail.id, kind, None).await.unwrap();
    let again = draft(&test.desk, &detail.id, kind, None).await.unwrap();
    assert_eq!(
        again.version, letter.version,
        "the same facts, the same letter"
    );
    let written = format!("{}\n\nDu kan hente sagen på biblioteket.", letter.text);
    let saved = save(&test.desk, &detail.id, &letter, &written)
        .await
        .unwrap();
    assert!(saved.is_edited && saved.would_be.is_empty());
    let late = save(&test.desk, &detail.id, &letter, "# Andet")
        .await
        .unwrap_err();
    assert_eq!(late.code, ErrorCode::Conflict);

    let page = items(&test.desk, &detail.id, ItemShown::Listed).await;
    let last = page.rows.last().cloned().unwrap();
    decide(
        &test.desk,
        &detail.id,
        &[last],
        ItemDecision::Given,
        &[],
        "",
    )
    .await;
    let kept = draft(&test.desk, &detail.id, kind, None).await.unwrap();
    assert_eq!(
        (kept.text.as_str(), kept.version),
        (written.as_str(), saved.version)
    );
    let gone =
        |part: &TextPart| part.kind == TextPartKind::Gone && part.text.contains("biblioteket");
    assert!(kept.would_be.iter().any(gone));
    let new = draft(&test.desk, &detail.id, kind, Some(kept.version))
        .await
        .unwrap();
    assert!(new.text.contains("Du får det hele") && !new.text.contains("biblioteket"));
    assert!(
        !new.text.contains("## Klagevejledning"),
        "nothing is kept back"
    );
    let stale = draft(&test.desk, &detail.id, kind, Some(kept.version))
        .await
        .unwrap_err();
    assert_eq!(stale.code, ErrorCode::Conflict);

    // Written in by hand while nothing is decided anew: asked for in its place, the draft is there again.
    let by_hand = format!("{}\n\nDu kan ringe til os.", new.text);
    let by_hand = save(&test.desk, &detail.id, &new, &by_hand).await.unwrap();
    let anew = draft(&test.desk, &detail.id, kind, Some(by_hand.version));
    let anew = anew.await.unwrap();
    assert_eq!(
        (anew.text.as_str(), anew.is_edited),
        (new.text.as_str(), false)
    );
}

#[tokio::test]
async fn what_is_decided_while_somebody_writes_is_told_until_she_keeps_hers_beside_it() {
    let (test, detail) = decided().await;
    let kind = AktindsigtLetterKind::Decision;
    let letter = draft(&test.desk, &detail.id, kind, None).await.unwrap();
    let page = items(&test.desk, &detail.id, ItemShown::Listed).await;
    let last = page.rows.last().cloned().unwrap();
    decide(
        &test.desk,
        &detail.id,
        &[last],
        ItemDecision::Given,
        &[],
        "",
    )
    .await;
    let saving = |version, keeps_as_written| SaveAktindsigtLetter {
        id: detail.id.clone(),
        kind,
        version,
        text: format!("{}\n\nDu kan ringe til os.", letter.text),
        keeps_as_written,
    };
    let unseen = test
        .desk
        .save_aktindsigt_letter(saving(letter.version, false));
    let unseen = unseen.await.unwrap();
    assert!(!unseen.would_be.is_empty(), "nobody has shown her");
    let kept = test
        .desk
        .save_aktindsigt_letter(saving(unseen.version, true));
    assert_eq!(kept.await.unwrap().would_be, []);
}

#[tokio::test]
async fn a_letter_with_something_left_to_write_is_not_set_and_the_check_reads_it() {
    let (test, detail) = decided().await;
    let kind = AktindsigtLetterKind::Decision;
    let letter = draft(&test.desk, &detail.id, kind, None).await.unwrap();
    let open = format!("{}\n\n[skriv mere]", finished(&letter.text));
    let saved = save(&test.desk, &detail.id, &letter, &open).await.unwrap();
    assert_eq!(saved.faults.len(), 1);
    let asked = ShowAktindsigtLetter {
        id: detail.id.clone(),
        kind,
    };
    let refused = test
        .desk
        .set_aktindsigt_letter(asked.clone())
        .await
        .unwrap_err();
    assert_eq!(refused.problem.as_deref(), Some("faults"));
    let worse = format!("{}\n\nNummeret er 700180-1234.", letter.text);
    let saved = save(&test.desk, &detail.id, &saved, &worse).await.unwrap();
    assert!(
        saved.findings.len() > letter.findings.len(),
        "{:?}",
        saved.findings
    );
    // Somebody without a grant there learns nothing, not even that there is a letter.
    let outside = test.second_desk();
    outside
        .sign_in(sign_in_as("agnes", "nøglen ligger under krukken"))
        .await
        .unwrap();
    let nothing = outside.show_aktindsigt_letter(asked).await.unwrap_err();
    assert_eq!(nothing.code, ErrorCode::NotAllowed);
}

#[tokio::test]
async fn a_receipt_comes_with_the_request_and_a_refusal_only_after_one() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let detail = registered(&test, registering(&asked, ApplicantRole::Party)).await;
    let detail = with_regimes(&test, &detail).await;
    let receipt = draft(&test.desk, &detail.id, AktindsigtLetterKind::Receipt, None)
        .await
        .unwrap();
    assert!(
        receipt.text.contains("26. november 2026"),
        "{}",
        receipt.text
    );
    let early = draft(&test.desk, &detail.id, AktindsigtLetterKind::Refusal, None)
        .await
        .unwrap_err();
    assert_eq!(early.problem.as_deref(), Some("not_done"));
    let refused = test
        .desk
        .act_on_aktindsigt(ActOnAktindsigt {
            id: detail.id.clone(),
            version: show(&test.desk, &detail.id).await.unwrap().version,
            act: AktindsigtAct::Refuse {
                ground: RefusalGround::NothingThere,
                why: "Arkivet er gennemsøgt uden resultat.".to_owned(),
            },
        })
        .await
        .unwrap();
    assert_eq!(refused.state, AktindsigtState::Refused);
    let letter = draft(&test.desk, &detail.id, AktindsigtLetterKind::Refusal, None)
        .await
        .unwrap();
    assert!(
        letter.text.contains("vi har det ikke") && letter.text.contains("Arkivet er gennemsøgt")
    );
    let closed = draft(&test.desk, &detail.id, AktindsigtLetterKind::Decision, None)
        .await
        .unwrap_err();
    assert_eq!(closed.problem.as_deref(), Some("closed"));
}
