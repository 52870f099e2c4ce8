//! Earlier states of a file, which lie in front of the last one as they were.

use std::collections::HashSet;

use memchr::memmem;

use super::{AllHidden, HiddenInPdfKind};
use crate::Limits;
use crate::drawing::Wanted;
use crate::read::{Line, PageText};
use crate::source::Source;

/// The last so many are read; of others it is only told that they are there.
const MOST_READ: usize = 4;
const MOST_PAGES: u32 = 200;
const MOST_REVISIONS: usize = 500;
/// From the word to the mark of the end.
const END_REACH: usize = 80;

/// Where each ends. What was put into another file whole is none of its states.
pub(super) fn earlier(untrusted: &[u8]) -> Vec<usize> {
    let ends: Vec<usize> = memmem::find_iter(untrusted, b"%%EOF")
        .filter(|at| leads_to_a_table(untrusted, *at))
        .map(|at| at + b"%%EOF".len())
        .take(MOST_REVISIONS + 1)
        .collect();
    let is_last = |end: &usize| untrusted[*end..].trim_ascii().is_empty();
    let earlier = ends.iter().copied().filter(|end| !is_last(end));
    earlier.collect()
}

/// `startxref 1234 %%EOF`, and there is a table at 1234.
fn leads_to_a_table(file: &[u8], end: usize) -> bool {
    let before = &file[end.saturating_sub(END_REACH)..end];
    let Some(word) = memmem::rfind(before, b"startxref") else {
        return false;
    };
    let place = before[word + b"startxref".len()..].trim_ascii();
    let place = std::str::from_utf8(place).ok();
    let place = place.and_then(|place| place.parse::<usize>().ok());
    let table = place.and_then(|place| file.get(place..end));
    table.is_some_and(|table| {
        let table = table.trim_ascii_start();
        table.starts_with(b"xref") || table.first().is_some_and(u8::is_ascii_digit)
    })
}

/// `shown` are the lines of the last state, made bare.
pub(super) fn tell(
    file: &[u8],
    ends: &[usize],
    password: Option<&str>,
    limits: Limits,
    shown: &HashSet<String>,
    all: &mut AllHidden,
) {
    let kind = HiddenInPdfKind::EarlierRevision;
    let unread = ends.len().saturating_sub(MOST_READ);
    for _ in &ends[..unread] {
        all.add(kind, None, None, "");
    }
    let mut shown = shown.clone();
    for end in &ends[unread..] {
        let gone = lines(file[..*end].to_vec(), password, limits, &mut shown);
        if gone.is_empty() {
            all.add(kind, None, None, "");
        }
        for (page, text) in gone {
            all.add(kind, Some(page), None, text);
        }
    }
}

/// Lines that nothing later shows, page by page. A state that cannot be read has none.
fn lines(
    file: Vec<u8>,
    password: Option<&str>,
    limits: Limits,
    shown: &mut HashSet<String>,
) -> Vec<(u32, String)> {
    let Ok(source) = Source::open(file, password, limits) else {
        return Vec::new();
    };
    let mut session = source.session();
    let mut gone = Vec::new();
    for page in 1..=source.page_count().min(MOST_PAGES) {
        let Ok(drawing) = session.draw(page, Wanted::Places) else {
            continue;
        };
        let text = PageText::of(&drawing, &session.store);
        let lines = text.lines.iter().map(Line::text);
        // What two states say alike is told of the first.
        let own: Vec<String> = lines.filter(|line| shown.insert(bare(line))).collect();
        if !own.is_empty() {
            gone.push((page, own.join("\n")));
        }
    }
    gone
}

/// Letters and digits only: that a line was set anew is no news.
pub(super) fn bare(line: &str) -> String {
    line.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}
