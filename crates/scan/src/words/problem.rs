//! What can be wrong with a word list, with the line it is at.

use std::collections::HashMap;

use super::entry::{Entry, WordClass};
use super::patterns;
use crate::messages::{Language, in_words};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListProblem {
    /// From 1.
    pub line: usize,
    pub word: String,
    pub kind: ProblemKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    NoHeading,
    UnknownColumn,
    UnknownCategory,
    UnknownClass,
    UnknownSeverity,
    NotYesOrNo,
    NoWord,
    /// Longer than a word or phrase can be, or a list longer than any list.
    TooLong,
    /// Fewer than two letters: it would be found everywhere.
    TooShort,
    /// The same word a second time.
    Twice,
    /// Signs that no word has.
    OddSigns,
    /// One of the hundred commonest Danish words: it would mark every line.
    VeryCommon,
    /// Inflected by a class the dictionary does not know it in.
    OtherClass,
}

impl ProblemKind {
    pub fn code(self) -> &'static str {
        match self {
            ProblemKind::NoHeading => "no_heading",
            ProblemKind::UnknownColumn => "unknown_column",
            ProblemKind::UnknownCategory => "unknown_category",
            ProblemKind::UnknownClass => "unknown_class",
            ProblemKind::UnknownSeverity => "unknown_severity",
            ProblemKind::NotYesOrNo => "not_yes_or_no",
            ProblemKind::NoWord => "no_word",
            ProblemKind::TooLong => "too_long",
            ProblemKind::TooShort => "too_short",
            ProblemKind::Twice => "twice",
            ProblemKind::OddSigns => "odd_signs",
            ProblemKind::VeryCommon => "very_common",
            ProblemKind::OtherClass => "other_class",
        }
    }
}

impl ListProblem {
    pub(super) fn at(line: usize, word: &str, kind: ProblemKind) -> Self {
        ListProblem {
            line,
            word: word.chars().take(80).collect(),
            kind,
        }
    }

    /// A list with it cannot be used.
    pub fn is_fatal(&self) -> bool {
        !matches!(
            self.kind,
            ProblemKind::Twice | ProblemKind::VeryCommon | ProblemKind::OtherClass
        )
    }

    /// `linje 12: "doven": …`
    pub fn in_words(&self, language: Language) -> String {
        let text = in_words(&format!("list.{}", self.kind.code()), &[], language);
        let line = in_words("list.line", &[self.line.to_string()], language);
        if self.word.is_empty() {
            format!("{line}: {text}")
        } else {
            format!("{line}: \"{}\": {text}", self.word)
        }
    }
}

const MOST_LETTERS: usize = 200;

/// A very common word is one letter from uselessness.
static COMMON: &str = include_str!("../../data/words/very_common.txt");

/// Lines are the entries' places, from 1.
pub(super) fn check(entries: &[Entry]) -> Vec<ListProblem> {
    let mut problems = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (place, entry) in entries.iter().enumerate() {
        let line = place + 1;
        let mut add = |kind| problems.push(ListProblem::at(line, &entry.word, kind));
        let word = entry.word.trim();
        let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
        if word.is_empty() {
            add(ProblemKind::NoWord);
            continue;
        }
        if letters < 2 {
            add(ProblemKind::TooShort);
        }
        if word.chars().count() > MOST_LETTERS {
            add(ProblemKind::TooLong);
        }
        if word
            .chars()
            .any(|c| c.is_control() || matches!(c, ';' | '<' | '>' | '{' | '}' | '\\' | '|' | '*'))
        {
            add(ProblemKind::OddSigns);
        }
        if seen.insert(word.to_lowercase(), line).is_some() {
            add(ProblemKind::Twice);
        }
        if entry.active && COMMON.lines().any(|common| common == word.to_lowercase()) {
            add(ProblemKind::VeryCommon);
        }
        if entry.inflection.is_empty()
            && matches!(
                entry.class,
                WordClass::Noun | WordClass::Adjective | WordClass::Verb
            )
            && !patterns::classes(&word.to_lowercase()).contains(&entry.class)
        {
            add(ProblemKind::OtherClass);
        }
    }
    problems
}
