use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    AktindsigtState, CheckRegime, FindingRow, ItemDecision, MarkDecision, MarkKind, WhyUnreadable,
};

/// Left, top, right and bottom, in points from the top left of the page as it is shown.
pub type ReviewArea = [f64; 4];

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenReview {
    /// The request.
    pub id: String,
}

/// The documents of a request as they are reviewed, as far as the one who asks sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    pub id: String,
    pub case_id: String,
    pub case_number: String,
    pub applicant: String,
    pub state: AktindsigtState,
    pub may_answer: bool,
    pub items: Vec<ReviewItem>,
    pub counts: ReviewCounts,
    pub stack: ReviewStack,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewItem {
    pub id: String,
    pub number: u32,
    pub title: String,
    pub dated: String,
    pub regime: Option<CheckRegime>,
    pub decision: ItemDecision,
    /// Where its pages are shown from.
    pub document_id: Option<String>,
    pub intake_id: Option<String>,
    pub intake_place: Option<String>,
    pub state: ReviewItemState,
    /// Of what cannot be read.
    pub why: Option<WhyUnreadable>,
    pub pages: u32,
    /// Also those that nobody need answer.
    pub findings: u32,
    pub unanswered: u32,
    pub covered: u32,
    pub kept: u32,
    /// Covered, on no basis yet.
    pub without_basis: u32,
    /// Marks on bytes that are not here any more: they count for nothing.
    pub stale: u32,
    pub open_notes: u32,
    pub read_by_me: u32,
    /// Pages that nobody has seen whole.
    pub unread: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReviewItemState {
    Ready,
    /// It is being read: its findings come.
    Waiting,
    /// No pages can be made of it.
    Unreadable,
    /// Its source has other bytes now, and nobody has taken them in.
    Changed,
    /// Only what is known of it is here, and never its file.
    NotHere,
    /// Its source is there no more.
    Gone,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewCounts {
    pub documents: u32,
    /// Not read yet.
    pub waiting: u32,
    pub pages: u32,
    pub findings: u32,
    pub unanswered: u32,
    pub covered: u32,
    pub kept: u32,
    pub without_basis: u32,
    pub stale: u32,
    pub open_notes: u32,
    pub unread: u32,
}

/// What the one who asks takes back next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewStack {
    pub undo: Option<String>,
    pub redo: Option<String>,
    /// How far she has seen what everybody does: it goes along with her next answer.
    pub seen: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListReviewFindings {
    pub id: String,
    pub item_id: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewFindings {
    /// In the order of the pages; what the title gives away comes first.
    pub findings: Vec<ReviewFinding>,
    pub marks: Vec<ReviewMark>,
    pub notes: Vec<PageNoteRow>,
    /// Width and height of each page, in points.
    pub pages: Vec<ReviewPageSize>,
    pub stack: ReviewStack,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewPageSize {
    pub width: f64,
    pub height: f64,
    pub is_read_by_me: bool,
    pub is_unread: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewFinding {
    /// Among all that was found in the document.
    pub number: u32,
    /// From 1; 0 in the title.
    pub page: u32,
    pub areas: Vec<ReviewArea>,
    pub text: String,
    /// Whom it is about, of those known to be in the cases.
    pub person: Option<String>,
    /// Its places count in the text that was checked.
    pub found: FindingRow,
    pub answer: Option<FindingAnswer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FindingAnswer {
    pub mark_id: String,
    pub decision: MarkDecision,
    pub basis: Option<String>,
    pub reason: String,
    pub by: String,
    pub at: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewMark {
    pub id: String,
    pub page: u32,
    pub kind: MarkKind,
    pub areas: Vec<ReviewArea>,
    pub text: String,
    pub decision: MarkDecision,
    pub basis: Option<String>,
    /// As it is stamped beside what is covered.
    pub basis_label: Option<String>,
    pub reason: String,
    pub by: String,
    pub at: String,
    /// It lies on other bytes than those that are here now.
    pub is_stale: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowReviewPage {
    pub id: String,
    pub item_id: String,
    pub page: u32,
}

/// The words of a page and where they stand. What was found on it and marked stands with the document's findings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewPage {
    pub page: u32,
    pub width: f64,
    pub height: f64,
    /// In reading order.
    pub words: Vec<ReviewWord>,
    /// How long it must be shown whole before it counts as read.
    pub shortest_look_ms: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewWord {
    pub text: String,
    pub line: u32,
    pub area: ReviewArea,
}

/// Covers, keeps, or takes marks off: one act, which is taken back as one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnswerReview {
    pub id: String,
    /// From the newest stack: who answered at the same place after that was first.
    pub seen: u32,
    pub places: Vec<ReviewPlace>,
    pub answer: ReviewDecision,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum ReviewPlace {
    /// What was found, by its number and its words: they must still be the same.
    Finding {
        item_id: String,
        number: u32,
        text: String,
    },
    /// Words of a page, from the one to the other, both with it.
    Words {
        item_id: String,
        page: u32,
        from: u32,
        to: u32,
    },
    Area {
        item_id: String,
        page: u32,
        area: ReviewArea,
    },
    Page {
        item_id: String,
        page: u32,
    },
    Document {
        item_id: String,
    },
    /// Words of the title.
    Title {
        item_id: String,
        text: String,
    },
    /// A mark that is there, to be answered otherwise or taken off.
    Mark {
        item_id: String,
        mark_id: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum ReviewDecision {
    /// On no basis yet, where none is said.
    Cover {
        basis: Option<String>,
        note: String,
    },
    Keep {
        reason: String,
    },
    /// What is marked there is so no more.
    TakeOff,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewAnswered {
    /// `None` where nothing was done: one place that stands in the way stops the whole.
    pub answer: Option<String>,
    pub marks: u32,
    pub refused: Vec<RefusedPlace>,
    /// Somebody was first at one of the places.
    pub taken: Option<TakenPlace>,
    /// The documents that it is about, as they stand now.
    pub items: Vec<ReviewItem>,
    pub stack: ReviewStack,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RefusedPlace {
    pub item_id: String,
    /// Among the places asked for.
    pub place: u32,
    /// `basis_not_allowed`, `outside_page`, `changed`, …
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakenPlace {
    pub item_id: String,
    pub page: u32,
    pub by: String,
    pub at: String,
    /// `None`: a mark was taken off.
    pub decision: Option<MarkDecision>,
}

/// Which words are looked for in every page and title of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum EverywhereAbout {
    /// Everything that was found about the same person.
    PersonOf {
        item_id: String,
        number: u32,
        text: String,
    },
    /// The same name, number or address, wherever it stands.
    SameAs {
        item_id: String,
        number: u32,
        text: String,
    },
    Text {
        text: String,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewEverywhere {
    pub id: String,
    pub about: EverywhereAbout,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EverywherePreview {
    pub places: u32,
    pub pages: u32,
    pub documents: u32,
    pub titles: u32,
    /// Of the places: covered or kept already.
    pub answered: u32,
    /// Documents that are not read yet: what they hold is not counted.
    pub waiting: u32,
    /// How it is written there, each once, as far as there is room to show.
    pub written: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MarkEverywhere {
    pub id: String,
    pub seen: u32,
    pub about: EverywhereAbout,
    pub answer: ReviewDecision,
    /// As many as the preview told: with another number nothing is done.
    pub places: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UndoReviewAnswer {
    pub id: String,
    /// An undoing that is taken back is done again.
    pub answer: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LookAtPage {
    pub id: String,
    pub item_id: String,
    pub page: u32,
    pub what: PageLook,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PageLook {
    Begins,
    /// It was shown whole in the meantime.
    EndsWhole,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LookedAtPage {
    pub is_read: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteOnPage {
    pub id: String,
    pub item_id: String,
    /// 0: about the document as a whole.
    pub page: u32,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettlePageNote {
    pub id: String,
    pub item_id: String,
    pub note_id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageNotes {
    pub notes: Vec<PageNoteRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageNoteRow {
    pub id: String,
    pub page: u32,
    pub text: String,
    pub by: String,
    pub at: String,
    pub is_settled: bool,
}

/// What happened in the review of a request, told to every desk: ids and numbers only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewNews {
    pub id: String,
    pub what: ReviewNewsWhat,
    /// Who did it; `None` where the program reads by itself.
    pub employee_id: Option<String>,
    /// Documents read so far, and of how many, while they are being read.
    pub done: u32,
    pub of: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReviewNewsWhat {
    Reading,
    Answered,
    Noted,
}
