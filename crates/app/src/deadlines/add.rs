use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_contract::{AddDeadline, CaseNewsWhat, DeadlineDetail};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::deadline::{ChangeLog, Deadline, Moment};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, DeadlineId};
use sagsbord_law::Law;
use sagsbord_store::{KeptDeadline, Reader};
use uuid::Uuid;

use super::kept::{as_kept, case_in_reach, derived, find};
use super::law_in_force::LawKept;
use super::show::detail;
use super::times;
use crate::people::fields::{id, optional_id};
use crate::{AppError, Desk};

pub(crate) async fn add_deadline(
    desk: &Desk,
    session: &Session,
    request: AddDeadline,
) -> Result<DeadlineDetail, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let asked = Asked::read(&request)?;
    let store = desk.app().store().await?;
    let now = desk.app().clock.now();
    let mut reader = store.read().await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let deadline = begun(&mut reader, &filter, &law, &asked, now).await?;
    drop(reader);
    let kept = KeptDeadline {
        id: DeadlineId::new(Uuid::now_v7()),
        case: asked.case,
        part_of: asked.part_of,
        about: asked.about,
        rule: deadline.rule.id.clone(),
        start: deadline.start,
        chosen: deadline.chosen,
        made_at: now,
        made_by: session.employee(),
        derived: derived(&deadline, &law)?,
        log: ChangeLog::default(),
    };
    let mut writer = store.write().await?;
    writer.add_deadline(&kept).await?;
    let mut record = AuditRecord::new(session.employee(), AuditAct::DeadlineAdded)
        .about("deadline", kept.id.uuid())
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

/// The request, read.
pub(super) struct Asked {
    case: CaseId,
    rule: String,
    start: Moment,
    chosen: Option<NaiveDate>,
    about: String,
    part_of: Option<DeadlineId>,
}

const LONGEST_ABOUT: usize = 200;
const LONGEST_RULE: usize = 60;

impl Asked {
    pub(super) fn read(request: &AddDeadline) -> Result<Self, AppError> {
        let about = request.about.trim();
        if about.chars().count() > LONGEST_ABOUT || about.chars().any(char::is_control) {
            return Err(AppError::invalid("about"));
        }
        if request.rule.is_empty() || request.rule.len() > LONGEST_RULE {
            return Err(AppError::invalid("rule"));
        }
        let chosen = request.chosen.as_deref().map(str::trim);
        Ok(Self {
            case: id(&request.case_id, "caseId")?,
            rule: request.rule.clone(),
            start: times::moment(&request.start, request.start_time.as_deref(), "start")?,
            chosen: chosen
                .filter(|day| !day.is_empty())
                .map(|day| times::day(day, "chosen"))
                .transpose()?,
            about: about.to_owned(),
            part_of: optional_id(request.part_of.as_deref(), "partOf")?,
        })
    }
}

/// The deadline that is asked for, on a case within reach.
pub(super) async fn begun(
    reader: &mut Reader,
    filter: &AccessFilter,
    law: &Law,
    asked: &Asked,
    now: DateTime<Utc>,
) -> Result<Deadline, AppError> {
    case_in_reach(reader, filter, asked.case).await?;
    let today = times::today(now);
    let rule = law.rules.applying(&asked.rule, asked.start.day(), today)?;
    let Some(whole) = asked.part_of else {
        let (rule, calendar) = (rule.clone(), &law.calendar);
        return Ok(Deadline::begin(
            rule,
            asked.start,
            asked.chosen,
            calendar,
            now,
        )?);
    };
    let whole = find(reader, filter, whole).await?;
    if whole.case != asked.case || whole.part_of.is_some() {
        return Err(AppError::invalid("partOf"));
    }
    let whole = as_kept(&whole, law, now)?;
    Ok(whole.part(rule.clone(), &law.calendar, now)?)
}
