use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::deadlines::{DeadlineRow, DeadlineRule, DeadlineState, Named};

/// The law that deadlines are counted by: what ships with the program, and the municipality's own over it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineLaw {
    pub rules: Vec<LawRule>,
    pub own: OwnLaw,
    /// The newest first; the first is in force.
    pub versions: Vec<LawVersionRow>,
    /// Zero while everything is as it was shipped. Send it back with a change.
    pub version: u32,
    /// What this program cannot read of the version in force. While there is any, an earlier one is used.
    pub faults: Vec<LawFault>,
    pub may_change: bool,
}

/// What a municipality has written itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OwnLaw {
    /// A file of rules, as `docs/rules-of-law.md` describes it; empty where there are none.
    pub rules: String,
    pub closing_days: Vec<ClosingDayRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClosingDayRow {
    /// `YYYY-MM-DD`, or as Danes write it.
    pub first: String,
    /// The same day where it is one.
    pub last: String,
    pub name: Named,
    /// It moves the municipality's own deadlines too, and not the citizen's alone.
    pub everybodys: bool,
    /// Must be there where it moves everybody's.
    pub ground: String,
}

/// A rule with all its versions, the newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LawRule {
    pub id: String,
    pub versions: Vec<LawRuleVersion>,
    /// The shipped text of it, as a beginning for the municipality's own; none where it is only the municipality's.
    pub shipped_text: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LawRuleVersion {
    pub rule: DeadlineRule,
    /// Today.
    pub in_force: bool,
    /// Which days count, in whole sentences.
    pub counted: Named,
    /// How long before the end a person is warned.
    pub warnings: Vec<Named>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LawVersionRow {
    pub number: u32,
    /// UTC.
    pub at: String,
    pub employee: Option<String>,
    pub why: String,
    pub moved: u32,
    pub left_as_told: u32,
}

/// Something wrong in what a municipality wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LawFault {
    pub file: LawFile,
    /// Of the rules: counted from 1, and 0 for the whole file. Of the closing days: which of them, counted from 1; 0 for all of them.
    pub line: u32,
    /// As it is spelled in the file; empty where the whole file is meant.
    pub field: String,
    pub reason: Named,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LawFile {
    Rules,
    ClosingDays,
}

/// The law that somebody thinks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ProposedLaw {
    Own {
        law: OwnLaw,
    },
    /// As it was in an earlier version; 0 as everything was shipped.
    Version {
        number: u32,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewDeadlineLaw {
    pub law: ProposedLaw,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineLawPreview {
    pub own: OwnLaw,
    /// While there are any, it cannot become law.
    pub faults: Vec<LawFault>,
    /// What it would move; none where it has faults.
    pub moved: Option<MovedDeadlines>,
    /// Nothing differs from what is in force.
    pub is_the_same: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeDeadlineLaw {
    pub law: ProposedLaw,
    pub why: String,
    pub version: u32,
    /// How many days were shown to move. Where others would move now, nothing is changed.
    pub moves: u32,
}

/// Deadlines that run under a day which the law in force, or the one proposed, makes another.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MovedDeadlines {
    /// In the person's own reach, the soonest first; at most 1,000.
    pub rows: Vec<MovedDeadlineRow>,
    /// The same by rule, and all of them.
    pub rules: Vec<MovedOfRule>,
    /// In reach, and not told to the citizen.
    pub moves: u32,
    /// In reach, and told: these move by a person's act alone.
    pub told: u32,
    /// Of cases that the person may not see. Only for whoever may change the law.
    pub moves_beyond: u32,
    pub told_beyond: u32,
    /// No version of their rule holds for them any more; they keep their day.
    pub stuck: u32,
    /// The person may move one of them.
    pub may_move: bool,
    /// The person may move all that were not told.
    pub may_move_all: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MovedDeadlineRow {
    /// With the day that is kept.
    pub deadline: DeadlineRow,
    pub rule_name: Named,
    pub new_due: Option<String>,
    pub new_time: Option<String>,
    /// Where it has no day: whether the clock stands.
    pub new_state: DeadlineState,
    /// None where it cannot be told apart afterwards.
    pub because: Option<MovedBecause>,
    /// The citizen knows the old day.
    pub told: bool,
    /// Send it back with a change of this one.
    pub version: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MovedBecause {
    Rule,
    Calendar,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MovedOfRule {
    pub rule: String,
    pub name: Named,
    pub moves: u32,
    pub told: u32,
}

/// Moves every deadline that was not told to the citizen to the day of the law in force.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveDeadlines {
    pub why: String,
    /// How many were shown to move. Where others would move now, none is moved.
    pub moves: u32,
}
