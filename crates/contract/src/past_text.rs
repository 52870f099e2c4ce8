use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What would be found in what is kept already, as far as the person may see it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PastTextHits {
    /// One line for each kind of text.
    pub kinds: Vec<PastTextCount>,
    /// Documents that are no text, too large or too many, and were not looked at.
    pub unread: u32,
    /// Some of the places: at most 20.
    pub examples: Vec<PastTextExample>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PastTextCount {
    pub kind: PastTextKind,
    pub read: u32,
    /// Texts with at least one place, and the places in them.
    pub hit: u32,
    pub places: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PastTextKind {
    CaseTitle,
    DocumentTitle,
    FileName,
    Document,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PastTextExample {
    pub kind: PastTextKind,
    pub case_number: String,
    /// The place with a little of what stands around it.
    pub text: String,
    /// UTF-16 in `text`, end exclusive.
    pub start: u32,
    pub end: u32,
}
