use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::EmployeeId;
use sagsbord_domain::danish_day;
use sagsbord_domain::deadline::{
    Change, Deadline, DeadlineError, DeadlineProblem, Derivation, Extension, Moment, parse_day,
    parse_moment,
};

use crate::Law;

/// *What day would it be?* As somebody writes it, before there is a case or a deadline.
#[derive(Debug, Clone, Copy, Default)]
pub struct Question<'a> {
    pub rule: &'a str,
    /// A day, with the time of day where the rule runs in hours.
    pub start: &'a str,
    /// Where the law leaves the day to somebody.
    pub chosen: Option<&'a str>,
    /// When the clock was stopped and went on again: `2026-01-20..2026-01-30`; without an end where it stands, and
    /// without a beginning where it had waited from the start.
    pub stops: &'a [String],
    /// The day it was extended to.
    pub extended_to: Option<&'a str>,
}

#[derive(Debug, Clone)]
pub struct Answer {
    pub deadline: Deadline,
    pub derivation: Derivation,
}

/// Nothing is kept. What is refused names its field as the question spells it.
pub fn answer(
    law: &Law,
    question: Question<'_>,
    now: DateTime<Utc>,
) -> Result<Answer, DeadlineError> {
    let start = moment(question.start, "start")?;
    let rule = law
        .rules
        .applying(question.rule, start.day(), danish_day(now))?;
    let chosen = question
        .chosen
        .map(|text| day(text, "chosen"))
        .transpose()?;
    let calendar = &law.calendar;
    let mut deadline = Deadline::begin(rule.clone(), start, chosen, calendar, now)?;
    let mut act = |change, field| -> Result<(), DeadlineError> {
        // Nobody did it: it is only asked what would be.
        let nobody = EmployeeId::new(Default::default());
        let done = deadline.act(change, nobody, now, calendar, 0);
        deadline = done.map_err(|error| DeadlineError::new(field, error.problem))?;
        Ok(())
    };
    for stop in question.stops {
        let (from, until) = stop.split_once("..").unwrap_or((stop, ""));
        // Without a beginning, the clock has waited from the start.
        if !from.trim().is_empty() {
            let on = rule
                .stops
                .first()
                .copied()
                .ok_or(DeadlineError::new("stops", DeadlineProblem::StopNotAllowed))?;
            let from = moment(from, "stops")?;
            let why = WHY.to_owned();
            act(Change::Stopped { from, on, why }, "stops")?;
        }
        if !until.trim().is_empty() {
            let from = moment(until, "stops")?;
            let why = WHY.to_owned();
            act(Change::Restarted { from, why }, "stops")?;
        }
    }
    if let Some(text) = question.extended_to {
        let by = Extension::To(day(text, "extended_to")?);
        let (told, why) = (start.day(), WHY.to_owned());
        act(Change::Extended { by, told, why }, "extended_to")?;
    }
    let derivation = deadline.derive(calendar)?;
    Ok(Answer {
        deadline,
        derivation,
    })
}

/// A ground must be given and none was; the explanation of a mere question tells none.
const WHY: &str = "–";

fn moment(text: &str, field: &'static str) -> Result<Moment, DeadlineError> {
    parse_moment(text).ok_or(DeadlineError::new(field, DeadlineProblem::NoSuchDay))
}

fn day(text: &str, field: &'static str) -> Result<NaiveDate, DeadlineError> {
    parse_day(text).ok_or(DeadlineError::new(field, DeadlineProblem::NoSuchDay))
}
