use chrono::DateTime;
use sagsbord_platform::post::{
    Cpr, Letter, LetterFault, LetterFile, MemoVersion, PostLimits, Receiver, Sender,
};
use sagsbord_platform::xml::Writer;
use uuid::{Uuid, uuid};

use crate::contract::{contracts, invalid};

/// To a person who cannot be: the day is 60 too high.
fn letter() -> Letter {
    Letter {
        id: uuid!("8c2ea15d-61fb-4ba9-9366-42f8b194c114"),
        title: "Afgørelse: børn & unge <§ 52>".to_owned(),
        sender: Sender {
            cvr: "11111111".to_owned(),
            name: "Korsbæk Kommune".to_owned(),
        },
        receiver: Receiver::Person(Cpr::parse("700380-1234").unwrap()),
        created: DateTime::from_timestamp(1_714_737_600, 0).unwrap(),
        main: file("Afgørelse.pdf", b"This is a test"),
        attachments: Vec::new(),
        notice: None,
        is_mandatory: false,
        is_legal_notification: false,
    }
}

fn file(name: &str, bytes: &[u8]) -> LetterFile {
    LetterFile {
        name: name.to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: bytes.to_vec(),
    }
}

#[test]
fn letters_of_every_form_are_valid_by_both_published_versions() {
    let Some(folder) = contracts() else { return };
    let mut plain = letter();
    let mut full = letter();
    full.attachments = vec![file("Bilag 1.pdf", &[0; 1000]), file("Bilag 2.pdf", &[255])];
    full.notice = Some("Du har fået en afgørelse".to_owned());
    full.is_mandatory = true;
    full.is_legal_notification = true;
    full.receiver = Receiver::Company("22222222".to_owned());
    plain.title = "x".repeat(256);
    for letter in [plain, full] {
        assert_eq!(PostLimits::default().check(&letter), Ok(()));
        for (version, schema) in [
            (MemoVersion::V1_1, "memo/xsd/MeMo_core.xsd"),
            (MemoVersion::V1_2, "memo/xsd/Version1.2/MeMo_core.xsd"),
        ] {
            let mut writer = Writer::new();
            letter.write(&mut writer, version);
            let written = writer.into_text();
            let schema = folder.join(schema);
            assert_eq!(invalid(&schema, &written), None, "{written}");
        }
    }
}

#[test]
fn what_is_sent_has_the_form_that_the_platform_reads() {
    let message = letter().message(MemoVersion::V1_2);
    let within = message
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?><kombi_request><KombiValgKode>Digital Post</KombiValgKode><memo:Message xmlns:memo=\"https://DigitalPost.dk/MeMo-1\" memoVersion=\"1.2\">")
        .unwrap();
    assert!(within.ends_with("</memo:Message></kombi_request>"));
    let has = |part: &str| assert!(within.contains(part), "{part}: {within}");
    has("<memo:messageUUID>8c2ea15d-61fb-4ba9-9366-42f8b194c114</memo:messageUUID>");
    has("<memo:label>Afgørelse: børn &amp; unge &lt;§ 52&gt;</memo:label>");
    has("<memo:recipientID>7003801234</memo:recipientID><memo:idType>CPR</memo:idType>");
    has("<memo:createdDateTime>2024-05-03T12:00:00.000Z</memo:createdDateTime>");
    has("<memo:content>VGhpcyBpcyBhIHRlc3Q=</memo:content>");
}

#[test]
fn a_letter_that_cannot_be_taken_is_stopped_before_it_is_sent() {
    let limits = PostLimits { whole_bytes: 400 };
    let check = |change: &dyn Fn(&mut Letter), expected: LetterFault| {
        let mut letter = letter();
        assert_eq!(limits.check(&letter), Ok(()));
        change(&mut letter);
        assert_eq!(limits.check(&letter), Err(expected));
    };
    check(&|letter| letter.id = Uuid::from_u128(7), LetterFault::Id);
    check(
        &|letter| letter.title = " ".to_owned(),
        LetterFault::NoTitle,
    );
    check(
        &|letter| letter.title = "å".repeat(257),
        LetterFault::LongTitle,
    );
    check(
        &|letter| letter.sender.name.clear(),
        LetterFault::SenderName,
    );
    check(
        &|letter| letter.sender.cvr = "1111111x".to_owned(),
        LetterFault::SenderNumber,
    );
    check(
        &|letter| letter.receiver = Receiver::Company("222".to_owned()),
        LetterFault::ReceiverNumber,
    );
    check(
        &|letter| letter.notice = Some("n".repeat(161)),
        LetterFault::LongNotice,
    );
    check(
        &|letter| letter.attachments.push(file("", b"a")),
        LetterFault::FileName(2),
    );
    check(
        &|letter| letter.main.media_type = "pdf".to_owned(),
        LetterFault::FileKind(1),
    );
    check(
        &|letter| letter.main.bytes.clear(),
        LetterFault::EmptyFile(1),
    );
    // 286 bytes are 384 as they travel, beside the 20 of the main file.
    check(
        &|letter| letter.attachments.push(file("b", &[0; 286])),
        LetterFault::TooLarge(400),
    );
    let mut just = letter();
    just.attachments.push(file("b", &[0; 285]));
    assert_eq!(limits.check(&just), Ok(()));
}
