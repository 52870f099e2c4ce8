use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    AnswerOutcome, BasisForce, BasisLevel, BasisRequirement, CheckRegime, ItemDecision,
    ItemDirection, ItemMatter, ItemOrigin, Named, Sensitivity, WhyUnreadable,
};

/// Puts documents on the list of a request. Doing it twice adds nothing twice.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CollectItems {
    /// The request.
    pub id: String,
    pub from: CollectFrom,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum CollectFrom {
    /// All documents within reach of the cases asked for, or of some of them.
    Cases { case_ids: Vec<String> },
    /// Found across all cases within reach. Something must be said.
    Search {
        text: String,
        cpr: Option<String>,
        kle: Option<String>,
        /// `YYYY-MM-DD`.
        from: Option<String>,
        to: Option<String>,
    },
    /// The files of an intake, each accounted for.
    Intake { intake_id: String },
    /// Another request's list, with what was decided there as proposals.
    Earlier { aktindsigt_id: String },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CollectedItems {
    pub added: u32,
    /// On the list before.
    pub already: u32,
    /// Of those added: the same bytes as another, which stands for them.
    pub folded: u32,
    /// Of those added: with a decision of an earlier request as a proposal.
    pub proposed: u32,
    /// Files of an intake that are not documents, and why.
    pub not_taken: Vec<NotTaken>,
    pub counts: ItemCounts,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NotTaken {
    pub place: String,
    pub name: String,
    pub why: NotTakenWhy,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind", content = "data")]
pub enum NotTakenWhy {
    /// Not read yet: collect again when it is.
    Waiting,
    /// A copy of another file of the intake.
    Duplicate,
    /// An archive, whose files are there themselves.
    Container,
    /// With the reason a person gave.
    LeftOut(String),
    Unreadable(WhyUnreadable),
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ListItems {
    /// The request.
    pub id: String,
    pub shown: ItemShown,
    pub offset: u32,
    /// At most 500.
    pub limit: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ItemShown {
    /// What bears a number.
    #[default]
    Listed,
    Undecided,
    /// Copies of others.
    Folded,
    /// What does not belong to the request.
    Out,
    /// What is not what was collected any more.
    Changed,
    All,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ItemPage {
    pub rows: Vec<ItemRow>,
    /// Of the rows asked for, of those within reach.
    pub total: u32,
    pub counts: ItemCounts,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ItemCounts {
    pub listed: u32,
    pub undecided: u32,
    pub given: u32,
    pub partly: u32,
    pub withheld: u32,
    pub folded: u32,
    pub out: u32,
    /// Listed, and not what was collected any more.
    pub changed: u32,
    /// Undecided, with a decision of an earlier request as a proposal.
    pub proposed: u32,
    pub pages: u32,
}

/// A document on the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ItemRow {
    pub id: String,
    /// `None` for a copy of another, and for what does not belong to the request.
    pub number: Option<u32>,
    pub origin: ItemOrigin,
    pub case_id: String,
    pub case_number: String,
    pub document_id: Option<String>,
    pub intake_id: Option<String>,
    pub intake_place: Option<String>,
    pub source_title: String,
    /// As it is to be released.
    pub title: String,
    /// What the quality check found in the title that is to be released.
    pub title_findings: u32,
    /// Of those, what stops it.
    pub title_stops: u32,
    pub dated: String,
    pub dispatched: Option<String>,
    /// The first day it may be given on, where it was sent too lately to be given today.
    pub not_before: Option<String>,
    pub direction: ItemDirection,
    pub matter: ItemMatter,
    pub sender: String,
    pub recipient: String,
    /// `None` until it has been read.
    pub pages: Option<u32>,
    pub media_type: Option<String>,
    /// Of the bytes when it was collected.
    pub fingerprint: Option<String>,
    /// Its bytes are others now: what was decided was decided about what it was.
    pub is_changed: bool,
    /// Its owner has taken it back.
    pub is_gone: bool,
    pub sensitivity: Sensitivity,
    pub folded_onto: Option<String>,
    pub copies: u32,
    pub out_reason: Option<String>,
    /// The rules it is judged by: its own, or those that follow from what was chosen for the request.
    pub regime: Option<CheckRegime>,
    pub regime_is_own: bool,
    pub decision: ItemDecision,
    pub bases: Vec<ItemBasis>,
    pub answers: Vec<BasisAnswer>,
    pub text: String,
    pub decided_at: Option<String>,
    pub decided_by: Option<String>,
    pub proposal: Option<ProposedDecision>,
    pub version: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ItemBasis {
    pub id: String,
    /// As it is cited; its id, where this program knows it no more.
    pub paragraph: String,
    /// The rules that the document is judged by now know it.
    pub is_allowed: bool,
}

/// What was decided in an earlier request. It is no decision until somebody makes it one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProposedDecision {
    pub decision: ItemDecision,
    pub bases: Vec<ItemBasis>,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BasisAnswer {
    pub requirement: BasisRequirement,
    pub outcome: AnswerOutcome,
    pub text: String,
}

/// One decision about many documents: all of them, or none.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DecideItems {
    /// The request.
    pub id: String,
    /// At most 5,000.
    pub items: Vec<ItemChoice>,
    pub decision: ItemDecision,
    /// Ids of bases, at most 10.
    pub bases: Vec<String>,
    pub answers: Vec<BasisAnswer>,
    /// What is said of it in the letter and on the list.
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ItemChoice {
    pub id: String,
    /// Of the row that was looked at.
    pub version: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DecidedItems {
    pub decided: u32,
    /// What stood in the way; with one of them nothing was decided.
    pub refused: Vec<RefusedItem>,
    pub counts: ItemCounts,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RefusedItem {
    pub id: String,
    pub number: Option<u32>,
    /// `conflict`, `copy`, `out`, `changed`, `gone`, `regime_missing`, `basis_missing`, `basis_not_needed`, `basis_unknown`,
    /// `basis_not_allowed`, `basis_not_in_force`, `answer_missing`, `answer_without_words`, `not_before`.
    pub why: String,
    /// The basis it is about.
    pub basis: Option<String>,
    /// The question that is not answered.
    pub requirement: Option<BasisRequirement>,
    /// The first day it may be given on.
    pub day: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeItem {
    /// The request.
    pub aktindsigt_id: String,
    pub id: String,
    pub version: u32,
    pub change: ItemChange,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum ItemChange {
    /// The whole of what the list says of it, as it is to stand.
    Facts {
        title: String,
        dated: String,
        dispatched: Option<String>,
        direction: ItemDirection,
        matter: ItemMatter,
        sender: String,
        recipient: String,
        /// `None`: what follows from the request's.
        regime: Option<CheckRegime>,
    },
    /// It is a copy of that one, which stands for it.
    Fold {
        onto: String,
    },
    /// It stands for itself again, at the end of the list.
    Unfold,
    /// It does not belong to the request.
    TakeOut {
        why: String,
    },
    PutBack,
    /// What it is now is what is decided about. A decision about what it was is taken back.
    AcceptChange,
}

/// New numbers for the list, in the order wished. The rows one sees share out the numbers they have.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RenumberItems {
    /// The request.
    pub id: String,
    pub order: ItemOrder,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum ItemOrder {
    /// Every numbered row there is, as it is to stand.
    As {
        ids: Vec<String>,
    },
    /// One row, to stand at that number.
    Move {
        id: String,
        to: u32,
    },
    OldestFirst,
    NewestFirst,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListBases {
    pub regime: CheckRegime,
    /// `YYYY-MM-DD`; today, where none is given.
    pub on: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Bases {
    /// Those mostly used first.
    pub rows: Vec<BasisRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BasisRow {
    pub id: String,
    pub paragraph: String,
    pub label: String,
    pub name: Named,
    pub level: BasisLevel,
    pub force: BasisForce,
    /// What is to be answered when a part of a document is withheld on it, and when all of it is.
    pub asks_of_a_part: Vec<BasisRequirement>,
    pub asks_of_the_whole: Vec<BasisRequirement>,
    /// The questions among those that an answer in words belongs to.
    pub asks_for_words: Vec<BasisRequirement>,
    pub test: Option<Named>,
    /// A first wording, in Danish.
    pub standard_reason: String,
    pub is_usual: bool,
    pub source: String,
    /// Somebody has seen its wording.
    pub is_verified: bool,
    pub verified_on: String,
}
