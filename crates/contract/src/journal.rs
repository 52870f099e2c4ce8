use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The journal of a case, and one's own drafts for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Journal {
    /// Newest first; a supplement stands beside the note it is to.
    pub notes: Vec<NoteRow>,
    /// The last changed first. Nobody else sees them.
    pub drafts: Vec<NoteDraftRow>,
    /// Of a copy: what the system that owns the case has in its own journal, the newest first. Nobody changes them here.
    pub from_source: Vec<SourceNoteRow>,
    pub may_write: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceNoteRow {
    pub id: String,
    /// `YYYY-MM-DD`.
    pub dated: String,
    pub author: Option<String>,
    pub text: String,
    pub source: String,
    pub fetched_at: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteRow {
    pub id: String,
    /// In its case.
    pub number: u32,
    /// The note that it corrects or adds to.
    pub supplements: Option<String>,
    pub text: String,
    pub written_by: String,
    pub begun_at: String,
    pub journalised_at: String,
    pub check: NoteCheckRow,
    /// Why it was journalised all the same, where the check would have stopped it.
    pub why: Option<String>,
}

/// How many places the quality check named when the note was journalised, by how grave they were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteCheckRow {
    pub inform: u32,
    pub check: u32,
    pub stop: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteDraftRow {
    pub id: String,
    pub supplements: Option<String>,
    /// The draft that it was typed in, when that had been changed at another desk meanwhile.
    pub kept_beside: Option<String>,
    pub text: String,
    pub version: u32,
    pub begun_at: String,
    pub changed_at: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveNoteDraft {
    pub case_id: String,
    /// The screen's own for a new one (a UUID), so that a draft whose answer was lost is not begun twice.
    pub id: String,
    pub supplements: Option<String>,
    /// At most 200,000 letters.
    pub text: String,
    /// As it was last told; 0 for a new one.
    pub version: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedNoteDraft {
    /// Another than was asked for where that one had been changed at another desk: what was typed is kept beside it.
    pub id: String,
    pub version: u32,
    pub changed_at: String,
    pub is_kept_beside: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DiscardNoteDraft {
    pub id: String,
    pub version: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournaliseNote {
    pub id: String,
    pub version: u32,
    /// Why it is journalised although the check would stop it.
    pub why: Option<String>,
}
