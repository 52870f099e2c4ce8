//! Tasks: how far one has come, and how its day is counted.

mod due;

pub use due::{CountedDue, DueRule, count_due};

use crate::case::codes;

codes! {
    TaskState {
        Open = "open",
        /// Somebody else has the next step.
        Waiting = "waiting",
        Done = "done",
    }
}

codes! {
    DueSide {
        Before = "before",
        After = "after",
    }
}

codes! {
    /// What a task's day is counted from.
    DueFrom {
        /// The day it is made.
        Today = "today",
        /// A day that somebody gives: a meeting, a visit.
        Day = "day",
        CaseOpened = "case_opened",
        CaseDue = "case_due",
        /// The soonest of the case's open deadlines.
        Deadline = "deadline",
        Document = "document",
    }
}
