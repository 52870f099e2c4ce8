use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Text for the quality check. It is read and forgotten: nothing of it is kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckText {
    /// At most 2,000,000 characters.
    pub text: String,
    pub purpose: CheckPurpose,
    /// The case whose people are known: their own data is told from others'.
    pub case_id: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckPurpose {
    /// A note that is being written: a bad word can still be mended.
    Writing,
    /// A document that is about to leave the house.
    Release,
    /// The title of a case or document, a file's name, a mail's subject.
    Title,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckedText {
    /// In the text's order. They can overlap.
    pub findings: Vec<FindingRow>,
    /// People of the case that were looked for.
    pub people: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FindingRow {
    /// In the window's own string units (UTF-16), end exclusive.
    pub start: u32,
    pub end: u32,
    /// `CPR`, `NAME`, `HEALTH` … as in the files.
    pub category: String,
    pub whose: FindingWhose,
    /// Somebody must look before the text leaves the house.
    pub flag: bool,
    pub severity: FindingSeverity,
    /// In percent.
    pub confidence: u8,
    /// `said.health 1`
    pub rule: String,
    /// Why, in Danish.
    pub evidence: Vec<String>,
    pub action: FindingAction,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingWhose {
    Requester,
    ThirdParty,
    Employee,
    Public,
    Unknown,
    Nobody,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingSeverity {
    Inform,
    Check,
    Stop,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingAction {
    Cover,
    CheckWhose,
    Leave,
    Rewrite,
    ReadYourself,
}

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
    /// The version the person saw: somebody else's change in between is not overwritten.
    pub version: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportWordList {
    /// CSV as [`ExportedWordList`], or one base form a line.
    pub text: String,
    pub version: u32,
}

/// Either the list as it now is, or what is wrong with the file. Never half of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportedWordList {
    pub state: Option<WordListState>,
    /// In Danish, with their lines.
    pub problems: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportedWordList {
    pub csv: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WordListVersions {
    pub rows: Vec<WordListVersionRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WordListVersionRow {
    pub number: u32,
    /// UTC.
    pub at: String,
    pub employee: Option<String>,
    pub added: u32,
    pub changed: u32,
    pub removed: u32,
    pub restored: Option<u32>,
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
    /// What is odd about the word, in Danish.
    pub problems: Vec<String>,
    /// Titles of cases within the person's reach that were read.
    pub titles_read: u32,
    pub titles_hit: u32,
    /// At most 20 of them.
    pub examples: Vec<TitleHit>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TitleHit {
    pub title: String,
    /// UTF-16, end exclusive.
    pub start: u32,
    pub end: u32,
}

/// How well the installed version does with the word list in force, on documents that ship with the program.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MeasuredCheck {
    pub documents: u32,
    pub pages: f64,
    /// Pieces that must be warned of, and those that no warning touched.
    pub must_flag: u32,
    pub leaks: u32,
    /// Warnings where nothing was, and of what is the citizen's own or staff's.
    pub false_alarms: u32,
    pub over_flags: u32,
    pub rows: Vec<MeasuredRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MeasuredRow {
    pub category: String,
    pub there: u32,
    pub found: u32,
    pub findings: u32,
    pub right: u32,
}
