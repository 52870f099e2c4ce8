//! A note of twenty pages while somebody writes in it: how long each stroke waits for its marks.

use std::time::{Duration, Instant};

use sagsbord_scan::{CasePeople, Options, Scanner, WordList};

const PAGE: usize = 3_000;
const PAGES: usize = 20;
const TYPED: &str = " Ximara Tranekilde (XT) ringede 010190-1234 og sagde, at XT er syg. ";

pub(super) fn measure(text: &str, people: CasePeople) {
    let mut length = PAGE * PAGES;
    while !text.is_char_boundary(length) {
        length += 1;
    }
    let scanner = Scanner::new(WordList::built_in(), Options::default()).for_case(people);
    let started = Instant::now();
    let mut live = scanner.live_on(text[..length].to_owned());
    let opened = started.elapsed();
    let mut waits = Vec::new();
    for page in 0..PAGES {
        let mut at = page * PAGE;
        while !live.text().is_char_boundary(at) {
            at += 1;
        }
        // Written letter by letter, and taken away again.
        let mut room = [0; 4];
        for letter in TYPED.chars() {
            let letter = letter.encode_utf8(&mut room);
            waits.push(edit(&mut live, at..at, letter));
            at += letter.len();
        }
        for letter in TYPED.chars().rev() {
            let before = at - letter.len_utf8();
            waits.push(edit(&mut live, before..at, ""));
            at = before;
        }
    }
    let started = Instant::now();
    let whole = scanner.scan(live.text()).len();
    let again = started.elapsed();
    assert_eq!(
        whole,
        live.findings().len(),
        "live marks what a whole check marks"
    );
    waits.sort_unstable();
    let micros = |wait: Duration| wait.as_secs_f64() * 1e6;
    println!(
        "  typing in {PAGES} pages: {} strokes, half wait {:.0} µs, p95 {:.0} µs, worst {:.0} µs; opened in {:.0} µs, a whole check takes {:.0} µs",
        waits.len(),
        micros(waits[waits.len() / 2]),
        micros(waits[waits.len() * 95 / 100]),
        micros(waits[waits.len() - 1]),
        micros(opened),
        micros(again),
    );
}

fn edit(live: &mut sagsbord_scan::Live, bytes: std::ops::Range<usize>, new: &str) -> Duration {
    let started = Instant::now();
    let change = live.replace(bytes, new).unwrap();
    std::hint::black_box(live.places_utf16(change.come));
    started.elapsed()
}
