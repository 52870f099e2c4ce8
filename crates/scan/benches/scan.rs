//! How fast the quality check is: `cargo xtask bench scan [FILE…]`.
//!
//! Each file is repeated to 100 MB and checked on one core, with all detectors and 10,000 party forms; then
//! with 100 and 100,000, and with the word list alone. Without files it makes its own text.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement is printed, and a fault ends it"
)]

use std::time::Instant;

use sagsbord_scan::{CasePeople, Options, Person, Scanner, WordList};

const SIZE: usize = 100_000_000;

fn main() {
    let files: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let mut long = String::with_capacity(SIZE + text.len());
        while long.len() < SIZE {
            long.push_str(&text);
            long.push('\n');
        }
        for people in [33, 3_300, 33_000] {
            let started = Instant::now();
            let scanner = Scanner::new(WordList::from_base_forms(""), Options::default());
            let start = started.elapsed();
            let started = Instant::now();
            let case = scanner.for_case(crowd(people));
            let ready = started.elapsed();
            let started = Instant::now();
            let mut stream = case.stream();
            let mut found = 0;
            let mut best = f64::MAX;
            let mut rest = long.as_str();
            while !rest.is_empty() {
                let mut cut = rest.len().min(1 << 20);
                while !rest.is_char_boundary(cut) {
                    cut += 1;
                }
                let before = Instant::now();
                found += stream.push(&rest[..cut]).len();
                best = best.min(before.elapsed().as_secs_f64() / cut as f64);
                rest = &rest[cut..];
            }
            found += stream.finish().len();
            let time = started.elapsed();
            println!(
                "{file}: {people} people; start {:.1} ms, case {:.1} ms; {found} findings; {:.0} MB/s, best megabyte {:.0}",
                start.as_secs_f64() * 1e3,
                ready.as_secs_f64() * 1e3,
                long.len() as f64 / 1e6 / time.as_secs_f64(),
                1e-6 / best
            );
        }
    }
}

/// People whose names are made of common syllables, so that most words are shared by some, as in a town.
fn crowd(count: usize) -> CasePeople {
    const SYLLABLES: [&str; 16] = [
        "an", "ber", "ka", "lo", "mi", "ne", "ris", "so", "ti", "ul", "va", "jør", "hol", "kjær",
        "dal", "gaard",
    ];
    let word = |mut number: usize| {
        let mut word = String::new();
        for _ in 0..4 {
            word.push_str(SYLLABLES[number % SYLLABLES.len()]);
            number /= SYLLABLES.len();
        }
        word
    };
    CasePeople {
        people: (0..count)
            .map(|number| Person {
                name: format!(
                    "{} {} {}",
                    word(number * 7 % 5_003),
                    word(number * 31 % 20_011 + 9_000),
                    word(number * 13 + 40_000)
                ),
                address: Some(format!(
                    "{}vej {}, 8600 Silkeborg",
                    word(number),
                    number % 200 + 1
                )),
                ..Person::default()
            })
            .collect(),
        ..CasePeople::default()
    }
}
