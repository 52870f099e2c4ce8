//! Deadlines that begin and end with a request for access, in one transaction with it.

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_contract::{ChangeDeadline, DeadlineChange, DeadlineRow};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::deadline::{ChangeLog, Deadline, Moment};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, DeadlineId, EmployeeId};
use sagsbord_law::Law;
use sagsbord_store::{CaseLine, KeptDeadline, Reader, Writer};
use uuid::Uuid;

use super::change::changed;
use super::kept::derived;
use super::row::row_in_case;
use super::show::version;
use super::times::{self, day_of};
use crate::AppError;

/// A deadline as it begins: nothing is written yet.
pub(crate) fn begun(
    law: &Law,
    case: CaseId,
    rule: &str,
    received: NaiveDate,
    by: EmployeeId,
    now: DateTime<Utc>,
) -> Result<KeptDeadline, AppError> {
    let rule = law.rules.applying(rule, received, times::today(now))?;
    let start = Moment::Day(received);
    let deadline = Deadline::begin(rule.clone(), start, None, &law.calendar, now)?;
    Ok(KeptDeadline {
        id: DeadlineId::new(Uuid::now_v7()),
        case,
        part_of: None,
        about: String::new(),
        rule: deadline.rule.id.clone(),
        start,
        chosen: deadline.chosen,
        made_at: now,
        made_by: by,
        derived: derived(&deadline, law)?,
        log: ChangeLog::default(),
    })
}

/// The day that a rule gives, where it gives one.
pub(crate) fn due_of(
    law: &Law,
    rule: &str,
    received: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Option<String>, AppError> {
    let rule = law.rules.applying(rule, received, times::today(now))?;
    let start = Moment::Day(received);
    let deadline = Deadline::begin(rule.clone(), start, None, &law.calendar, now)?;
    Ok(day_of(derived(&deadline, law)?.due))
}

pub(crate) async fn add(
    writer: &mut Writer,
    kept: &KeptDeadline,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    writer.add_deadline(kept).await?;
    let mut record = AuditRecord::new(kept.made_by, AuditAct::DeadlineAdded)
        .about("deadline", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()));
    if let Some(day) = kept.derived.due.day() {
        record = record.with("due", AuditDetail::Day(day));
    }
    Ok(writer.append_audit(&record, now).await?)
}

/// Ended today, as one that runs no more is. One that has ended before stays as it is.
pub(crate) async fn complete(
    writer: &mut Writer,
    kept: KeptDeadline,
    parts_open: u32,
    by: EmployeeId,
    now: DateTime<Utc>,
    law: &Law,
) -> Result<(), AppError> {
    if !kept.derived.is_open {
        return Ok(());
    }
    let deadline = kept.id;
    let request = ChangeDeadline {
        id: deadline.to_string(),
        version: version(&kept.log),
        change: DeadlineChange::Complete {
            at: times::today(now).to_string(),
            at_time: None,
        },
    };
    let (_, entry, kept) = changed(kept, request, by, now, law, parts_open)?;
    writer.add_deadline_change(deadline, &entry).await?;
    writer.keep_derived(deadline, &kept.derived).await?;
    let record = AuditRecord::new(by, AuditAct::DeadlineChanged)
        .about("deadline", deadline.uuid())
        .with("change", AuditDetail::Code("completed"))
        .with("case", AuditDetail::Id(kept.case.uuid()));
    Ok(writer.append_audit(&record, now).await?)
}

/// Those of a case, as lists show them.
pub(crate) async fn rows_of(
    reader: &mut Reader,
    filter: &AccessFilter,
    case: &CaseLine,
    law: &Law,
    now: DateTime<Utc>,
) -> Result<Vec<DeadlineRow>, AppError> {
    let kept = reader.deadlines_of_case(filter, case.id).await?;
    Ok(kept
        .iter()
        .map(|kept| row_in_case(kept, case, law, now))
        .collect())
}
