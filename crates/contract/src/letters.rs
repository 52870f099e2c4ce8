use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The letters of a case, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Letters {
    pub rows: Vec<LetterRow>,
    pub may_decide: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetterRow {
    pub id: String,
    pub title: String,
    /// The name of the citizen, where it is a party of the case; a company's number.
    pub receiver: String,
    pub state: LetterState,
    pub state_at: String,
    pub written_at: String,
    pub written_by: String,
    /// The letter itself and what lies beside it.
    pub files: Vec<LetterFileRow>,
    /// Why it was refused or did not come there, in the platform's words.
    pub fault: Option<String>,
    /// The letter that this one was sent instead of.
    pub instead_of: Option<String>,
    /// What a person may decide of it now.
    pub choices: Vec<LetterChoice>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetterFileRow {
    pub name: String,
    pub media_type: String,
    pub bytes: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterState {
    /// Kept, and not sent; or tried, and known not to have been taken.
    Drafted,
    Sending,
    /// It may have been taken. Only its status or a person ends that.
    Unknown,
    HandedIn,
    /// Taken by Digital Post, and not yet laid in the receiver's box.
    Received,
    Delivered,
    Failed,
    Refused,
    /// The receiver does not get Digital Post: it must go on paper.
    Exempt,
    OnPaper,
    /// Another letter was sent instead of it.
    GivenUp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterChoice {
    /// Somebody has seen elsewhere that it was taken.
    ItCame,
    /// As a new letter with a new id; this one is given up.
    SendAnew,
    /// A person sends it on paper.
    OnPaper,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DecideLetter {
    pub id: String,
    pub choice: LetterChoice,
}
