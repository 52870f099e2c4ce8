use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DocumentKind, Sensitivity};

/// Files of an intake that become documents of its case, as they are or as a list beside them says.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileDocuments {
    pub id: String,
    /// None for all that can be.
    pub places: Vec<String>,
    /// A file of the intake with a line for each document (CSV).
    pub list_place: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FilingPreview {
    pub rows: Vec<FilingRow>,
    /// With one, nothing is filed.
    pub faults: Vec<FilingFault>,
    /// Files that can be such a list.
    pub lists: Vec<FilingList>,
}

/// A document as it would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FilingRow {
    pub place: String,
    pub file_name: String,
    pub title: String,
    pub kind: DocumentKind,
    /// `YYYY-MM-DD`.
    pub date: String,
    pub sensitivity: Sensitivity,
    /// The same bytes lie on the case already.
    pub is_filed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FilingList {
    pub place: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FilingFault {
    /// Of the list, from 1.
    pub line: u32,
    /// As the list's head calls it; nothing where the whole line is meant.
    pub column: Option<String>,
    pub problem: FilingProblem,
}

/// Each has a sentence in the message files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FilingProblem {
    /// The list itself cannot be read: damaged, locked, or not what its name says.
    NotReadable,
    /// Its first line names no column with files.
    NoFileColumn,
    UnknownColumn,
    ColumnTwice,
    TooManyLines,
    /// No file of the intake is called that.
    UnknownFile,
    /// More than one is.
    SeveralFiles,
    FileTwice,
    TitleTooLong,
    NotADay,
    NotAKind,
    NotASensitivity,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FiledDocuments {
    pub filed: u32,
    /// They lay there already.
    pub already: u32,
}
