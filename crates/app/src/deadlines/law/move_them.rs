use chrono::{DateTime, Utc};
use sagsbord_domain::deadline::{Change, Deadline, DeadlineError, LogEntry};
use sagsbord_domain::{DeadlineId, EmployeeId};
use sagsbord_law::Law;
use sagsbord_store::{Derived, Writer};

use super::super::kept::derived;
use super::effect::{Effect, MovedOne};
use crate::AppError;

/// A day that becomes another, with its line in the deadline's log.
pub(super) struct Move {
    deadline: DeadlineId,
    entry: LogEntry,
    derived: Derived,
}

/// Those that were not told to the citizen.
pub(super) fn moves(
    effect: &Effect,
    law: &Law,
    why: &str,
    by: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Vec<Move>, DeadlineError> {
    let untold = effect.moved.iter().filter(|one| !one.moved.told);
    untold.map(|one| a_move(one, law, why, by, now)).collect()
}

fn a_move(
    one: &MovedOne,
    law: &Law,
    why: &str,
    by: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Move, DeadlineError> {
    let before = Deadline {
        rule: one.moved.rule.clone(),
        start: one.kept.start,
        chosen: one.kept.chosen,
        log: one.kept.log.clone(),
    };
    let change = Change::Moved {
        from: one.moved.old,
        to: one.moved.new,
        why: why.to_owned(),
    };
    let after = before.act(change, by, now, &law.calendar, 0)?;
    let entry = after.log.entries().last().cloned();
    Ok(Move {
        deadline: one.kept.id,
        derived: derived(&after, law)?,
        entry: entry.ok_or(DeadlineError::new(
            "log",
            sagsbord_domain::deadline::DeadlineProblem::NoSuchEntry,
        ))?,
    })
}

/// Refused as a conflict where somebody did something with one of them meanwhile.
pub(super) async fn keep(writer: &mut Writer, moves: &[Move]) -> Result<(), AppError> {
    for one in moves {
        writer.add_deadline_change(one.deadline, &one.entry).await?;
        writer.keep_derived(one.deadline, &one.derived).await?;
    }
    Ok(())
}
