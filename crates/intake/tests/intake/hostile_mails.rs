//! Mails made to do harm: every one of them ends, within its bounds, and says so.

use std::time::{Duration, Instant};

use sagsbord_intake::{ChildRole, Kind, Limits, Looked, Step, WhyUnreadable, look};

use crate::mails::{from_soren, outlook};
use crate::make::mails::{
    Mail, OutlookMail, OutlookPart, PNG, Prop, attached, eml, html, inline_picture, many, mbox,
    msg, plain, signed, text, winmail,
};

/// Far more than any of these takes, and far less than what a hang takes.
const LONGEST: Duration = Duration::from_secs(60);

fn read(bytes: &[u8], name: &str, limits: Limits) -> Looked {
    let begun = Instant::now();
    let looked = look(bytes, name, None, limits);
    let took = begun.elapsed();
    assert!(took < LONGEST, "{name} took {took:?}");
    looked
}

fn why(looked: &Looked) -> Option<WhyUnreadable> {
    looked.step.as_ref().err().map(|own| own.why)
}

/// One of each, with all that they can hold.
fn good_files() -> Vec<(&'static str, Vec<u8>)> {
    let rich = Mail {
        body: many(
            "mixed",
            vec![
                many(
                    "alternative",
                    vec![
                        plain(
                            "Hej\n> citat\n\nDen 3. nov. 2026 kl. 10.12 skrev Ib <ib@a.example>:\n> ja",
                        ),
                        many(
                            "related",
                            vec![
                                html(
                                    "<style>.a{color:#fff}</style><table><tr><td class=a>x<td>y<tr><td>1<td>2</table><img src=cid:k@1><blockquote>æ</blockquote><ol><li>1</ol>",
                                ),
                                inline_picture("k@1", "k.png", PNG),
                            ],
                        ),
                    ],
                ),
                attached("application/x", "bilag æ.bin", &[7; 500]),
            ],
        ),
        headers: vec!["Received: from x; Tue, 3 Nov 2026 10:12:00 +0100".to_owned()],
        ..from_soren()
    };
    let rich = eml(&rich);
    let content = b"Content-Type: text/plain\r\n\r\nx".to_vec();
    vec![
        ("a.eml", rich.clone()),
        ("a.mbox", mbox(&[rich.clone(), rich])),
        ("a.msg", msg(&outlook())),
        ("winmail.dat", winmail(&outlook())),
        (
            "a.p7m",
            signed(Some(&content), ("Ea", "X"), "261103091200Z", true),
        ),
        ("a.p7s", signed(None, ("Ea", "X"), "261103091200Z", false)),
    ]
}

#[test]
fn a_mail_that_was_cut_off_anywhere_is_read_or_told_to_be_damaged() {
    for (name, bytes) in good_files() {
        for step in 0..=20 {
            let end = bytes.len() * step / 20;
            read(&bytes[..end], name, Limits::default());
        }
        for end in (0..bytes.len()).step_by(97) {
            read(&bytes[..end], name, Limits::default());
        }
    }
}

#[test]
fn bytes_turned_at_random_never_end_the_reader() {
    // Always the same numbers: xorshift.
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    for (name, bytes) in good_files() {
        for _ in 0..150 {
            let mut turned = bytes.clone();
            for _ in 0..1 + next() % 12 {
                let at = next() as usize % turned.len();
                turned[at] = match next() % 4 {
                    0 => next() as u8,
                    1 => 0xFF,
                    2 => 0,
                    _ => turned[at] ^ 1 << (next() % 8),
                };
            }
            read(&turned, name, Limits::default());
        }
    }
}

#[test]
fn mails_within_mails_end_where_the_bound_is() {
    let mut body = b"Content-Type: text/plain\r\n\r\nbund".to_vec();
    for depth in 0..400 {
        let head =
            format!("Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n--b{depth}\r\n");
        body = [
            head.as_bytes(),
            &body,
            format!("\r\n--b{depth}--\r\n").as_bytes(),
        ]
        .concat();
    }
    let mail = [b"From: a@b.example\r\nMIME-Version: 1.0\r\n".to_vec(), body].concat();
    let looked = read(&mail, "a.eml", Limits::default());
    assert!(matches!(looked.step, Ok(Step::PagesMade(_))));
    assert_eq!(looked.children.len(), 1);
    assert_eq!(looked.children[0].2, Err(WhyUnreadable::TooDeep));
    // A mail in a mail is a file of its own: the engine counts how deep it lies.
    let mut inner = eml(&from_soren());
    for depth in 0..50 {
        let head = format!(
            "From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b{depth}\r\n\r\n\
             --b{depth}\r\nContent-Type: message/rfc822\r\n\r\n"
        );
        let end = format!("\r\n--b{depth}--\r\n");
        inner = [head.as_bytes(), &inner, end.as_bytes()].concat();
    }
    let looked = read(&inner, "a.eml", Limits::default());
    assert_eq!(looked.children.len(), 1);
    let mut mail = OutlookMail {
        props: vec![text(0x0037, "bund"), text(0x1000, "x")],
        ..OutlookMail::default()
    };
    for _ in 0..15 {
        mail = OutlookMail {
            props: vec![text(0x0037, "ydre"), text(0x1000, "x")],
            attached: vec![OutlookPart::Mail(
                vec![Prop::Number(0x3705, 5)],
                Box::new(mail),
            )],
            ..OutlookMail::default()
        };
    }
    let looked = read(&msg(&mail), "a.msg", Limits::default());
    assert_eq!(looked.children.len(), 1);
    let looked = read(&winmail(&mail), "winmail.dat", Limits::default());
    assert_eq!(looked.children.len(), 1);
}

#[test]
fn too_much_of_anything_is_told_by_its_name() {
    let parts = vec![attached("application/x", "a.bin", b"x"); 300];
    let mut mail = from_soren();
    mail.body = many("mixed", parts);
    let few = Limits {
        container_parts: 100,
        ..Limits::default()
    };
    assert_eq!(
        why(&read(&eml(&mail), "a.eml", few)),
        Some(WhyUnreadable::TooManyParts)
    );
    let mails = vec![eml(&from_soren()); 200];
    assert_eq!(
        why(&read(&mbox(&mails), "a.mbox", few)),
        Some(WhyUnreadable::TooManyParts)
    );
    let small = Limits {
        container_bytes: 1_000,
        ..Limits::default()
    };
    let mut mail = from_soren();
    mail.body = many(
        "mixed",
        vec![plain("x"), attached("application/x", "a.bin", &[0; 5_000])],
    );
    assert_eq!(
        why(&read(&eml(&mail), "a.eml", small)),
        Some(WhyUnreadable::UnpacksToTooMuch)
    );
    let short = Limits {
        pages: 20,
        ..Limits::default()
    };
    let mut mail = from_soren();
    mail.body = plain(&"linje\n".repeat(5_000));
    assert_eq!(
        why(&read(&eml(&mail), "a.eml", short)),
        Some(WhyUnreadable::TooManyPages)
    );
}

#[test]
fn heads_and_bodies_made_to_be_slow_are_read_in_time() {
    let head = "From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n";
    let check = |what: &str, mail: Vec<u8>| {
        let looked = read(&mail, "a.eml", Limits::default());
        assert_eq!(looked.kind, Kind::Eml, "{what}");
        assert!(
            looked.step.is_ok() || why(&looked) == Some(WhyUnreadable::TooManyPages),
            "{what}: {:?}",
            why(&looked)
        );
    };
    let many = |piece: &str, times: usize| piece.repeat(times);
    let with = |more: String| [head.as_bytes(), more.as_bytes()].concat();
    check("headers", with(many("X-A: b\r\n", 200_000) + "\r\nx"));
    check(
        "a long header",
        with(format!("X-A: {}\r\n\r\nx", many("a ", 2_000_000))),
    );
    check(
        "ids",
        with(format!(
            "References: {}\r\n\r\nx",
            many("<a@b>\r\n ", 200_000)
        )),
    );
    check(
        "addresses",
        with(format!("To: {}\r\n\r\nx", many("a@b.example, ", 200_000))),
    );
    check(
        "brackets",
        with(format!("To: {}\r\n\r\nx", many("(", 500_000))),
    );
    check(
        "groups",
        with(format!("To: {}\r\n\r\nx", many("a:<<", 200_000))),
    );
    check(
        "words",
        with(format!("X-Ord: {}\r\n\r\nx", many("=?utf-8?q?", 100_000))),
    );
    check(
        "words that end",
        with(format!(
            "X-Ord: {}\r\n\r\nx",
            many("=?utf-8?q?a?= ", 100_000)
        )),
    );
    check(
        "parameters",
        with(format!(
            "Content-Type: text/plain{}\r\n\r\nx",
            many("; a*0=b", 50_000)
        )),
    );
    check(
        "an endless subject",
        [
            b"From: a@b.example\r\nMIME-Version: 1.0\r\nSubject: ".to_vec(),
            vec![b'x'; 1 << 20],
            b"\r\n\r\nx".to_vec(),
        ]
        .concat(),
    );
    check(
        "boundaries that never come",
        with(
            "Content-Type: multipart/mixed; boundary=a\r\n\r\n".to_owned()
                + &many(
                    "--a\r\nContent-Type: multipart/mixed; boundary=zz\r\n\r\n",
                    15_000,
                ),
        ),
    );
    check(
        "lines of a boundary",
        with(
            "Content-Type: multipart/mixed; boundary=a\r\n\r\n".to_owned()
                + &many("--a", 1_000_000),
        ),
    );
    check(
        "quotations",
        with("\r\n".to_owned() + &many(">", 100_000) + " x"),
    );
    check(
        "quotations in steps",
        with(
            "\r\n".to_owned()
                + &(0..1_500)
                    .map(|level| many(">", level) + " x\r\n")
                    .collect::<String>(),
        ),
    );
    check(
        "heads in the text",
        with(
            "\r\n".to_owned()
                + &many(
                    "Fra: a@b.example\r\nSendt: x\r\nEmne: y\r\n\r\nx\r\n",
                    15_000,
                ),
        ),
    );
    check(
        "almost heads",
        with("\r\n".to_owned() + &many("Fra: a\r\n", 10_000)),
    );
    check(
        "rules",
        with("\r\n".to_owned() + &many("____________\r\n", 10_000)),
    );
    check(
        "attributions",
        with("\r\n".to_owned() + &many("Den 1. januar 2026 kl. 1\r\n", 10_000)),
    );
    check(
        "one long word",
        with("\r\n".to_owned() + &many("x", 300_000)),
    );
    check(
        "one long base64 line",
        with("Content-Transfer-Encoding: base64\r\n\r\n".to_owned() + &many("eHh4", 100_000)),
    );
}

#[test]
fn an_outlook_file_that_lies_is_told_to_be_damaged_or_bounded() {
    let good = msg(&outlook());
    // Every property says that it is as long as can be, and every one is of a kind with a length.
    let mut turned = good.clone();
    for at in (0..turned.len() - 4).step_by(16) {
        turned[at + 3] = 0x7F;
    }
    read(&turned, "a.msg", Limits::default());
    let mut winmail = winmail(&outlook());
    for at in (20..winmail.len() - 4).step_by(40) {
        winmail[at..at + 4].fill(0xFF);
        read(&winmail, "winmail.dat", Limits::default());
    }
    // Nothing a billion times.
    let mut nothing = 0x223E_9F78_u32.to_le_bytes().to_vec();
    nothing.extend([1, 0, 1, 3, 0x90, 6, 0, 12, 0, 0, 0]);
    nothing.extend(1_u32.to_le_bytes());
    nothing.extend([1, 0x10, 1, 0x30]);
    nothing.extend(u32::MAX.to_le_bytes());
    nothing.extend([0, 0]);
    read(&nothing, "winmail.dat", Limits::default());
}

#[test]
fn names_of_parts_cannot_reach_out_of_their_folder() {
    let mut mail = from_soren();
    let mut parts = vec![plain("x")];
    for name in [
        "../../etc/passwd",
        "C:\\Windows\\x.exe",
        "a\u{202E}fdp.exe",
        "",
        ".",
    ] {
        parts.push(attached("application/x", name, b"x"));
    }
    mail.body = many("mixed", parts);
    let looked = read(&eml(&mail), "a.eml", Limits::default());
    let names: Vec<&str> = looked.children.iter().map(|own| own.0.as_str()).collect();
    assert_eq!(
        names,
        ["passwd", "x.exe", "afdp.exe", "fil 4.x", "uden navn"]
    );
    assert!(
        looked
            .children
            .iter()
            .all(|own| own.1 == ChildRole::Attachment)
    );
}
