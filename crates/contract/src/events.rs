use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{CaseNews, DocumentRead, IntakeProgress, JobRow, OfferedFiles, ReviewNews};

/// What the desk tells the screens unasked. Small: a screen that needs more asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind", content = "data")]
pub enum DeskEvent {
    /// At most ten times a second for each job.
    Job(JobRow),
    /// The session was locked: after idling, or because the machine slept.
    Locked,
    /// The store was opened, shut or changed hands: ask for the desk state again.
    DeskChanged,
    /// How far a restore has come, told to the desk that asked for it.
    Restoring(RestoreProgress),
    /// A `sagsbord://` link or a menu item asks for a room.
    GoTo(String),
    /// Files were dropped on the window or chosen: what shall be done with them?
    FilesOffered(OfferedFiles),
    /// How far an intake has come.
    Intake(IntakeProgress),
    /// Something changed between us and the shared index: ask for its health again.
    Index,
    /// Somebody or something changed a case.
    CaseChanged(CaseNews),
    /// A document that was asked for has been read.
    Document(DocumentRead),
    /// Somebody reviews a request, or its documents are being read for it.
    Review(ReviewNews),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RestoreProgress {
    pub percent: u32,
}
