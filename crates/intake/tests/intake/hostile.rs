//! Files that were made to do harm, through the whole road: each ends in a state, none takes another with it.

use std::collections::BTreeMap;
use std::time::Instant;

use sagsbord_intake::{Limits, State};

use crate::make::archives::{seven_zipped, zipped, zipped_and_locked};
use crate::make::mails::{Mail, attached, eml, many, mbox, plain};
use crate::make::office::{open_document, sheet, word};
use crate::make::pdfs::pdf;
use crate::office_escapes::{macro_book, macro_letter};
use crate::taking::{Taking, told};

type File = (String, Vec<u8>);

/// What a macro would write if it ran.
const RAN: &str = "/tmp/sagsbord-makro-har-koert";

fn named(name: &str, bytes: impl Into<Vec<u8>>) -> File {
    (name.to_owned(), bytes.into())
}

fn hostile() -> Vec<File> {
    let mut files = Vec::new();
    archives(&mut files);
    pdfs(&mut files);
    offices(&mut files);
    mails(&mut files);
    texts(&mut files);
    disguised(&mut files);
    files
}

fn archives(files: &mut Vec<File>) {
    let zeros = vec![0; 12 << 20];
    files.push(named("bombe.zip", zipped(&[("nuller.bin", zeros.clone())])));
    files.push(named(
        "bombe.7z",
        seven_zipped(&[("nuller.bin", zeros.clone())]),
    ));
    let inner = zipped(&[("nuller.bin", zeros)]);
    let many: Vec<(String, Vec<u8>)> = (0..30)
        .map(|at| (format!("{at}.zip"), inner.clone()))
        .collect();
    files.push(named("bomber.zip", zipped(&borrowed(&many))));
    let mut deep = zipped(&[("inderst.txt", b"inderst".to_vec())]);
    for _ in 0..30 {
        deep = zipped(&[("lag.zip", deep)]);
    }
    files.push(named("dyb.zip", deep));
    let parts: Vec<(String, Vec<u8>)> = (0..20_500)
        .map(|at| (format!("{at}"), Vec::new()))
        .collect();
    files.push(named("mange.zip", zipped(&borrowed(&parts))));
    files.push(named(
        "stier.zip",
        zipped(&[
            ("../../../../tmp/ude.txt", b"a".to_vec()),
            ("/etc/cron.d/ude", b"b".to_vec()),
            ("C:\\Windows\\ude.txt", b"c".to_vec()),
            ("faktura\u{202E}fdp.exe", b"d".to_vec()),
            ("con", b"e".to_vec()),
        ]),
    ));
    files.push(named("tom.zip", zipped(&[])));
    files.push(named(
        "laast.zip",
        zipped_and_locked(&[("a.txt", b"a".to_vec())], "x"),
    ));
    let good = zipped(&[("a.txt", vec![b'a'; 9_000]), ("b.txt", vec![b'b'; 9_000])]);
    for part in 1..8 {
        files.push(named(
            &format!("afbrudt{part}.zip"),
            &good[..good.len() * part / 8],
        ));
    }
    let seven = seven_zipped(&[("a.txt", vec![b'a'; 9_000])]);
    for part in 1..4 {
        files.push(named(
            &format!("afbrudt{part}.7z"),
            &seven[..seven.len() * part / 4],
        ));
    }
    // Says of its only part that it is four gigabytes.
    let mut lying = zipped(&[("a.txt", b"kort".to_vec())]);
    let central = lying
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .unwrap_or(0);
    for at in 24..28 {
        lying[central + at] = 0xFE;
    }
    files.push(named("lyver.zip", lying));
}

fn borrowed(parts: &[File]) -> Vec<(&str, Vec<u8>)> {
    parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect()
}

/// Objects as given, numbered from 1, the first of them the catalogue.
fn pdf_of(objects: &[String]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    file.extend(
        format!(
            "trailer\n<< /Root 1 0 R /Size {} >>\nstartxref\n{start}\n%%EOF\n",
            objects.len() + 1
        )
        .bytes(),
    );
    file
}

fn pdfs(files: &mut Vec<File>) {
    let good = pdf("Notat", &["Et helt almindeligt notat."]);
    for part in 1..8 {
        files.push(named(
            &format!("afbrudt{part}.pdf"),
            &good[..good.len() * part / 8],
        ));
    }
    let catalogue = "<< /Type /Catalog /Pages 2 0 R >>".to_owned();
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>".to_owned();
    files.push(named(
        "ring.pdf",
        pdf_of(&[
            catalogue.clone(),
            "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>".to_owned(),
        ]),
    ));
    let kids: String = (3..100_003).map(|at| format!("{at} 0 R ")).collect();
    let mut many = vec![
        catalogue.clone(),
        format!("<< /Type /Pages /Kids [{kids}] /Count 100000 /MediaBox [0 0 9 9] >>"),
    ];
    many.extend((0..100_000).map(|_| "<< /Type /Page /Parent 2 0 R >>".to_owned()));
    files.push(named("hundredetusind sider.pdf", pdf_of(&many)));
    files.push(named(
        "kaempe.pdf",
        pdf_of(&[
            catalogue.clone(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e9 1e9] >>".to_owned(),
        ]),
    ));
    files.push(named(
        "programmer.pdf",
        pdf_of(&[
            "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (cmd.exe) >> /AA << /WC << /S /JavaScript /JS (app.alert\\(1\\)) >> >> >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            page,
        ]),
    ));
    files.push(named(
        "ingen sider.pdf",
        pdf_of(&[catalogue, "<< /Type /Pages /Kids [] /Count 0 >>".to_owned()]),
    ));
    files.push(named("kun hoved.pdf", b"%PDF-1.7\n".as_slice()));
    files.push(named(
        "dyb.pdf",
        [b"%PDF-1.7\n1 0 obj\n".as_slice(), &b"[".repeat(200_000)].concat(),
    ));
}

fn offices(files: &mut Vec<File>) {
    let bomb = word::document(&word::paragraph(&"a".repeat(24 << 20)), |_| {});
    files.push(named("bombe.docx", bomb));
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"hahaha\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">\
        <!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&d;&x;</a>";
    files.push(named(
        "latter.docx",
        zipped(&[
            ("[Content_Types].xml", b"<Types/>".to_vec()),
            ("word/document.xml", laughs.as_bytes().to_vec()),
        ]),
    ));
    let nested = format!("{}{}", "<w:p>".repeat(50_000), "</w:p>".repeat(50_000));
    files.push(named("dyb.docx", word::document(&nested, |_| {})));
    files.push(named(
        "henter udefra.odt",
        open_document::file(
            "text",
            "",
            "<text:p><draw:frame><draw:image xlink:href=\"http://127.0.0.1:9/a.png\"/></draw:frame>Tekst</text:p>",
            &[],
        ),
    ));
    let good = sheet::workbook(
        &[sheet::Sheet {
            name: "Ark1",
            state: "",
            inner: sheet::rows(&[&["a", "b"]]),
        }],
        "",
        |_| {},
    );
    for part in 1..6 {
        files.push(named(
            &format!("afbrudt{part}.xlsx"),
            &good[..good.len() * part / 6],
        ));
    }
    files.push(named(
        "hul.doc",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".repeat(600),
    ));
    files.push(named("makro.docm", macro_letter(RAN)));
    files.push(named("makro.xlsm", macro_book(RAN)));
    files.push(named("ringe.rtf", b"{\\rtf1".repeat(30_000)));
}

fn mails(files: &mut Vec<File>) {
    let mut inner = eml(&Mail {
        subject: "inderst".to_owned(),
        ..Mail::default()
    });
    for _ in 0..40 {
        inner = eml(&Mail {
            subject: "lag".to_owned(),
            from: ("a".to_owned(), "a@proeve.dk".to_owned()),
            body: many(
                "multipart/mixed",
                vec![
                    plain("se her"),
                    attached("message/rfc822", "mail.eml", &inner),
                ],
            ),
            ..Mail::default()
        });
        if inner.len() > 2 << 20 {
            break;
        }
    }
    files.push(named("dyb.eml", inner));
    let parts = (0..3_000)
        .map(|at| attached("text/plain", &format!("{at}.txt"), b"a"))
        .collect();
    files.push(named(
        "mange.eml",
        eml(&Mail {
            from: ("a".to_owned(), "a@proeve.dk".to_owned()),
            body: many("multipart/mixed", parts),
            ..Mail::default()
        }),
    ));
    let head = "From: a@proeve.dk\r\nMIME-Version: 1.0\r\n";
    files.push(named(
        "langt hoved.eml",
        format!("{head}Subject: {}\r\n\r\nHej", "æ".repeat(1 << 20)),
    ));
    files.push(named(
        "uden slutning.eml",
        format!(
            "{head}Content-Type: multipart/mixed; boundary=x\r\n\r\n{}",
            "--x\r\n".repeat(20_000)
        ),
    ));
    files.push(named(
        "brudt.eml",
        format!(
            "{head}Content-Transfer-Encoding: base64\r\n\r\n{}",
            "!!!=".repeat(1_000)
        ),
    ));
    files.push(named("tom.mbox", mbox(&[Vec::new(), Vec::new()])));
    files.push(named("brudt.dat", b"\x78\x9F\x3E\x22".repeat(500)));
    files.push(named(
        "brudt.p7m",
        [
            b"\x30\x84\xFF\xFF\xFF\xFF\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02".as_slice(),
            &[0xA0; 500],
        ]
        .concat(),
    ));
}

fn texts(files: &mut Vec<File>) {
    files.push(named("en linje.txt", "a".repeat(2 << 20)));
    files.push(named("mange linjer.txt", "a\n".repeat(400_000)));
    files.push(named(
        "dyb.html",
        format!("<!doctype html>{}", "<div>".repeat(60_000)),
    ));
    files.push(named("bred.csv", ";".repeat(300_000)));
    files.push(named("halv utf16.txt", b"\xFF\xFE\0\xD8\0\xD8a".as_slice()));
    files.push(named(
        "styretegn.txt",
        "\u{1B}[2J\u{1B}]0;a\u{7}Tekst".repeat(50),
    ));
    files.push(named(
        "kalender.ics",
        format!("BEGIN:VCALENDAR\r\n{}", "BEGIN:VEVENT\r\n".repeat(20_000)),
    ));
    files.push(named(
        "kort.vcf",
        format!("BEGIN:VCARD\r\nFN:{}\r\n", "a".repeat(1 << 20)),
    ));
}

fn disguised(files: &mut Vec<File>) {
    files.push(named("faktura.pdf", b"MZ\x90\0\x03\0\0\0".as_slice()));
    files.push(named("billede.jpg", b"\x7FELF\x02\x01\x01".as_slice()));
    files.push(named(
        "genvej.docx",
        b"L\0\0\0\x01\x14\x02\0\0\0".as_slice(),
    ));
    files.push(named("script.txt", b"#!/bin/sh\nrm -rf /\n".as_slice()));
    files.push(named("tom.docx", Vec::new()));
    files.push(named("../../ude.txt", b"a".as_slice()));
    files.push(named("a\u{202E}txt.exe\0", b"MZ".as_slice()));
    files.push(named(&"x".repeat(4_000), b"Langt navn".as_slice()));
}

#[test]
fn each_ends_in_a_state_and_the_good_file_after_them_is_read() {
    let mut files = hostile();
    assert!(files.len() >= 60, "{}", files.len());
    files.push(named(
        "god.pdf",
        pdf("Notat", &["Et godt notat til sidst."]),
    ));
    let given: Vec<(&str, Vec<u8>)> = borrowed(&files);
    let mut taking = Taking::of(&given);
    taking.tools.limits = Limits {
        silence: std::time::Duration::from_secs(60),
        ..Limits::default()
    };
    let began = Instant::now();
    let manifest = taking.read();
    let lines = told(&manifest);
    let roots: Vec<&String> = lines
        .iter()
        .filter(|line| !line.split(' ').next().unwrap_or("").contains('.'))
        .collect();
    assert_eq!(roots.len(), files.len());
    assert!(
        !manifest.rows.iter().any(|row| row.state == State::Waiting),
        "{lines:#?}"
    );
    assert!(
        lines
            .last()
            .is_some_and(|line| line.ends_with("god.pdf: taken 1"))
    );
    let expected = [
        ("bombe.zip", "container"),
        ("mange.zip", "unreadable: TooManyParts"),
        ("tom.zip", "unreadable: Empty"),
        ("laast.zip", "unreadable: NeedsPassword"),
        ("hundredetusind sider.pdf", "unreadable: TooManyPages"),
        ("kun hoved.pdf", "unreadable: Damaged"),
        ("en linje.txt", "taken 565"),
        ("faktura.pdf", "unreadable: UnknownKind"),
        ("billede.jpg", "unreadable: UnknownKind"),
        ("genvej.docx", "unreadable: UnknownKind"),
        ("script.txt", "unreadable: UnknownKind"),
        ("tom.docx", "unreadable: Empty"),
    ];
    for (name, state) in expected {
        assert!(
            roots
                .iter()
                .any(|line| line.ends_with(&format!(" {name}: {state}"))),
            "{name} should be {state}: {roots:#?}"
        );
    }
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    for line in &roots {
        let state = line.rsplit(": ").next().unwrap_or_default();
        let state = state.split(' ').next().unwrap_or_default();
        *states.entry(state.to_owned()).or_default() += 1;
    }
    println!(
        "{} hostile files, {} with all that is inside them, in {:.1} s: {states:?}",
        files.len() - 1,
        lines.len() - 1,
        began.elapsed().as_secs_f64()
    );
    for line in &roots {
        println!("  {}", line.chars().take(120).collect::<String>());
    }
    let outside = taking.folder().join("ude.txt");
    assert!(!std::path::Path::new(RAN).exists(), "a macro ran");
    assert!(!outside.exists() && !std::path::Path::new("/tmp/ude.txt").exists());
}

#[test]
fn a_line_without_a_space_is_taken_in_every_kind_of_text() {
    let line = |letter: &str| letter.repeat(400_000);
    let mail = |body: &str, kind: &str| {
        format!("From: a@proeve.dk\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n{body}")
    };
    let files = [
        named("linje.txt", line("a")),
        named("linje.md", line("b")),
        named("linje.csv", format!("a;{}\nb;c\n", line("c"))),
        named("linje.html", format!("<!doctype html><p>{}</p>", line("d"))),
        named("linje.eml", mail(&line("e"), "text/plain")),
        named(
            "linje i html.eml",
            mail(&format!("<p>{}</p>", line("f")), "text/html"),
        ),
    ];
    let taking = Taking::of(&borrowed(&files));
    let lines = told(&taking.read());
    let expected = [
        "1 linje.txt: taken 108",
        "2 linje.md: taken 108",
        "3 linje.csv: taken 78",
        "4 linje.html: taken 108",
        "5 linje.eml: taken 108",
        "6 linje i html.eml: taken 54",
    ];
    assert_eq!(lines, expected);
}

/// What is repeated on every page, or for every row, is not as long as a text.
#[test]
fn a_table_with_long_heads_is_not_made_longer_by_them() {
    let head = "o".repeat(100_000);
    let rows = |columns: usize| {
        let line = vec!["a"; columns].join(";");
        format!(
            "{}\n{}",
            vec![head.as_str(); columns].join(";"),
            format!("{line}\n").repeat(500)
        )
    };
    for (columns, most) in [(3, 400), (12, 700)] {
        let text = rows(columns);
        let looked = sagsbord_intake::look(text.as_bytes(), "a.csv", None, Limits::default());
        let Ok(sagsbord_intake::Step::PagesMade(pdf)) = looked.step else {
            unreachable!("{columns} columns are set")
        };
        let pages = sagsbord_pdf::read_text(pdf, None, sagsbord_pdf::Limits::default());
        let pages = pages.map(|pages| pages.len());
        assert!(
            matches!(pages, Ok(pages) if pages <= most),
            "{columns} columns: {pages:?} pages"
        );
    }
}
