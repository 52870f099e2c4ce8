//! One line of the word list.

use crate::finding::{Category, Severity};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Base form or phrase.
    pub word: String,
    pub category: ListCategory,
    pub class: WordClass,
    /// As dictionaries write it: `-en, -er, -erne`, or whole forms; `=` for none; empty where the word's
    /// ending shall tell.
    pub inflection: String,
    /// Also as part of a longer word.
    pub compounds: bool,
    pub severity: Severity,
    pub active: bool,
    /// What to write instead.
    pub instead: String,
    pub note: String,
    pub origin: Origin,
}

impl Entry {
    /// A word of which only the base form is known.
    pub fn base_form(word: &str) -> Self {
        let word = word.trim();
        Entry {
            word: word.to_owned(),
            category: ListCategory::Own,
            class: if word.contains(' ') {
                WordClass::Phrase
            } else {
                WordClass::Unknown
            },
            inflection: String::new(),
            compounds: true,
            severity: Severity::Stop,
            active: true,
            instead: String::new(),
            note: String::new(),
            origin: Origin::Own,
        }
    }

    pub(crate) fn same_word(&self, other: &Entry) -> bool {
        self.word.to_lowercase() == other.word.to_lowercase()
    }

    /// What a hit is reported as. A word about health is data about somebody, not a bad word.
    pub(crate) fn reported_as(&self) -> Category {
        match self.category {
            ListCategory::Health => Category::Health,
            ListCategory::Substance => Category::SubstanceUse,
            ListCategory::Crime => Category::Crime,
            ListCategory::Origin | ListCategory::Sexuality if self.severity < Severity::Stop => {
                Category::Article9
            }
            ListCategory::Economy => Category::Economy,
            _ => Category::Forbidden,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    Shipped,
    /// The municipality's own.
    Own,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ListCategory {
    Derogatory,
    Health,
    Substance,
    Crime,
    /// Origin, belief, politics, union.
    Origin,
    Sexuality,
    /// What was meant for colleagues only.
    Internal,
    /// Somebody else is in the text, or must not be known.
    ThirdParty,
    Economy,
    /// Threats to staff, codes and passwords.
    Safety,
    Own,
}

impl ListCategory {
    pub const ALL: [ListCategory; 11] = [
        ListCategory::Derogatory,
        ListCategory::Health,
        ListCategory::Substance,
        ListCategory::Crime,
        ListCategory::Origin,
        ListCategory::Sexuality,
        ListCategory::Internal,
        ListCategory::ThirdParty,
        ListCategory::Economy,
        ListCategory::Safety,
        ListCategory::Own,
    ];

    /// As it stands in the file.
    pub fn code(self) -> &'static str {
        match self {
            ListCategory::Derogatory => "nedsaettende",
            ListCategory::Health => "helbred",
            ListCategory::Substance => "misbrug",
            ListCategory::Crime => "strafbart",
            ListCategory::Origin => "etnicitet",
            ListCategory::Sexuality => "seksualitet",
            ListCategory::Internal => "internt",
            ListCategory::ThirdParty => "tredjepart",
            ListCategory::Economy => "oekonomi",
            ListCategory::Safety => "sikkerhed",
            ListCategory::Own => "egne",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WordClass {
    Noun,
    Adjective,
    Verb,
    Phrase,
    Uninflected,
    /// Told by the word's ending.
    Unknown,
}

impl WordClass {
    pub const ALL: [WordClass; 6] = [
        WordClass::Noun,
        WordClass::Adjective,
        WordClass::Verb,
        WordClass::Phrase,
        WordClass::Uninflected,
        WordClass::Unknown,
    ];

    pub fn code(self) -> &'static str {
        match self {
            WordClass::Noun => "sb",
            WordClass::Adjective => "adj",
            WordClass::Verb => "vb",
            WordClass::Phrase => "frase",
            WordClass::Uninflected => "ub",
            WordClass::Unknown => "",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }
}
