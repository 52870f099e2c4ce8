//! What a file is, told by its content, and what it may be called.

use sagsbord_intake::{Kind, clean_name};

use crate::make::archives::{seven_zipped, zipped, zipped_unpacked};
use crate::make::pdfs::pdf;

#[test]
fn content_tells_the_kind_whatever_the_name_says() {
    let check = |bytes: &[u8], name: &str, expected: Kind| {
        assert_eq!(Kind::of(bytes, name), expected, "{name}");
    };
    check(&pdf("a", &["b"]), "billede.jpg", Kind::Pdf);
    check(
        &[b"skrald foran\n".as_slice(), &pdf("a", &["b"])].concat(),
        "a.txt",
        Kind::Pdf,
    );
    check(b"\xFF\xD8\xFF\xE0\0\x10JFIF", "notat.docx", Kind::Jpeg);
    check(b"MZ\x90\0\x03", "faktura.pdf", Kind::Program);
    check(&zipped(&[("a.txt", b"a".to_vec())]), "a.docx", Kind::Zip);
    check(
        &zipped(&[
            ("[Content_Types].xml", b"<a/>".to_vec()),
            ("word/document.xml", b"<a/>".to_vec()),
        ]),
        "a.zip",
        Kind::Docx,
    );
    check(
        &zipped(&[(
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet".to_vec(),
        )]),
        "a.zip",
        Kind::Ods,
    );
    check(
        &zipped_unpacked(&[("a.pdf", pdf("a", &["b"])), ("b.pdf", pdf("c", &["d"]))]),
        "a.zip",
        Kind::Zip,
    );
    check(
        b"From: a@b.dk\r\nSubject: Hej\r\n\r\n%PDF-1.4 begynder filen med",
        "a.eml",
        Kind::Eml,
    );
    check(
        &seven_zipped(&[("a", b"a".to_vec())]),
        "a.zip",
        Kind::SevenZ,
    );
    check(
        b"From: a@b.dk\r\nSubject: Hej\r\n\r\nHej",
        "a.txt",
        Kind::Eml,
    );
    check(b"Fra: a@b.dk\nEmne: Hej\n\nHej", "a.txt", Kind::Text);
    check(
        b"From a@b.dk Tue Nov  3 10:00:00 2026\nFrom: a@b.dk\nSubject: Hej\n\nHej\n",
        "arkiv",
        Kind::Mbox,
    );
    check(
        b"From nu af er alt anderledes i 2026.\n\nHilsen",
        "a.txt",
        Kind::Text,
    );
    check(b"BEGIN:VCALENDAR\r\nVERSION:2.0", "a.txt", Kind::Calendar);
    check(b"BEGIN:VCARD\r\nVERSION:3.0", "a.txt", Kind::ContactCard);
    check(b"<!DOCTYPE html><html>", "a.txt", Kind::Html);
    check("navn;beløb\nÅse;1".as_bytes(), "a.csv", Kind::Csv);
    check("navn;beløb\nÅse;1".as_bytes(), "a.txt", Kind::Text);
    check(b"\xFF\xFEH\0e\0j\0", "a.txt", Kind::Text);
    check(b"H\xE6r er \xE6\xF8\xE5", "a.txt", Kind::Text);
    check(b"", "a.pdf", Kind::Empty);
    check(&[0, 1, 2, 3], "a.pdf", Kind::Unknown);
}

#[test]
fn a_name_shows_what_it_is_and_leads_nowhere() {
    let check = |untrusted: &str, expected: &str| assert_eq!(clean_name(untrusted), expected);
    check("brev.pdf", "brev.pdf");
    check("../../etc/passwd", "passwd");
    check("C:\\Windows\\system32\\cmd.exe", "cmd.exe");
    check("faktura\u{202E}fdp.exe", "fakturafdp.exe");
    check("a\0b\nc.txt", "abc.txt");
    check("  .. ", "uden navn");
    check("mappe/", "mappe");
    check("hvad?.pdf.  ", "hvad_.pdf");
    check("æøå ÆØÅ.docx", "æøå ÆØÅ.docx");
    let long = "a".repeat(5_000) + ".pdf";
    let cleaned = clean_name(&long);
    assert!(cleaned.len() <= 180 && cleaned.ends_with(".pdf"));
}
