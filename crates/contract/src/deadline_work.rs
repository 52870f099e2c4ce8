use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much is left before a case can be decided, and when it will be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineWork {
    /// The newest first; none where nobody noted anything.
    pub notes: Vec<WorkNoteRow>,
    /// What whoever has the case must do first, because it is due sooner.
    pub ahead: WorkAheadOf,
    /// By the pace of the one who asks, where the case is theirs.
    pub by_me: Option<WorkForecast>,
    /// By what the case's unit gets done; none where nothing was noted.
    pub by_unit: Option<WorkForecast>,
    /// Send it back with a note, so that nobody overwrites what somebody else noted in between.
    pub version: u32,
    pub may_change: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkNoteRow {
    /// `YYYY-MM-DD`.
    pub day: String,
    pub by: String,
    pub unit: WorkUnit,
    pub left: u32,
    pub done: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WorkUnit {
    Pages,
    Documents,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkAheadOf {
    pub deadlines: u32,
    pub left: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum WorkForecast {
    /// A word under `forecast` says why.
    CannotSay { why: String, days_measured: u32 },
    Expected {
        finish: String,
        finish_when_slow: String,
        /// With what must be done first.
        left: u32,
        a_day: u32,
        a_slow_day: u32,
        days_measured: u32,
        working_days_needed: u32,
        /// None where the deadline has run out or has no day.
        working_days_left: Option<u32>,
        /// A word under `forecast`.
        outlook: String,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteDeadlineWork {
    pub id: String,
    pub version: u32,
    pub unit: WorkUnit,
    pub left: u32,
    /// The figure before was wrong: the difference is no work that was done.
    pub is_correction: bool,
}
