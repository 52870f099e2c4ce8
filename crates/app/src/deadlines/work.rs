//! How much is left before a deadline, and when it will be done at the pace that was measured.

use std::collections::HashMap;

use sagsbord_contract::{
    DeadlineWork, ErrorCode, NoteDeadlineWork, ShowDeadline, WorkAheadOf, WorkForecast, WorkNoteRow,
};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::calendar::Calendar;
use sagsbord_domain::deadline::{DeadlineProblem, Due, Forecast, Pace, Work, WorkUnit, forecast};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, DeadlineId, EmployeeId};
use sagsbord_store::{KeptDeadline, Reader, WorkAhead, WorkNote};

use super::kept::find;
use super::law_in_force::LawKept;
use super::times;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// More pages than the largest case ever had.
const MOST_LEFT: u32 = 1_000_000;

pub(crate) async fn deadline_work(
    desk: &Desk,
    session: &Session,
    request: ShowDeadline,
) -> Result<DeadlineWork, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let deadline: DeadlineId = id(&request.id, "id")?;
    let mut reader = desk.app().store().await?.read().await?;
    let kept = find(&mut reader, &filter, deadline).await?;
    told(desk, session, &filter, &mut reader, &kept).await
}

/// Says how much is left. What it is less than before is work that was done that day.
pub(crate) async fn note_deadline_work(
    desk: &Desk,
    session: &Session,
    request: NoteDeadlineWork,
) -> Result<DeadlineWork, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let deadline: DeadlineId = id(&request.id, "id")?;
    if request.left > MOST_LEFT {
        return Err(AppError::invalid("left"));
    }
    let store = desk.app().store().await?;
    let now = desk.app().clock.now();
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, deadline).await?;
    let notes = reader.work_notes(deadline).await?;
    drop(reader);
    if version(&notes) != request.version {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    if !kept.derived.is_open {
        return Err(AppError::problem(
            "left",
            DeadlineProblem::AlreadyCompleted.code(),
        ));
    }
    let unit: WorkUnit = request.unit.into();
    let before = notes.first().filter(|note| note.unit == unit);
    let note = WorkNote {
        number: version(&notes) + 1,
        at: now,
        day: times::today(now),
        employee: session.employee(),
        unit,
        left: request.left,
        done: match before {
            Some(before) if !request.is_correction => before.left.saturating_sub(request.left),
            _ => 0,
        },
    };
    let mut writer = store.write().await?;
    writer.add_work_note(deadline, &note).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::DeadlineWorkNoted)
        .about("deadline", deadline.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("left", AuditDetail::Count(u64::from(note.left)));
    writer.commit_with(&record, now).await?;
    let mut reader = store.read().await?;
    told(desk, session, &filter, &mut reader, &kept).await
}

async fn told(
    desk: &Desk,
    session: &Session,
    filter: &AccessFilter,
    reader: &mut Reader,
    kept: &KeptDeadline,
) -> Result<DeadlineWork, AppError> {
    let law = LawKept::read(desk.app(), reader).await?;
    let notes = reader.work_notes(kept.id).await?;
    let may_change = match session.filter(Right::WorkOnCases) {
        Ok(filter) => kept.derived.is_open && reader.find_case(&filter, kept.case).await?.is_some(),
        Err(_) => false,
    };
    let mut answer = DeadlineWork {
        notes: rows(reader, &notes).await?,
        ahead: WorkAheadOf::default(),
        by_me: None,
        by_unit: None,
        version: version(&notes),
        may_change,
    };
    let Some(newest) = notes.first().filter(|_| kept.derived.is_open) else {
        return Ok(answer);
    };
    let today = times::today(desk.app().clock.now());
    let ahead = reader.work_ahead(filter, kept.id, newest.unit).await?;
    answer.ahead = WorkAheadOf {
        deadlines: ahead.deadlines,
        left: ahead.left,
    };
    let question = Question {
        left: newest.left,
        ahead,
        due: kept.derived.due,
        today,
        calendar: &law.calendar,
    };
    // What one person gets done in a day is shown to nobody else.
    if reader.has_deadline(session.employee(), kept.id).await? {
        let pace = reader
            .pace_of_person(session.employee(), newest.unit)
            .await?;
        answer.by_me = Some(question.answer(&pace)?);
    }
    let pace = reader
        .pace_of_unit_of(filter, kept.case, newest.unit)
        .await?;
    answer.by_unit = Some(question.answer(&pace)?);
    Ok(answer)
}

fn version(notes: &[WorkNote]) -> u32 {
    notes.first().map_or(0, |note| note.number)
}

async fn rows(reader: &mut Reader, notes: &[WorkNote]) -> Result<Vec<WorkNoteRow>, AppError> {
    let mut names: HashMap<EmployeeId, String> = HashMap::new();
    for note in notes {
        if !names.contains_key(&note.employee)
            && let Some(employee) = reader.find_employee(note.employee).await?
        {
            names.insert(note.employee, employee.name);
        }
    }
    let row = |note: &WorkNote| WorkNoteRow {
        day: note.day.to_string(),
        by: names.get(&note.employee).cloned().unwrap_or_default(),
        unit: note.unit.into(),
        left: note.left,
        done: note.done,
    };
    Ok(notes.iter().map(row).collect())
}

struct Question<'a> {
    left: u32,
    ahead: WorkAhead,
    due: Due,
    today: chrono::NaiveDate,
    calendar: &'a Calendar,
}

impl Question<'_> {
    fn answer(&self, pace: &[Pace]) -> Result<WorkForecast, AppError> {
        let work = Work {
            left: self.left.saturating_add(self.ahead.left),
            pace,
        };
        Ok(match forecast(work, self.due, self.today, self.calendar)? {
            Forecast::CannotSay(why) => WorkForecast::CannotSay {
                why: why.code().to_owned(),
                days_measured: u32::try_from(pace.len()).unwrap_or(u32::MAX),
            },
            Forecast::Expected(expected) => WorkForecast::Expected {
                finish: expected.finish.to_string(),
                finish_when_slow: expected.finish_when_slow.to_string(),
                left: expected.left,
                a_day: expected.a_day,
                a_slow_day: expected.a_slow_day,
                days_measured: expected.days_measured,
                working_days_needed: expected.working_days_needed,
                working_days_left: expected.working_days_left,
                outlook: expected.outlook.code().to_owned(),
            },
        })
    }
}
