use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ListAudit {
    /// Rows before this number; `None` starts at the newest.
    pub before: Option<u32>,
    pub act: Option<String>,
    pub employee_id: Option<String>,
    /// At most 500.
    pub limit: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuditPage {
    pub rows: Vec<AuditRow>,
    pub total: u32,
    /// Every act the log knows, for the filter.
    pub acts: Vec<String>,
}

/// One line of the log. It names ids and codes; the texts stand where they belong, behind their own access rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuditRow {
    pub number: u32,
    pub at: String,
    pub employee_id: Option<String>,
    pub employee: Option<String>,
    pub act: String,
    pub subject_kind: Option<String>,
    pub subject_id: Option<String>,
    /// Codes only, as `key=value`.
    pub details: Vec<String>,
    pub fingerprint: String,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct VerifyAudit {
    /// A receipt written down earlier (`number:fingerprint`): proves that nothing was cut off since.
    pub receipt: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuditVerdict {
    pub intact: bool,
    pub rows: u32,
    /// The first row that does not fit its neighbours.
    pub broken_at: Option<u32>,
    /// `None` when no receipt was given.
    pub receipt_fits: Option<bool>,
    /// What to write down today.
    pub receipt: String,
}
