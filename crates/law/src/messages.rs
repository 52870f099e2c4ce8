//! Every sentence this crate can say, in both languages: `messages/da/*.txt` and `messages/en/*.txt`, a key and
//! its text on a line.

use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Da,
    En,
}

const DANISH: [&str; 3] = [
    include_str!("../messages/da/words.txt"),
    include_str!("../messages/da/explanation.txt"),
    include_str!("../messages/da/problems.txt"),
];
const ENGLISH: [&str; 3] = [
    include_str!("../messages/en/words.txt"),
    include_str!("../messages/en/explanation.txt"),
    include_str!("../messages/en/problems.txt"),
];

type Table = HashMap<&'static str, &'static str>;

static TABLES: LazyLock<(Table, Table)> =
    LazyLock::new(|| (lines(DANISH).collect(), lines(ENGLISH).collect()));

/// The message with `{0}`, `{1}` … replaced; the bare key where there is none, which a test forbids.
pub(crate) fn message(language: Language, key: &str, values: &[&str]) -> String {
    filled(table(language).get(key).copied().unwrap_or(key), values)
}

/// A text with its places `{0}`, `{1}` … replaced.
pub(crate) fn filled(text: &str, values: &[&str]) -> String {
    // Piece by piece, so that what a person wrote is never read as a place for something else.
    let mut said = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let place = after
            .split_once('}')
            .and_then(|(place, behind)| Some((place.parse::<usize>().ok()?, behind)));
        match place {
            Some((place, behind)) => {
                said.push_str(values.get(place).copied().unwrap_or_default());
                rest = behind;
            }
            None => {
                said.push('{');
                rest = after;
            }
        }
    }
    said.push_str(rest);
    said
}

/// Every word and sentence with its key, for the screens.
pub fn words(language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
    table(language).iter().map(|(key, text)| (*key, *text))
}

pub(crate) fn table(language: Language) -> &'static HashMap<&'static str, &'static str> {
    match language {
        Language::Da => &TABLES.0,
        Language::En => &TABLES.1,
    }
}

fn lines(files: [&'static str; 3]) -> impl Iterator<Item = (&'static str, &'static str)> {
    files
        .into_iter()
        .flat_map(str::lines)
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_the_same_things_with_the_same_values() {
        let (danish, english) = (table(Language::Da), table(Language::En));
        let places = |text: &str| {
            let mut places: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}').map(|(place, _)| place.to_owned()))
                .collect();
            places.sort();
            places
        };
        for (key, text) in danish {
            let twin = english.get(key).copied();
            assert!(twin.is_some(), "{key} has no English text");
            assert_eq!(Some(places(text)), twin.map(places), "{key}");
        }
        assert_eq!(danish.len(), english.len(), "no English text is alone");
    }

    #[test]
    fn what_a_value_says_is_never_read_as_a_place() {
        assert_eq!(
            message(Language::Da, "log.told", &["{1}", "{0} {x"]),
            "borgeren fik {1} fristen {0} {x at vide"
        );
    }
}
