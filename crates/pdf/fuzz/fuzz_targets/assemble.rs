//! Any bytes as an act, beside one of ours, with a text to cover: what comes out can be read, has the pages that are
//! told of, and does not hold the text.

#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use sagsbord_pdf::{ActFile, BundleAct, BundleList, BundleOrder, Limits, assemble, verify};

const SECRET: &str = "Xylofonsen";

/// A page that says little.
const OURS: &[u8] = b"%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> endobj
4 0 obj << /Length 44 >>
stream
BT /F1 12 Tf 72 700 Td (Et brev fra os) Tj ET
endstream
endobj
trailer << /Root 1 0 R >>
%%EOF
";

fn limits() -> Limits {
    Limits {
        file_bytes: 1 << 20,
        pages: 5,
        items: 50_000,
        page_side: 2_000.0,
        picture_pixels: 1_000_000,
        stream_bytes: 16 << 20,
        page_time: Duration::from_secs(2),
        ..Limits::default()
    }
}

fuzz_target!(|bytes: &[u8]| {
    let act = |number: &str, texts: &[&str]| BundleAct {
        number: number.to_owned(),
        texts: texts.iter().map(|text| (*text).to_owned()).collect(),
        ..BundleAct::default()
    };
    let order = BundleOrder {
        list: Some(BundleList::default()),
        acts: vec![act("1", &[]), act("2", &[SECRET]), act("3", &[])],
        ..BundleOrder::default()
    };
    let mut file_of = |act: usize| {
        Ok(ActFile {
            untrusted: if act == 1 { bytes } else { OURS }.to_vec(),
            password: None,
        })
    };
    let Ok((file, report)) = assemble(&order, &mut file_of, Vec::new(), limits()) else {
        return;
    };
    let verified = verify(file, &[SECRET.to_owned()], &[], Limits::default());
    let verified = verified.expect("what was written can be read");
    assert!(verified.holds_no_secret(), "{verified:?}");
    assert_eq!(verified.pages, report.pages);
});
