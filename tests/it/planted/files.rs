//! Files of every kind with secrets in all their corners. Nobody in them exists: the day of every number is 60 too high.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sagsbord_app::pdf::{Limits, render_png};

use crate::intake::{pdf, zip};

#[path = "../../../crates/intake/tests/intake/make/pdf_parts.rs"]
#[allow(dead_code, reason = "the reader's own tests use the rest")]
mod pdf_parts;

/// What must be in nobody's hands afterwards.
pub(super) struct Secret {
    pub(super) text: String,
    /// Where it was put.
    pub(super) place: &'static str,
    /// On a page, for everybody who looks at it.
    pub(super) is_in_sight: bool,
}

#[derive(Default)]
pub(super) struct Planted {
    pub(super) files: Vec<(String, Vec<u8>)>,
    pub(super) secrets: Vec<Secret>,
    /// What is not secret and must come through.
    pub(super) open: Vec<String>,
    people: usize,
}

const FIRST: [&str; 24] = [
    "Agnete", "Birger", "Connie", "Ditlev", "Elsebeth", "Folmer", "Gerda", "Hjalmar", "Ingelise",
    "Jørn", "Kirstine", "Laurits", "Mogens", "Nanna", "Oluf", "Preben", "Ragnhild", "Svend",
    "Thyra", "Ulrik", "Valborg", "Verner", "Åse", "Øjvind",
];
const LAST: [&str; 24] = [
    "Bundgaard",
    "Dalsgaard",
    "Egebjerg",
    "Fogtmann",
    "Grønbæk",
    "Havmand",
    "Iversen",
    "Jespersen",
    "Kjeldsen",
    "Lindegaard",
    "Mortensen",
    "Nygaard",
    "Overgaard",
    "Poulsen",
    "Ravnholt",
    "Søndergaard",
    "Thorup",
    "Uldall",
    "Vestergaard",
    "Winther",
    "Ørskov",
    "Aagaard",
    "Balslev",
    "Clemmensen",
];

/// How high a line stands on a scanned page of A4, in points from below.
pub(super) const SCANNED_LINES: [i32; 2] = [660, 620];

impl Planted {
    /// So many files, of each kind its share.
    pub(super) fn with_files(count: usize) -> Self {
        let mut planted = Self::default();
        for number in 1..=count {
            match number % 10 {
                0 => planted.scan(number),
                1 => planted.word(number),
                2 => planted.sheet(number),
                3 => planted.mail(number),
                4 => planted.with_metadata(number),
                5 => planted.with_bookmarks(number),
                6 => planted.hiding(number),
                7 => planted.named(number),
                8 => planted.with_attachment(number),
                _ => planted.letter(number),
            }
        }
        planted
    }

    /// Somebody new: her name and her number, which stand in one place.
    fn somebody(&mut self, place: &'static str, is_in_sight: bool) -> (String, String) {
        let at = self.people;
        self.people += 1;
        let first = FIRST[at % FIRST.len()];
        let last = LAST[(at / FIRST.len() + at) % LAST.len()];
        let name = format!("{first} {last}");
        let (day, month, year) = (61 + at % 28, 1 + at % 12, 50 + at % 40);
        let number = format!("{day}{month:02}{year}-{}", 1000 + at * 7 % 9000);
        for text in [&name, &number] {
            self.secrets.push(Secret {
                text: text.clone(),
                place,
                is_in_sight,
            });
        }
        (name, number)
    }

    fn open_line(&mut self, number: usize) -> String {
        let line = format!("Rampen nummer {number} er besigtiget uden anmærkninger.");
        self.open.push(line.clone());
        line
    }

    fn add(&mut self, name: String, bytes: Vec<u8>) {
        self.files.push((name, bytes));
    }

    fn letter(&mut self, number: usize) {
        let open = self.open_line(number);
        let (name, cpr) = self.somebody("text", true);
        let text = format!("{open} Naboen {name}, cpr-nr. {cpr}, har klaget over støjen.");
        self.add(format!("brev {number}.pdf"), pdf(&text));
    }

    fn scan(&mut self, number: usize) {
        let (name, cpr) = self.somebody("scan", true);
        let page = pdf_parts::of(
            &pdf_parts::one_page(
                &[
                    pdf_parts::line(72, 700, &format!("Notat nummer {number} om rampen")),
                    pdf_parts::line(72, SCANNED_LINES[0], &format!("Naboen hedder {name}.")),
                    pdf_parts::line(72, SCANNED_LINES[1], &format!("Cpr-nr. {cpr}.")),
                    pdf_parts::line(72, 580, "Rampen er set efter om sommeren."),
                ]
                .concat(),
                "",
                &[],
            ),
            "",
        );
        let picture = render_png(page, None, 1, 200.0, Limits::default()).unwrap();
        self.add(format!("skannet {number}.png"), picture);
    }

    fn with_metadata(&mut self, number: usize) {
        let open = self.open_line(number);
        let (name, cpr) = self.somebody("text", true);
        let (author, author_cpr) = self.somebody("metadata", false);
        let (editor, editor_cpr) = self.somebody("metadata", false);
        let lines = [
            pdf_parts::line(72, 700, &open),
            pdf_parts::line(72, 660, &format!("Naboen er {name}, cpr-nr. {cpr}.")),
        ];
        let told = format!("<rdf:li>{} {editor_cpr}</rdf:li>", hex_free(&editor));
        let xmp = format!(
            "<?xpacket begin=\"\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF \
             xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator><rdf:Seq>{told}</rdf:Seq></dc:creator>\
             </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
        );
        let more = [
            format!(
                "<< /Author {} /Keywords ({author_cpr}) >>",
                written(&author)
            )
            .into_bytes(),
            pdf_parts::stream("/Type /Metadata /Subtype /XML", xmp.as_bytes()),
        ];
        let objects = pdf_parts::one_page(&lines.concat(), "/Metadata 7 0 R", &more);
        let file = pdf_parts::of(&objects, "/Info 6 0 R");
        self.add(format!("notat {number}.pdf"), file);
    }

    fn with_bookmarks(&mut self, number: usize) {
        let open = self.open_line(number);
        let (name, cpr) = self.somebody("bookmark", false);
        let (noted, noted_cpr) = self.somebody("annotation", false);
        let title = written(&format!("{name} {cpr}"));
        let said = written(&format!("Ring til {noted}, {noted_cpr}"));
        let more = [
            b"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>".to_vec(),
            format!("<< /Title {title} /Parent 6 0 R /Dest [3 0 R /Fit] >>").into_bytes(),
            format!(
                "<< /Type /Annot /Subtype /Text /T (Bo) /Contents {said} /Rect [10 800 30 820] >>"
            )
            .into_bytes(),
        ];
        let mut objects =
            pdf_parts::one_page(&pdf_parts::line(72, 700, &open), "/Outlines 6 0 R", &more);
        objects[2] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [8 0 R] \
            /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_vec();
        self.add(format!("referat {number}.pdf"), pdf_parts::of(&objects, ""));
    }

    /// Under a box, in white, in no ink at all, beside the page; and in what the file said before it was saved again.
    fn hiding(&mut self, number: usize) {
        if number % 20 == 6 {
            let (name, cpr) = self.somebody("earlier revision", false);
            let open = self.open_line(number);
            let file = pdf_parts::saved_again(&format!("{name} {cpr} har klaget"), &open);
            return self.add(format!("svar {number}.pdf"), file);
        }
        let open = self.open_line(number);
        let mut line = |place, x, y| {
            let (name, cpr) = self.somebody(place, false);
            pdf_parts::line(x, y, &format!("{name} {cpr}"))
        };
        let content = [
            pdf_parts::line(72, 760, &open),
            line("under a box", 72, 700),
            b"0 g 60 695 300 20 re f\n".to_vec(),
            b"q 3 Tr\n".to_vec(),
            line("without ink", 72, 620),
            b"Q q 1 g\n".to_vec(),
            line("in white", 72, 580),
            b"Q\n".to_vec(),
            line("beside the page", 72, 900),
        ]
        .concat();
        let objects = pdf_parts::one_page(&content, "", &[]);
        self.add(format!("skjuler {number}.pdf"), pdf_parts::of(&objects, ""));
    }

    /// Its name gives somebody away, and so does the title it gets from it.
    fn named(&mut self, number: usize) {
        let open = self.open_line(number);
        let (name, cpr) = self.somebody("title", true);
        let text = format!("{open} Vedrører {name}, cpr-nr. {cpr}.");
        self.add(format!("{number} Brev til {name} {cpr}.pdf"), pdf(&text));
    }

    fn with_attachment(&mut self, number: usize) {
        let open = self.open_line(number);
        let (name, cpr) = self.somebody("attachment of a PDF", true);
        let said = format!("Bilag nummer {number}. Naboen {name}, cpr-nr. {cpr}, er hørt.");
        let more = [pdf_parts::stream("/Type /EmbeddedFile", said.as_bytes())];
        let names = format!(
            "/Names << /EmbeddedFiles << /Names [(b) << /Type /Filespec /F (bilag {number}.txt) /EF << /F 6 0 R >> >>] >> >>"
        );
        let objects = pdf_parts::one_page(&pdf_parts::line(72, 700, &open), &names, &more);
        self.add(
            format!("med bilag {number}.pdf"),
            pdf_parts::of(&objects, ""),
        );
    }

    fn mail(&mut self, number: usize) {
        let open = self.open_line(number);
        let (name, cpr) = self.somebody("mail", true);
        let (about, about_cpr) = self.somebody("subject of a mail", true);
        let (header, header_cpr) = self.somebody("header of a mail", false);
        let (beside, beside_cpr) = self.somebody("attachment of a mail", true);
        let attached = pdf(&format!(
            "Bilag til mail {number}. Naboen {beside}, cpr-nr. {beside_cpr}, er hørt."
        ));
        let mail = format!(
            "From: {} <nabo{number}@example.dk>\r\nTo: kommunen@example.dk\r\nSubject: {}\r\n\
             X-Journal: {}\r\nDate: Mon, 9 Mar 2026 10:00:00 +0100\r\nMessage-ID: <{number}@example.dk>\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"g\"\r\n\r\n\
             --g\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n\
             --g\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"bilag{number}.pdf\"\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--g--\r\n",
            word(&name),
            word(&format!("Vedrører {about} {about_cpr}")),
            word(&format!("{header} {header_cpr}")),
            lines(format!("{open} Mit cpr-nr. er {cpr}.").as_bytes()),
            lines(&attached),
        );
        self.add(format!("mail {number}.eml"), mail.into_bytes());
    }

    fn word(&mut self, number: usize) {
        let open = self.open_line(number);
        let (name, cpr) = self.somebody("text of a document", true);
        let (gone, gone_cpr) = self.somebody("deleted in a document", false);
        let (noted, noted_cpr) = self.somebody("comment of a document", false);
        let (author, author_cpr) = self.somebody("properties of a document", false);
        let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let document = format!(
            "<w:document {w}><w:body>{}{}<w:p><w:del w:id=\"1\" w:author=\"{author}\" w:date=\"2026-03-01T09:00:00Z\">\
             <w:r><w:delText>{gone} {gone_cpr}</w:delText></w:r></w:del></w:p>\
             <w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:t>Enden.</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>\
             <w:r><w:commentReference w:id=\"0\"/></w:r></w:p></w:body></w:document>",
            paragraph(&open),
            paragraph(&format!("Naboen {name}, cpr-nr. {cpr}, har klaget.")),
        );
        let comments = format!(
            "<w:comments {w}><w:comment w:id=\"0\" w:author=\"{noted}\">{}</w:comment></w:comments>",
            paragraph(&format!("Spørg {noted}, {noted_cpr}"))
        );
        let properties = core_properties(&author, &author_cpr);
        let file = zip(&[
            part(
                "[Content_Types].xml",
                &types(&[
                    (
                        "/word/document.xml",
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    ),
                    (
                        "/word/comments.xml",
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
                    ),
                    (
                        "/docProps/core.xml",
                        "application/vnd.openxmlformats-package.core-properties+xml",
                    ),
                ]),
            ),
            part(
                "_rels/.rels",
                &relations(&[
                    ("officeDocument", "word/document.xml"),
                    ("core", "docProps/core.xml"),
                ]),
            ),
            part(
                "word/_rels/document.xml.rels",
                &relations(&[("comments", "comments.xml")]),
            ),
            part("word/document.xml", &document),
            part("word/comments.xml", &comments),
            part("docProps/core.xml", &properties),
        ]);
        self.add(format!("udkast {number}.docx"), file);
    }

    fn sheet(&mut self, number: usize) {
        let open = self.open_line(number);
        let (name, cpr) = self.somebody("cell of a sheet", true);
        let (kept, kept_cpr) = self.somebody("hidden sheet", false);
        let (row, row_cpr) = self.somebody("hidden row", false);
        let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        let cell = |at: &str, text: &str| {
            format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        };
        let shown = format!(
            "<worksheet {main}><sheetData><row r=\"1\">{}</row><row r=\"2\">{}{}</row>\
             <row r=\"3\" hidden=\"1\">{}{}</row></sheetData></worksheet>",
            cell("A1", &open),
            cell("A2", &name),
            cell("B2", &cpr),
            cell("A3", &row),
            cell("B3", &row_cpr),
        );
        let hidden = format!(
            "<worksheet {main}><sheetData><row r=\"1\">{}{}</row></sheetData></worksheet>",
            cell("A1", &kept),
            cell("B1", &kept_cpr),
        );
        let book = format!(
            "<workbook {main} xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"Liste\" sheetId=\"1\" r:id=\"r0\"/>\
             <sheet name=\"Kladde\" sheetId=\"2\" state=\"hidden\" r:id=\"r1\"/></sheets></workbook>"
        );
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        let (of_book, of_sheet) = (
            format!("{kind}.sheet.main+xml"),
            format!("{kind}.worksheet+xml"),
        );
        let file = zip(&[
            part(
                "[Content_Types].xml",
                &types(&[
                    ("/xl/workbook.xml", &of_book),
                    ("/xl/worksheets/sheet1.xml", &of_sheet),
                    ("/xl/worksheets/sheet2.xml", &of_sheet),
                ]),
            ),
            part(
                "_rels/.rels",
                &relations(&[("officeDocument", "xl/workbook.xml")]),
            ),
            part(
                "xl/_rels/workbook.xml.rels",
                &relations(&[
                    ("worksheet", "worksheets/sheet1.xml"),
                    ("worksheet", "worksheets/sheet2.xml"),
                ]),
            ),
            part("xl/workbook.xml", &book),
            part("xl/worksheets/sheet1.xml", &shown),
            part("xl/worksheets/sheet2.xml", &hidden),
        ]);
        self.add(format!("regneark {number}.xlsx"), file);
    }
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn part<'a>(name: &'a str, text: &str) -> (&'a str, Vec<u8>) {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    (name, format!("{head}{text}").into_bytes())
}

fn types(parts: &[(&str, &str)]) -> String {
    let mut text = String::from(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>",
    );
    for (name, kind) in parts {
        let _ = write!(
            text,
            "<Override PartName=\"{name}\" ContentType=\"{kind}\"/>"
        );
    }
    text + "</Types>"
}

fn relations(targets: &[(&str, &str)]) -> String {
    let mut text = String::from(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    );
    for (at, (kind, target)) in targets.iter().enumerate() {
        let kind = match *kind {
            "core" => "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties".to_owned(),
            kind => format!("{OFFICE}/{kind}"),
        };
        let _ = write!(
            text,
            "<Relationship Id=\"r{at}\" Type=\"{kind}\" Target=\"{target}\"/>"
        );
    }
    text + "</Relationships>"
}

fn core_properties(author: &str, keywords: &str) -> String {
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>{author}</dc:creator>\
         <cp:keywords>{keywords}</cp:keywords></cp:coreProperties>"
    )
}

/// A text string of a PDF, in UTF-16.
fn written(text: &str) -> String {
    let mut hex = String::from("<FEFF");
    for unit in text.encode_utf16() {
        let _ = write!(hex, "{unit:04X}");
    }
    hex + ">"
}

fn hex_free(text: &str) -> String {
    text.replace('&', "&amp;")
}

/// A word of a mail's header, whatever letters it has.
fn word(text: &str) -> String {
    format!("=?utf-8?B?{}?=", STANDARD.encode(text))
}

fn lines(bytes: &[u8]) -> String {
    let whole = STANDARD.encode(bytes);
    let mut text = String::new();
    for line in whole.as_bytes().chunks(76) {
        text.push_str(&String::from_utf8_lossy(line));
        text.push_str("\r\n");
    }
    text
}
