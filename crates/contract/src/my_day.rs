use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Sensitivity;

/// What a signed-in caseworker meets first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MyDay {
    /// `YYYY-MM-DD` and the ISO week, by the machine's clock in Danish time.
    pub today: String,
    pub week: u32,
    /// Her open cases.
    pub open: u32,
    pub late: DaySection,
    pub due_today: DaySection,
    /// The seven days after today.
    pub soon: DaySection,
    /// Changed in other systems since her last working day began.
    pub news: DaySection,
    pub news_since: String,
    /// Her own that she can go on with, the soonest first.
    pub tasks: DaySection,
    pub drafts: DaySection,
    /// On others: what is to be followed up first.
    pub waiting: DaySection,
    /// What comes first after all that: so that an empty day says when there is something again.
    pub next: Option<DayRow>,
}

/// At most 50 rows, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DaySection {
    pub rows: Vec<DayRow>,
    pub total: u32,
    /// True when counting stopped early.
    pub total_is_at_least: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DayRow {
    pub kind: DayRowKind,
    pub id: String,
    pub title: String,
    pub case_id: Option<String>,
    pub case_number: Option<String>,
    pub case_title: Option<String>,
    pub citizen: Option<String>,
    pub sensitivity: Sensitivity,
    /// Of a deadline: its name stands among the rules.
    pub rule: Option<String>,
    /// `YYYY-MM-DD`: due, or to be followed up.
    pub day: Option<String>,
    /// `HH:MM` in Denmark, where it runs out at an hour.
    pub time: Option<String>,
    pub is_late: bool,
    /// It waits, and the day to ask again has come.
    pub is_to_follow_up: bool,
    /// What it waits for; the system it comes from.
    pub note: Option<String>,
    /// When it changed or was written (UTC).
    pub at: Option<String>,
    /// Of a task: whoever changes it says which version she saw.
    pub version: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DayRowKind {
    /// By the day that its source gave, where we count no deadline of it.
    Case,
    Deadline,
    Task,
    Letter,
    /// A journal note that is not journalised yet.
    Note,
    /// A case of another system.
    News,
}
