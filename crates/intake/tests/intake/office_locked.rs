//! Files that open with a password only.

use std::io::{Cursor, Write};

use sagsbord_intake::{HiddenKind, Limits, Step, WhyUnreadable, look};

use crate::make::office::zipped;

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
    for (name, bytes) in streams {
        let mut stream = file.create_stream(name).expect("a stream");
        stream.write_all(bytes).expect("its bytes");
    }
    file.into_inner().into_inner()
}

fn open_document(says: &str) -> Vec<u8> {
    zipped(&[
        (
            "mimetype".to_owned(),
            b"application/vnd.oasis.opendocument.text".to_vec(),
        ),
        ("content.xml".to_owned(), b"<a/>".to_vec()),
        (
            "META-INF/manifest.xml".to_owned(),
            format!("<manifest:manifest>{says}</manifest:manifest>").into_bytes(),
        ),
    ])
}

#[test]
fn a_locked_file_says_so_and_an_open_one_does_not() {
    let word = |flags: u8| {
        compound(&[(
            "/WordDocument",
            &[0xEC, 0xA5, 0xC1, 0, 0, 0, 0, 0, 0, 0, 0, flags],
        )])
    };
    let excel = |kind: u8| compound(&[("/Workbook", &[0x09, 0x08, 2, 0, 6, 6, kind, 0, 0, 0])]);
    let show = |token: u32| {
        let mut user = vec![0; 12];
        user.extend(token.to_le_bytes());
        compound(&[("/PowerPoint Document", b"x"), ("/Current User", &user)])
    };
    let cases = [
        (
            "a newer one",
            compound(&[("/EncryptedPackage", b"x"), ("/EncryptionInfo", b"x")]),
            true,
        ),
        ("an older text", word(0x01), true),
        ("an older text", word(0x02), false),
        ("an older sheet", excel(0x2F), true),
        ("an older sheet", excel(0x42), false),
        ("an older show", show(0xF3D1_C4DF), true),
        ("an older show", show(0xE391_C05F), false),
        (
            "an open document",
            open_document("<manifest:encryption-data/>"),
            true,
        ),
        ("an open document", open_document(""), false),
    ];
    for (what, bytes, is_locked) in cases {
        let looked = look(&bytes, "fil", None, Limits::default());
        match looked.step {
            Err(why) => assert!(
                is_locked && why.why == WhyUnreadable::NeedsPassword,
                "{what}: {why:?}"
            ),
            Ok(_) => assert!(!is_locked, "{what}"),
        }
    }
}

#[test]
fn what_a_locked_file_hides_is_looked_into_or_told_to_be_unknown() {
    let locked = open_document("<manifest:encryption-data/>");
    let looked = look(&locked, "fil", Some("kode"), Limits::default());
    assert_eq!(
        looked.step,
        Ok(Step::ThroughOffice {
            extension: "odt",
            look_into: Some("docx")
        })
    );
    let newer = compound(&[("/EncryptedPackage", b"x")]);
    let looked = look(&newer, "fil", Some("kode"), Limits::default());
    assert!(looked.step.is_ok());
    assert_eq!(looked.hidden[0].kind, HiddenKind::MoreThanKept);
}
