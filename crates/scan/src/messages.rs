//! The words of the evidence in both languages, one file for each kind of detector.

use std::collections::HashMap;
use std::sync::OnceLock;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Danish,
    English,
}

const DANISH: &[&str] = &[
    include_str!("../messages/da/names_of_things.txt"),
    include_str!("../messages/da/numbers.txt"),
    include_str!("../messages/da/people.txt"),
    include_str!("../messages/da/rules.txt"),
    include_str!("../messages/da/words.txt"),
];
const ENGLISH: &[&str] = &[
    include_str!("../messages/en/names_of_things.txt"),
    include_str!("../messages/en/numbers.txt"),
    include_str!("../messages/en/people.txt"),
    include_str!("../messages/en/rules.txt"),
    include_str!("../messages/en/words.txt"),
];

/// The message of that name with `{0}`, `{1}` … replaced; the bare name where there is none, which a test
/// forbids.
pub(crate) fn in_words(name: &str, values: &[String], language: Language) -> String {
    let mut text = table(language)
        .get(name)
        .copied()
        .unwrap_or(name)
        .to_owned();
    for (place, value) in values.iter().enumerate() {
        text = text.replace(&format!("{{{place}}}"), value);
    }
    text
}

fn table(language: Language) -> &'static HashMap<&'static str, &'static str> {
    static TABLES: [OnceLock<HashMap<&str, &str>>; 2] = [const { OnceLock::new() }; 2];
    let (table, files) = match language {
        Language::Danish => (&TABLES[0], DANISH),
        Language::English => (&TABLES[1], ENGLISH),
    };
    table.get_or_init(|| {
        files
            .iter()
            .flat_map(|file| file.lines())
            .filter_map(|line| line.split_once(" = "))
            .collect()
    })
}

/// Of a data file: what is neither empty nor a comment.
pub(crate) fn lines_of(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}
