use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{AuditRow, CaseStatus, DocumentKind, GatedTitle, Named, PartyPart, Sensitivity};

/// A look at a case.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct OpenCase {
    pub id: String,
    /// From where somebody came to it: noted in the log beside the look.
    #[ts(optional)]
    pub from: Option<LookedFrom>,
}

impl OpenCase {
    /// From nowhere in particular.
    pub fn of(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            from: None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LookedFrom {
    Search,
    MyDay,
    Deadline,
    Task,
    Citizen,
    Link,
    Index,
    #[serde(rename = "aktindsigt")]
    AccessRequest,
}

/// What can be changed of a case as it stands, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseStanding {
    /// Sent back with a change: `conflict` when somebody else changed it in between.
    pub version: u32,
    pub unit_id: String,
    pub team_id: Option<String>,
    pub responsible_id: Option<String>,
    /// Of a unit that is in charge of it, where the master knows more than we do.
    pub source_unit: Option<String>,
    pub source_handler: Option<String>,
    /// It is ours, and whoever asks works on it.
    pub may_change: bool,
    /// Whoever asks may write in its journal, put pins on its pages, relate it to others.
    pub may_work: bool,
    /// When each step was taken, the oldest first. The first is when it was opened.
    pub steps: Vec<CaseStep>,
    pub related: Vec<RelatedCaseRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseStep {
    pub status: CaseStatus,
    /// A day or an instant (UTC).
    pub at: String,
    pub by: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RelatedCaseRow {
    pub id: String,
    pub number: String,
    pub title: String,
    pub status: CaseStatus,
    /// What the other case is to this one.
    pub relation: CaseRelation,
}

/// What another case is to the one it is told of with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseRelation {
    /// It came before.
    Precedes,
    /// It came after.
    Follows,
    /// It is the whole that this is a part of.
    Whole,
    /// It is a part of this.
    Part,
    SameMatter,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RelateCases {
    pub id: String,
    /// The other case, by its id or by its number.
    pub other: String,
    pub relation: CaseRelation,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RelatedCases {
    pub rows: Vec<RelatedCaseRow>,
}

/// A new case of ours. Its number is given, and whoever makes it is responsible for it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CreateCase {
    pub title: String,
    /// A subject, with all its parts: `27.18.02`.
    pub kle: String,
    pub unit_id: String,
    pub team_id: Option<String>,
    pub sensitivity: Sensitivity,
    pub due: Option<String>,
    /// At most 50.
    pub parties: Vec<NewParty>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewParty {
    pub who: PartyChoice,
    pub part: PartyPart,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind", content = "data")]
pub enum PartyChoice {
    /// Somebody of a case within reach.
    Known(String),
    Number(PartyByNumber),
}

/// Somebody by the CPR number: whoever has the number already is that person, whatever name is given.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PartyByNumber {
    pub name: String,
    pub cpr: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CreatedCase {
    /// None was made where its title would be held back.
    pub id: Option<String>,
    pub title: GatedTitle,
}

/// Everything that can be changed of a case of ours; what is not to be changed is sent as it stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeCase {
    pub id: String,
    pub version: u32,
    pub title: String,
    /// A subject, with all its parts: `27.18.02`.
    pub kle: String,
    pub status: CaseStatus,
    pub sensitivity: Sensitivity,
    pub unit_id: String,
    pub team_id: Option<String>,
    pub responsible_id: Option<String>,
    pub due: Option<String>,
    /// Everybody who is to be in it, at most 50; whoever is in it and not here goes.
    pub parties: Vec<NewParty>,
}

/// What came of a change, or would come of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangedCase {
    /// How many values are others than before; nothing is changed where the title would be held back.
    pub changes: u32,
    /// Of a new title.
    pub title: Option<GatedTitle>,
    /// Whoever changed it sees it no more: it lies elsewhere now, or is more guarded.
    pub is_out_of_reach: bool,
    /// Open deadlines that were set under the subject it lay under: they stay as they are, and somebody must look at them.
    pub deadlines: Vec<DeadlineLeft>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineLeft {
    pub id: String,
    pub rule: String,
    pub name: Option<Named>,
    /// `YYYY-MM-DD`; none while it stands still.
    pub due: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FindParties {
    /// A CPR number, or the beginnings of a name's words.
    pub text: String,
}

/// People of cases within reach.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundParties {
    pub rows: Vec<FoundParty>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundParty {
    pub id: String,
    pub name: String,
    pub cpr_masked: Option<String>,
    pub protected: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FindSubjects {
    /// A number, the beginning of one, or words.
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundSubjects {
    pub rows: Vec<SubjectRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SubjectRow {
    pub number: String,
    pub title: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseTimeline {
    pub id: String,
    /// Where the last page ended, as it was told.
    pub before: Option<String>,
    /// At most 200.
    pub limit: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelinePage {
    /// Newest first.
    pub rows: Vec<TimelineRow>,
    /// There is more before these.
    pub next: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineRow {
    /// A day (`YYYY-MM-DD`) or an instant (UTC).
    pub at: String,
    pub by: Option<String>,
    pub what: TimelineWhat,
    /// What it is about, where it can be gone to: a document, a note, a deadline, an intake, a case.
    pub id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind", content = "data")]
pub enum TimelineWhat {
    /// With the source's name.
    Opened(String),
    Changed(TimelineChange),
    Document(TimelineDocument),
    Note(TimelineNote),
    /// Of the system that owns the case.
    SourceNote(TimelineSourceNote),
    Task(TimelineTask),
    /// Somebody became a party, is another part of it, or is none any more.
    Party(TimelineParty),
    Deadline(TimelineDeadline),
    /// What was done with a deadline.
    DeadlineChange(TimelineDeadline),
    /// With its title.
    Letter(String),
    LetterStep(TimelineLetterStep),
    Intake,
    /// With the reason.
    IntakeRemoved(String),
    Related(TimelineRelated),
    /// With the name of the system that owns it.
    Copied(String),
    Told,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineChange {
    /// `title`, `status`, `kle`, `unit`, `team`, `responsible`, `sensitivity`, `due`; `created` for the making of it.
    pub field: String,
    /// A name, a word that the screens have a sentence for (status, sensitivity), or a day.
    pub before: Option<String>,
    pub after: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineDocument {
    pub title: String,
    pub direction: DocumentKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineSourceNote {
    /// Its beginning.
    pub text: String,
    pub author: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineTask {
    /// As it is called now.
    pub title: String,
    pub step: TimelineTaskStep,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimelineTaskStep {
    Made,
    Done,
    /// It was done, and was taken up again.
    Undone,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineParty {
    pub name: String,
    pub before: Option<PartyPart>,
    pub after: Option<PartyPart>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineNote {
    /// Its beginning.
    pub text: String,
    pub is_supplement: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineDeadline {
    pub rule: String,
    /// Of the rule, where this program knows it.
    pub name: Option<Named>,
    /// What was done, in the words of a deadline's log; nothing where it was begun.
    pub change: Option<String>,
    /// A day or an instant; nothing where none follows.
    pub due: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineLetterStep {
    pub title: String,
    pub state: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineRelated {
    pub relation: CaseRelation,
    pub number: String,
    pub title: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseLog {
    pub id: String,
    /// Lines before this number; `None` begins at the newest.
    pub before: Option<u32>,
    /// At most 200.
    pub limit: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseLogPage {
    pub rows: Vec<AuditRow>,
    /// What the rows' subjects are called, of those that have a name of their own: tasks and documents.
    pub subjects: Vec<LogSubject>,
    pub has_more: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LogSubject {
    pub id: String,
    pub name: String,
}

/// Somebody or something changed a case. Whoever looks at it asks for what is new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseNews {
    pub case_id: String,
    pub what: CaseNewsWhat,
    /// Nobody, where it came from another system.
    pub employee_id: Option<String>,
    pub at: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseNewsWhat {
    Facts,
    Status,
    Journal,
    Documents,
    Pins,
    Deadlines,
    Letters,
    Intakes,
    Relations,
    Tasks,
    Aktindsigt,
    /// The system that owns it told of something new.
    Source,
}
