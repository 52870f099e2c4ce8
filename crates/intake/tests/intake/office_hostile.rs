//! Office files that mean harm, and files that were harmed: each is told or read, in bounded time, without a panic.

use std::io::{Cursor, Read};
use std::time::{Duration, Instant};

use sagsbord_intake::{Limits, Looked, WhyUnreadable, look};

use crate::make::office::sheet::{self, Sheet};
use crate::make::office::slides::{self, Slide, text_box};
use crate::make::office::{Package, add_core_properties, open_document, word, zipped};

/// One good file of each kind that is a package, with something of everything in it.
fn good_files() -> Vec<(&'static str, Vec<u8>)> {
    let letter = word::document(
        "<w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr><w:r><w:rPr><w:vanish/><w:color w:val=\"FFFFFF\"/><w:sz w:val=\"20\"/></w:rPr><w:t>skjult</w:t></w:r><w:del w:id=\"1\" w:author=\"A\" w:date=\"2026-01-01\"><w:r><w:delText>væk</w:delText></w:r></w:del></w:p>\
         <w:p><w:r><w:drawing><wp:anchor><wp:positionH relativeFrom=\"page\"><wp:posOffset>-900000</wp:posOffset></wp:positionH><wp:extent cx=\"1\" cy=\"1\"/><wp:docPr descr=\"d\"/></wp:anchor></w:drawing></w:r></w:p>",
        |package| {
            add_core_properties(package, "A", "B");
            package.part(
                "word/styles.xml",
                "",
                word::part(
                    "styles",
                    "<w:style w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style>",
                ),
            );
            package.relate(word::MAIN, "styles", "styles.xml");
            package.part("word/comments.xml", "", word::part("comments", "<w:comment w:id=\"0\" w:author=\"x\"><w:p><w:r><w:t>k</w:t></w:r></w:p></w:comment>"));
            package.relate(word::MAIN, "comments", "comments.xml");
        },
    );
    let sheets = [
        Sheet {
            name: "A",
            state: "",
            inner: format!(
                "<cols><col min=\"1\" max=\"2\" hidden=\"1\"/></cols><sheetData>{}{}</sheetData>",
                sheet::row(1, "hidden=\"1\"", &["a", "b"]),
                sheet::row(3, "", &["c"])
            ),
        },
        Sheet {
            name: "B",
            state: "hidden",
            inner:
                "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\" s=\"1\"><v>0</v></c></row></sheetData>"
                    .to_owned(),
        },
    ];
    let book = sheet::workbook(
        &sheets,
        "<definedNames><definedName name=\"n\">x</definedName></definedNames>",
        |package| {
            sheet::add_shared_strings(package, &["delt"]);
            package.part("xl/pivotCache/pivotCacheDefinition1.xml", "", "<p><cacheFields><cacheField name=\"f\"><sharedItems><s v=\"1\"/></sharedItems></cacheField></cacheFields></p>");
        },
    );
    let show = slides::show(
        &[Slide {
            said: " show=\"0\"",
            shapes: text_box(
                -9_000_000,
                0,
                "<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>",
                "t",
            ),
            notes: Some("n"),
        }],
        |_| {},
    );
    let open = |kind, body| {
        open_document::file(
            kind,
            "<office:automatic-styles><style:style style:family=\"text\" style:name=\"T\"><style:text-properties fo:color=\"#ffffff\"/></style:style></office:automatic-styles>",
            body,
            &[],
        )
    };
    vec![
        ("docx", letter),
        ("xlsx", book),
        ("pptx", show),
        ("odt", open("text", "<text:p><text:span text:style-name=\"T\">x</text:span><office:annotation><dc:creator>a</dc:creator><text:p>k</text:p></office:annotation></text:p>")),
        ("ods", open("spreadsheet", "<table:table table:name=\"A\"><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"3\"/><table:table-row table:visibility=\"filter\"><table:table-cell table:number-columns-repeated=\"9\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>")),
        ("odp", open("presentation", "<draw:page><draw:frame svg:x=\"-9cm\" svg:y=\"0cm\"><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame><presentation:notes><text:p>n</text:p></presentation:notes></draw:page>")),
        ("rtf", b"{\\rtf1{\\info{\\author S\\'f8ren}}{\\object{\\*\\objdata 0105000002000000}}\\u230?\\bin5 abcde\\par}".to_vec()),
    ]
}

/// All parts of a package.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).expect("a part");
            let name = part.name().expect("a name").to_string();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("its bytes");
            (name, bytes)
        })
        .collect()
}

fn looked(bytes: &[u8]) -> Looked {
    let began = Instant::now();
    let looked = look(bytes, "fil", None, Limits::default());
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "it takes too long"
    );
    looked
}

#[test]
fn files_that_end_too_early_are_told() {
    for (kind, bytes) in good_files() {
        for part in 1..20 {
            let looked = looked(&bytes[..bytes.len() * part / 20]);
            if kind != "rtf" {
                assert!(looked.step.is_err(), "{kind} at {part}/20");
            }
        }
    }
}

#[test]
fn parts_that_end_too_early_are_told() {
    for (kind, bytes) in good_files().into_iter().filter(|(kind, _)| *kind != "rtf") {
        let all = parts(&bytes);
        let main = [
            "word/document.xml",
            "xl/worksheets/sheet1.xml",
            "ppt/slides/slide1.xml",
            "content.xml",
        ];
        let at = all
            .iter()
            .position(|(name, _)| main.contains(&name.as_str()))
            .expect("its main part");
        for part in 1..20 {
            let mut cut = all.clone();
            let end = cut[at].1.len() * part / 20;
            cut[at].1.truncate(end);
            let why = looked(&zipped(&cut)).step.expect_err("it is cut").why;
            assert_eq!(why, WhyUnreadable::Damaged, "{kind} at {part}/20");
        }
    }
}

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

#[test]
fn bytes_that_were_changed_bring_nobody_down() {
    let mut numbers = Numbers(0x5A65_0BA9_17C3_D211);
    for (kind, bytes) in good_files() {
        for _ in 0..150 {
            let mut harmed = bytes.clone();
            for _ in 0..=numbers.below(4) {
                let at = numbers.below(harmed.len());
                harmed[at] = u8::try_from(numbers.below(256)).expect("a byte");
            }
            looked(&harmed);
        }
        if kind == "rtf" {
            continue;
        }
        // The same within the parts, which a change of the packed bytes seldom reaches.
        let all = parts(&bytes);
        for _ in 0..250 {
            let mut harmed = all.clone();
            for _ in 0..=numbers.below(6) {
                let part = numbers.below(harmed.len());
                let text = &mut harmed[part].1;
                if text.is_empty() {
                    continue;
                }
                let at = numbers.below(text.len());
                const TELLING: &[u8] = b"<>/\"&;=- 0129\xFF\x00";
                match numbers.below(3) {
                    0 => text[at] = TELLING[numbers.below(TELLING.len())],
                    1 => drop(text.remove(at)),
                    _ => {
                        let end = (at + numbers.below(60)).min(text.len());
                        let again = text[at..end].to_vec();
                        text.splice(at..at, again);
                    }
                }
            }
            looked(&zipped(&harmed));
        }
    }
}

fn letter(xml: String) -> Vec<u8> {
    let mut package = Package::default();
    package.relate("", "officeDocument", word::MAIN);
    package.part(word::MAIN, "", xml);
    package.bytes()
}

#[track_caller]
fn check(bytes: &[u8], limits: Limits, expected: WhyUnreadable) {
    let began = Instant::now();
    let looked = look(bytes, "fil", None, limits);
    assert_eq!(looked.step.expect_err("it is told").why, expected);
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "it takes too long"
    );
}

#[test]
fn what_is_made_to_exhaust_is_stopped_at_its_bound() {
    let small = Limits {
        file_bytes: 6 << 20,
        ..Limits::default()
    };
    let spaces = letter(format!("<d>{}</d>", " ".repeat(16 << 20)));
    assert!(spaces.len() < 100_000);
    check(&spaces, small, WhyUnreadable::UnpacksToTooMuch);
    check(
        &spaces,
        Limits {
            unpacked_ratio: 20,
            ..Limits::default()
        },
        WhyUnreadable::UnpacksToTooMuch,
    );
    check(
        &spaces,
        Limits {
            container_bytes: 1 << 20,
            ..Limits::default()
        },
        WhyUnreadable::UnpacksToTooMuch,
    );

    let deep = letter(format!(
        "{}{}",
        "<a>".repeat(200_000),
        "</a>".repeat(200_000)
    ));
    check(&deep, Limits::default(), WhyUnreadable::TooDeep);

    let many: Vec<(String, Vec<u8>)> = (0..20_001)
        .map(|at| (format!("word/{at}.xml"), Vec::new()))
        .chain([("[Content_Types].xml".to_owned(), b"<Types/>".to_vec())])
        .collect();
    check(
        &zipped(&many),
        Limits::default(),
        WhyUnreadable::TooManyParts,
    );

    let groups = [b"{\\rtf1".as_slice(), &b"{".repeat(1_000_000)].concat();
    check(&groups, Limits::default(), WhyUnreadable::TooDeep);
}

#[test]
fn words_that_a_file_declares_are_not_taken_at_their_word() {
    let laughs: String = (1..10)
        .map(|at| {
            format!(
                "<!ENTITY l{at} \"{}\">",
                format!("&l{};", at - 1).repeat(10)
            )
        })
        .collect();
    let body = "<d><p><t>&l9;</t></p></d>";
    let cases = [
        format!("<!DOCTYPE d [<!ENTITY l0 \"ha\">{laughs}]>{body}"),
        format!("<!DOCTYPE d [<!ENTITY l9 SYSTEM \"file:///etc/passwd\">]>{body}"),
        format!("<!DOCTYPE d [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x\">%p;]>{body}"),
    ];
    for case in cases {
        check(&letter(case), Limits::default(), WhyUnreadable::Damaged);
    }
    // Unknown and not declared: it stands for nothing.
    assert!(looked(&letter(body.to_owned())).step.is_ok());
}

#[test]
fn numbers_that_lie_are_survived() {
    let sheets = [Sheet {
        name: "A",
        state: "",
        inner: "<cols><col min=\"9\" max=\"2\" hidden=\"1\"/><col min=\"1\" max=\"4294967295\" hidden=\"1\"/><col min=\"-1\" max=\"99999999999\" hidden=\"1\"/></cols>\
                <sheetData><row r=\"4294967295\" hidden=\"1\"><c r=\"ZZZZZZZZZZZZ99999999999\" s=\"-7\" t=\"s\"><v>99999999999999999999</v></c><c t=\"s\"><v>4000000000</v></c></row>\
                <row hidden=\"1\"><c><v>1</v></c></row><row r=\"0\" hidden=\"1\"><c r=\"A0\"><v>2</v></c></row></sheetData>"
            .to_owned(),
    }];
    assert!(looked(&sheet::workbook(&sheets, "", |_| {})).step.is_ok());
    let body = "<table:table table:name=\"A\"><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"4294967295\"/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"4294967295\"/>\
                <table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"4294967295\"><table:table-cell table:number-columns-repeated=\"4294967295\"><text:p>x</text:p></table:table-cell><table:table-cell><text:p>y</text:p></table:table-cell></table:table-row>\
                <table:table-row table:number-rows-repeated=\"-4\"/></table:table>";
    assert!(
        looked(&open_document::file("spreadsheet", "", body, &[]))
            .step
            .is_ok()
    );
    let far = format!(
        "<p:grpSp><p:grpSpPr><a:xfrm><a:off x=\"{0}\" y=\"{1}\"/><a:ext cx=\"{0}\" cy=\"{0}\"/><a:chOff x=\"{1}\" y=\"{1}\"/><a:chExt cx=\"1\" cy=\"-1\"/></a:xfrm></p:grpSpPr>{2}</p:grpSp>",
        i64::MAX,
        i64::MIN,
        text_box(i64::MAX, i64::MIN, "", "t")
    );
    let show = slides::show(
        &[Slide {
            said: "",
            shapes: far,
            notes: None,
        }],
        |_| {},
    );
    assert!(looked(&show).step.is_ok());
    let anchor = format!(
        "<w:p><w:r><w:drawing><wp:anchor><wp:positionH relativeFrom=\"margin\"><wp:posOffset>{}</wp:posOffset></wp:positionH><wp:extent cx=\"{}\" cy=\"1\"/></wp:anchor></w:drawing></w:r></w:p>",
        i64::MAX,
        i64::MAX
    );
    assert!(looked(&word::document(&anchor, |_| {})).step.is_ok());
    let length = b"{\\rtf1\\bin-5 x\\bin99999999999999999999 y{\\*\\objdata zz}\\'".to_vec();
    assert!(looked(&length).step.is_ok());
}
