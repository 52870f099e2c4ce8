//! How fast the quality check is: `cargo xtask bench scan [FILE…]`.
//!
//! A text is given in pieces, over and over, until 100 MB were checked, on one core, with all detectors and 10,000 party
//! forms; then with 100 and 100,000, and with the word list alone. Beside it stand what others build such
//! checks from, on the same text: an automaton over the word list and regular expressions. Without files it makes its own text.
//!
//! Then somebody types in a note of twenty pages: how long a stroke waits for its marks.
//!
//! Other programs on the machine slow the figures down; the best reading of the text is what the machine can do.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement is printed, and a fault ends it"
)]

mod crowd;
mod prose;
mod typing;

use std::hint::black_box;
use std::time::{Duration, Instant};

use sagsbord_scan::{CasePeople, LookFor, Options, Scanner, WordList};

const SIZE: usize = 100_000_000;

fn main() {
    let files: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let own = prose::make();
    if let Some(file) =
        std::env::args().find_map(|argument| argument.strip_prefix("--write=").map(str::to_owned))
    {
        std::fs::write(file, &own).unwrap();
    }
    if files.is_empty() {
        measure("own text", &own);
    }
    for file in &files {
        measure(file, &std::fs::read_to_string(file).unwrap());
    }
    println!("most memory held: {}", most_memory());
}

fn measure(name: &str, text: &str) {
    println!(
        "{name} ({:.1} MB, repeated to {} MB)",
        text.len() as f64 / 1e6,
        SIZE / 1_000_000
    );
    for (forms, people) in [(100, 33), (10_000, 3_333), (100_000, 33_333)] {
        everything(text, forms, crowd::of(people));
    }
    words_alone(text);
    typing::measure(text, crowd::of(30));
    peers(text);
}

fn everything(text: &str, forms: usize, people: CasePeople) {
    let started = Instant::now();
    let scanner = Scanner::new(WordList::built_in(), Options::default());
    let start = started.elapsed();
    let started = Instant::now();
    let case = scanner.for_case(people);
    let ready = started.elapsed();
    let mut stream = case.stream();
    let mut found = 0;
    let times = over(text, |piece| found += stream.push(piece).len());
    found += stream.finish().len();
    println!(
        "  all detectors, {forms:>7} party forms  {times}   {found} findings; start {:.1} ms, case {:.1} ms",
        start.as_secs_f64() * 1e3,
        ready.as_secs_f64() * 1e3,
    );
}

fn words_alone(text: &str) {
    let options = Options {
        look_for: LookFor::WordList,
        ..Options::default()
    };
    let case = Scanner::new(WordList::built_in(), options).for_case(CasePeople::default());
    let mut stream = case.stream();
    let mut found = 0;
    let times = over(text, |piece| found += stream.push(piece).len());
    found += stream.finish().len();
    println!("  word list alone                     {times}   {found} findings");
}

/// No like for like: they know no inflection, no names, no parties. It is what the same text costs them.
fn peers(text: &str) {
    let words: Vec<String> = WordList::built_in()
        .entries()
        .iter()
        .map(|entry| entry.word.clone())
        .collect();
    let automaton = aho_corasick::AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(&words)
        .unwrap();
    let mut found = 0;
    let times = over(text, |piece| found += automaton.find_iter(piece).count());
    println!("  aho-corasick, the list's base forms {times}   {found} hits");
    let cpr =
        regex::Regex::new(r"\b(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[- ]?\d{4}\b").unwrap();
    let mut found = 0;
    let times = over(text, |piece| found += cpr.find_iter(piece).count());
    println!("  regex, CPR numbers alone            {times}   {found} hits");
    let names = regex::Regex::new(r"\b\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+\b").unwrap();
    let mut found = 0;
    let times = over(text, |piece| found += names.find_iter(piece).count());
    println!("  regex, two capitalised words        {times}   {found} hits");
}

struct Times {
    bytes: usize,
    all: Duration,
    /// Seconds a byte, in the fastest reading of the text.
    best: f64,
}

impl std::fmt::Display for Times {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        let mean = self.bytes as f64 / 1e6 / self.all.as_secs_f64();
        write!(to, "{mean:>5.0} MB/s, best {:>5.0}", 1e-6 / self.best)
    }
}

/// Gives the text over and over, a megabyte at a time.
fn over(text: &str, mut each: impl FnMut(&str)) -> Times {
    let mut times = Times {
        bytes: 0,
        all: Duration::ZERO,
        best: f64::MAX,
    };
    let started = Instant::now();
    while times.bytes < SIZE && started.elapsed() < Duration::from_secs(60) {
        let mut rest = text;
        let mut took = Duration::ZERO;
        while !rest.is_empty() {
            let mut cut = rest.len().min(1 << 20);
            while !rest.is_char_boundary(cut) {
                cut += 1;
            }
            let before = Instant::now();
            each(black_box(&rest[..cut]));
            took += before.elapsed();
            rest = &rest[cut..];
        }
        times.all += took;
        times.bytes += text.len();
        times.best = times.best.min(took.as_secs_f64() / text.len() as f64);
    }
    times
}

/// Of this process, where the system says it.
fn most_memory() -> String {
    std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|status| {
            let line = status
                .lines()
                .find_map(|line| line.strip_prefix("VmHWM:"))?;
            Some(line.trim().to_owned())
        })
        .unwrap_or_else(|| "not known on this system".to_owned())
}
