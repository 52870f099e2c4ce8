//! One folder with a file of every kind: the manifest is exactly what was put in, and everything hidden is found.

use sagsbord_intake::{HiddenKind, Limits, Manifest, OfficePool, Outcome};

use crate::helper::helper;
use crate::make::archives::{seven_zipped, zipped, zipped_and_locked};
use crate::make::mails::{
    Mail, OutlookMail, OutlookPart, Prop, attached, eml, many, mbox, msg, plain, signed, someone,
    text, winmail,
};
use crate::make::office::{open_document, sheet, slides, word};
use crate::make::pdfs::pdf;
use crate::taking::{Taking, told};

fn letter() -> Vec<u8> {
    pdf(
        "Afgørelse",
        &["Vi har behandlet din ansøgning om hjælpemidler."],
    )
}

fn mail(id: &str, subject: &str, body: crate::make::mails::Part) -> Vec<u8> {
    eml(&Mail {
        id: format!("<{id}@proeve.dk>"),
        from: someone("Søren Prøve", "soeren@proeve.dk"),
        to: vec![someone("Havrelunde Kommune", "post@havrelunde.dk")],
        subject: subject.to_owned(),
        date: "Tue, 3 Nov 2026 10:12:00 +0100".to_owned(),
        headers: vec!["X-Mailer: Prøvepost 1".to_owned()],
        body,
        ..Mail::default()
    })
}

fn outlook() -> OutlookMail {
    OutlookMail {
        props: vec![
            text(0x0037, "Fra Outlook"),
            text(0x1000, "Brødtekst fra Outlook"),
        ],
        attached: vec![OutlookPart::File(vec![
            text(0x3707, "vedhæftet.txt"),
            Prop::Bytes(0x3701, "Vedhæftet tekst".as_bytes().to_vec()),
        ])],
        ..OutlookMail::default()
    }
}

fn hidden_sheet() -> Vec<u8> {
    sheet::workbook(
        &[
            sheet::Sheet {
                name: "Ark1",
                state: "",
                inner: sheet::rows(&[&["Navn", "Beløb"], &["Sø", "12"]]),
            },
            sheet::Sheet {
                name: "Gemt",
                state: "hidden",
                inner: sheet::rows(&[&["Skjult navn"]]),
            },
        ],
        "",
        |_| {},
    )
}

fn every_kind() -> Vec<(&'static str, Vec<u8>)> {
    let with_letter = many(
        "multipart/mixed",
        vec![
            plain("Se vedhæftede."),
            attached("application/pdf", "afgørelse.pdf", &letter()),
        ],
    );
    let inner = mail("indre", "Indre mail", plain("Teksten i den indre mail."));
    vec![
        ("01 brev.pdf", letter()),
        ("02 brev igen.pdf", letter()),
        (
            "03 forkert endelse.jpg",
            pdf("Notat", &["Et notat med forkert endelse."]),
        ),
        (
            "04 notat.docx",
            word::document(
                &format!(
                    "<w:p>{}{}</w:p>",
                    word::run("", "Synlig tekst"),
                    word::run("<w:vanish/>", "Skjult tekst")
                ),
                |_| {},
            ),
        ),
        ("05 regneark.xlsx", hidden_sheet()),
        (
            "06 dias.pptx",
            slides::show(
                &[slides::Slide {
                    said: "",
                    shapes: slides::text_box(500_000, 500_000, "", "Dias"),
                    notes: Some("En talernote"),
                }],
                |_| {},
            ),
        ),
        (
            "07 åben.odt",
            open_document::file("text", "", "<text:p>Åben tekst</text:p>", &[]),
        ),
        (
            "08 rig.rtf",
            b"{\\rtf1\\ansi Rig tekst \\'e6\\'f8\\'e5\\par}".to_vec(),
        ),
        ("09 mail.eml", mail("ydre", "Ydre mail", with_letter)),
        (
            "10 arkiv.mbox",
            mbox(&[inner.clone(), mail("anden", "Anden", plain("Den anden."))]),
        ),
        ("11 outlook.msg", msg(&outlook())),
        ("12 winmail.dat", winmail(&outlook())),
        (
            "13 smime.p7m",
            signed(
                Some(b"Content-Type: text/plain; charset=utf-8\r\n\r\nUnderskrevet tekst"),
                ("Ea Lund", "Havrelunde Kommune"),
                "261103091200Z",
                false,
            ),
        ),
        (
            "14 pakke.zip",
            zipped(&[
                (
                    "under/notat.txt",
                    "Et notat i en pakke.".as_bytes().to_vec(),
                ),
                ("under/indre.eml", inner),
                ("tom.bin", Vec::new()),
                ("program.exe", b"MZ\x90\0\x03".to_vec()),
            ]),
        ),
        (
            "15 pakke.7z",
            seven_zipped(&[("liste.csv", "navn;beløb\nÅse;12\n".as_bytes().to_vec())]),
        ),
        (
            "16 tekst.txt",
            "Almindelig tekst med æøå.".as_bytes().to_vec(),
        ),
        (
            "17 tekst.md",
            "# Overskrift\n\n- et punkt\n".as_bytes().to_vec(),
        ),
        (
            "18 side.html",
            "<!doctype html><p>En side</p>".as_bytes().to_vec(),
        ),
        (
            "19 låst.zip",
            zipped_and_locked(&[("brev.pdf", letter())], "regn"),
        ),
        ("20 ukendt.bin", vec![0, 1, 2, 3, 0, 0, 9]),
        ("21 afbrudt.docx", hidden_sheet()[..400].to_vec()),
    ]
}

fn has_office(taking: &Taking) -> bool {
    let pool = OfficePool::find(
        helper(),
        Limits::default(),
        taking.tools.work_folder.clone(),
    );
    if pool.is_none() {
        println!("LibreOffice is not on this machine: its files are told as waiting for it");
    }
    pool.is_some()
}

#[test]
fn a_file_of_every_kind_gives_the_expected_manifest() {
    let taking = Taking::of(&every_kind());
    let office = if has_office(&taking) {
        "taken 1"
    } else {
        "unreadable: NoConverter"
    };
    let manifest = taking.read();
    let of_office = |line: &str| format!("{line}: {office}");
    let expected = [
        "1 01 brev.pdf: taken 1".to_owned(),
        "2 02 brev igen.pdf: equal to 1".to_owned(),
        "3 03 forkert endelse.jpg: taken 1".to_owned(),
        of_office("4 04 notat.docx"),
        of_office("5 05 regneark.xlsx"),
        of_office("6 06 dias.pptx"),
        of_office("7 07 åben.odt"),
        of_office("8 08 rig.rtf"),
        "9 09 mail.eml: taken 1".to_owned(),
        "9.1 afgørelse.pdf: equal to 1".to_owned(),
        "10 10 arkiv.mbox: container".to_owned(),
        "10.1 00001 Indre mail.eml: taken 1".to_owned(),
        "10.2 00002 Anden.eml: taken 1".to_owned(),
        "11 11 outlook.msg: taken 1".to_owned(),
        "11.1 vedhæftet.txt: taken 1".to_owned(),
        "12 12 winmail.dat: taken 1".to_owned(),
        "12.1 vedhæftet.txt: equal to 11.1".to_owned(),
        "13 13 smime.p7m: container".to_owned(),
        "13.1 indhold.eml: taken 1".to_owned(),
        "14 14 pakke.zip: container".to_owned(),
        "14.1 notat.txt: taken 1".to_owned(),
        "14.2 indre.eml: taken 1".to_owned(),
        "14.3 tom.bin: unreadable: Empty".to_owned(),
        "14.4 program.exe: unreadable: UnknownKind".to_owned(),
        "15 15 pakke.7z: container".to_owned(),
        "15.1 liste.csv: taken 1".to_owned(),
        "16 16 tekst.txt: taken 1".to_owned(),
        "17 17 tekst.md: taken 1".to_owned(),
        "18 18 side.html: taken 1".to_owned(),
        "19 19 låst.zip: unreadable: NeedsPassword".to_owned(),
        "20 20 ukendt.bin: unreadable: UnknownKind".to_owned(),
        "21 21 afbrudt.docx: unreadable: Damaged".to_owned(),
    ];
    let lines = told(&manifest);
    assert_eq!(lines, expected);
    what_is_hidden(&taking, &manifest);
    every_text(&taking, &manifest, office == "taken 1");
}

fn what_is_hidden(taking: &Taking, manifest: &Manifest) {
    let found: Vec<(String, HiddenKind, String)> = manifest
        .rows
        .iter()
        .filter(|row| row.kind.is_some())
        .filter_map(|row| {
            let sha256 = row.sha256.as_deref()?;
            Some((row.name.clone(), taking.reading(&row.name, sha256)?))
        })
        .flat_map(|(name, reading)| {
            reading
                .hidden
                .into_iter()
                .map(move |hidden| (name.clone(), hidden.kind, hidden.text))
        })
        .collect();
    for (name, kind, text) in [
        ("04 notat.docx", HiddenKind::HiddenText, "Skjult tekst"),
        ("05 regneark.xlsx", HiddenKind::HiddenSheet, "Skjult navn"),
        ("06 dias.pptx", HiddenKind::SpeakerNote, "En talernote"),
        ("09 mail.eml", HiddenKind::MailHeader, "Prøvepost 1"),
    ] {
        assert!(
            found
                .iter()
                .any(|(file, found, said)| file == name && *found == kind && said.contains(text)),
            "{name} {kind:?}: {found:?}"
        );
    }
}

/// What is written in each file is written on its pages.
fn every_text(taking: &Taking, manifest: &Manifest, has_office: bool) {
    let mut expected = vec![
        ("01 brev.pdf", "ansøgning om hjælpemidler"),
        ("09 mail.eml", "Se vedhæftede"),
        ("00001 Indre mail.eml", "Teksten i den indre mail"),
        ("11 outlook.msg", "Brødtekst fra Outlook"),
        ("12 winmail.dat", "Brødtekst fra Outlook"),
        ("vedhæftet.txt", "Vedhæftet tekst"),
        ("indhold.eml", "Underskrevet tekst"),
        ("notat.txt", "Et notat i en pakke"),
        ("liste.csv", "Åse"),
        ("16 tekst.txt", "Almindelig tekst med æøå"),
        ("17 tekst.md", "Overskrift"),
        ("18 side.html", "En side"),
    ];
    if has_office {
        expected.extend([
            ("04 notat.docx", "Synlig tekst"),
            ("05 regneark.xlsx", "Beløb"),
            ("06 dias.pptx", "Dias"),
            ("07 åben.odt", "Åben tekst"),
            ("08 rig.rtf", "Rig tekst æøå"),
        ]);
    }
    for (name, text) in expected {
        let row = manifest.rows.iter().find(|row| row.name == name);
        let read = row.and_then(|row| taking.reading(name, row.sha256.as_deref()?));
        let Some(Outcome::Pages { pages, .. }) = read.map(|read| read.outcome) else {
            unreachable!("{name} has pages")
        };
        assert!(pages[0].text.contains(text), "{name}: {}", pages[0].text);
    }
}
