use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{CaseRow, LookPurpose, Sensitivity};

/// Opens a case that is out of reach, for a while, to somebody who answers for it afterwards.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BreakGlass {
    /// The whole case number or CPR number: nobody can look around by guessing.
    pub number: String,
    pub purpose: LookPurpose,
    /// In the person's own words; somebody reads it afterwards.
    pub reason: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BrokenGlass {
    pub cases: Vec<CaseRow>,
    /// When it ends by itself.
    pub until: String,
}

/// What is open by name, to whom, and what is to be looked at afterwards.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseAccessList {
    /// Emergencies that nobody has looked at afterwards come first.
    pub rows: Vec<CaseAccessRow>,
    pub to_review: u32,
    pub teams: Vec<CaseTeamRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseAccessRow {
    pub id: String,
    pub kind: CaseAccessKind,
    pub case_id: String,
    pub case_number: String,
    pub person: String,
    pub given_by: String,
    pub reason: String,
    pub from: String,
    pub to: String,
    pub is_over: bool,
    pub team: Option<String>,
    pub review: Option<AccessReview>,
    /// It waits for somebody to look at it, and nobody judges herself.
    pub may_review: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseAccessKind {
    Named,
    Team,
    BreakGlass,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccessReview {
    pub by: String,
    pub at: String,
    pub is_justified: bool,
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseTeamRow {
    pub id: String,
    pub name: String,
    pub purpose: String,
    pub until: String,
    pub is_over: bool,
    pub people: Vec<String>,
    pub cases: Vec<String>,
}

/// A team across units, for one purpose, with an end.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormCaseTeam {
    pub name: String,
    pub purpose: String,
    /// The last day, at most a year ahead.
    pub until: String,
    pub person_ids: Vec<String>,
    pub case_ids: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EndCaseTeam {
    pub id: String,
}

/// Sends for one colleague.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenCaseTo {
    pub case_id: String,
    pub person_id: String,
    pub reason: String,
    pub until: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakeCaseAccess {
    pub id: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewCaseAccess {
    pub id: String,
    pub is_justified: bool,
    pub note: String,
}

/// The person, or her leader, says that she may have nothing to do with a case (forvaltningsloven §§ 3-6).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExcludeFromCase {
    pub case_id: String,
    pub person_id: Option<String>,
    pub reason: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenSubjects {
    pub rows: Vec<OpenSubjectRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenSubjectRow {
    pub kle: String,
    pub title: Option<String>,
    pub up_to: Sensitivity,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeOpenSubject {
    pub kle: String,
    /// Nothing takes the subject away again.
    pub up_to: Option<Sensitivity>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowPerson {
    pub id: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Employments {
    pub rows: Vec<EmploymentRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EmploymentRow {
    pub id: String,
    pub unit_id: String,
    pub title: String,
    pub valid_from: String,
    pub valid_to: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PutEmployment {
    /// A new one where none is named.
    pub id: Option<String>,
    pub person_id: String,
    pub unit_id: String,
    pub title: String,
    pub valid_from: String,
    pub valid_to: Option<String>,
}
