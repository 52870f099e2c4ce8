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
