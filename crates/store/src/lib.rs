//! Everything kept: encrypted SQLite, sealed blobs, the audit chain. The only crate that writes SQL.
//!
//! Below is the vault (`vault/`): opening, keys, transactions, blobs, backup. Above it the tables, one
//! file for each aggregate, as methods of [`Reader`] and [`Writer`].

mod access;
mod aktindsigt;
mod audit;
mod case_access;
mod case_changes;
mod cases;
mod check_rules;
mod citizens;
mod deadlines;
mod documents;
mod error;
mod intake;
mod jobs;
mod journal;
mod kle_plan;
mod letters;
mod looks;
mod my_day;
mod organisation;
mod people;
mod pins;
mod saved_filters;
mod search;
mod settings;
mod shared_index;
mod sources;
mod tasks;
mod templates;
mod text;
mod timeline;
mod vault;
mod word_list;

pub use aktindsigt::{
    AcceptedDoubt, AktindsigtEntry, AktindsigtItem, AktindsigtLine, AktindsigtQuery,
    AktindsigtShown, AnswerKind, AnswerStack, Applicant, ChosenRegime, DocumentSearch, FoundFile,
    FoundInItem, Identity, ItemAnswer, ItemCounts, ItemFacts, ItemProposal, ItemQuery, ItemRuling,
    ItemShown, ItemSource, KeptAktindsigt, ListedItem, Mark, PageNote, PageRead, ReviewAnswer,
    ReviewedPage, StandingMark, TimeLine,
};
pub use audit::{AuditEntry, AuditQuery, AuditReceipt, AuditVerdict};
pub use case_access::{AccessKind, CaseAccess, CaseTeam, Employment, NewCaseAccess, Review};
pub use case_changes::{CaseAsItStands, CaseChange, CaseFacts, RelatedCase};
pub use cases::{
    CaseLine, CaseQuery, CaseSort, Citizen, DueCounts, DueRange, Load, NewCase, Party, Responsible,
};
pub use check_rules::CheckRuleVersion;
pub use citizens::{CaseCounts, CaseOfCitizen, CopySeen, DatedOfCase, SharedParty};
pub use deadlines::{
    DeadlineCounts, DeadlineGroup, DeadlineGrouping, DeadlineLawVersion, DeadlineLine,
    DeadlineQuery, DeadlineWhose, Derived, GivenWarning, KeptDeadline, NearDeadline,
    RunningDeadline, WorkAhead, WorkNote,
};
pub use documents::{Document, DocumentFile, DocumentOfCase};
pub use error::{BackupFault, Damage, StoreError};
pub use intake::{
    DecidedAbout, FileDecision, HiddenDecision, Intake, IntakeContent, IntakeFile, IntakeRemoval,
    IntakesNeed, KeptContent, KeptReading,
};
pub use jobs::JobRecord;
pub use journal::{JournalNote, NoteCheck, NoteDraft};
pub use kle_plan::{KleClass, PlanCounts};
pub use letters::{
    KeptLetter, KeptLetterFile, LetterFault, LetterReceiver, LetterState, LetterStep, NewLetter,
    ReceiverKind,
};
pub use looks::Look;
pub use my_day::{LetterLine, NewsLine, NoteLine};
pub use organisation::{KleSubject, Team, ToldUnit, Unit, UnitCounts};
pub use people::{Employee, SignInState};
pub use pins::Pin;
pub use saved_filters::SavedFilter;
pub use search::{CaseCandidate, FoundDocument, FoundNote, WritingKind};
pub use settings::Fact;
pub use shared_index::{
    CaseAroundTitle, CaseForIndex, CaseOfObject, Connection, Copied, DocumentForIndex, EventCounts,
    EventKind, IndexCase, IndexKind, IndexNews, IndexObject, IndexOperation, IndexState,
    KeptBenefit, KeptEvent, KnownObject, Listed, NewsWants, OutboxCounts, OutboxRow, OutboxState,
    QueuedStep, Returned, StepQuery, StepWithinReach,
};
pub use sources::{
    CaseOrigin, CopiedCase, CopyOf, DocumentAt, KeptFrom, KeptSource, KeptSourceNote, SourceAnswer,
    SourceCase, SourceDocument, SourceNote,
};
pub use tasks::{
    FoundTask, KeptTask, TaskAssignee, TaskCheck, TaskComment, TaskCounts, TaskDueHow, TaskEntry,
    TaskLine, TaskQuery, TaskReach, TaskShown, TaskSort, TaskSpan, TaskWhose,
};
pub use templates::TemplateVersion;
pub use timeline::{TimelineKind, TimelineLine, TimelineMark};
pub use vault::*;
pub use word_list::WordListVersion;
