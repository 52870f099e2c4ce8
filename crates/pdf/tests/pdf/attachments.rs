use sagsbord_pdf::{Limits, PdfAttachment, PdfError, attachments};

use crate::made::{Made, deflate, line};

fn found(file: Vec<u8>) -> Vec<(String, String, String)> {
    let all = attachments(file, None, Limits::default()).expect("it can be read");
    all.into_iter()
        .map(|own| {
            let bytes = own.bytes.expect("it can be unpacked");
            let text = String::from_utf8(bytes).expect("the test's own text");
            (own.name, own.description, text)
        })
        .collect()
}

fn named(all: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    all.iter()
        .map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned()))
        .collect()
}

fn with_page() -> Made {
    let mut made = Made::new();
    made.page(line(72, 700, "Se bilag"), "", "");
    made
}

#[test]
fn files_are_found_wherever_they_hang() {
    let check = |what: &str, make: &dyn Fn(&mut Made), expected: &[(&str, &str, &str)]| {
        let mut made = with_page();
        make(&mut made);
        assert_eq!(found(made.finish()), named(expected), "{what}");
    };
    let file = |made: &mut Made, text: &str| {
        made.stream(
            "/Type /EmbeddedFile /Subtype /text#2Fplain /Filter /FlateDecode",
            deflate(text.as_bytes()),
        )
    };
    check(
        "in the list of names, in branches",
        &|made| {
            let (one, two) = (file(made, "regneark"), file(made, "notat"));
            let first = made.object(format!(
                "<< /Type /Filespec /F (a.xls) /UF <FEFF00E6002E0078006C0073> /Desc (Udgifter) /EF << /F {one} 0 R /UF {one} 0 R >> >>"
            ));
            let branch = made.object(format!(
                "<< /Names [(a) {first} 0 R (b) << /F (b.txt) /EF << /F {two} 0 R >> >>] >>"
            ));
            made.catalogue(&format!(
                "/Names << /EmbeddedFiles << /Kids [{branch} 0 R] >> >>"
            ));
        },
        &[("æ.xls", "Udgifter", "regneark"), ("b.txt", "", "notat")],
    );
    check(
        "at a place on a page",
        &|made| {
            let own = file(made, "lyd");
            made.page("", "", &format!("/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [9 9 30 30] /FS << /F (lyd.wav) /EF << /F {own} 0 R >> >> >>]"));
        },
        &[("lyd.wav", "", "lyd")],
    );
    check(
        "as parts of a portfolio",
        &|made| {
            let (one, two) = (file(made, "et"), file(made, "to"));
            let names = format!(
                "/Names [(<0>1) << /UF (mail/1.msg) /EF << /F {one} 0 R >> >> (2) << /F (2.msg) /EF << /F {two} 0 R >> >>]"
            );
            made.catalogue(&format!(
                "/Collection << /View /D >> /Names << /EmbeddedFiles << {names} >> >>"
            ));
        },
        &[("mail/1.msg", "", "et"), ("2.msg", "", "to")],
    );
    check(
        "for a system each, and with one that came along",
        &|made| {
            let own: Vec<usize> = ["dos", "unix", "med"]
                .into_iter()
                .map(|text| file(made, text))
                .collect();
            made.object(format!(
                "<< /Type /Filespec /F (x.doc) /EF << /DOS {} 0 R /Unix {} 0 R >> /RF << /Mac [(y.rsrc) {} 0 R] >> >>",
                own[0], own[1], own[2]
            ));
        },
        &[
            ("x.doc", "", "unix"),
            ("x.doc", "", "dos"),
            ("y.rsrc", "", "med"),
        ],
    );
    check(
        "cut off from all lists",
        &|made| {
            file(made, "glemt");
        },
        &[("", "", "glemt")],
    );
    check(
        "in a name spelt with numbers",
        &|made| {
            let own = file(made, "skjult");
            made.object(format!("<< /F (s.txt) /E#46 << /F {own} 0 R >> >>"));
        },
        &[("s.txt", "", "skjult")],
    );
    check("nowhere", &|_| {}, &[]);
}

#[test]
fn one_file_that_many_lead_to_is_told_once() {
    let mut made = with_page();
    let own = made.stream("/Type /EmbeddedFile", "et");
    for number in 0..50 {
        made.object(format!(
            "<< /F ({number}.txt) /EF << /F {own} 0 R /UF {own} 0 R >> >>"
        ));
    }
    assert_eq!(found(made.finish()), named(&[("0.txt", "", "et")]));
}

#[test]
fn what_means_harm_ends_and_is_counted() {
    let limits = Limits {
        attached_bytes: 3 << 20,
        ..Limits::default()
    };
    let read = |made: Made| attachments(made.finish(), None, limits);

    let mut made = with_page();
    let (one, other) = (made.count() + 1, made.count() + 2);
    made.object(format!("<< /Kids [{other} 0 R {one} 0 R] >>"));
    made.object(format!("<< /Kids [{one} 0 R] >>"));
    made.catalogue(&format!("/Names << /EmbeddedFiles {one} 0 R >>"));
    assert_eq!(read(made), Ok(Vec::new()), "a list in a circle");

    let mut made = with_page();
    let own = made.count() + 1;
    made.object(format!("<< /F (x) /EF << /F {own} 0 R >> >>"));
    assert_eq!(read(made), Ok(Vec::new()), "a file that is its own table");

    let mut made = with_page();
    for _ in 0..10_001 {
        made.stream("/Type /EmbeddedFile", "");
    }
    let error = PdfError::TooManyAttachments { most: 10_000 };
    assert_eq!(read(made), Err(error), "too many");

    let bomb = deflate(&vec![0; 4 << 20]);
    let check = |what: &str, filter: &str, data: &[u8], expected: Result<usize, PdfError>| {
        let mut made = with_page();
        made.stream(&format!("/Type /EmbeddedFile /Filter {filter}"), data);
        made.stream("/Type /EmbeddedFile", "efter");
        let all: Vec<Result<usize, PdfError>> = read(made)
            .expect("the file is read")
            .into_iter()
            .map(|own: PdfAttachment| own.bytes.map(|bytes| bytes.len()))
            .collect();
        assert_eq!(all, [expected, Ok(5)], "{what}");
    };
    let (large, broken) = (PdfError::StreamTooLarge, PdfError::StreamUnreadable);
    check("a bomb", "/FlateDecode", &bomb, Err(large));
    check(
        "a bomb in a bomb",
        "[/FlateDecode /FlateDecode]",
        &deflate(&bomb),
        Err(large),
    );
    check(
        "long runs",
        "/RunLengthDecode",
        &[129, 7].repeat(40_000),
        Err(large),
    );
    check(
        "codes for long words",
        "/LZWDecode",
        &[0; 4_000],
        Err(large),
    );
    check(
        "no such packing",
        "/FlateDecode",
        b"\xFF\xFF\xFF",
        Err(broken),
    );
    let whole = deflate(
        &(0..5_000)
            .map(|at| (at * at % 251) as u8)
            .collect::<Vec<u8>>(),
    );
    let half = &whole[..whole.len() / 2];
    check("half of it", "/FlateDecode", half, Err(broken));
    check(
        "without its sum",
        "/FlateDecode /Params << /Size 5000 >>",
        &whole[..whole.len() - 4],
        Ok(5_000),
    );
    check("a photo", "/DCTDecode", b"\xFF\xD8\xFF\xD9", Err(broken));
    check("in letters", "/ASCIIHexDecode", b"41 42>", Ok(2));

    let mut made = with_page();
    for _ in 0..4 {
        made.stream("/Type /EmbeddedFile", [b'x'; 1 << 20]);
    }
    let all = read(made).expect("the file is read");
    let had = all.iter().filter(|own| own.bytes.is_ok()).count();
    assert_eq!((all.len(), had), (4, 3), "many that are too much together");
}
