use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::sync::LazyLock;

use chrono::NaiveDate;
use zip::ZipArchive;

use super::FileKind;
use crate::municipality::{DocumentFile, Municipality, Plan};

static FILES: LazyLock<Vec<DocumentFile>> = LazyLock::new(|| {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    Municipality::generate(&Plan::demo(today))
        .documents
        .into_iter()
        .filter_map(|document| document.file)
        .collect()
});

fn of(kind: FileKind) -> impl Iterator<Item = &'static DocumentFile> {
    let mut files = FILES
        .iter()
        .filter(move |file| file.kind == kind)
        .peekable();
    assert!(files.peek().is_some(), "no {kind:?}");
    files
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn entries(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

#[test]
fn there_are_twenty_extensions_and_each_file_begins_as_its_kind_does() {
    let magic = |extension: &str| -> &[u8] {
        match extension {
            "pdf" => b"%PDF-1.4",
            "png" => b"\x89PNG\r\n\x1a\n",
            "bmp" => b"BM",
            "gif" => b"GIF89a",
            "tif" => b"II*\0",
            "rtf" => b"{\\rtf1",
            "html" => b"<!DOCTYPE html>",
            "eml" | "mbox" => b"From",
            "ics" => b"BEGIN:VCALENDAR\r\n",
            "vcf" => b"BEGIN:VCARD\r\n",
            "csv" => b"\xef\xbb\xbfDato;",
            "md" => b"# ",
            "docx" | "xlsx" | "pptx" | "odt" | "ods" | "zip" => b"PK\x03\x04",
            _ => b"",
        }
    };
    let mut extensions = BTreeSet::new();
    for file in FILES.iter() {
        let (_, extension) = file.name.rsplit_once('.').unwrap();
        assert_eq!(extension, file.kind.extension(), "{}", file.name);
        assert_eq!(file.media_type, file.kind.media_type());
        assert!(file.bytes.starts_with(magic(extension)), "{}", file.name);
        assert!((150..400_000).contains(&file.bytes.len()), "{file:?}");
        assert!(!file.name.contains(['/', '\\', ':']), "{}", file.name);
        assert!(
            !text_like(file).contains('{') || extension == "rtf",
            "{}",
            file.name
        );
        extensions.insert(extension);
    }
    assert_eq!(extensions.len(), 20);
}

/// A gap that the story did not fill would show its braces.
fn text_like(file: &DocumentFile) -> &str {
    match file.kind {
        FileKind::Text | FileKind::Markdown | FileKind::Html | FileKind::Contact => {
            text(&file.bytes)
        }
        _ => "",
    }
}

#[test]
fn office_files_have_the_parts_their_programs_ask_for() {
    let check = |kind: FileKind, part: &str, words: &str| {
        for file in of(kind) {
            let entries = entries(&file.bytes);
            assert!(text(&entries[part]).contains(words), "{}", file.name);
        }
    };
    check(FileKind::Word, "word/document.xml", "<w:t xml:space");
    check(FileKind::Word, "[Content_Types].xml", "/word/document.xml");
    check(FileKind::Word, "docProps/core.xml", "<dc:creator>");
    check(FileKind::Spreadsheet, "xl/worksheets/sheet1.xml", "<v>");
    check(FileKind::Spreadsheet, "xl/_rels/workbook.xml.rels", "rId1");
    check(FileKind::Slides, "ppt/slides/slide3.xml", "<a:t>");
    check(FileKind::Slides, "ppt/_rels/presentation.xml.rels", "rId5");
    check(FileKind::OpenText, "content.xml", "<text:p>");
    check(FileKind::OpenSheet, "content.xml", "<table:table-row>");
}

#[test]
fn open_document_kinds_can_be_told_from_their_first_bytes() {
    for kind in [FileKind::OpenText, FileKind::OpenSheet] {
        for file in of(kind) {
            // A local header of 30 bytes, then the name, then the content as it is.
            assert_eq!(&file.bytes[30..38], b"mimetype");
            assert!(file.bytes[38..].starts_with(kind.media_type().as_bytes()));
        }
    }
}

#[test]
fn a_bundle_holds_folders_danish_names_and_an_archive_in_the_archive() {
    for file in of(FileKind::Zip) {
        let outer = entries(&file.bytes);
        assert!(outer["Billeder/køkken.png"].starts_with(b"\x89PNG"));
        let inner = entries(&outer["Arkiv fra i fjor.zip"]);
        assert!(inner.contains_key("læs mig.txt"));
        assert!(inner["Gamle mails/Første mail.eml"].starts_with(b"From: "));
    }
}

#[test]
fn mail_is_seven_bit_with_short_lines_and_encoded_headers() {
    let mut encoded = 0;
    for file in of(FileKind::Mail) {
        assert!(file.bytes.is_ascii(), "{}", file.name);
        let mail = text(&file.bytes);
        assert!(
            mail.split("\r\n").all(|line| line.len() <= 120),
            "{}",
            file.name
        );
        assert!(!mail.replace("\r\n", "").contains('\n'), "{}", file.name);
        assert!(mail.contains("Content-Disposition: attachment"));
        encoded += usize::from(mail.contains("Subject: =?utf-8?B?"));
    }
    assert!(encoded > 0);
}

#[test]
fn every_object_of_a_pdf_lies_where_its_table_says() {
    let kinds = [
        FileKind::PdfLetter,
        FileKind::PdfColumns,
        FileKind::PdfTable,
        FileKind::PdfScan,
    ];
    let mut most_pages = 0;
    for file in kinds.into_iter().flat_map(of) {
        let find = |wanted: &[u8]| {
            let mut windows = file.bytes.windows(wanted.len());
            windows.position(|window| window == wanted)
        };
        let start = find(b"xref\n0 ").unwrap();
        let tail = text(&file.bytes[start..]);
        assert!(tail.ends_with(&format!("startxref\n{start}\n%%EOF\n")));
        let objects = tail.lines().filter(|line| line.ends_with(" 00000 n "));
        for (number, line) in objects.enumerate() {
            let offset: usize = line[..10].parse().unwrap();
            let head = format!("{} 0 obj\n", number + 1);
            assert!(
                file.bytes[offset..].starts_with(head.as_bytes()),
                "{}",
                file.name
            );
        }
        let pages = file
            .bytes
            .windows(11)
            .filter(|window| window == b"/Type /Page");
        most_pages = most_pages.max(pages.count() - 1);
        assert_eq!(find(b"/Font").is_none(), file.kind == FileKind::PdfScan);
    }
    assert!(most_pages >= 3, "{most_pages} pages");
}

#[test]
fn pictures_say_their_size_and_are_neither_blank_nor_black() {
    for file in of(FileKind::Png) {
        let decoder = png::Decoder::new(Cursor::new(&file.bytes));
        let mut reader = decoder.read_info().unwrap();
        let mut rows = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rows).unwrap();
        assert_eq!((info.width, info.height), (832, 1_176));
        let black: u32 = rows.iter().map(|byte| byte.count_zeros()).sum();
        let share = f64::from(black) / f64::from(info.width * info.height);
        assert!((0.01..0.25).contains(&share), "{share} is black");
    }
    for file in of(FileKind::Bmp) {
        let size = u32::from_le_bytes(file.bytes[2..6].try_into().unwrap());
        assert_eq!(size as usize, file.bytes.len());
    }
    for file in of(FileKind::Gif) {
        assert_eq!(file.bytes.last(), Some(&b';'));
    }
    for file in of(FileKind::Tiff) {
        assert_eq!(file.bytes.len(), 8 + 2 + 12 * 12 + 4 + 8 + 104 * 1_176);
    }
}

#[test]
fn old_text_is_not_utf_8_and_search_has_words_to_find() {
    assert!(of(FileKind::OldText).all(|file| std::str::from_utf8(&file.bytes).is_err()));
    let words: BTreeSet<String> = FILES
        .iter()
        .filter(|file| matches!(file.kind, FileKind::Text | FileKind::Markdown))
        .flat_map(|file| sagsbord_domain::words(text(&file.bytes)))
        .collect();
    assert!(words.len() > 400, "{} words", words.len());
}
