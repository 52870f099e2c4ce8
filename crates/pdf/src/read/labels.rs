use std::collections::{HashMap, HashSet};

use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

use crate::source::text_of;

/// What a source calls one of its pages: `iv`, `A-3`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PageLabel {
    /// The page that its row of labels begins with, counted from 1.
    pub(crate) row: u32,
    pub(crate) prefix: String,
    pub(crate) style: LabelStyle,
    pub(crate) number: u32,
    /// It can be read on the page.
    pub(crate) is_shown: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LabelStyle {
    Decimal,
    Roman { is_small: bool },
    Letters { is_small: bool },
}

const MOST_ROWS: usize = 5_000;
const LONGEST_PREFIX: usize = 20;
const LARGEST_NUMBER: u32 = 1_000_000;

impl PageLabel {
    pub(crate) fn text(&self) -> String {
        let number = match self.style {
            LabelStyle::Decimal => self.number.to_string(),
            LabelStyle::Roman { is_small } => cased(roman(self.number), is_small),
            LabelStyle::Letters { is_small } => cased(letters(self.number), is_small),
        };
        format!("{}{number}", self.prefix)
    }
}

impl LabelStyle {
    fn of(name: &str) -> Option<Self> {
        match name {
            "D" => Some(Self::Decimal),
            "R" | "r" => Some(Self::Roman {
                is_small: name == "r",
            }),
            "A" | "a" => Some(Self::Letters {
                is_small: name == "a",
            }),
            _ => None,
        }
    }

    /// As files write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Decimal => "D",
            Self::Roman { is_small: true } => "r",
            Self::Roman { is_small: false } => "R",
            Self::Letters { is_small: true } => "a",
            Self::Letters { is_small: false } => "A",
        }
    }
}

/// By page, counted from 1. Pages without a number have none, nor those whose prefix is more than a sign or two.
pub(super) fn labels(tree: &Dict<'_>, page_count: u32) -> HashMap<u32, PageLabel> {
    let mut rows = rows(tree, page_count);
    rows.sort_by_key(|(first, _)| *first);
    rows.dedup_by_key(|(first, _)| *first);
    let ends: Vec<u32> = rows
        .iter()
        .skip(1)
        .map(|(first, _)| *first)
        .chain([page_count])
        .collect();
    let mut labels = HashMap::new();
    for ((first, label), end) in rows.into_iter().zip(ends) {
        let Some(label) = label else {
            continue;
        };
        for index in first..end.min(page_count) {
            let number = label.number.saturating_add(index - first);
            if number > LARGEST_NUMBER {
                break;
            }
            let own = PageLabel {
                row: first + 1,
                number,
                ..label.clone()
            };
            labels.insert(index + 1, own);
        }
    }
    labels
}

/// The index that each begins at, and its first label; None where its pages have no number.
fn rows(tree: &Dict<'_>, page_count: u32) -> Vec<(u32, Option<PageLabel>)> {
    let mut rows = Vec::new();
    let mut open = vec![tree.clone()];
    let mut seen = HashSet::new();
    while let Some(branch) = open.pop() {
        if branch.obj_id().is_some_and(|id| !seen.insert(id)) || seen.len() > MOST_ROWS {
            continue;
        }
        if let Some(kids) = branch.get::<Array<'_>>("Kids") {
            let room = MOST_ROWS.saturating_sub(open.len());
            open.extend(kids.iter::<Dict<'_>>().take(room));
        }
        let Some(nums) = branch.get::<Array<'_>>("Nums") else {
            continue;
        };
        let mut index = None;
        for value in nums.iter::<Object<'_>>() {
            match (value, index.take()) {
                (Object::Number(number), None) => {
                    index = u32::try_from(number.as_i64()).ok();
                }
                (Object::Dict(own), Some(first))
                    if first < page_count && rows.len() < MOST_ROWS =>
                {
                    rows.push((first, label_of(&own)));
                }
                _ => {}
            }
        }
    }
    rows
}

fn label_of(own: &Dict<'_>) -> Option<PageLabel> {
    let style = own.get::<Name<'_>>("S")?;
    let prefix = own
        .get::<PdfString<'_>>("P")
        .map_or_else(String::new, |p| text_of(p.as_bytes(), LONGEST_PREFIX + 1));
    let is_plain = prefix.chars().count() <= LONGEST_PREFIX
        && prefix
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '/' | ' '));
    let number = own.get::<u32>("St").unwrap_or(1);
    let style = LabelStyle::of(style.as_str())?;
    (is_plain && (1..=LARGEST_NUMBER).contains(&number)).then_some(PageLabel {
        row: 0,
        prefix,
        style,
        number,
        is_shown: false,
    })
}

fn cased(text: String, is_small: bool) -> String {
    match is_small {
        true => text.to_lowercase(),
        false => text,
    }
}

const LARGEST_ROMAN: u32 = 4_999;

fn roman(number: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = number.min(LARGEST_ROMAN);
    let mut text = String::new();
    for (step, letters) in STEPS {
        while left >= step {
            text.push_str(letters);
            left -= step;
        }
    }
    text
}

/// A to Z, AA to ZZ: the same letter over and over.
fn letters(number: u32) -> String {
    let index = number.saturating_sub(1);
    let letter = char::from(b'A' + (index % 26) as u8);
    let count = (index / 26 + 1).min(50) as usize;
    std::iter::repeat_n(letter, count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_called_as_readers_call_them() {
        let check = |style: &str, number: u32, expected: &str| {
            let label = PageLabel {
                row: 1,
                prefix: "B-".to_owned(),
                style: LabelStyle::of(style).expect("a style"),
                number,
                is_shown: false,
            };
            assert_eq!(label.text(), format!("B-{expected}"));
        };
        check("D", 12, "12");
        check("r", 4, "iv");
        check("R", 1994, "MCMXCIV");
        check("a", 1, "a");
        check("A", 28, "BB");
    }
}
