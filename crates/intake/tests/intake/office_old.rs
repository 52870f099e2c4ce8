//! The older formats, made of the newer ones by LibreOffice, turned back and looked into.

use sagsbord_intake::{ChildRole, HiddenKind, Kind, Limits, OfficeJob, Step, Turn, look};

use crate::make::office::add_core_properties;
use crate::make::office::sheet::{self, Sheet};
use crate::make::office::slides::{self, Slide, text_box};
use crate::make::office::word::{self, run};
use crate::office_pool::{convert, pool};

fn into(from: &str, bytes: Vec<u8>, to: &str) -> OfficeJob {
    OfficeJob {
        bytes,
        from: from.to_owned(),
        to: Turn::Into(to.to_owned()),
        password: None,
    }
}

#[test]
fn what_the_older_formats_hide_is_found_in_the_newer_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(pool) = pool(Limits::default(), folder.path()) else {
        return;
    };
    let body = format!(
        "<w:p>{}{}<w:del w:id=\"1\" w:author=\"Mette Holm\" w:date=\"2026-03-03T09:05:00Z\"><w:r><w:delText>slettet</w:delText></w:r></w:del></w:p>",
        run("", "Synligt "),
        run("<w:vanish/>", "skjult"),
    );
    let letter = word::document(&body, |package| {
        add_core_properties(package, "Anne Juhl", "Bo Krag");
    });
    let sheets = [
        Sheet {
            name: "Ark1",
            state: "",
            inner: format!(
                "<sheetData>{}{}</sheetData>",
                sheet::row(1, "", &["ses"]),
                sheet::row(2, "hidden=\"1\"", &["skjult række"])
            ),
        },
        Sheet {
            name: "Løn",
            state: "hidden",
            inner: sheet::rows(&[&["skjult ark"]]),
        },
    ];
    let book = sheet::workbook(&sheets, "", |_| {});
    let slide = |said, text| Slide {
        said,
        shapes: text_box(100_000, 100_000, "", text),
        notes: Some("noten"),
    };
    let show = slides::show(
        &[slide("", "ses"), slide(" show=\"0\"", "skjult dias")],
        |_| {},
    );
    let made = convert(
        &pool,
        vec![
            into("docx", letter.clone(), "doc"),
            into("docx", letter, "rtf"),
            into("xlsx", book, "xls"),
            into("pptx", show, "ppt"),
        ],
    );
    let older: Vec<Vec<u8>> = made.into_iter().map(|made| made.expect("made")).collect();
    let kinds: Vec<Kind> = older.iter().map(|bytes| Kind::of(bytes, "")).collect();
    assert_eq!(kinds, [Kind::Doc, Kind::Rtf, Kind::Xls, Kind::Ppt]);
    let mut jobs = Vec::new();
    for bytes in &older {
        let Ok(Step::ThroughOffice {
            extension,
            look_into: Some(newer),
        }) = look(bytes, "fil", None, Limits::default()).step
        else {
            panic!("looked into");
        };
        jobs.push(into(extension, bytes.clone(), newer));
    }
    let found: Vec<Vec<(HiddenKind, String)>> = convert(&pool, jobs)
        .into_iter()
        .zip(&older)
        .map(|(made, older)| {
            let newer = look(&made.expect("made"), "fil", None, Limits::default()).hidden;
            look(older, "fil", None, Limits::default())
                .hidden
                .into_iter()
                .chain(newer)
                .map(|hidden| (hidden.kind, hidden.text))
                .collect()
        })
        .collect();
    let expected: [&[(HiddenKind, &str)]; 4] = [
        &[
            (HiddenKind::HiddenText, "skjult"),
            (HiddenKind::DeletedText, "slettet"),
            (HiddenKind::Metadata, "Anne Juhl"),
        ],
        &[
            (HiddenKind::HiddenText, "skjult"),
            (HiddenKind::DeletedText, "slettet"),
            (HiddenKind::Metadata, "Anne Juhl"),
        ],
        &[
            (HiddenKind::HiddenRows, "skjult række"),
            (HiddenKind::HiddenSheet, "skjult ark"),
        ],
        &[
            (HiddenKind::HiddenSlide, "skjult dias"),
            (HiddenKind::SpeakerNote, "noten"),
        ],
    ];
    for (found, expected) in found.iter().zip(expected) {
        for (kind, text) in expected {
            assert!(
                found.iter().any(|(is, said)| is == kind && said == text),
                "{kind:?} {text} is not in {found:?}"
            );
        }
    }
}

#[test]
fn who_wrote_rich_text_is_told() {
    let rtf = b"{\\rtf1{\\info{\\author S\\'f8ren K\\u230?r}{\\creatim\\yr2026}{\\operator Ida}{\\title }}Brev\\par}";
    let looked = look(rtf, "fil", None, Limits::default());
    let found: Vec<_> = looked
        .hidden
        .iter()
        .map(|hidden| (hidden.place.as_str(), hidden.text.as_str()))
        .collect();
    assert_eq!(
        found,
        [("forfatter", "Søren Kær"), ("sidst ændret af", "Ida")]
    );
}

#[test]
fn objects_in_rich_text_become_files() {
    let mut object = Vec::new();
    object.extend(0x0501_u32.to_le_bytes());
    object.extend(2_u32.to_le_bytes());
    for name in ["Package\0", "", ""] {
        object.extend((name.len() as u32).to_le_bytes());
        object.extend(name.as_bytes());
    }
    let mut native = Vec::new();
    native.extend(2_u16.to_le_bytes());
    native.extend(b"notat.txt\0C:\\notat.txt\0");
    native.extend([0, 0, 3, 0]);
    native.extend(4_u32.to_le_bytes());
    native.extend(b"C:\\\0");
    native.extend(9_u32.to_le_bytes());
    native.extend(b"indlejret");
    object.extend((native.len() as u32).to_le_bytes());
    object.extend(native);
    let digits: String = object.iter().map(|byte| format!("{byte:02x}")).collect();
    let rtf =
        format!("{{\\rtf1 Brev {{\\object\\objemb{{\\*\\objdata {digits}}}{{\\result x}}}}\\par}}");
    let looked = look(rtf.as_bytes(), "fil", None, Limits::default());
    assert_eq!(
        looked.children,
        [(
            "notat.txt".to_owned(),
            ChildRole::Embedded,
            Ok(b"indlejret".to_vec())
        )]
    );
}
