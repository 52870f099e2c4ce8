use std::sync::Arc;

use chrono::NaiveDate;

use super::derivation::Due;
use super::error::DeadlineError;
use super::rule_book::RuleBook;
use super::{Deadline, Rule};
use crate::calendar::Calendar;
use crate::case::codes;

/// A deadline that runs, and the day that is kept for it.
#[derive(Debug, Clone, Copy)]
pub struct Running<'a, Id> {
    pub id: Id,
    pub deadline: &'a Deadline,
    pub kept: Due,
}

/// A day that a new rule or calendar would make another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved<Id> {
    pub id: Id,
    pub old: Due,
    pub new: Due,
    pub because: MovedBecause,
    /// The version that gives the new day.
    pub rule: Arc<Rule>,
    /// The citizen knows the old day, so it stays until a person moves it.
    pub told: bool,
}

codes! {
    MovedBecause {
        Rule = "rule",
        Calendar = "calendar",
    }
}

/// A deadline whose day can no longer be counted; it keeps the one it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck<Id> {
    pub id: Id,
    pub error: DeadlineError,
}

/// What the law and calendar in force would make of what runs. Nothing is moved here: whoever asked decides,
/// and what was told to a citizen only by an act of its own.
pub fn recompute<'a, Id: Copy>(
    running: impl IntoIterator<Item = Running<'a, Id>>,
    rules: &RuleBook,
    calendar: &Calendar,
    today: NaiveDate,
) -> (Vec<Moved<Id>>, Vec<Stuck<Id>>) {
    let (mut moved, mut stuck) = (Vec::new(), Vec::new());
    for Running { id, deadline, kept } in running {
        match again(deadline, rules, calendar, today) {
            Ok((new, _)) if new == kept => {}
            Ok((new, rule)) => moved.push(Moved {
                id,
                old: kept,
                new,
                because: match rule == deadline.rule {
                    true => MovedBecause::Calendar,
                    false => MovedBecause::Rule,
                },
                rule,
                told: deadline.log.citizen_knows(kept),
            }),
            Err(error) => stuck.push(Stuck { id, error }),
        }
    }
    (moved, stuck)
}

fn again(
    deadline: &Deadline,
    rules: &RuleBook,
    calendar: &Calendar,
    today: NaiveDate,
) -> Result<(Due, Arc<Rule>), DeadlineError> {
    let rule = rules.applying(&deadline.rule.id, deadline.start.day(), today)?;
    let due = if Arc::ptr_eq(rule, &deadline.rule) {
        deadline.derive(calendar)?.due
    } else {
        let under_the_new = Deadline {
            rule: rule.clone(),
            ..deadline.clone()
        };
        under_the_new.derive(calendar)?.due
    };
    Ok((due, rule.clone()))
}
