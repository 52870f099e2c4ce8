use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FileDecisionKind, HiddenDecisionKind, HiddenKind};

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DecideFiles {
    pub id: String,
    pub places: Vec<String>,
    pub decision: FileDecisionKind,
    /// Why it is left out; else empty.
    pub reason: String,
}

/// A mail, and every place where other mails quote it whole.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DecideQuotedMail {
    pub id: String,
    pub place: String,
    /// Else it is left out.
    pub takes_back: bool,
    /// Why it is left out; else empty.
    pub reason: String,
}

/// A decision whose file no longer stands where it stood, after its container was read anew. It counts nowhere.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LapsedDecision {
    pub number: u32,
    /// Where the file was.
    pub place: String,
    /// Empty where an earlier program did not keep it.
    pub name: String,
    pub decision: FileDecisionKind,
    pub reason: String,
    pub decided_by: String,
    pub decided_at: String,
}

/// Somebody has seen them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DismissLapsedDecisions {
    pub id: String,
    pub numbers: Vec<u32>,
}

/// One file's findings, or all of a kind in the whole intake.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DecideHidden {
    pub id: String,
    pub about: DecideHiddenAbout,
    pub decision: HiddenDecisionKind,
    /// Why it is left out; else empty.
    pub reason: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what", content = "data")]
pub enum DecideHiddenAbout {
    Findings {
        place: String,
        findings: Vec<u32>,
    },
    /// Those that nobody has decided about yet; to take back, those that somebody has.
    Kind(HiddenKind),
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GiveIntakePassword {
    pub id: String,
    pub place: String,
    pub password: String,
}

/// Reads files again that could not be read: after a program was installed, or on a quieter machine.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadAgain {
    pub id: String,
    pub places: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportIntake {
    pub id: String,
    pub format: crate::ExportFormat,
}
