use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{FindingRow, TemplateFault, TextPart};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AktindsigtLetterKind {
    /// The decision, of all that is asked for or of a part of it.
    Decision,
    Receipt,
    /// Of a request that was refused.
    Refusal,
    /// Of a request that was sent on.
    Forwarding,
    /// A draft for whoever reports that something was released which should not have been.
    Breach,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowAktindsigtLetter {
    /// The request.
    pub id: String,
    pub kind: AktindsigtLetterKind,
}

/// Drafts a letter from what is decided. What a person wrote stays: the answer says what would be different.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftAktindsigtLetter {
    pub id: String,
    pub kind: AktindsigtLetterKind,
    /// The version that is to be drafted anew, with everything a person wrote in it; none keeps what was written.
    pub instead_of: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveAktindsigtLetter {
    pub id: String,
    pub kind: AktindsigtLetterKind,
    pub version: u32,
    /// `# ` is the title, `## ` a heading, `- ` an item.
    pub text: String,
    /// Whoever saves was shown what would be different now, and keeps hers beside it.
    pub keeps_as_written: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AktindsigtLetter {
    pub kind: AktindsigtLetterKind,
    pub text: String,
    /// The day it bears.
    pub dated: String,
    pub written_at: String,
    pub written_by: String,
    /// A person changed what the program had drafted.
    pub is_edited: bool,
    /// From what is written to what the program would draft now; empty where nothing has changed since it was drafted.
    pub would_be: Vec<TextPart>,
    /// What keeps it from being set: places that are to be written.
    pub faults: Vec<TemplateFault>,
    /// What the quality check found, with everybody known whom the cases are about.
    pub findings: Vec<FindingRow>,
    pub version: u32,
    pub may_change: bool,
}
