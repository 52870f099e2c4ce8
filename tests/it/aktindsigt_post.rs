use sagsbord_contract::*;
use sagsbord_domain::LetterId;

use crate::aktindsigt::{facts, show, with_regimes};
use crate::aktindsigt_letter::{draft, finished, save};
use crate::aktindsigt_release::{approve, build, kinds, manager, send, standing};
use crate::letters::{EXEMPT, SOMEBODY, Setting, setting};
use crate::support::words;

/// A request by somebody with a number, to which nothing was found.
async fn nothing_there(setting: &Setting, cpr: &str) -> String {
    let desk = &setting.test.desk;
    let rows = desk.list_cases(words("")).await.unwrap().rows;
    let case = setting.case.to_string();
    let row = rows.iter().find(|row| row.id == case).unwrap();
    let shown = desk.show_case(OpenCase::of(&row.id)).await.unwrap();
    let made = desk
        .register_aktindsigt(RegisterAktindsigt {
            title: "Aktindsigt i mødereferater".to_owned(),
            case_ids: Vec::new(),
            kle: Some(row.kle.clone()),
            unit_id: shown.standing.unit_id.clone(),
            team_id: None,
            received_on: "2026-11-17".to_owned(),
            facts: AktindsigtFacts {
                cpr: Some(cpr.to_owned()),
                identity: Some(IdentityCheck::MitId),
                ..facts(ApplicantRole::Anyone)
            },
            regimes: Vec::new(),
        })
        .await
        .unwrap();
    let detail = with_regimes(&setting.test, &made.detail.unwrap()).await;
    let kind = AktindsigtLetterKind::Decision;
    let letter = draft(desk, &detail.id, kind, None).await.unwrap();
    assert!(
        letter.text.contains("ikke fundet dokumenter"),
        "{}",
        letter.text
    );
    save(desk, &detail.id, &letter, &finished(&letter.text))
        .await
        .unwrap();
    let sent = send(desk, &detail.id, false).await;
    assert!(sent.was_done, "{:?}", kinds(&sent));
    let manager = manager(&setting.test).await;
    approve(&manager, &detail.id, 1).await.unwrap();
    detail.id
}

async fn released(setting: &Setting, id: &str) -> ReleaseStanding {
    let bundle = build(&setting.test, id, BundleForm::Bundle).await;
    assert!(bundle.is_clean && bundle.files.len() == 1 && bundle.acts == 0);
    let given = setting.test.desk.release_bundle(ReleaseBundle {
        id: id.to_owned(),
        bundle_id: bundle.id,
        way: ReleaseWay::DigitalPost,
        folder: None,
        note: String::new(),
    });
    given.await.unwrap()
}

#[tokio::test]
async fn what_is_given_by_digital_post_is_handed_in_once_and_for_those_exempt_another_way_is_noted()
{
    let setting = setting().await;
    let desk = &setting.test.desk;
    let id = nothing_there(&setting, SOMEBODY).await;
    let given = released(&setting, &id).await;
    assert_eq!(given.state, AktindsigtState::Released);
    let delivery = &given.releases[0].deliveries[0];
    assert_eq!(delivery.outcome, "handed_in");
    let letter: LetterId = delivery.letter_id.as_ref().unwrap().parse().unwrap();
    assert_eq!(setting.standin.letters().get(&letter.uuid()), Some(&1));
    let case_id = show(desk, &id).await.unwrap().case.id;
    let letters = desk.list_letters(ShowCase { id: case_id }).await.unwrap();
    assert_eq!(letters.rows[0].files.len(), 2, "a cover, and what is given");

    // Frozen although nothing could be delivered so: it is given in another way, and nothing is given twice.
    let id = nothing_there(&setting, EXEMPT).await;
    let given = released(&setting, &id).await;
    assert_eq!(given.releases[0].deliveries[0].outcome, "exempt");
    let by_hand = desk
        .deliver_release(DeliverRelease {
            id: id.clone(),
            release_id: given.releases[0].id.clone(),
            way: ReleaseWay::Printed,
            folder: None,
            note: "Sendt som brev".to_owned(),
        })
        .await
        .unwrap();
    assert_eq!(by_hand.releases.len(), 1);
    assert_eq!(by_hand.releases[0].deliveries[1].outcome, "by_hand");
    assert_eq!(standing(desk, &id).await.state, AktindsigtState::Released);
}
