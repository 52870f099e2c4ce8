//! Files that mean harm.

mod endless;
mod fonts;

use std::time::Duration;

use sagsbord_pdf::{Limits, PdfError, read_text};

use crate::made::{Made, deflate, line, one_page};

#[track_caller]
fn refused(file: Vec<u8>, limits: Limits, expected: PdfError) {
    match read_text(file, None, limits) {
        Ok(_) => panic!("the file should be refused: {expected}"),
        Err(error) => assert_eq!(error, expected),
    }
}

#[test]
fn what_is_no_pdf_is_refused() {
    for bytes in [&b""[..], b"%PDF-1.7", b"Hej", &[0; 1000]] {
        refused(bytes.to_vec(), Limits::default(), PdfError::NotAPdf);
    }
}

#[test]
fn every_cut_of_a_file_is_read_or_refused_and_nothing_worse() {
    let whole = one_page(&line(72, 700, "Hansen"));
    for length in 0..whole.len() {
        let _ = read_text(whole[..length].to_vec(), None, Limits::default());
    }
}

#[test]
fn a_changed_byte_does_no_harm() {
    let whole = one_page(&line(72, 700, "Hansen"));
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0x15;
        let _ = read_text(changed, None, Limits::default());
    }
}

#[test]
fn a_stream_that_unpacks_without_end_is_refused_before_it_is_unpacked() {
    let limits = Limits {
        stream_bytes: 1 << 20,
        ..Limits::default()
    };
    let bomb = deflate(&vec![b' '; 8 << 20]);
    let mut made = Made::new();
    let content = made.stream("/Filter /FlateDecode", &bomb);
    made.page("", "", &format!("/Contents {content} 0 R"));
    refused(made.finish(), limits, PdfError::StreamTooLarge);

    let mut made = Made::new();
    let content = made.stream("/Filter [/FlateDecode /FlateDecode]", deflate(&bomb));
    made.page("", "", &format!("/Contents {content} 0 R"));
    refused(made.finish(), limits, PdfError::StreamTooLarge);
}

#[test]
fn a_page_that_draws_without_end_is_refused() {
    let limits = Limits {
        items: 5_000,
        ..Limits::default()
    };
    let content = line(72, 700, "mange bogstaver").repeat(1_000);
    refused(
        one_page(&content),
        limits,
        PdfError::PageTooFull { page: 1 },
    );
}

#[test]
fn forms_that_call_each_other_in_thousands_are_stopped() {
    let mut made = Made::new();
    let font = made.object(crate::made::HELVETICA);
    let mut inner = made.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /Font << /F1 {font} 0 R >> >>"),
        line(72, 700, "x"),
    );
    for _ in 0..12 {
        inner = made.stream(
            &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /X {inner} 0 R >> >>"),
            "/X Do ".repeat(10),
        );
    }
    made.page("/X Do", &format!("/XObject << /X {inner} 0 R >>"), "");
    let limits = Limits {
        items: 100_000,
        page_time: Duration::from_millis(300),
        ..Limits::default()
    };
    let error = read_text(made.finish(), None, limits).expect_err("10^12 letters are too many");
    assert!(
        matches!(
            error,
            PdfError::PageTooFull { .. } | PdfError::TooSlow { .. }
        ),
        "{error}"
    );
}

#[test]
fn a_form_that_calls_itself_ends() {
    let mut made = Made::new();
    let own = 3;
    let form = made.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /X {own} 0 R >> >>"),
        "/X Do",
    );
    assert_eq!(form, own);
    made.page(
        line(72, 700, "Hansen") + "/X Do",
        &format!("/XObject << /X {form} 0 R >>"),
        "",
    );
    let pages = read_text(made.finish(), None, Limits::default()).expect("it is only useless");
    assert_eq!(pages[0].lines.len(), 1);
}

#[test]
fn a_page_of_any_size_is_refused() {
    for size in ["[0 0 20000 20000]", "[0 0 20000 10]"] {
        let mut made = Made::new();
        made.page("", "", &format!("/MediaBox {size}"));
        refused(
            made.finish(),
            Limits::default(),
            PdfError::PageTooLarge { page: 1 },
        );
    }
}

#[test]
fn bounds_of_the_file_are_kept() {
    let file = one_page("");
    refused(
        file.clone(),
        Limits {
            file_bytes: 10,
            ..Limits::default()
        },
        PdfError::FileTooLarge { most: 10 },
    );
    refused(
        file,
        Limits {
            objects: 2,
            ..Limits::default()
        },
        PdfError::TooManyObjects { most: 2 },
    );
    let mut made = Made::new();
    (0..4).for_each(|_| {
        made.page("", "", "");
    });
    refused(
        made.finish(),
        Limits {
            pages: 3,
            ..Limits::default()
        },
        PdfError::TooManyPages { most: 3 },
    );
}
