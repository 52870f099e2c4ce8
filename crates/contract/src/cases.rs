use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::CaseStanding;

/// One screenful of the case list. The window asks again as the user scrolls.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ListCases {
    /// Words, the beginning of words, a case number, a KLE number, or a CPR number typed any way.
    pub text: String,
    pub status: Vec<CaseStatus>,
    pub unit_id: Option<String>,
    pub responsible_id: Option<String>,
    pub only_mine: bool,
    /// Assigned to nobody.
    pub only_unassigned: bool,
    pub only_open: bool,
    pub due: Option<DueFilter>,
    pub sort: CaseSort,
    pub offset: u32,
    /// At most 500.
    pub limit: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DueFilter {
    Late,
    Today,
    NextSevenDays,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseSort {
    #[default]
    NewestFirst,
    OldestFirst,
    DueFirst,
    CaseNumber,
    Title,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseStatus {
    Opstaaet,
    Oplyst,
    Afgjort,
    Bestilt,
    Udfoert,
    Afsluttet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    NotConfidential,
    Confidential,
    Sensitive,
    Vip,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CasePage {
    pub rows: Vec<CaseRow>,
    /// How many rows match, counted no further than `total_is_at_least` says.
    pub total: u32,
    /// True when counting stopped early: show "mere end N".
    pub total_is_at_least: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseRow {
    pub id: String,
    pub number: String,
    pub title: String,
    pub kle: String,
    pub kle_title: Option<String>,
    pub status: CaseStatus,
    pub sensitivity: Sensitivity,
    pub unit: String,
    pub responsible: Option<String>,
    pub citizen: Option<String>,
    /// `YYYY-MM-DD`.
    pub opened: String,
    pub due: Option<String>,
    pub is_late: bool,
    pub documents: u32,
    /// Where the row comes from and when it was fetched (UTC), so that nobody takes old for new.
    pub source: String,
    pub fetched_at: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowCase {
    pub id: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseDetail {
    pub row: CaseRow,
    pub parties: Vec<PartyRow>,
    pub documents: Vec<DocumentRow>,
    pub standing: CaseStanding,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PartyRow {
    pub id: String,
    pub name: String,
    /// Birthday part only: `610180-••••`. The whole number does not leave the store.
    pub cpr_masked: Option<String>,
    pub part: PartyPart,
    /// Name and address protection: the address is never in this reply.
    pub protected: bool,
    pub address: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PartyPart {
    Primary,
    Other,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentRow {
    pub id: String,
    pub title: String,
    pub kind: DocumentKind,
    pub date: String,
    pub sensitivity: Sensitivity,
    /// A document whose bytes are here can be opened; the others are known by their metadata only.
    pub file_name: Option<String>,
    pub media_type: Option<String>,
    pub bytes: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    Incoming,
    Outgoing,
    Internal,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TeamLoad {
    pub people: Vec<PersonLoad>,
    pub unassigned: u32,
    pub at: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonLoad {
    pub employee_id: String,
    pub name: String,
    pub unit: String,
    pub open: u32,
    pub late: u32,
    pub due_next_seven_days: u32,
    pub oldest_due: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Choices {
    pub units: Vec<UnitChoice>,
    pub employees: Vec<EmployeeChoice>,
    pub kle_groups: Vec<KleChoice>,
    pub teams: Vec<TeamChoice>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnitChoice {
    pub id: String,
    pub name: String,
    pub parent_id: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TeamChoice {
    pub id: String,
    pub name: String,
    pub unit_id: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EmployeeChoice {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KleChoice {
    pub number: String,
    pub title: String,
}
