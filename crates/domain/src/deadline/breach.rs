use chrono::{DateTime, NaiveDate, Utc};

use super::change::{Change, ChangeLog};
use super::derivation::Due;
use super::duty::OverrunDuty;
use crate::case::codes;
use crate::danish_day;

/// What the overrun of a deadline asks for, and whether it was done. To be late is one thing; to be late
/// without having told is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breach {
    /// In time, or done in time.
    None,
    /// In time, but if it will not be decided by then the letter must go out no later than this day.
    LetterBy(NaiveDate),
    /// Late, and the citizen was told in time that it would be, until this day.
    ToldUntil(NaiveDate),
    /// Late, and no duty follows, or it was met.
    Late,
    OfDuty {
        /// The first day it was one.
        since: NaiveDate,
        why: BreachOfDuty,
    },
}

codes! {
    BreachOfDuty {
        NoLetter = "no_letter",
        /// The citizen was told, after the day.
        LetterTooLate = "letter_too_late",
        /// The day the last letter gave has passed too, without a new one.
        PromiseBroken = "promise_broken",
        /// What the law asks for instead of a letter was not noted.
        DutyNotMet = "duty_not_met",
    }
}

/// Reads what was sent and done against what the rule asks. A deadline that was completed late keeps the
/// breach it had.
pub fn breach(duty: OverrunDuty, due: Due, log: &ChangeLog, now: DateTime<Utc>) -> Breach {
    let Some(limit) = due.day() else {
        return Breach::None;
    };
    let (over, until) = match log.completed() {
        Some(at) => {
            let over = match at.instant() {
                Some(instant) => due.is_over(instant),
                None => at.day() > limit,
            };
            (over, at.day())
        }
        None => (due.is_over(now), danish_day(now)),
    };
    // One that runs by the clock is late on the day itself.
    let first_late = match due {
        Due::At(_) => limit,
        _ => after(limit),
    };
    if !over {
        let letter_by = duty == OverrunDuty::LetterBefore && log.completed().is_none();
        return match (letter_by, told_until(limit, log)) {
            (true, None) => Breach::LetterBy(limit),
            (true, Some(promised)) => Breach::ToldUntil(promised),
            _ => Breach::None,
        };
    }
    if duty.needs_letter() {
        return letters(duty, limit, first_late, until, log);
    }
    let met = log
        .in_effect()
        .any(|entry| matches!(entry.change, Change::DutyMet { .. }));
    if duty.needs_act() && !met {
        return Breach::OfDuty {
            since: first_late,
            why: BreachOfDuty::DutyNotMet,
        };
    }
    Breach::Late
}

/// The day up to which an unbroken row of letters reaches, each sent before the one before ran out.
fn told_until(limit: NaiveDate, log: &ChangeLog) -> Option<NaiveDate> {
    let mut reach = limit;
    for letter in log.letters() {
        if letter.sent <= reach && letter.new_day > reach {
            reach = letter.new_day;
        }
    }
    (reach > limit).then_some(reach)
}

fn letters(
    duty: OverrunDuty,
    limit: NaiveDate,
    first_late: NaiveDate,
    until: NaiveDate,
    log: &ChangeLog,
) -> Breach {
    let reach = told_until(limit, log);
    if let Some(reach) = reach
        && until <= reach
    {
        return Breach::ToldUntil(reach);
    }
    let sent_later = log
        .letters()
        .any(|letter| letter.sent > reach.unwrap_or(limit));
    if sent_later && duty == OverrunDuty::LetterAtOverrun {
        return Breach::Late;
    }
    Breach::OfDuty {
        since: reach.map_or(first_late, after),
        why: match (sent_later, reach) {
            (true, _) => BreachOfDuty::LetterTooLate,
            (false, Some(_)) => BreachOfDuty::PromiseBroken,
            (false, None) => BreachOfDuty::NoLetter,
        },
    }
}

fn after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}
