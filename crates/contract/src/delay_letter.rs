use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What has been decided about a *fristbrev* so far. What is not decided yet is empty.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftDelayLetter {
    /// The deadline that cannot be kept.
    pub id: String,
    /// Why it takes longer in this case.
    pub ground: String,
    /// `YYYY-MM-DD`, or as Danes write it.
    pub new_day: String,
    /// The day on the letter; today where it is empty.
    pub sent: String,
}

/// The letter, in Danish: it goes to a citizen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DelayLetterDraft {
    pub title: String,
    pub paragraphs: Vec<String>,
    /// What it lacks: words under `letter`.
    pub problems: Vec<String>,
    /// Nothing hinders that it is sent.
    pub is_ready: bool,
}
