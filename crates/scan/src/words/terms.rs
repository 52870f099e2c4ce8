//! The built-in terms: what says something of a person's health, crimes, belief, money. No municipality
//! edits them; its word list is another thing.

use super::entry::WordClass;
use super::inflect;
use crate::finding::Category;

static FILES: [(Category, &str); 6] = [
    (
        Category::Health,
        include_str!("../../data/terms/health.txt"),
    ),
    (
        Category::Health,
        include_str!("../../data/terms/health.medicine.txt"),
    ),
    (Category::Crime, include_str!("../../data/terms/crime.txt")),
    (
        Category::SubstanceUse,
        include_str!("../../data/terms/substance.txt"),
    ),
    (
        Category::Article9,
        include_str!("../../data/terms/article9.txt"),
    ),
    (
        Category::Economy,
        include_str!("../../data/terms/economy.txt"),
    ),
];

#[derive(Debug, Clone, Copy)]
pub(crate) struct Term {
    pub word: &'static str,
    pub category: Category,
    /// Says something only about a person that is named nearby.
    pub weak: bool,
    /// The name of a union or party: says something only of a person who is tied to it.
    pub tied: bool,
    pub last_element: bool,
    pub first_element: bool,
    pub uninflected: bool,
}

impl Term {
    pub(super) fn forms(&self) -> Vec<String> {
        if self.word.contains(' ') {
            return vec![self.word.to_lowercase()];
        }
        let class = if self.uninflected {
            WordClass::Uninflected
        } else {
            WordClass::Unknown
        };
        inflect::forms(self.word, class, "")
    }
}

pub(super) fn all() -> impl Iterator<Item = Term> {
    FILES.iter().flat_map(|(category, text)| {
        text.lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
            .map(|line| {
                let (word, marks) = line.split_once(';').unwrap_or((line, ""));
                Term {
                    word: word.trim(),
                    category: *category,
                    weak: marks.contains(['w', 't']),
                    tied: marks.contains('t'),
                    last_element: marks.contains('c'),
                    first_element: marks.contains('f'),
                    uninflected: marks.contains('='),
                }
            })
    })
}
