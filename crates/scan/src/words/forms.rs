//! Every form of an entry, with the words that only look alike left out.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::entry::{Entry, WordClass};
use super::inflect;

static FALSE_FRIENDS: &str = include_str!("../../data/words/false_friends.txt");

/// The base form first. A phrase has only itself.
pub(super) fn of_entry(entry: &Entry) -> Vec<String> {
    if entry.class == WordClass::Phrase || entry.word.contains(' ') {
        return vec![entry.word.to_lowercase()];
    }
    let written = !entry.inflection.trim().is_empty();
    inflect::forms(&entry.word, entry.class, &entry.inflection)
        .into_iter()
        .enumerate()
        // What the list's keeper wrote out counts, whatever it looks like.
        .filter(|(place, form)| *place == 0 || written || !is_false_friend(form))
        .map(|(_, form)| form)
        .collect()
}

pub(super) fn is_false_friend(form: &str) -> bool {
    false_friends().contains(form)
}

pub(super) fn false_friends() -> &'static HashSet<&'static str> {
    static SET: OnceLock<HashSet<&str>> = OnceLock::new();
    SET.get_or_init(|| {
        FALSE_FRIENDS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('=').next().unwrap_or_default().trim())
            .filter(|line| !line.is_empty())
            .collect()
    })
}
