//! Files from outside that are taken in for a case.

mod decide;
mod file;
mod filing;
mod words;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use decide::*;
pub use file::*;
pub use filing::*;
pub use words::*;

/// Files that a door holds ready: dropped on the window, chosen, or named on the command line. Told as an event, and
/// forgotten when the program ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfferedFiles {
    pub id: String,
    /// Files and folders as they were handed in.
    pub things: u32,
    /// Of the first few.
    pub names: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StartIntake {
    pub case_id: String,
    pub offer: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddToIntake {
    pub id: String,
    pub offer: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowIntake {
    pub id: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SteerIntake {
    pub id: String,
    pub wish: IntakeWish,
}

/// With its files, with what was decided about them, and with all that was read of them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemoveIntake {
    pub id: String,
    /// Why: it is kept, and shown at the case.
    pub reason: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Intakes {
    /// Newest first.
    pub rows: Vec<IntakeRow>,
    /// Those that were taken away, newest first.
    pub removed: Vec<RemovedIntake>,
    pub may_change: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IntakeRow {
    pub id: String,
    pub started_by: String,
    pub started_at: String,
    pub wish: IntakeWish,
    /// Every file has been read: the machine has nothing more to do.
    pub is_read: bool,
    pub sums: IntakeSums,
    /// Fail closed: every file settled, every weighty finding decided about.
    pub is_complete: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemovedIntake {
    pub id: String,
    pub started_by: String,
    pub started_at: String,
    pub files: u32,
    pub reason: String,
    pub removed_by: String,
    pub removed_at: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IntakeSums {
    /// All: those handed in and all inside them. The six that follow sum up to it.
    pub files: u32,
    pub waiting: u32,
    pub taken: u32,
    pub duplicates: u32,
    pub containers: u32,
    pub left_out: u32,
    pub unreadable: u32,
    pub pages: u32,
    /// Pages that a person should look at.
    pub flagged_pages: u32,
    /// Taken files that are alike to another, for a person to decide about.
    pub alike: u32,
    pub hidden: u32,
    /// Findings that hold back the release until somebody has decided about them.
    pub hidden_undecided: u32,
    /// Decisions that no longer count, until somebody has seen them.
    pub lapsed: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IntakeDetail {
    pub row: IntakeRow,
    pub case_id: String,
    pub case_number: String,
    pub may_change: bool,
    /// Also for a while after it was paused: what was begun is read to its end.
    pub is_running: bool,
    /// While the machine is at it.
    pub progress: Option<IntakeProgress>,
    pub hidden: Vec<HiddenOfKind>,
    /// How many of the files are mails.
    pub mails: u32,
    pub lapsed: Vec<LapsedDecision>,
    /// Programs that are not on this machine, and that files wait for.
    pub missing_tools: Vec<IntakeTool>,
}

/// How far it has come. Also told as an event, at most a few times a second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IntakeProgress {
    pub id: String,
    pub files_read: u32,
    pub files_known: u32,
    pub pages: u32,
    /// Pages that wait to be read from their picture.
    pub pages_waiting: u32,
    pub minutes_left: Option<u32>,
    pub is_running: bool,
}

/// All findings of one kind in an intake.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HiddenOfKind {
    pub kind: HiddenKind,
    pub files: u32,
    pub count: u32,
    pub undecided: u32,
    /// Holds back the release until it is decided about.
    pub is_weighty: bool,
}
