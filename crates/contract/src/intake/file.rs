use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    FileKind, FileRole, FileShown, FileState, HiddenDecisionKind, HiddenKind, PageFlag,
    WhyUnreadable,
};

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListIntakeFiles {
    pub id: String,
    pub shown: FileShown,
    /// Part of a name.
    pub text: String,
    pub from: u32,
    pub limit: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IntakeFiles {
    pub rows: Vec<IntakeFileRow>,
    pub total: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IntakeFileRow {
    /// `3.1.2`: the second part of the first part of the third file.
    pub place: String,
    pub name: String,
    pub folder: String,
    pub depth: u32,
    pub role: Option<FileRole>,
    pub kind: Option<FileKind>,
    /// SHA-256 of the original.
    pub fingerprint: Option<String>,
    pub bytes: u32,
    pub state: FileState,
    pub pages: u32,
    /// Pages that were read from their picture.
    pub pages_read: u32,
    /// The file that stands for this one, or that it is alike to.
    pub like: Option<IntakeFileLike>,
    pub why: Option<WhyUnreadable>,
    /// What a technician would ask.
    pub detail: String,
    pub reason: String,
    pub left_out_by: String,
    /// How many pages carry each flag.
    pub flags: Vec<PagesFlagged>,
    pub hidden: u32,
    pub hidden_undecided: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IntakeFileLike {
    pub place: String,
    pub name: String,
    /// In thousandths.
    pub likeness: u16,
    pub is_exact: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PagesFlagged {
    pub flag: PageFlag,
    pub pages: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowIntakeFile {
    pub id: String,
    pub place: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IntakeFileDetail {
    pub row: IntakeFileRow,
    pub may_change: bool,
    pub hidden: Vec<HiddenRow>,
    /// Findings beyond what is kept of one file.
    pub hidden_beyond: u32,
    pub pages: Vec<IntakePageRow>,
    pub mail: Option<IntakeMail>,
}

/// Something that is in the file and that its pages do not show.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HiddenRow {
    pub finding: u32,
    pub kind: HiddenKind,
    /// In the file's own words: a sheet and its cells, a slide, a header's name.
    pub place: String,
    pub text: String,
    pub count: u32,
    pub is_weighty: bool,
    pub decision: Option<HiddenDecisionKind>,
    pub reason: String,
    pub decided_by: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IntakePageRow {
    /// From 1.
    pub page: u32,
    /// In points.
    pub width: f32,
    pub height: f32,
    pub letters: u32,
    pub was_read: bool,
    /// 0 to 100, where it was read from its picture.
    pub confidence: Option<u32>,
    pub flags: Vec<PageFlag>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IntakeMail {
    pub subject: String,
    pub from: String,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub sent: Option<String>,
}

/// Mails that belong together.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IntakeThreads {
    pub threads: Vec<IntakeThread>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IntakeThread {
    /// Without the marks of answers.
    pub subject: String,
    /// In order of time.
    pub mails: Vec<IntakeThreadMail>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IntakeThreadMail {
    pub row: IntakeFileRow,
    pub subject: String,
    pub from: String,
    pub sent: Option<String>,
    /// Other mails that quote this one whole: one decision can serve all.
    pub quoted_in: Vec<MailQuotation>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MailQuotation {
    pub place: String,
    /// What is decided about the quotation.
    pub decision: Option<HiddenDecisionKind>,
}
