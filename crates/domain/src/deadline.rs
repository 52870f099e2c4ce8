//! Deadlines: rules of law, what happened to one deadline, and how its day came about.
//!
//! A deadline is its rule, its start and a log of changes. The day is never stored as truth here: it is derived,
//! and the derivation says each step it took.

mod act;
mod breach;
mod change;
mod derivation;
mod derive;
mod duty;
mod error;
mod forecast;
mod length;
mod moment;
mod part;
mod recompute;
mod rule;
mod rule_book;
mod state;
mod stretch;

use std::sync::Arc;

use chrono::NaiveDate;

pub use act::MOST_GROUND_LETTERS;
pub use breach::{Breach, BreachOfDuty, breach};
pub use change::{Change, ChangeLog, Extension, LogEntry, StopGround};
pub use derivation::{Derivation, Due, Step};
pub use duty::{DelayLetter, LetterProblem, OverrunDuty};
pub use error::{DeadlineError, DeadlineProblem};
pub use forecast::{Expected, Forecast, Outlook, Pace, Unsaid, Work, WorkUnit, forecast};
pub use length::{Length, Unit};
pub use moment::{Moment, parse_day, parse_moment};
pub use recompute::{Moved, MovedBecause, Running, Stuck, recompute};
pub use rule::{
    Area, Binds, Condition, Confidence, ExtensionRule, FirstDay, LawOf, Limit, Origin, Rule,
    StartEvent, Verified, WhenClosed,
};
pub use rule_book::{Contradiction, RuleBook};
pub use state::{DeadlineState, days_late, warning_at, warnings};

/// One deadline: what it is measured by, when it began, and all that was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    pub rule: Arc<Rule>,
    pub start: Moment,
    /// The day somebody set, where the law sets none.
    pub chosen: Option<NaiveDate>,
    pub log: ChangeLog,
}
