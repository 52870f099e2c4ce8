use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::past_text::PastTextHits;
use crate::word_list::WordRow;

/// The rules of the quality check, and what the municipality has changed of them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckRules {
    pub rows: Vec<CheckRuleRow>,
    /// Zero while every rule is as it was shipped.
    pub version: u32,
    pub may_change: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckRuleRow {
    /// `cpr.number`: its name and what it finds are messages.
    pub id: String,
    pub category: String,
    pub kind: CheckRuleKind,
    /// Why it is looked for, where a law says so.
    pub law: Option<String>,
    /// Where it may be made to inform instead of warn.
    pub may_inform: Vec<CheckOccasion>,
    /// Where the municipality lets it only inform.
    pub informs: Vec<CheckOccasion>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckRuleKind {
    /// Warns everywhere, whatever a municipality wishes.
    Fixed,
    /// May inform while a note is written; at release it warns.
    WhileWriting,
    /// May inform wherever the municipality says so.
    Anywhere,
    /// Each word of the list says for itself whether it warns.
    ByTheList,
    NeverWarns,
}

/// When a text is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckOccasion {
    Writing,
    Title,
    PublicAccess,
    OwnAccess,
    PartyAccess,
    DataProtection,
    Environment,
    HealthRecord,
}

/// Says where a rule only informs; everywhere else it warns.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeCheckRule {
    pub id: String,
    pub informs: Vec<CheckOccasion>,
    /// Whoever eases a rule says why.
    pub why: String,
    pub version: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RestoreCheckRules {
    /// Zero is every rule as it was shipped.
    pub number: u32,
    pub version: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewCheckRule {
    pub id: String,
    pub informs: Vec<CheckOccasion>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckRulePreview {
    /// What the rule finds in what is kept already.
    pub past: PastTextHits,
    /// What the shipped documents say of the change, where it touches release.
    pub must_flag: u32,
    pub leaks_now: u32,
    pub leaks_then: u32,
}

/// Every change of word list and rules, the newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckVersions {
    pub rows: Vec<CheckVersionRow>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckVersionKind {
    WordList,
    Rules,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckVersionRow {
    pub kind: CheckVersionKind,
    pub number: u32,
    pub in_force: bool,
    /// UTC.
    pub at: String,
    pub employee: Option<String>,
    pub why: String,
    pub added: u32,
    pub changed: u32,
    pub removed: u32,
    pub restored: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowCheckVersion {
    pub kind: CheckVersionKind,
    pub number: u32,
}

/// What one version changed from the one before it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckVersionChanges {
    pub words: Vec<WordChange>,
    pub rules: Vec<RuleChange>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WordChange {
    /// The word as it was, unless it is new.
    pub before: Option<WordRow>,
    /// The word as it became, unless it was taken off.
    pub after: Option<WordRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RuleChange {
    pub id: String,
    pub before: Vec<CheckOccasion>,
    pub after: Vec<CheckOccasion>,
}
