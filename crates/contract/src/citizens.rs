use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{CaseRow, CaseStatus, DocumentKind, PartyPart, Sensitivity};

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowCitizen {
    pub id: String,
}

/// Everything within reach about one person or company, across all systems.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CitizenOverview {
    pub id: String,
    pub name: String,
    pub cpr_masked: Option<String>,
    pub cvr: Option<String>,
    pub age: Option<u32>,
    pub is_protected: bool,
    /// Without protection only; a protected one is asked for by itself, with a reason.
    pub address: Option<String>,
    /// Open first, then the newest; at most 500.
    pub cases: Vec<CitizenCase>,
    pub has_more_cases: bool,
    /// What happened, the newest first; at most 500.
    pub timeline: Vec<CitizenEvent>,
    pub benefits: Vec<BenefitRow>,
    /// The newest; at most 200.
    pub documents: Vec<CitizenDocument>,
    pub has_more_documents: bool,
    /// Others that have a part in the same cases.
    pub related: Vec<RelatedPerson>,
    pub sources: Vec<SourceSeen>,
    /// Criteria that the municipality set for a case being called long-running.
    pub long_after_days: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CitizenCase {
    pub row: CaseRow,
    pub part: PartyPart,
    /// The responsible person's unit and what a colleague needs to reach her.
    pub responsible_unit: Option<String>,
    /// In the other system, where the case is not ours.
    pub handler: Option<String>,
    pub owner: Option<String>,
    pub is_own: bool,
    /// The source has not been heard of for longer than the municipality allows.
    pub is_stale: bool,
    /// The source no longer has it.
    pub is_gone: bool,
    /// Open for so many days, when that is longer than the criteria.
    pub long_running: Option<LongRunning>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LongRunning {
    pub days_open: u32,
    /// Since the last document; none where there is no document.
    pub days_quiet: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CitizenEvent {
    /// `YYYY-MM-DD`.
    pub date: String,
    pub kind: CitizenEventKind,
    pub case_id: String,
    pub case_number: String,
    pub text: String,
    pub status: Option<CaseStatus>,
    pub source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CitizenEventKind {
    CaseOpened,
    Document,
    Deadline,
    Letter,
    BenefitBegan,
    BenefitEnded,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BenefitRow {
    pub name: String,
    pub from: Option<String>,
    pub to: Option<String>,
    pub amount: Option<String>,
    pub frequency: Option<String>,
    pub case_id: Option<String>,
    pub owner: Option<String>,
    pub source: String,
    pub fetched_at: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CitizenDocument {
    pub id: String,
    pub title: String,
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
pub struct RelatedPerson {
    pub id: String,
    pub name: String,
    pub is_protected: bool,
    /// Cases that both have a part in, within reach.
    pub shared_cases: u32,
}

/// A system that cases of this person came from, and when it was last heard of.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceSeen {
    pub name: String,
    pub is_own: bool,
    pub cases: u32,
    pub fetched_at: Option<String>,
    pub is_stale: bool,
}

/// Shows what is otherwise covered, once, to somebody who says why.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RevealCitizen {
    pub id: String,
    pub what: RevealedFact,
    pub purpose: LookPurpose,
    /// In the person's own words; kept where the log's reader may see it.
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RevealedFact {
    ProtectedAddress,
    WholeCpr,
}

/// Why somebody looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LookPurpose {
    CaseWork,
    /// Somebody writes or calls.
    Inquiry,
    Deadline,
    Aktindsigt,
    Supervision,
    /// Life, health or safety is at stake.
    Emergency,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Revealed {
    pub text: String,
}

/// Who has looked at a person's cases, for the person to be given.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CitizenAccessLog {
    pub name: String,
    pub rows: Vec<LookRow>,
    /// Looks that the log has of cases out of the asker's reach: they are in the whole log, which the DPO gives out.
    pub is_whole: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LookRow {
    pub at: String,
    /// The log's word for what was done.
    pub act: String,
    pub employee: Option<String>,
    pub unit: Option<String>,
    pub purpose: Option<LookPurpose>,
    pub case_number: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrintAccessLog {
    pub id: String,
    pub with_names: bool,
}
