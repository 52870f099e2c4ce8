use crate::calendar::OutsideCalendar;
use crate::case::codes;

/// What is wrong with a deadline or a change to it, and which field says it. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}: {}", .field, .problem.code())]
pub struct DeadlineError {
    pub field: &'static str,
    pub problem: DeadlineProblem,
}

codes! {
    /// The closed set. Each has a sentence in the message files.
    DeadlineProblem {
        NoSuchDay = "no_such_day",
        InFuture = "in_future",
        OutsideCalendar = "outside_calendar",
        UnknownRule = "unknown_rule",
        /// The rule exists, but no version of it was law on that day.
        RuleNotInForce = "rule_not_in_force",
        /// A deadline in hours needs the time of day.
        TimeOfDayMissing = "time_of_day_missing",
        /// The law sets no day: somebody must.
        ChosenDayMissing = "chosen_day_missing",
        /// The law sets the day: nobody can.
        ChosenDayNotAllowed = "chosen_day_not_allowed",
        ChosenDayTooEarly = "chosen_day_too_early",
        ChosenDayTooLate = "chosen_day_too_late",
        GroundMissing = "ground_missing",
        GroundTooLong = "ground_too_long",
        /// The rule knows no stop on that ground.
        StopNotAllowed = "stop_not_allowed",
        AlreadyStopped = "already_stopped",
        NotStopped = "not_stopped",
        RestartBeforeStop = "restart_before_stop",
        BeforeStart = "before_start",
        /// An earlier change reaches further than this one begins.
        BeforeEarlierChange = "before_earlier_change",
        /// The deadline had run out already.
        AfterDue = "after_due",
        ExtensionNotAllowed = "extension_not_allowed",
        ExtensionTooLong = "extension_too_long",
        ExtensionNotLonger = "extension_not_longer",
        /// The rule asks that the citizen is told before the deadline runs out.
        ExtensionTooLate = "extension_too_late",
        PromiseNotLater = "promise_not_later",
        AlreadyCompleted = "already_completed",
        PartsOpen = "parts_open",
        PartLaterThanWhole = "part_later_than_whole",
        NoSuchEntry = "no_such_entry",
        AlreadyUndone = "already_undone",
        /// Undone, it would leave a later change without what it rests on.
        LaterChangeRestsOnIt = "later_change_rests_on_it",
        TooManyChanges = "too_many_changes",
    }
}

impl DeadlineError {
    pub const fn new(field: &'static str, problem: DeadlineProblem) -> Self {
        Self { field, problem }
    }
}

impl From<OutsideCalendar> for DeadlineError {
    fn from(_: OutsideCalendar) -> Self {
        Self::new("start", DeadlineProblem::OutsideCalendar)
    }
}
