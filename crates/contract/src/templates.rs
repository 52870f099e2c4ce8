use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::FindingRow;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TemplateKind {
    /// It goes to the citizen, with name and address at its head.
    Letter,
    /// It stays on the case or is filled in by hand.
    Form,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Templates {
    pub rows: Vec<TemplateRow>,
    /// Every field that a template may have: the set is closed.
    pub fields: Vec<String>,
    pub may_change: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateRow {
    pub id: String,
    pub kind: TemplateKind,
    pub name: String,
    /// 0 for one that ships with the program and that nobody changed.
    pub version: u32,
    /// When the municipality changed it last (UTC).
    pub changed_at: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowTemplate {
    pub id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateDetail {
    pub row: TemplateRow,
    pub text: String,
    pub questions: Vec<TemplateQuestion>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateVersions {
    /// The newest first.
    pub rows: Vec<TemplateVersionRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateVersionRow {
    /// 0 is the one that ships with the program.
    pub number: u32,
    pub name: String,
    pub at: Option<String>,
    pub by: Option<String>,
    pub is_retired: bool,
    pub is_in_force: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CompareTemplates {
    pub id: String,
    pub before: u32,
    pub after: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedTemplates {
    /// In the order of the later text; what went stands before what came in its place.
    pub parts: Vec<TextPart>,
    /// The whole text of the earlier one.
    pub before: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TextPart {
    pub kind: TextPartKind,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TextPartKind {
    Kept,
    Gone,
    New,
}

/// What whoever writes the letter is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateQuestion {
    pub id: String,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckTemplate {
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckedTemplate {
    pub faults: Vec<TemplateFault>,
    pub questions: Vec<TemplateQuestion>,
    /// What the quality check found in the text as it is written.
    pub findings: Vec<FindingRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateFault {
    /// Counted from 1.
    pub line: u32,
    pub kind: TemplateFaultKind,
    /// The field, question or word that is to blame.
    pub what: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TemplateFaultKind {
    UnknownField,
    /// `{{` without its `}}`.
    BrokenField,
    UnknownQuestion,
    QuestionTwice,
    NoTitle,
    TwoTitles,
    /// A row of a table has more or fewer cells than its head.
    RaggedTable,
    /// Something stands as `[skriv …]` that somebody was to write.
    Unfinished,
    /// What the case or the answers do not say.
    EmptyField,
    /// It is not put into a letter before somebody has said that it may.
    ProtectedAddress,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveTemplate {
    /// One that exists gets a new version.
    pub id: Option<String>,
    pub version: u32,
    pub kind: TemplateKind,
    pub name: String,
    pub text: String,
    /// Somebody has seen what the quality check stops at.
    pub accepts_findings: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RetireTemplate {
    pub id: String,
    pub version: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewTemplate {
    pub template_id: String,
    /// Instead of the text that is kept: one that is being written.
    pub text: Option<String>,
    pub case_id: String,
    pub answers: Vec<TemplateAnswer>,
    /// Somebody has said that the protected address may be used.
    pub uses_protected_address: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateAnswer {
    pub id: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewedTemplate {
    pub title: String,
    /// Merged, still as it is written: a person goes on from here.
    pub text: String,
    pub filled: Vec<FilledField>,
    pub questions: Vec<TemplateQuestion>,
    pub faults: Vec<TemplateFault>,
    pub findings: Vec<FindingRow>,
    /// The case is our own: the letter can be kept on it.
    pub may_be_kept: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FilledField {
    pub field: String,
    pub value: Option<String>,
    pub origin: FieldOrigin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldOrigin {
    Case,
    Party,
    Deadline,
    Person,
    Municipality,
    Clock,
    Answer,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MakeLetter {
    pub template_id: String,
    pub case_id: String,
    /// The merged text, as a person left it.
    pub text: String,
    pub format: LetterFormat,
    pub save_as: SaveLetterAs,
    pub uses_protected_address: bool,
    pub accepts_findings: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterFormat {
    Pdf,
    Docx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SaveLetterAs {
    File,
    DocumentOfCase,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MadeLetter {
    pub name: String,
    /// With `save_as: file`.
    pub base64: Option<String>,
    /// With `save_as: document_of_case`.
    pub document_id: Option<String>,
    pub pages: Option<u32>,
}
