//! The list the program comes with, and lists of bare words.

use super::csv;
use super::entry::{Entry, Origin};

static SHIPPED: &str = include_str!("../../data/words/word_list.csv");

pub(super) fn entries() -> Vec<Entry> {
    let mut entries = csv::read(SHIPPED).unwrap_or_default();
    for entry in &mut entries {
        entry.origin = Origin::Shipped;
    }
    entries
}

pub(super) fn base_forms(lines: &str) -> Vec<Entry> {
    lines
        .trim_start_matches('\u{FEFF}')
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
        .map(Entry::base_form)
        .collect()
}
