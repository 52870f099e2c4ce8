use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A short text for the quality check. It is read and forgotten: nothing of it is kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckText {
    /// At most 8 MB.
    pub text: String,
    pub purpose: CheckPurpose,
    /// The rules a released document is judged by: they say which law can carry covering a finding.
    pub regime: Option<CheckRegime>,
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

/// The set of rules a request for access is answered under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckRegime {
    PublicAccess,
    OwnAccess,
    PartyAccess,
    DataProtection,
    Environment,
    HealthRecord,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckedText {
    /// In the text's order. They can overlap.
    pub findings: Vec<FindingRow>,
    /// People of the case that were looked for.
    pub people: u32,
}

/// A text that is kept open in memory while somebody writes, so that each change is checked at once. It is
/// forgotten when it is closed, when the desk locks, and when too many are open.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenedText {
    pub id: u32,
    pub findings: Vec<FindingRow>,
    pub people: u32,
}

/// One change of an open text. `conflict` and `not_found` mean that the window and the desk do not have the
/// same text: open it again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditText {
    pub id: u32,
    /// How many changes came before this one.
    pub step: u32,
    /// What is replaced, in the window's own string units (UTF-16).
    pub start: u32,
    pub end: u32,
    pub new: String,
}

/// What the change did to the list of findings: those from `gone_start` to `gone_end` are replaced by `come`,
/// and those behind stand `moved` units further on.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditedText {
    pub gone_start: u32,
    pub gone_end: u32,
    pub come: Vec<FindingRow>,
    pub moved: i32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CloseText {
    pub id: u32,
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
    /// `said.health`
    pub rule: String,
    /// Goes up when the rule can find something else than before.
    pub rule_version: u16,
    pub evidence: Vec<FindingReason>,
    pub action: FindingAction,
    /// Provisions that could carry covering it, under the regime that was asked for.
    pub bases: Vec<String>,
}

/// One reason, as the name of a message and its values: the sentence is the window's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FindingReason {
    pub message: String,
    pub values: Vec<String>,
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
