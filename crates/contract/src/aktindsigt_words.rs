//! The closed sets of words that a request for access is told in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// In what capacity somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ApplicantRole {
    Party,
    Representative,
    ParentWithCustody,
    Child,
    Journalist,
    Anyone,
    DataSubject,
    RelativeOfDeceased,
}

/// How it was made sure who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IdentityCheck {
    MitId,
    DigitalPost,
    InPerson,
    KnownFromCase,
    CallBack,
    NotNeeded,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceivedHow {
    DigitalPost,
    Mail,
    Letter,
    Phone,
    InPerson,
    Form,
}

/// The form that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WantedForm {
    Bundle,
    SeparateFiles,
    Paper,
    Inspection,
    Unsaid,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AktindsigtState {
    Received,
    Collecting,
    Reviewing,
    AwaitingApproval,
    ReleasedInPart,
    Released,
    Refused,
    Forwarded,
    Withdrawn,
}

/// On what ground a request as a whole is not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RefusalGround {
    Effort,
    Abuse,
    NotIdentified,
    NothingThere,
}

/// Why a set of rules is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProposalReason {
    Environment,
    PatientRecord,
    PatientRecordOfDeceased,
    PartyInDecision,
    ChildHasPartyRights,
    CustodyHolder,
    ActsForParty,
    DecisionUnsaid,
    OwnMatters,
    NoDecision,
    AsksAboutOneself,
    Anyone,
    SpecialInterest,
    RelativeIsNoParty,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AktindsigtTimeKind {
    Search,
    Review,
    Estimate,
}

/// What a document is about, as far as another set of rules follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ItemMatter {
    Environment,
    PatientRecord,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ItemDirection {
    Incoming,
    Outgoing,
    Internal,
}

/// What a row of the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ItemOrigin {
    Document,
    IntakeFile,
    Earlier,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ItemDecision {
    Undecided,
    Given,
    Partly,
    Withheld,
}

/// What a basis takes out: a whole case, a document, or a piece of information in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BasisLevel {
    Case,
    Document,
    Item,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BasisForce {
    Must,
    May,
}

/// What must have been done or asked before a basis is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BasisRequirement {
    Extraction,
    OpenInternal,
    MoreOpenness,
    Hearing,
    Weighing,
    DecisiveWeight,
    Rest,
    Provision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AnswerOutcome {
    Considered,
    DoesNotArise,
}

/// How a mark came to be where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    Finding,
    Text,
    Area,
    Page,
    Document,
    Title,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MarkDecision {
    Cover,
    /// It was looked at and stays open.
    Keep,
}

/// What somebody should look at before anything is written or given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DoubtKind {
    /// What is covered in one place can be seen in another.
    CoveredElsewhere,
    Unanswered,
    ProtectedAddress,
    /// The number of a case that is not asked for can be seen.
    OtherCase,
    PagesNotSeen,
    /// Somebody came to a case, or left it, after its documents were reviewed.
    PeopleChanged,
    /// A document bears a later day than the one it was collected on.
    DatedAfter,
    /// Documents of the cases asked for that are not on the list.
    NotCollected,
    OpenNote,
    /// Nothing is known yet of what is in it.
    NotRead,
    StaleMarks,
}
