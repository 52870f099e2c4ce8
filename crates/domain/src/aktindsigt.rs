//! *Aktindsigt*: a request for access to files. Which rules it is answered by, how far it has come, and what may be
//! decided about each document of it. The catalogue of the law is data (`crates/law/data/aktindsigt`); here is what
//! follows from it.

mod applicant;
mod basis;
mod consistency;
mod dispatch;
mod hours;
mod item;
mod judge;
mod letter;
mod mark;
mod propose;
mod regime;
mod release;
mod state;

pub use applicant::{ApplicantRole, IdentityCheck, ReceivedHow, WantedForm};
pub use basis::{Basis, BasisBook, BasisFault, BasisForce, BasisLevel, Requirement};
pub use consistency::{Disagreement, DoubtKind, Sighting, disagreements};
pub use dispatch::open_from;
pub use hours::{Hours, TimeKind};
pub use item::{Direction, ItemDecision, ItemOrigin, Matter, reordered};
pub use judge::{Answer, AnswerOutcome, DecisionFault, Ruling, judge, may_cover};
pub use letter::{
    ComplaintGuide, LetterBlock, LetterFacts, LetterItem, LetterKind, LetterPart, LetterText,
    LetterTextFault, LetterTexts, MissingText, as_text, build,
};
pub use mark::{
    MarkArea, MarkDecision, MarkKind, area_on_page, is_within, overlaps, shortest_look_ms,
    title_without,
};
pub use propose::{Proposal, ProposalReason, Proposed, RequestFacts, propose, regime_of_item};
pub use regime::{Regime, RegimeRule, SubjectNature};
pub use release::{ObstacleKind, ReleaseWay, bare, betrays};
pub use state::{ActKind, AktindsigtState, RefusalGround, StateFault, after};

/// *Handlingsfacet* of KLE: the case of a request lies under the subject asked for, and under this.
pub const ACTION_FACET: &str = "A53";
