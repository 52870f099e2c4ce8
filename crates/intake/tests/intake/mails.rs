//! Mails: what is seen of them, what hangs on them, and what they hide.

use sagsbord_intake::{ChildRole, HiddenKind, Kind, Limits, Looked, Step, WhyUnreadable, look};

use crate::make::mails::{
    Mail, OutlookMail, OutlookPart, PNG, Part, Prop, attached, eml, enveloped, html,
    inline_picture, many, mbox, msg, plain, signed, someone, text, winmail,
};
use crate::seen::{hidden_of, pages_text};

pub(crate) fn from_soren() -> Mail {
    Mail {
        id: "<1@havrelunde.example>".to_owned(),
        from: someone("Søren Østergård", "soren@havrelunde.example"),
        to: vec![someone("Mette Ærø", "mette@borger.example")],
        subject: "Vedr. ansøgning om støtte".to_owned(),
        date: "Tue, 3 Nov 2026 10:12:00 +0100".to_owned(),
        body: plain("Kære Mette\n\nTak for din mail.\n\nVenlig hilsen\nSøren"),
        ..Mail::default()
    }
}

fn read(bytes: &[u8], name: &str) -> Looked {
    look(bytes, name, None, Limits::default())
}

fn children(looked: &Looked) -> Vec<(&str, ChildRole, usize)> {
    looked
        .children
        .iter()
        .map(|(name, role, content)| (name.as_str(), *role, content.as_ref().map_or(0, Vec::len)))
        .collect()
}

#[test]
fn a_mail_stands_on_its_page_with_head_and_text() {
    let looked = read(&eml(&from_soren()), "mail.eml");
    assert_eq!(
        pages_text(&looked),
        "Vedr. ansøgning om støtte\n\
         Fra: Søren Østergård <soren@havrelunde.example>\n\
         Til: Mette Ærø <mette@borger.example>\n\
         Sendt: 3. november 2026 kl. 10.12\n\
         Kære Mette\nTak for din mail.\nVenlig hilsen\nSøren"
    );
    let head = looked.mail.expect("it is a mail");
    assert_eq!(head.message_id.as_deref(), Some("1@havrelunde.example"));
    assert_eq!(head.from, "Søren Østergård <soren@havrelunde.example>");
    assert_eq!(head.sent, Some(1_793_697_120));
    assert_eq!(looked.quoted.len(), 1);
}

#[test]
fn what_a_mail_hides_is_told_and_nothing_more() {
    let mut mail = from_soren();
    mail.headers = vec![
        "Received: from [10.1.2.3] by mx.example; Tue, 3 Nov 2026 10:12:00 +0100".to_owned(),
        "X-Originating-IP: [10.1.2.3]".to_owned(),
        "Bcc: Skjult Modtager <skjult@borger.example>".to_owned(),
    ];
    mail.body = many(
        "alternative",
        vec![
            plain("Kære Mette\n\nBeløbet er 5000 kr.\nKun her: bemærkning"),
            html(
                "<p>Kære Mette</p><p>Beløbet er 5000 kr.</p><p style='display:none'>usynlig</p><p style='color:#fff'>hvid</p><img src='https://spor.example/p.gif' width=1 height=1>",
            ),
        ],
    );
    let looked = read(&eml(&mail), "mail.eml");
    assert_eq!(
        hidden_of(&looked),
        [
            (HiddenKind::HiddenText, "tekst, der ikke vises", "usynlig"),
            (HiddenKind::WhiteText, "tekst i baggrundens farve", "hvid"),
            (
                HiddenKind::ExternalLink,
                "usynligt billede, der fortæller at mailen er åbnet",
                "https://spor.example/p.gif"
            ),
            (
                HiddenKind::MailHeader,
                "Received",
                "from [10.1.2.3] by mx.example; Tue, 3 Nov 2026 10:12:00 +0100"
            ),
            (HiddenKind::MailHeader, "X-Originating-IP", "[10.1.2.3]"),
            (
                HiddenKind::MailHeader,
                "Message-ID",
                "<1@havrelunde.example>"
            ),
            (
                HiddenKind::BlindCopy,
                "Bcc",
                "Skjult Modtager <skjult@borger.example>"
            ),
            (
                HiddenKind::OtherBody,
                "mailens rene tekst",
                "Kun her: bemærkning"
            ),
        ]
    );
    assert!(pages_text(&looked).contains("Bcc: Skjult Modtager <skjult@borger.example>"));
    assert!(!pages_text(&looked).contains("usynlig"));
}

#[test]
fn all_that_hangs_on_a_mail_comes_along() {
    let inner = eml(&Mail {
        subject: "Den indre".to_owned(),
        ..from_soren()
    });
    let mut mail = from_soren();
    mail.body = many(
        "mixed",
        vec![
            many(
                "related",
                vec![
                    html(
                        "<p>Se <img src=\"cid:kort@1\"> her</p><p><img src=\"data:image/png;base64,aGVq\"></p>",
                    ),
                    inline_picture("kort@1", "kort.png", PNG),
                    inline_picture("andet@1", "ubrugt.png", PNG),
                ],
            ),
            attached("application/pdf", "Årsregnskab 2026.pdf", b"%PDF-1.4 x"),
            Part::Bytes {
                head: "Content-Type: text/plain; name=\"=?iso-8859-1?Q?bl=E5.txt?=\"".to_owned(),
                bytes: b"bl\xE5".to_vec(),
            },
            Part::Raw(
                [
                    b"Content-Type: message/rfc822\r\n\r\n".to_vec(),
                    inner.clone(),
                ]
                .concat(),
            ),
            Part::Bytes {
                head: "Content-Type: application/pkcs7-signature".to_owned(),
                bytes: vec![1, 2],
            },
        ],
    );
    let looked = read(&eml(&mail), "mail.eml");
    assert_eq!(
        children(&looked),
        [
            ("kort.png", ChildRole::Inline, PNG.len()),
            ("ubrugt.png", ChildRole::Attachment, PNG.len()),
            ("Årsregnskab 2026.pdf", ChildRole::Attachment, 10),
            ("blå.txt", ChildRole::Attachment, 3),
            ("Den indre.eml", ChildRole::Attachment, inner.len()),
            ("fil 6.p7s", ChildRole::Attachment, 2),
            ("billede 1.png", ChildRole::Inline, 3),
        ]
    );
    assert_eq!(looked.children[4].2.as_ref(), Ok(&inner));
    let text = pages_text(&looked);
    assert!(text.contains("Se [billede: kort.png] her"), "{text}");
    assert!(text.contains("Årsregnskab 2026.pdf (10 byte)"), "{text}");
}

#[test]
fn letters_come_through_whatever_they_were_sent_in() {
    let check = |kind: &str, encoding: &str, body: &[u8]| {
        let mut all = b"From: a@b.example\r\nMIME-Version: 1.0\r\nSubject: x\r\n".to_vec();
        if !kind.is_empty() {
            all.extend(format!("Content-Type: {kind}\r\n").into_bytes());
        }
        if !encoding.is_empty() {
            all.extend(format!("Content-Transfer-Encoding: {encoding}\r\n").into_bytes());
        }
        all.extend(b"\r\n");
        all.extend(body);
        let text = pages_text(&read(&all, "a.eml"));
        assert!(text.ends_with("blåbær"), "{kind} {encoding}: {text}");
    };
    check("text/plain; charset=utf-8", "8bit", "blåbær".as_bytes());
    check(
        "text/plain; charset=\"iso-8859-1\"",
        "8bit",
        b"bl\xE5b\xE6r",
    );
    check(
        "text/plain; charset=iso-8859-15",
        "quoted-printable",
        b"bl=E5b=E6r",
    );
    check(
        "text/plain; charset=windows-1252",
        "base64",
        b"Ymzl\r\nYuZy",
    );
    check("text/plain; charset=utf-7", "7bit", b"bl+AOU-b+AOY-r");
    check("text/plain; charset=ukendt", "8bit", b"bl\xE5b\xE6r");
    check("text/plain", "8bit", b"bl\xE5b\xE6r");
    check("", "", "blåbær".as_bytes());
    check(
        "text/html; charset=us-ascii",
        "7bit",
        b"<p>bl&aring;b&#230;r</p>",
    );
    check(
        "text/plain; format=flowed",
        "7bit",
        "blå\u{AD}bær".as_bytes(),
    );
}

#[test]
fn a_quoted_thread_is_told_with_who_wrote_it() {
    let mut mail = from_soren();
    mail.body = plain(
        "Enig.\n\nFra: Ib Bo <ib@a.example>\nSendt: 2. november 2026 09:00\nTil: Søren\nEmne: Sag 1\n\nHvad siger du?\n",
    );
    let looked = read(&eml(&mail), "a.eml");
    let parts: Vec<_> = looked
        .quoted
        .iter()
        .map(|part| {
            (
                part.depth,
                part.from.as_str(),
                part.sent.as_str(),
                part.subject.as_str(),
                part.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        parts,
        [
            (0, "", "", "", "Enig."),
            (
                1,
                "Ib Bo <ib@a.example>",
                "2. november 2026 09:00",
                "Sag 1",
                "Hvad siger du?"
            ),
        ]
    );
    assert!(hidden_of(&looked).contains(&(
        HiddenKind::QuotedThread,
        "Ib Bo <ib@a.example>, 2. november 2026 09:00, Sag 1",
        "Hvad siger du?"
    )));
    // The quoted copy is known by what the mail itself is known by.
    let mut original = from_soren();
    original.body = html("<div>Hvad siger <b>du</b>?</div>");
    let original = read(&eml(&original), "b.eml");
    assert_eq!(original.quoted[0].fingerprint, looked.quoted[1].fingerprint);
}

pub(crate) fn outlook() -> OutlookMail {
    OutlookMail {
        props: vec![
            text(0x001A, "IPM.Note"),
            text(0x0037, "Møde om sagen"),
            text(0x0C1A, "Søren Østergård"),
            text(0x5D01, "soren@havrelunde.example"),
            text(0x0E02, ""),
            text(0x1035, "<2@havrelunde.example>"),
            text(
                0x007D,
                "Received: from a.example\r\nX-Mailer: Prøve 1.0\r\nMessage-ID: <2@havrelunde.example>\r\n\r\n",
            ),
            text(0x1000, "Vi ses på tirsdag."),
            Prop::Bytes(
                0x1013,
                "<html><p>Vi ses på <b>tirsdag</b>.</p></html>"
                    .as_bytes()
                    .to_vec(),
            ),
            Prop::Number(0x3FDE, 65001),
            Prop::Number(0x0017, 2),
            Prop::Time(0x0039, 1_793_697_120),
            text(0x3FFA, "Ea Lund"),
        ],
        recipients: vec![
            vec![
                Prop::Number(0x0C15, 1),
                text(0x3001, "Mette Ærø"),
                text(0x39FE, "mette@borger.example"),
            ],
            vec![
                Prop::Number(0x0C15, 2),
                text(0x3001, "Kopi"),
                text(0x39FE, "kopi@borger.example"),
            ],
            vec![
                Prop::Number(0x0C15, 3),
                text(0x3001, "Skjult"),
                text(0x39FE, "skjult@borger.example"),
            ],
        ],
        attached: vec![
            OutlookPart::File(vec![
                Prop::Number(0x3705, 1),
                text(0x3707, "Bilag æ.txt"),
                Prop::Bytes(0x3701, b"bilag".to_vec()),
            ]),
            OutlookPart::Mail(
                vec![Prop::Number(0x3705, 5), text(0x3001, "Den indre")],
                Box::new(OutlookMail {
                    props: vec![
                        text(0x0037, "Den indre"),
                        text(0x0C1A, "Ib Bo"),
                        Prop::Time(0x0039, 1_793_697_000),
                        text(0x1000, "Indre tekst"),
                    ],
                    ..OutlookMail::default()
                }),
            ),
        ],
    }
}

#[test]
fn a_mail_saved_by_outlook_is_read_as_one_that_was_sent() {
    for (bytes, name) in [
        (msg(&outlook()), "a.msg"),
        (winmail(&outlook()), "winmail.dat"),
    ] {
        let looked = read(&bytes, name);
        let text = pages_text(&looked);
        for line in [
            "Møde om sagen",
            "Fra: Søren Østergård <soren@havrelunde.example>",
            "Til: Mette Ærø <mette@borger.example>",
            "Cc: Kopi <kopi@borger.example>",
            "Bcc: Skjult <skjult@borger.example>",
            "Sendt: 3. november 2026 kl. 10.12",
            "Vigtighed: Høj",
            "Vedhæftet: Bilag æ.txt (5 byte)",
            "Vi ses på tirsdag.",
        ] {
            assert!(
                text.lines().any(|own| own.starts_with(line)),
                "{name}: {line} in {text}"
            );
        }
        assert_eq!(
            hidden_of(&looked),
            [
                (HiddenKind::MailHeader, "Received", "from a.example"),
                (HiddenKind::MailHeader, "X-Mailer", "Prøve 1.0"),
                (
                    HiddenKind::MailHeader,
                    "Message-ID",
                    "<2@havrelunde.example>"
                ),
                (HiddenKind::Metadata, "sidst ændret af", "Ea Lund"),
                (
                    HiddenKind::BlindCopy,
                    "Bcc",
                    "Skjult <skjult@borger.example>"
                ),
            ],
            "{name}"
        );
        assert_eq!(looked.children[0].0, "Bilag æ.txt");
        assert_eq!(looked.children[0].2, Ok(b"bilag".to_vec()));
        let inner = looked.children[1].2.clone().expect("it can be taken out");
        let inner = read(&inner, &looked.children[1].0);
        let text = pages_text(&inner);
        assert!(
            text.contains("Fra: Ib Bo") && text.contains("Indre tekst"),
            "{name}: {text}"
        );
    }
}

#[test]
fn a_mailbox_is_taken_apart_where_its_mails_begin() {
    let mut quoting = from_soren();
    quoting.body = plain("Se her:\n\nFrom mandag 2026\nDato: nej\n\nFrom tirsdag\n>From onsdag");
    let first = eml(&quoting);
    let second = eml(&Mail {
        subject: "Nummer to".to_owned(),
        ..from_soren()
    });
    let looked = read(&mbox(&[first.clone(), second.clone()]), "post.mbox");
    assert_eq!(looked.step, Ok(Step::Container));
    let told: Vec<_> = looked
        .children
        .iter()
        .map(|(name, role, content)| (name.as_str(), *role, content.clone()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "00001 Vedr. ansøgning om støtte.eml",
                ChildRole::Part,
                Ok([first, b"\r\n".to_vec()].concat())
            ),
            (
                "00002 Nummer to.eml",
                ChildRole::Part,
                Ok([second, b"\r\n".to_vec()].concat())
            ),
        ]
    );
}

#[test]
fn what_was_signed_comes_out_and_who_signed_is_told() {
    let content = b"Content-Type: text/plain; charset=utf-8\r\n\r\nUnderskrevet tekst".to_vec();
    for is_ber in [false, true] {
        let signer = ("Ea Lund", "Havrelunde Kommune");
        let time = "261103091200Z";
        let opaque = signed(Some(&content), signer, time, is_ber);
        let looked = read(&opaque, "smime.p7m");
        assert_eq!(looked.step, Ok(Step::Container));
        assert_eq!(
            looked.children,
            [(
                "indhold.eml".to_owned(),
                ChildRole::Wrapped,
                Ok(content.clone())
            )]
        );
        assert_eq!(
            hidden_of(&looked),
            [(
                HiddenKind::Metadata,
                "underskrift",
                "Ea Lund, Havrelunde Kommune, 3. november 2026 kl. 10.12"
            )]
        );
        let beside = read(&signed(None, signer, time, is_ber), "smime.p7s");
        assert_eq!(beside.kind, Kind::Signature);
        assert_eq!(
            pages_text(&beside),
            "Underskrift\nUnderskrevet af: Ea Lund\nOrganisation: Havrelunde Kommune\n\
             Underskrevet: 3. november 2026 kl. 10.12\nUdstedt af: Prøve-CA\nEfterprøvet: Nej"
        );
        // In a mail the signature is taken off at once.
        let mut mail = from_soren();
        mail.body = Part::Bytes {
            head: "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m"
                .to_owned(),
            bytes: opaque,
        };
        let text = pages_text(&read(&eml(&mail), "a.eml"));
        assert!(text.contains("Underskrevet af: Ea Lund, Havrelunde Kommune, 3. november 2026 kl. 10.12 (ikke efterprøvet)"), "{text}");
        assert!(text.ends_with("Underskrevet tekst"), "{text}");
    }
    let locked = read(&enveloped(), "smime.p7m");
    assert_eq!(
        locked.step.map_err(|own| own.why),
        Err(WhyUnreadable::Encrypted)
    );
    let mut mail = from_soren();
    mail.body = Part::Bytes {
        head: "Content-Type: application/pkcs7-mime; name=smime.p7m".to_owned(),
        bytes: enveloped(),
    };
    let looked = read(&eml(&mail), "a.eml");
    assert!(pages_text(&looked).contains("krypteret"));
    assert_eq!(looked.children.len(), 1);
}

#[test]
fn the_same_mail_makes_the_same_pages() {
    for (bytes, name) in [
        (eml(&from_soren()), "a.eml"),
        (msg(&outlook()), "a.msg"),
        (winmail(&outlook()), "winmail.dat"),
    ] {
        let (one, other) = (read(&bytes, name), read(&bytes, name));
        assert_eq!(one.step, other.step, "{name}");
        assert_eq!(one.children, other.children, "{name}");
    }
}
