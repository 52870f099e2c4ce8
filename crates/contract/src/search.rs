use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{CaseRow, DocumentKind, Sensitivity};

/// One text, looked for everywhere.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct SearchEverywhere {
    /// A name, words, the beginning of words, or a CPR, CVR, case or KLE number typed any way.
    pub text: String,
    /// One group only, for its whole list.
    pub group: Option<HitGroup>,
    /// Of each group; at most 100.
    pub limit: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HitGroup {
    Citizens,
    Cases,
    Documents,
    Notes,
    Tasks,
}

/// Each group best first. What is out of reach is not in it and not counted.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchHits {
    pub citizens: Vec<CitizenHit>,
    pub cases: Vec<CaseHit>,
    pub documents: Vec<DocumentHit>,
    pub notes: Vec<NoteHit>,
    pub tasks: Vec<TaskHit>,
    /// The groups that have more than what is shown.
    pub more: Vec<HitGroup>,
    /// Nothing held what was typed: this is what was looked for instead.
    pub corrected: Option<String>,
    /// What was typed is a whole CPR number, and nobody with it is within reach.
    pub is_unknown_cpr: bool,
}

/// A text with the places that were found, begin and end in UTF-16 units.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MarkedText {
    pub text: String,
    pub marks: Vec<[u32; 2]>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CitizenHit {
    pub id: String,
    pub name: MarkedText,
    /// Birthday part only.
    pub cpr_masked: Option<String>,
    /// A company's number is no secret.
    pub cvr: Option<String>,
    pub is_protected: bool,
    /// Within reach, and how many of them are open.
    pub cases: u32,
    pub open_cases: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseHit {
    pub row: CaseRow,
    pub number: MarkedText,
    pub title: MarkedText,
    pub citizen: MarkedText,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentHit {
    pub id: String,
    pub title: MarkedText,
    pub kind: DocumentKind,
    pub date: String,
    pub sensitivity: Sensitivity,
    pub file_name: Option<String>,
    pub case_id: String,
    pub case_number: String,
    pub source: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteHit {
    pub id: String,
    pub title: MarkedText,
    /// The stretch of the note around the first place.
    pub excerpt: MarkedText,
    pub at: String,
    pub case_id: String,
    pub case_number: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaskHit {
    pub id: String,
    pub title: MarkedText,
    pub is_done: bool,
    pub due: Option<String>,
    pub case_id: Option<String>,
    pub case_number: Option<String>,
}
