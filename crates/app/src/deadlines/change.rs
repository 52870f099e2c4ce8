use chrono::{DateTime, Utc};
use sagsbord_contract::{CaseNewsWhat, ChangeDeadline, DeadlineChange, DeadlineDetail, ErrorCode};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::deadline::{
    Change, Deadline, DeadlineProblem, DelayLetter, Due, Extension, Length, LogEntry, StopGround,
    Unit,
};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, DeadlineId, EmployeeId};
use sagsbord_law::Law;
use sagsbord_store::{Derived, KeptDeadline};

use super::kept::{as_kept, as_law_now, derived, find};
use super::law_in_force::LawKept;
use super::show::{detail, version};
use super::times;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// Stop, restart, extend, complete, and the rest: each is a line more in the deadline's log, and none is ever
/// taken out again.
pub(crate) async fn change_deadline(
    desk: &Desk,
    session: &Session,
    request: ChangeDeadline,
) -> Result<DeadlineDetail, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let deadline: DeadlineId = id(&request.id, "id")?;
    let store = desk.app().store().await?;
    let now = desk.app().clock.now();
    let mut reader = store.read().await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let kept = find(&mut reader, &filter, deadline).await?;
    let parts_open = reader.open_parts_of(deadline).await?;
    drop(reader);
    let by = session.employee();
    let (_, entry, kept) = changed(kept, request, by, now, &law, parts_open)?;

    let mut writer = store.write().await?;
    writer.add_deadline_change(deadline, &entry).await?;
    writer.keep_derived(deadline, &kept.derived).await?;
    let mut record = AuditRecord::new(session.employee(), AuditAct::DeadlineChanged)
        .about("deadline", deadline.uuid())
        .with("change", AuditDetail::Code(code(&entry.change)))
        .with("case", AuditDetail::Id(kept.case.uuid()));
    if let Some(day) = kept.derived.due.day() {
        record = record.with("due", AuditDetail::Day(day));
    }
    writer.commit_with(&record, now).await?;
    desk.look_again_at_deadlines();
    desk.app()
        .case_changed(kept.case, CaseNewsWhat::Deadlines, session.employee());
    let mut reader = store.read().await?;
    detail(&mut reader, session, &filter, &law, &kept, now).await
}

/// The deadline after the change, the line its log gets, and what is kept of both. Nothing is written.
pub(super) fn changed(
    mut kept: KeptDeadline,
    asked: ChangeDeadline,
    by: EmployeeId,
    now: DateTime<Utc>,
    law: &Law,
    parts_open: u32,
) -> Result<(Deadline, LogEntry, KeptDeadline), AppError> {
    if version(&kept.log) != asked.version {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let moves = matches!(asked.change, DeadlineChange::Move { .. });
    let before = if moves {
        as_law_now(&kept, law, now)?
    } else {
        as_kept(&kept, law, now)?
    };
    let lawful = before.derive(&law.calendar)?.due;
    let change = change(asked.change, kept.derived.due, lawful)?;
    let after = before.act(change, by, now, &law.calendar, parts_open)?;
    let entry = after.log.entries().last().cloned();
    let entry = entry.ok_or_else(|| AppError::new(ErrorCode::Internal))?;
    let counted = derived(&after, law)?;
    kept.derived = match moves_the_clock(&entry.change) {
        true => counted,
        // What law and calendar have become since must not move the day behind somebody's back.
        false => Derived {
            is_open: counted.is_open,
            told: counted.told,
            ..kept.derived
        },
    };
    kept.log = after.log.clone();
    Ok((after, entry, kept))
}

fn moves_the_clock(change: &Change) -> bool {
    match change {
        Change::Stopped { .. }
        | Change::Restarted { .. }
        | Change::Extended { .. }
        | Change::Moved { .. }
        | Change::Undone { .. } => true,
        Change::LetterSent(_)
        | Change::DutyMet { .. }
        | Change::Told { .. }
        | Change::Completed { .. } => false,
    }
}

/// `kept` is the day as it stands, `lawful` the one that the law and calendar in force give.
fn change(asked: DeadlineChange, kept: Due, lawful: Due) -> Result<Change, AppError> {
    Ok(match asked {
        DeadlineChange::Stop {
            from,
            from_time,
            ground,
            why,
        } => Change::Stopped {
            from: times::moment(&from, from_time.as_deref(), "from")?,
            on: StopGround::from_code(&ground)
                .ok_or_else(|| AppError::problem("on", DeadlineProblem::StopNotAllowed.code()))?,
            why,
        },
        DeadlineChange::Restart {
            from,
            from_time,
            why,
        } => Change::Restarted {
            from: times::moment(&from, from_time.as_deref(), "from")?,
            why,
        },
        DeadlineChange::Extend {
            amount,
            unit,
            to,
            told,
            why,
        } => Change::Extended {
            by: extension(amount, unit.as_deref(), to.as_deref())?,
            told: times::day(&told, "told")?,
            why,
        },
        DeadlineChange::SendLetter {
            sent,
            ground,
            new_day,
        } => Change::LetterSent(DelayLetter {
            sent: times::day(&sent, "sent")?,
            ground,
            new_day: times::day(&new_day, "newDay")?,
        }),
        DeadlineChange::MeetDuty { on, why } => Change::DutyMet {
            on: times::day(&on, "on")?,
            why,
        },
        DeadlineChange::Tell { on } => Change::Told {
            due: kept,
            on: times::day(&on, "on")?,
        },
        DeadlineChange::Move { why } => {
            if lawful == kept {
                return Err(AppError::new(ErrorCode::Conflict));
            }
            Change::Moved {
                from: kept,
                to: lawful,
                why,
            }
        }
        DeadlineChange::Complete { at, at_time } => Change::Completed {
            at: times::moment(&at, at_time.as_deref(), "at")?,
        },
        DeadlineChange::Undo { entry, why } => Change::Undone { entry, why },
    })
}

fn extension(
    amount: Option<u32>,
    unit: Option<&str>,
    to: Option<&str>,
) -> Result<Extension, AppError> {
    match (amount, unit, to) {
        (None, None, Some(to)) => Ok(Extension::To(times::day(to, "to")?)),
        (Some(amount), Some(unit), None) => {
            let unit = Unit::from_code(unit).ok_or(AppError::invalid("unit"))?;
            if amount == 0 || amount > unit.most() {
                return Err(AppError::invalid("amount"));
            }
            Ok(Extension::By(Length::new(amount, unit)))
        }
        _ => Err(AppError::invalid("amount")),
    }
}

fn code(change: &Change) -> &'static str {
    match change {
        Change::Stopped { .. } => "stopped",
        Change::Restarted { .. } => "restarted",
        Change::Extended { .. } => "extended",
        Change::LetterSent(_) => "letter_sent",
        Change::DutyMet { .. } => "duty_met",
        Change::Told { .. } => "told",
        Change::Moved { .. } => "moved",
        Change::Completed { .. } => "completed",
        Change::Undone { .. } => "undone",
    }
}
