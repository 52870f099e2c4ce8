use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::DoubtKind;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckConsistency {
    /// The request.
    pub id: String,
}

/// What somebody should look at before the letter is written: derived each time it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConsistencyReport {
    /// What was looked through: documents that are given at least in part, their pages, and what was found on them.
    pub documents: u32,
    pub pages: u32,
    pub findings: u32,
    pub doubts: Vec<DoubtRow>,
    /// Those that nobody has answered for.
    pub open: u32,
    pub may_accept: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DoubtRow {
    /// The same as long as it is about the same places.
    pub key: String,
    pub kind: DoubtKind,
    /// What can be seen.
    pub text: Option<String>,
    /// Where the same is covered.
    pub covered_at: Option<DoubtPlace>,
    /// The first of its places.
    pub places: Vec<DoubtPlace>,
    /// All of them: places, pages or documents.
    pub count: u32,
    pub accepted: Option<AcceptedDoubtRow>,
    /// Somebody who has looked may go on and say why.
    pub may_be_accepted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DoubtPlace {
    pub item_id: String,
    /// On the list.
    pub number: u32,
    /// From 1; 0 for the title, and for the document as a whole.
    pub page: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AcceptedDoubtRow {
    pub by: String,
    pub at: String,
    pub reason: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AcceptDoubt {
    /// The request.
    pub id: String,
    /// Those that are answered for in one go.
    pub keys: Vec<String>,
    pub reason: String,
}
