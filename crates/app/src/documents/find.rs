//! Finds what was typed in a page's text, as a person would: letters in either case, with accents or without, over the
//! end of a line.

use std::ops::Range;

use sagsbord_domain::fold;

/// A text, folded for searching, with the place in the original of each folded sign.
pub(crate) struct Searchable<'a> {
    text: &'a str,
    folded: String,
    /// For each byte of `folded`, where its sign begins in `text`; and at the end, where the text ends.
    places: Vec<usize>,
}

impl<'a> Searchable<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut places = Vec::with_capacity(text.len() + 1);
        for (at, sign) in text.char_indices() {
            let is_space = sign.is_whitespace();
            // One space for however many: lines end where the page did, not where the sentence does.
            if is_space && folded.ends_with(' ') {
                continue;
            }
            let mut one = [0; 4];
            let as_folded = if is_space {
                " ".to_owned()
            } else {
                fold(sign.encode_utf8(&mut one))
            };
            places.extend(std::iter::repeat_n(at, as_folded.len()));
            folded.push_str(&as_folded);
        }
        places.push(text.len());
        Self {
            text,
            folded,
            places,
        }
    }

    /// Where in the original it stands, each place once, from the beginning.
    pub(crate) fn find(&self, needle: &str, most: usize) -> Vec<Range<usize>> {
        if needle.is_empty() {
            return Vec::new();
        }
        self.folded
            .match_indices(needle)
            .take(most)
            .filter_map(|(at, found)| {
                let start = *self.places.get(at)?;
                let last = *self.places.get(at + found.len() - 1)?;
                let sign = self.text.get(last..)?.chars().next()?;
                Some(start..last + sign.len_utf8())
            })
            .collect()
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }
}

/// What was typed, as it is looked for.
pub(crate) fn needle(typed: &str) -> String {
    let words: Vec<String> = typed.split_whitespace().map(fold).collect();
    words.join(" ")
}

/// What stands around a place, on one line.
pub(crate) fn around(text: &str, place: &Range<usize>, most: usize) -> (String, String, String) {
    let one_line = |text: &str| {
        let mut line = String::with_capacity(text.len());
        for sign in text.chars() {
            if !sign.is_whitespace() {
                line.push(sign);
            } else if !line.ends_with(' ') {
                line.push(' ');
            }
        }
        line
    };
    let before = text.get(..place.start).unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .nth(most.saturating_sub(1))
        .map_or(0, |(at, _)| at);
    let after = text.get(place.end..).unwrap_or_default();
    let to = after
        .char_indices()
        .nth(most)
        .map_or(after.len(), |(at, _)| at);
    (
        one_line(before.get(from..).unwrap_or_default()),
        one_line(text.get(place.clone()).unwrap_or_default()),
        one_line(after.get(..to).unwrap_or_default()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_found_however_the_page_writes_it() {
        let check = |text: &str, typed: &str, expected: &[&str]| {
            let searchable = Searchable::new(text);
            let found: Vec<&str> = searchable
                .find(&needle(typed), 100)
                .into_iter()
                .map(|place| &text[place])
                .collect();
            assert_eq!(found, expected, "{typed} in {text}");
        };
        check("Ærø og AERO, ærø", "ærø", &["Ærø", "ærø"]);
        check("Ærø", "aeroe", &["Ærø"]);
        check("hun fik\nafslag", "fik  afslag", &["fik\nafslag"]);
        check("Café Olé", "cafe", &["Café"]);
        check("aaa", "aa", &["aa"]);
        check("intet her", "støtte", &[]);
        check("tekst", "   ", &[]);
        check("", "x", &[]);
    }

    #[test]
    fn what_stands_around_is_on_one_line_and_bounded() {
        let text = "første linje\nmed   støtte til\nmange";
        let at = text.find("støtte").unwrap();
        let (before, found, after) = around(text, &(at..at + "støtte".len()), 8);
        assert_eq!(
            (before.as_str(), found.as_str(), after.as_str()),
            ("e med ", "støtte", " til man")
        );
    }
}
