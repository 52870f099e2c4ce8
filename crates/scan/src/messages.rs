//! The words of the evidence in Danish, one file for each kind of detector. Their English twins in `messages/en`
//! are read by the screens, which have both.

use std::collections::HashMap;
use std::sync::OnceLock;

const FILES: &[&str] = &[
    include_str!("../messages/da/names_of_things.txt"),
    include_str!("../messages/da/numbers.txt"),
    include_str!("../messages/da/people.txt"),
    include_str!("../messages/da/rules.txt"),
    include_str!("../messages/da/words.txt"),
];

/// The message of that name with `{0}`, `{1}` … replaced; the bare name where there is none, which a test
/// forbids.
pub(crate) fn in_danish(name: &str, values: &[String]) -> String {
    let mut text = table().get(name).copied().unwrap_or(name).to_owned();
    for (place, value) in values.iter().enumerate() {
        text = text.replace(&format!("{{{place}}}"), value);
    }
    text
}

fn table() -> &'static HashMap<&'static str, &'static str> {
    static TABLE: OnceLock<HashMap<&str, &str>> = OnceLock::new();
    TABLE.get_or_init(|| {
        FILES
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
