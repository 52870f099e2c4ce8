use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::past_text::PastTextHits;
use crate::quality::FindingSeverity;

/// The word list in force: what ships with the program, with the municipality's own on top.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WordListState {
    pub rows: Vec<WordRow>,
    pub active: u32,
    /// Zero while nothing of the shipped list was changed.
    pub version: u32,
    pub may_change: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WordRow {
    /// Base form or phrase.
    pub word: String,
    pub category: WordCategory,
    pub class: WordKind,
    /// As dictionaries write it: `-en, -er, -erne`. Empty: the word's ending tells.
    pub inflection: String,
    pub compounds: bool,
    pub severity: FindingSeverity,
    pub active: bool,
    /// What to write instead.
    pub instead: String,
    pub note: String,
    pub origin: WordOrigin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WordOrigin {
    Shipped,
    /// The municipality's own, or a shipped word that it changed.
    Own,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WordCategory {
    Derogatory,
    Health,
    Substance,
    Crime,
    Origin,
    Sexuality,
    Internal,
    ThirdParty,
    Economy,
    Safety,
    Own,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WordKind {
    Noun,
    Adjective,
    Verb,
    Phrase,
    Uninflected,
    Unknown,
}

/// Puts a word on the list, or changes it; or takes the municipality's own away, so that the shipped one
/// holds again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeWord {
    pub row: WordRow,
    pub remove: bool,
    pub why: String,
    /// The version the person saw: somebody else's change in between is not overwritten.
    pub version: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportWordList {
    /// CSV as [`ExportedWordList`], or one base form a line.
    pub text: String,
    pub why: String,
    pub version: u32,
}

/// Either the list as it now is, or what is wrong with the file. Never half of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportedWordList {
    pub state: Option<WordListState>,
    pub problems: Vec<WordProblem>,
}

/// What is wrong with a word, or odd about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WordProblem {
    /// From 1.
    pub line: u32,
    pub word: String,
    /// `unknown_category`, `very_common` …
    pub problem: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportedWordList {
    pub csv: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RestoreWordList {
    /// Zero is the shipped list alone.
    pub number: u32,
    pub version: u32,
}

/// What a word would mark, before it is kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewWord {
    pub row: WordRow,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WordPreview {
    pub forms: Vec<String>,
    pub problems: Vec<WordProblem>,
    pub past: PastTextHits,
}
