//! Any bytes: read or refused, within bounds and without a panic that leaves the crate.

#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use sagsbord_pdf::{Limits, attachments, carried, hidden_in, read_text, render_png};

fn limits() -> Limits {
    Limits {
        file_bytes: 1 << 20,
        pages: 20,
        items: 100_000,
        picture_pixels: 4_000_000,
        stream_bytes: 16 << 20,
        page_time: Duration::from_secs(2),
        ..Limits::default()
    }
}

fuzz_target!(|bytes: &[u8]| {
    let _ = carried(bytes, limits());
    let _ = attachments(bytes.to_vec(), None, limits());
    if let Ok(all) = hidden_in(bytes.to_vec(), None, limits()) {
        assert!(all.found.len() <= 10_000);
    }
    if let Ok(pages) = read_text(bytes.to_vec(), None, limits()) {
        assert!(pages.len() <= 20);
        let _ = render_png(bytes.to_vec(), None, 1, 20.0, limits());
    }
});
