//! One folder with a file of every format, each with content and hidden data that is known. All people are invented.

use image::ImageFormat;
use sagsbord_intake::{OfficeJob, OfficePool, Turn};

use super::archives::{seven_zipped, zipped, zipped_and_locked};
use super::mails::{
    Mail, OutlookMail, OutlookPart, Part, Prop, attached, eml, html, many, mbox, msg, plain,
    signed, someone, text, winmail,
};
use super::office::sheet::{self, Sheet};
use super::office::slides::{self, Slide, text_box};
use super::office::word::{self, run};
use super::office::{PIXEL, Package, add_core_properties, open_document};
use super::pdf_parts;
use super::pdfs::pdf;
use super::pictures::{
    Beside, Packed, exif, fields, gif, heic, jpeg, plain as picture, png_with, tiff,
};
use super::scans::{self, Setting};
use super::texts::{CALENDAR, CARDS, CSV, HTML, MARKDOWN};

pub(crate) const PASSWORD: &str = "regnvejr";

pub(crate) struct Everything {
    pub(crate) files: Vec<(&'static str, Vec<u8>)>,
    /// What is written on the page that is recognised.
    pub(crate) scanned: String,
}

/// `None`, said aloud, where a program is missing that the older formats and a telephone's pictures are made with.
pub(crate) fn everything(office: Option<&OfficePool>) -> Option<Everything> {
    let older = older(office?);
    let telephone = heic(&[photo()], &["-t", "64"])?;
    let (scan, scanned) = scan();
    let letter = pdf(
        "Afgørelse",
        &["Vi har behandlet din ansøgning om hjælpemidler."],
    );
    let inner = mail("indre", "Indre mail", plain("Teksten i den indre mail."));
    let mut files = vec![
        ("brev.pdf", letter.clone()),
        ("brev igen.pdf", letter.clone()),
        (
            "forkert endelse.jpg",
            pdf("Notat", &["Et notat med forkert endelse."]),
        ),
        ("skjuler.pdf", pdf_parts::hiding()),
        (
            "gemt igen.pdf",
            pdf_parts::saved_again("Karen Lund har klaget", "Borgeren har klaget"),
        ),
        ("skannet.pdf", scan),
        (
            "mappe.pdf",
            pdf_parts::portfolio(&[
                ("bilag 1.txt", "Første bilag i mappen".as_bytes()),
                ("bilag 2.txt", "Andet bilag i mappen".as_bytes()),
            ]),
        ),
        ("laast.pdf", pdf_parts::locked("Bag en kode", PASSWORD)),
        ("uden kode.pdf", pdf_parts::locked("Bag en anden kode", "x")),
        ("skæv.pdf", without_table()),
        ("afbrudt.pdf", letter[..letter.len() / 2].to_vec()),
        ("notat.docx", document()),
        ("regneark.xlsx", workbook()),
        ("dias.pptx", show()),
    ];
    files.extend(older);
    files.extend([
        ("åben.odt", open_text()),
        ("åben.ods", open_sheet()),
        ("åben.odp", open_show()),
        (
            "rig.rtf",
            b"{\\rtf1\\ansi{\\info{\\author Ida Bro}}Rig tekst \\'e6\\'f8\\'e5 {\\v skjult i rig tekst}\\par}"
                .to_vec(),
        ),
        ("mail.eml", outer_mail(&letter)),
        (
            "arkiv.mbox",
            mbox(&[inner.clone(), mail("anden", "Anden", plain("Den anden."))]),
        ),
        ("outlook.msg", msg(&outlook())),
        ("winmail.dat", winmail(&outlook())),
        (
            "smime.p7m",
            certified(Some(
                b"Content-Type: text/plain; charset=utf-8\r\n\r\nUnderskrevet tekst",
            )),
        ),
        ("smime.p7s", certified(None)),
        (
            "pakke.zip",
            zipped(&[
                ("under/notat.txt", b"Et notat i en pakke.".to_vec()),
                ("under/indre.eml", inner),
                ("tom.bin", Vec::new()),
                ("program.exe", b"MZ\x90\0\x03".to_vec()),
            ]),
        ),
        (
            "pakke.7z",
            seven_zipped(&[("liste.csv", "navn;beløb\nÅse;12\n".as_bytes().to_vec())]),
        ),
        (
            "laast.zip",
            zipped_and_locked(&[("brev.pdf", letter)], "regn"),
        ),
        ("tekst.txt", "Almindelig tekst med æøå.".as_bytes().to_vec()),
        ("tekst.md", MARKDOWN.as_bytes().to_vec()),
        ("side.html", HTML.as_bytes().to_vec()),
        ("mange.html", with_more_than_is_kept()),
        ("tabel.csv", CSV.as_bytes().to_vec()),
        ("foto.jpg", photo()),
        ("skilt.png", sign()),
        ("fax.tif", fax()),
        ("telefon.heic", telephone),
        ("net.webp", picture(&fields(64, 48), ImageFormat::WebP)),
        ("gammelt.bmp", picture(&fields(64, 48), ImageFormat::Bmp)),
        ("film.gif", gif(&[fields(40, 30), fields(40, 30)])),
        ("møde.ics", CALENDAR.as_bytes().to_vec()),
        ("kort.vcf", CARDS.as_bytes().to_vec()),
        ("ukendt.bin", vec![0, 1, 2, 3, 0, 0, 9]),
        ("afbrudt.docx", document()[..400].to_vec()),
        ("tom.txt", Vec::new()),
    ]);
    Some(Everything { files, scanned })
}

/// Its table of places is gone: readers find the objects themselves.
fn without_table() -> Vec<u8> {
    let objects = pdf_parts::one_page(&pdf_parts::line(72, 700, "Skæv, men til at læse"), "", &[]);
    let whole = pdf_parts::of(&objects, "");
    let table = whole.windows(5).rposition(|few| few == b"xref\n");
    let mut cut = whole[..table.map_or(whole.len(), |at| at.saturating_sub(5))].to_vec();
    cut.extend(b"trailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n");
    cut
}

/// A sheet as a scanner hands it out: a picture, and beneath it what the scanner's program read.
fn scan() -> (Vec<u8>, String) {
    let made = scans::page(Setting::Sans, 21, 8);
    let seen = scans::seen(&made.pdf, 300.0);
    let beneath: String = made
        .text
        .lines()
        .enumerate()
        .map(|(at, line)| {
            let line = line.replace(['(', ')'], " ");
            format!("BT 3 Tr /F1 10 Tf 62 {} Td ({line}) Tj ET\n", 770 - at * 14)
        })
        .collect();
    let content = format!("{}{beneath}", scans::WHOLE_PAGE);
    (scans::drawn(&content, Some(&seen)), made.text)
}

fn document() -> Vec<u8> {
    let body = format!(
        "<w:p>{}{}{}{}<w:del w:id=\"1\" w:author=\"Mette Holm\" w:date=\"2026-03-03T09:05:00Z\"><w:r><w:delText>Vi mener ikke</w:delText></w:r></w:del>\
         <w:ins w:id=\"2\" w:author=\"Ole Bæk\" w:date=\"2026-03-04T14:30:00Z\">{}</w:ins></w:p>\
         <w:p><w:r><w:t>Med billede</w:t></w:r><w:r><w:drawing><wp:inline><wp:extent cx=\"900000\" cy=\"900000\"/><wp:docPr id=\"1\" name=\"Billede\" descr=\"Borgerens hus\"/>\
         <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"B\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId1\"/><a:srcRect r=\"30000\"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>\
         </wp:inline></w:drawing></w:r></w:p>",
        run("", "Synlig tekst"),
        run("<w:vanish/>", "Skjult tekst"),
        run("<w:color w:val=\"FFFFFF\"/>", "Hvid tekst"),
        run("<w:highlight w:val=\"black\"/>", "Streget over"),
        run("", "og nyt"),
    );
    word::document(&body, |package| {
        package.relate(word::MAIN, "image", "media/image1.png");
        package.part("word/media/image1.png", "", PIXEL);
        package.part("customXml/item1.xml", "", "<sag><nr>26-1234</nr></sag>");
        package.part("docProps/thumbnail.jpeg", "image/jpeg", [0xFF, 0xD8, 0xFF]);
        package.part(
            "word/comments.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
            word::part(
                "comments",
                "<w:comment w:id=\"7\" w:author=\"Ida Lund\"><w:p><w:r><w:t>Skal det med?</w:t></w:r></w:p></w:comment>",
            ),
        );
        package.relate(word::MAIN, "comments", "comments.xml");
        add_core_properties(package, "Anne Juhl", "Bo Krag");
    })
}

fn workbook() -> Vec<u8> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let inner = format!(
        "<cols><col min=\"3\" max=\"3\" hidden=\"1\" width=\"9\"/></cols><sheetData>{}{}</sheetData>\
         <dataValidations><dataValidation type=\"list\" sqref=\"B1:B9\"><formula1>\"Ja,Nej\"</formula1></dataValidation></dataValidations>",
        sheet::row(1, "", &["Navn", "Beløb", "Skjult kolonne"]),
        sheet::row(2, "hidden=\"1\"", &["Skjult række"]),
    );
    let sheets = [
        Sheet {
            name: "Ark1",
            state: "",
            inner,
        },
        Sheet {
            name: "Gemt",
            state: "hidden",
            inner: sheet::rows(&[&["Skjult navn"]]),
        },
    ];
    let names =
        "<definedNames><definedName name=\"Satser\">Ark1!$A$1:$B$2</definedName></definedNames>";
    sheet::workbook(&sheets, names, |package: &mut Package| {
        package.part(
            "xl/pivotCache/pivotCacheDefinition1.xml",
            &format!("{KIND}.pivotCacheDefinition+xml"),
            format!("<?xml version=\"1.0\"?><pivotCacheDefinition {MAIN}><cacheSource type=\"worksheet\"><worksheetSource ref=\"A1:B3\" sheet=\"Løn\"/></cacheSource><cacheFields><cacheField name=\"Navn\"><sharedItems><s v=\"Bo\"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>"),
        );
        package.part(
            "xl/pivotCache/pivotCacheRecords1.xml",
            &format!("{KIND}.pivotCacheRecords+xml"),
            format!("<?xml version=\"1.0\"?><pivotCacheRecords {MAIN}><r><x v=\"0\"/></r></pivotCacheRecords>"),
        );
        package.relate(
            "xl/pivotCache/pivotCacheDefinition1.xml",
            "pivotCacheRecords",
            "pivotCacheRecords1.xml",
        );
        package.part(
            "xl/externalLinks/externalLink1.xml",
            &format!("{KIND}.externalLink+xml"),
            format!("<?xml version=\"1.0\"?><externalLink {MAIN}><externalBook/></externalLink>"),
        );
        package.relate_outside(
            "xl/externalLinks/externalLink1.xml",
            "externalLinkPath",
            "file:///P:/budget.xlsx",
        );
        package.part(
            "xl/charts/chart1.xml",
            "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            "<?xml version=\"1.0\"?><c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:ser><c:cat><c:strRef><c:f>Ark1!$A$1</c:f><c:strCache><c:pt idx=\"0\"><c:v>Nord</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:chartSpace>",
        );
    })
}

fn show() -> Vec<u8> {
    let shown = Slide {
        said: "",
        shapes: text_box(500_000, 500_000, "", "Dias")
            + &text_box(-4_000_000, 0, "", "Ved siden af"),
        notes: Some("En talernote"),
    };
    let unshown = Slide {
        said: " show=\"0\"",
        shapes: text_box(500_000, 500_000, "", "Et skjult dias"),
        notes: None,
    };
    slides::show(&[shown, unshown], |_| {})
}

/// What the older programs would have written, by the one program at hand that still can.
fn older(office: &OfficePool) -> Vec<(&'static str, Vec<u8>)> {
    let letter = format!(
        "<w:p>{}{}<w:del w:id=\"1\" w:author=\"Mette Holm\"><w:r><w:delText>slettet i det gamle</w:delText></w:r></w:del></w:p>",
        run("", "Gammelt brev "),
        run("<w:vanish/>", "skjult i det gamle"),
    );
    let letter = word::document(&letter, |package| {
        add_core_properties(package, "Anne Juhl", "Bo Krag");
    });
    let inner = format!(
        "<sheetData>{}{}</sheetData>",
        sheet::row(1, "", &["Gammelt ark"]),
        sheet::row(2, "hidden=\"1\"", &["skjult række i det gamle"])
    );
    let sheets = [
        Sheet {
            name: "Ark1",
            state: "",
            inner,
        },
        Sheet {
            name: "Løn",
            state: "hidden",
            inner: sheet::rows(&[&["skjult ark i det gamle"]]),
        },
    ];
    let slides_of = [
        Slide {
            said: "",
            shapes: text_box(100_000, 100_000, "", "Gammelt dias"),
            notes: Some("note i det gamle"),
        },
        Slide {
            said: " show=\"0\"",
            shapes: text_box(100_000, 100_000, "", "skjult dias i det gamle"),
            notes: None,
        },
    ];
    let made = [
        ("gammel.doc", "docx", "doc", letter),
        (
            "gammel.xls",
            "xlsx",
            "xls",
            sheet::workbook(&sheets, "", |_| {}),
        ),
        (
            "gammel.ppt",
            "pptx",
            "ppt",
            slides::show(&slides_of, |_| {}),
        ),
    ];
    let mut older = Vec::new();
    let jobs = made
        .iter()
        .map(|(_, from, to, bytes)| OfficeJob {
            bytes: bytes.clone(),
            from: (*from).to_owned(),
            to: Turn::Into((*to).to_owned()),
            password: None,
        })
        .collect();
    office.convert(jobs, &mut |at, turned| {
        older.push((made[at].0, turned.expect("the older format was made")));
    });
    older.sort_by_key(|(name, _)| *name);
    older
}

fn open_text() -> Vec<u8> {
    let before = "<office:automatic-styles><style:style style:family=\"text\" style:name=\"T1\"><style:text-properties text:display=\"none\"/></style:style></office:automatic-styles>";
    let body = "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:deletion><office:change-info><dc:creator>Mette Holm</dc:creator></office:change-info><text:p>slettet i det åbne</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:p>Åben tekst<text:span text:style-name=\"T1\">skjult i det åbne</text:span><text:change text:change-id=\"c1\"/></text:p>";
    open_document::file("text", before, body, &[])
}

fn open_sheet() -> Vec<u8> {
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let body = format!(
        "<table:table table:name=\"Ark1\"><table:table-column/><table:table-column table:visibility=\"collapse\"/>\
         <table:table-row>{}{}</table:table-row></table:table>",
        cell("Åbent ark"),
        cell("skjult kolonne i det åbne"),
    );
    open_document::file("spreadsheet", "", &body, &[])
}

fn open_show() -> Vec<u8> {
    let frame = |left: &str, text: &str| {
        format!(
            "<draw:frame draw:name=\"F\" svg:x=\"{left}\" svg:y=\"1cm\" svg:width=\"5cm\" svg:height=\"2cm\"><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>"
        )
    };
    let body = format!(
        "<draw:page draw:name=\"1\">{}{}<presentation:notes><draw:frame><draw:text-box><text:p>note i det åbne</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>",
        frame("2cm", "Åbent dias"),
        frame("-6cm", "ude i det åbne"),
    );
    open_document::file("presentation", "", &body, &[])
}

fn mail(id: &str, subject: &str, body: Part) -> Vec<u8> {
    eml(&Mail {
        id: format!("<{id}@proeve.dk>"),
        from: someone("Søren Prøve", "soeren@proeve.dk"),
        to: vec![someone("Havrelunde Kommune", "post@havrelunde.dk")],
        subject: subject.to_owned(),
        date: "Tue, 3 Nov 2026 10:12:00 +0100".to_owned(),
        body,
        ..Mail::default()
    })
}

fn outer_mail(letter: &[u8]) -> Vec<u8> {
    let plain_text = "Se vedhæftede.\n\nKun i den rene tekst\n\nDen 2. november 2026 kl. 09.15 skrev Mette Ærø <mette@borger.example>:\n> Hvornår får jeg svar?\n";
    let page = "<p>Se vedhæftede.</p><p>Den 2. november 2026 kl. 09.15 skrev Mette Ærø &lt;mette@borger.example&gt;:</p><blockquote type=cite><p>Hvornår får jeg svar?</p></blockquote><p style='display:none'>usynlig i mailen</p>";
    eml(&Mail {
        id: "<ydre@proeve.dk>".to_owned(),
        from: someone("Søren Prøve", "soeren@proeve.dk"),
        to: vec![someone("Havrelunde Kommune", "post@havrelunde.dk")],
        subject: "Ydre mail".to_owned(),
        date: "Tue, 3 Nov 2026 10:12:00 +0100".to_owned(),
        headers: vec![
            "X-Mailer: Prøvepost 1".to_owned(),
            "Bcc: Skjult Modtager <skjult@borger.example>".to_owned(),
        ],
        body: many(
            "mixed",
            vec![
                many("alternative", vec![plain(plain_text), html(page)]),
                attached("application/pdf", "afgørelse.pdf", letter),
            ],
        ),
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

fn certified(content: Option<&[u8]>) -> Vec<u8> {
    let signer = ("Ea Lund", "Havrelunde Kommune");
    signed(content, signer, "261103091200Z", false)
}

/// Each is a finding of its own.
fn with_more_than_is_kept() -> Vec<u8> {
    let remarks: String = (0..2_100).map(|at| format!("<!-- {at} -->")).collect();
    format!("<!doctype html><p>Mange bemærkninger</p>{remarks}").into_bytes()
}

fn photo() -> Vec<u8> {
    let beside = Beside {
        exif: Some(exif(1, None)),
        comment: Some("Bemærkning i billedet".to_owned()),
        ..Beside::default()
    };
    jpeg(&fields(96, 64), &beside)
}

fn sign() -> Vec<u8> {
    let plain = picture(&fields(64, 48), ImageFormat::Png);
    png_with(&plain, &[(b"tEXt", b"Author\0Ib Bo".to_vec())])
}

fn fax() -> Vec<u8> {
    let page = fields(64, 64);
    tiff(&[
        (page.clone(), Packed::Fax4),
        (page.clone(), Packed::Lzw),
        (page, Packed::Bits),
    ])
}
