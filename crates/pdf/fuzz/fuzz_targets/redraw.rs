//! Any bytes, a text and a place to cover: what comes out can be read, and the text is not in it.

#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use sagsbord_pdf::{Limits, PageArea, Rect, RedrawOrder, redraw, verify};

const SECRET: &str = "Xylofonsen";

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
    let order = RedrawOrder {
        texts: vec![SECRET.to_owned()],
        areas: vec![PageArea {
            page: 1,
            area: Rect::new(70.0, 128.0, 150.0, 146.0),
        }],
        ..RedrawOrder::default()
    };
    let Ok(redrawn) = redraw(bytes.to_vec(), None, &order, limits()) else {
        return;
    };
    let verified = verify(redrawn.bytes, &[SECRET.to_owned()], &[], Limits::default());
    let verified = verified.expect("what was written can be read");
    assert!(verified.holds_no_secret(), "{verified:?}");
});
