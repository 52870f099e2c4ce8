use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::demo_for_anne;
use crate::intake::{begin, files, folder_of, read_to_the_end};

const FIRST: &str =
    "Vi søger om tilladelse til at bygge et skur på 12 kvadratmeter ved skellet mod nord.";
const SECOND: &str =
    "Vi har modtaget ansøgningen og sender den videre til teknisk forvaltning i dag.";

fn mail(number: u32, from: &str, subject: &str, text: &str) -> Vec<u8> {
    let answers = match number {
        1 => String::new(),
        _ => format!("In-Reply-To: <{}@eksempel.dk>\r\n", number - 1),
    };
    format!(
        "From: {from}@eksempel.dk\r\nTo: modtager@eksempel.dk\r\nSubject: {subject}\r\n\
         Date: Tue, 3 Nov 2026 1{number}:00:00 +0100\r\nMessage-ID: <{number}@eksempel.dk>\r\n{answers}\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{}\r\n",
        text.replace('\n', "\r\n")
    )
    .into_bytes()
}

fn quoted(text: &str, from: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
    format!(
        "Den 3. nov. 2026 kl. 11.00 skrev {from}@eksempel.dk:\n{}",
        lines.join("\n")
    )
}

/// Three mails: the second quotes the first, the third quotes both. And one of another matter.
async fn with_a_thread() -> (TestDesk, String) {
    let test = demo_for_anne().await;
    let second = format!("{SECOND}\n\n{}", quoted(FIRST, "borger"));
    let third = format!(
        "Det er noteret i sagen, og I hører fra os i næste uge.\n\n{}",
        quoted(&second, "anne")
    );
    let folder = folder_of(
        &test,
        &[
            ("1.eml", mail(1, "borger", "Skur", FIRST)),
            ("2.eml", mail(2, "anne", "SV: Skur", &second)),
            ("3.eml", mail(3, "teknik", "SV: SV: Skur", &third)),
            (
                "4.eml",
                mail(
                    1,
                    "bo",
                    "Frokost",
                    "Der er frokost i kantinen klokken tolv på torsdag, husk tilmelding.",
                ),
            ),
        ],
    );
    let id = begin(&test, &folder).await.row.id;
    let detail = read_to_the_end(&test, &id).await;
    assert_eq!(detail.mails, 4);
    (test, id)
}

async fn told(test: &TestDesk, id: &str) -> Vec<String> {
    let threads = test
        .desk
        .intake_threads(ShowIntake { id: id.to_owned() })
        .await
        .unwrap()
        .threads;
    let mut told = Vec::new();
    for thread in threads {
        told.push(thread.subject);
        for mail in thread.mails {
            let quoted: Vec<String> = mail
                .quoted_in
                .iter()
                .map(|one| match one.decision {
                    Some(decision) => format!("{} {decision:?}", one.place),
                    None => one.place.clone(),
                })
                .collect();
            told.push(format!(
                "- {} {:?} [{}]",
                mail.row.place,
                mail.row.state,
                quoted.join(", ")
            ));
        }
    }
    told.sort_by_key(|line| !line.contains("Skur") && !line.starts_with("- "));
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_and_its_quotations_are_decided_about_as_one_and_taken_back_as_one() {
    let (test, id) = with_a_thread().await;
    let before = told(&test, &id).await;
    for line in [
        "Skur",
        "- 1 Taken [2, 3]",
        "- 2 Taken [3]",
        "- 3 Taken []",
        "- 4 Taken []",
    ] {
        assert!(before.contains(&line.to_owned()), "{line} in {before:?}");
    }
    let decide = |takes_back, reason: &str| {
        test.desk.decide_quoted_mail(DecideQuotedMail {
            id: id.clone(),
            place: "1".to_owned(),
            takes_back,
            reason: reason.to_owned(),
        })
    };
    assert_eq!(
        decide(false, "").await.unwrap_err().field.as_deref(),
        Some("reason")
    );
    assert_eq!(
        decide(true, "").await.unwrap_err().field.as_deref(),
        Some("place")
    );
    decide(false, "Uden for anmodningen").await.unwrap();
    let after = told(&test, &id).await;
    for line in ["- 1 LeftOut [2 LeaveOut, 3 LeaveOut]", "- 2 Taken [3]"] {
        assert!(after.contains(&line.to_owned()), "{line} in {after:?}");
    }
    let rows = files(&test, &id).await;
    assert_eq!(
        rows[1].state,
        FileState::Taken,
        "the mail that quotes it stays"
    );
    let detail = test
        .desk
        .show_intake_file(ShowIntakeFile {
            id: id.clone(),
            place: "2".to_owned(),
        })
        .await
        .unwrap();
    let quotation = detail
        .hidden
        .iter()
        .find(|one| one.kind == HiddenKind::QuotedThread)
        .unwrap();
    assert_eq!(quotation.decision, Some(HiddenDecisionKind::LeaveOut));
    assert_eq!(quotation.reason, "Uden for anmodningen");
    assert!(quotation.text.contains("skur på 12 kvadratmeter"));

    decide(true, "").await.unwrap();
    assert_eq!(told(&test, &id).await, before);
}
