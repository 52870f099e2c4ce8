//! Every form of every word and term, by its hash.

use std::collections::HashMap;

use super::by_hash::ByHash;
use super::compound::{Before, Compounds, Elements};
use super::entry::{Entry, WordClass};
use super::fold::could_be_one_letter;
use super::phrase::{self, Phrase};
use super::terms::{self, Term};
use super::{forms, inflect, patterns};
use crate::lexicon::{Class, WordTable, class_of};
use crate::text::{fold_word, hash_folded};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Means {
    /// Of the word list.
    Entry(u32),
    Term(Term),
}

impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word && self.category == other.category
    }
}

impl Eq for Term {}

/// What a found form may be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target {
    Word {
        means: Means,
        exact: bool,
    },
    /// A part of a longer word.
    Part {
        means: Means,
    },
    /// The looked-up word of a phrase.
    Phrase(u32),
}

#[derive(Debug)]
pub(crate) struct Vocabulary {
    table: WordTable,
    /// Where a form's targets begin, and after the last form where they end.
    starts: Vec<u32>,
    targets: Vec<Target>,
    phrases: Vec<Phrase>,
    compounds: Compounds,
}

impl Vocabulary {
    pub(super) fn new(entries: &[Entry]) -> Self {
        let mut draft = Draft::default();
        for (entry, number) in entries.iter().zip(0..) {
            if entry.active {
                draft.entry(entry, Means::Entry(number));
            }
        }
        for term in terms::all() {
            draft.term(term);
        }
        draft.finish()
    }

    #[inline]
    pub(super) fn find(&self, hash: u64) -> Option<u32> {
        self.table.find(hash)
    }

    #[inline]
    pub(super) fn find_compound(&self, hash: u64, folded: &[u8]) -> Option<u32> {
        self.compounds.find(hash, folded, &self.table)
    }

    pub(super) fn targets(&self, form: u32) -> &[Target] {
        let form = form as usize;
        match (self.starts.get(form), self.starts.get(form + 1)) {
            (Some(from), Some(to)) => &self.targets[*from as usize..*to as usize],
            _ => &[],
        }
    }

    pub(super) fn phrase(&self, number: u32) -> Option<&Phrase> {
        self.phrases.get(number as usize)
    }
}

/// `typen`: a list that holds a definite form means that form, and no `boligtypen`.
fn is_definite(word: &str, class: WordClass) -> bool {
    let ordinary = |stem: &str| class_of(hash_folded(&fold_word(stem))).has(Class::ORDINARY);
    class == WordClass::Unknown
        && !patterns::is_whole(word)
        && word
            .strip_suffix("en")
            .is_some_and(|stem| ordinary(word) && (ordinary(stem) || ordinary(&format!("{stem}e"))))
}

#[derive(Default)]
struct Draft {
    numbers: HashMap<u64, u32, ByHash>,
    /// The same small words stand in many phrases.
    phrase_words: HashMap<String, phrase::Forms>,
    targets: Vec<Vec<Target>>,
    phrases: Vec<Phrase>,
    elements: Elements,
}

impl Draft {
    fn entry(&mut self, entry: &Entry, means: Means) {
        if entry.class == WordClass::Phrase || phrase::words(&entry.word).len() > 1 {
            self.phrase(&entry.word, means);
            return;
        }
        let forms = forms::of_entry(entry);
        self.forms(&forms, means);
        if !entry.compounds {
            return;
        }
        let word = entry.word.to_lowercase();
        let is = |class| {
            entry.class == class
                || entry.class == WordClass::Unknown && patterns::classes(&word).contains(&class)
        };
        if is(WordClass::Noun) && !word.ends_with("ende") && !is_definite(&word, entry.class) {
            // `svin` and `narre-`, but not everything that ends in `so`.
            if fold_word(&word).len() >= 4 {
                self.last_elements(&forms, means, Before::Word);
            }
            self.first_elements(&forms, means);
        }
        if is(WordClass::Adjective) {
            self.last_elements(&forms, means, Before::Strengthening);
        }
    }

    fn term(&mut self, term: Term) {
        let means = Means::Term(term);
        if phrase::words(term.word).len() > 1 {
            self.phrase(term.word, means);
            return;
        }
        let forms: Vec<String> = term
            .forms()
            .into_iter()
            .enumerate()
            .filter(|(place, form)| *place == 0 || !forms::is_false_friend(form))
            .map(|(_, form)| form)
            .collect();
        self.forms(&forms, means);
        if term.last_element {
            self.last_elements(&forms, means, Before::Anything);
        }
        if term.first_element {
            self.first_elements(&forms, means);
        }
    }

    fn forms(&mut self, forms: &[String], means: Means) {
        for form in forms {
            let exact = could_be_one_letter(form);
            self.add(hash_folded(&fold_word(form)), Target::Word { means, exact });
        }
    }

    fn phrase(&mut self, text: &str, means: Means) {
        let words = phrase::words(text);
        if words.is_empty() {
            return;
        }
        let anchor = phrase::anchor(&words);
        let mut hashes = |word: &str| {
            self.phrase_words
                .entry(word.to_owned())
                .or_insert_with(|| {
                    inflect::phrase_word(word)
                        .iter()
                        .map(|form| hash_folded(&fold_word(form)))
                        .collect()
                })
                .clone()
        };
        let number = self.phrases.len() as u32;
        let phrase = Phrase {
            means,
            before: words[..anchor]
                .iter()
                .rev()
                .map(|word| hashes(word))
                .collect(),
            after: words[anchor + 1..]
                .iter()
                .map(|word| hashes(word))
                .collect(),
        };
        let anchors = hashes(words[anchor]);
        self.phrases.push(phrase);
        for hash in anchors {
            self.add(hash, Target::Phrase(number));
        }
    }

    fn last_elements(&mut self, forms: &[String], means: Means, before: Before) {
        for form in forms {
            let folded = fold_word(form);
            if folded.len() >= 3 {
                let number = self.part(means);
                self.elements.last.push((folded, number, before));
            }
        }
    }

    /// The base form, and forms that words are put together with (`lorte-`, `narre-`).
    fn first_elements(&mut self, forms: &[String], means: Means) {
        for (place, form) in forms.iter().enumerate() {
            let folded = fold_word(form);
            if folded.len() >= 4 && (place == 0 || folded.ends_with(b"e")) {
                let number = self.part(means);
                if place == 0 {
                    for link in [&b"s"[..], b"e"] {
                        self.elements.first.push(([&folded, link].concat(), number));
                    }
                }
                self.elements.first.push((folded, number));
            }
        }
    }

    fn part(&mut self, means: Means) -> u32 {
        let number = self.targets.len() as u32;
        self.targets.push(vec![Target::Part { means }]);
        number
    }

    fn add(&mut self, hash: u64, target: Target) {
        let number = *self.numbers.entry(hash).or_insert_with(|| {
            self.targets.push(Vec::new());
            self.targets.len() as u32 - 1
        });
        if let Some(targets) = self.targets.get_mut(number as usize) {
            targets.push(target);
        }
    }

    fn finish(self) -> Vocabulary {
        let mut entries: Vec<(u64, u32)> = self.numbers.into_iter().collect();
        entries.sort_unstable();
        let mut starts = vec![0];
        let mut targets = Vec::new();
        for of_form in &self.targets {
            targets.extend_from_slice(of_form);
            starts.push(targets.len() as u32);
        }
        Vocabulary {
            table: WordTable::new(&entries),
            starts,
            targets,
            phrases: self.phrases,
            compounds: Compounds::new(&self.elements),
        }
    }
}
