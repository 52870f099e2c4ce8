use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::AktindsigtState;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ObstacleKind {
    Closed,
    Stopped,
    NotWholeList,
    RegimesMissing,
    NotIdentified,
    Undecided,
    NothingNew,
    DoesNotHold,
    NotBefore,
    Changed,
    Gone,
    NotHere,
    NotRead,
    NotPages,
    PartlyWithoutMarks,
    GivenWithMarks,
    MarkWithoutBasis,
    MarkBasis,
    StaleMarks,
    MarkOutside,
    TitleStops,
    TitleBetrays,
    OpenDoubts,
    LetterMissing,
    LetterUnfinished,
    LetterBehind,
    LetterStops,
    LetterBetrays,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseWay {
    /// Into a folder.
    File,
    /// By hand.
    Printed,
    DigitalPost,
    /// By hand, in a way that is written down.
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseObstacle {
    pub kind: ObstacleKind,
    /// The row of the list it is about.
    pub item_id: Option<String>,
    pub number: Option<u32>,
    /// How many marks, texts or rows.
    pub count: Option<u32>,
    /// A day, a basis, or why a decision does not hold.
    pub detail: Option<String>,
    /// Somebody who has seen it may go on.
    pub may_be_accepted: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowRelease {
    /// The request.
    pub id: String,
    /// What is decided is to be given, and the rest answered later.
    pub is_part: bool,
}

/// Where a request stands between its decisions and what is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseStanding {
    pub state: AktindsigtState,
    /// What stands in the way of sending it to approval, and of giving it.
    pub obstacles: Vec<ReleaseObstacle>,
    pub approval: Option<ApprovalRow>,
    pub stops: Vec<ReleaseStopRow>,
    pub comments: Vec<ReleaseCommentRow>,
    /// The newest first.
    pub bundles: Vec<BundleRow>,
    /// The oldest first.
    pub releases: Vec<ReleaseRow>,
    pub may_send: bool,
    pub may_approve: bool,
    pub may_stop: bool,
    /// What was asked for was done. Not where something stood in the way: the obstacles say what.
    pub was_done: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalState {
    Waiting,
    Approved,
    Returned,
    TakenBack,
    Used,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApprovalRow {
    pub number: u32,
    pub state: ApprovalState,
    pub is_part: bool,
    /// Letter, list or marks are not what was sent: what was approved is approved no more.
    pub is_behind: bool,
    pub sent_at: String,
    pub sent_by: String,
    pub sent_text: String,
    pub settled_at: Option<String>,
    pub settled_by: Option<String>,
    pub settled_text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseStopRow {
    pub number: u32,
    pub at: String,
    pub by: String,
    pub why: String,
    pub answered_at: Option<String>,
    pub answered_by: Option<String>,
    pub answer: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseCommentRow {
    pub at: String,
    pub by: String,
    /// What it is about; none where it is about the whole.
    pub item_id: Option<String>,
    pub mark_id: Option<String>,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BundleForm {
    /// One file of all acts.
    Bundle,
    /// The letter with the list, and a file for each act.
    Separate,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BundleRow {
    pub id: String,
    pub form: BundleForm,
    /// It was made of something else than what is there now.
    pub is_behind: bool,
    pub built_at: String,
    pub built_by: String,
    pub acts: u32,
    pub pages: u32,
    pub marks: u32,
    /// Nothing that is covered was found in it.
    pub is_clean: bool,
    pub verified: BundleVerification,
    pub files: Vec<BundleFileRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BundleFileRow {
    pub name: String,
    pub pages: u32,
    /// A number of bytes.
    pub size: u32,
    pub fingerprint: String,
}

/// What was found when the finished files were read again: counts and fingerprints, never a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct BundleVerification {
    /// Covered texts that were looked for.
    pub texts: u32,
    /// Who looked.
    pub readers: Vec<String>,
    /// Who could not be asked.
    pub not_asked: Vec<String>,
    /// Where something that is covered can still be read, or could not be covered.
    pub doubts: Vec<BundleDoubt>,
    /// What a released file must not contain, by name.
    pub forbidden: Vec<String>,
    pub streams_not_unpacked: u32,
    /// Rules of PDF/UA-1 and PDF/A-2a that are broken.
    pub broken_rules: Vec<String>,
    /// Pages of files that are too large to be held against those rules as a whole: their parts were.
    pub pages_checked_in_parts: u32,
    /// Places that were covered beyond those marked, because the same text stands there.
    pub covered_beyond: u32,
    /// Texts that could not be looked for on a page, because somebody keeps the same text on it.
    pub kept_beside: u32,
    /// Pages that are shown as images of themselves.
    pub pages_as_images: u32,
    /// Marks that are as wide as what they cover.
    pub telling_marks: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BundleDoubt {
    /// A code: `still_read`, `list_betrays`, `still_there`, `act_changed`, `not_covered`, or why a file cannot be drawn.
    pub why: String,
    /// The act it is about.
    pub number: Option<u32>,
    pub page: Option<u32>,
    pub reader: Option<String>,
    pub count: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseRow {
    pub id: String,
    pub number: u32,
    pub bundle_id: String,
    pub is_part: bool,
    pub way: ReleaseWay,
    pub released_at: String,
    pub released_by: String,
    pub approved_by: String,
    /// The law of that day.
    pub law_day: String,
    pub documents: u32,
    pub deliveries: Vec<DeliveryRow>,
    pub recalled_at: Option<String>,
    pub recalled_by: Option<String>,
    pub recalled_why: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryRow {
    pub at: String,
    pub by: String,
    pub way: ReleaseWay,
    /// `written`, `by_hand`, `handed_in`, `later`, `exempt`, `refused`, `unknown`, `failed`.
    pub outcome: String,
    pub letter_id: Option<String>,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SendToApproval {
    pub id: String,
    pub is_part: bool,
    /// What the quality check says of the letter has been seen.
    pub accepts_findings: bool,
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApproveRelease {
    pub id: String,
    /// The one that was looked at.
    pub number: u32,
    pub note: String,
}

/// Back to whoever works on it: by an approver, or taken back by those who sent it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReturnFromApproval {
    pub id: String,
    pub number: u32,
    pub note: String,
    pub comments: Vec<NewReleaseComment>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewReleaseComment {
    pub item_id: Option<String>,
    pub mark_id: Option<String>,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommentOnRelease {
    pub id: String,
    pub comment: NewReleaseComment,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StopRelease {
    pub id: String,
    pub why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnswerReleaseStop {
    pub id: String,
    pub number: u32,
    pub answer: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BuildBundle {
    pub id: String,
    pub form: BundleForm,
    pub is_part: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseBundle {
    pub id: String,
    pub bundle_id: String,
    pub way: ReleaseWay,
    /// Where the files go, for `file`.
    pub folder: Option<String>,
    /// How it was given, for `printed` and `other`.
    pub note: String,
}

/// Tries a delivery that did not succeed once more, or notes one by hand.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeliverRelease {
    pub id: String,
    pub release_id: String,
    pub way: ReleaseWay,
    pub folder: Option<String>,
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecallRelease {
    pub id: String,
    pub release_id: String,
    pub why: String,
}
