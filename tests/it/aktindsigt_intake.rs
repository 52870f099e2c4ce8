use sagsbord_contract::*;

use crate::aktindsigt::case_with_documents;
use crate::cases::demo_for_anne;
use crate::intake::{folder_of, pdf, read_to_the_end, zip};

const MAIL: &[u8] = b"From: Ingeborg Skjern <i@example.dk>\r\nTo: kommunen@example.dk\r\nSubject: Vedr. rampe\r\n\
    Date: Mon, 9 Mar 2026 10:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHej, her er det.\r\n";

#[tokio::test]
async fn every_file_of_an_intake_comes_to_the_list_or_is_told_of() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let made = test
        .desk
        .register_aktindsigt(RegisterAktindsigt {
            title: "Aktindsigt i sag om hjælpemidler".to_owned(),
            case_ids: vec![asked.row.id.clone()],
            kle: None,
            unit_id: asked.standing.unit_id.clone(),
            team_id: None,
            received_on: "2026-11-17".to_owned(),
            facts: AktindsigtFacts {
                received_how: ReceivedHow::Form,
                role: ApplicantRole::Journalist,
                name: "Poul Bille".to_owned(),
                cpr: None,
                contact: String::new(),
                on_behalf_of: String::new(),
                identity: None,
                authority_document_id: None,
                text: "Alle mails om rampen".to_owned(),
                theme: "Rampen".to_owned(),
                wanted_form: WantedForm::SeparateFiles,
                is_decision: None,
                matters: Vec::new(),
            },
            regimes: vec![CheckRegime::PublicAccess],
        })
        .await
        .unwrap();
    let detail = made.detail.unwrap();
    let page = pdf("Jeg søger om en rampe.");
    let parts = [("svar.txt", b"Et svar.".to_vec())];
    let folder = folder_of(
        &test,
        &[
            ("ansoegning.pdf", page.clone()),
            ("kopi af ansoegning.pdf", page),
            ("mail.eml", MAIL.to_vec()),
            ("pakke.zip", zip(&parts)),
            ("ukendt.bin", vec![0, 159, 146, 150, 0, 1, 2, 3]),
        ],
    );
    // Handed in for the request's own case.
    let offered = test.desk.offer_files(vec![folder]).await.unwrap();
    let intake = test
        .desk
        .start_intake(StartIntake {
            case_id: detail.case.id.clone(),
            offer: offered.id,
        })
        .await
        .unwrap();
    let read = read_to_the_end(&test, &intake.row.id).await;
    let from = CollectItems {
        id: detail.id.clone(),
        from: CollectFrom::Intake {
            intake_id: intake.row.id.clone(),
        },
    };
    let taken = test.desk.collect_items(from.clone()).await.unwrap();
    let accounted = taken.added as usize + taken.not_taken.len();
    assert_eq!(accounted, read.row.sums.files as usize, "{taken:?}");
    let why = |name: &str| {
        let found = taken.not_taken.iter().find(|one| one.name == name);
        found.map(|one| one.why.clone())
    };
    assert_eq!(why("pakke.zip"), Some(NotTakenWhy::Container));
    assert_eq!(why("kopi af ansoegning.pdf"), Some(NotTakenWhy::Duplicate));
    assert!(matches!(
        why("ukendt.bin"),
        Some(NotTakenWhy::Unreadable(_))
    ));
    let listed = test
        .desk
        .list_items(ListItems {
            id: detail.id.clone(),
            limit: 100,
            ..ListItems::default()
        })
        .await
        .unwrap();
    let mail = listed
        .rows
        .iter()
        .find(|row| row.title == "Vedr. rampe")
        .unwrap();
    assert_eq!(mail.dated, "2026-03-09");
    assert!(mail.sender.contains("Ingeborg Skjern"));
    assert_eq!(mail.origin, ItemOrigin::IntakeFile);
    let application = listed
        .rows
        .iter()
        .find(|row| row.title == "ansoegning")
        .unwrap();
    assert_eq!(application.pages, Some(1));
    let again = test.desk.collect_items(from).await.unwrap();
    assert_eq!((again.added, again.already), (0, taken.added));
}
