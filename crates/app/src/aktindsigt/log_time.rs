use sagsbord_contract::{AktindsigtDetail, CaseNewsWhat, LogTime};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::TimeKind;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_store::{AktindsigtEntry, TimeLine};

use super::detail::detail;
use super::fields;
use super::find::find;
use crate::{AppError, Desk};

/// A working day of a week at most: more is several lines.
const MOST_MINUTES: i32 = 5 * 24 * 60;
const MOST_ESTIMATED: i32 = 10_000 * 60;

/// Time that was spent, or what is thought to be left. A line stays: it is put right by another.
pub(crate) async fn log_time(
    desk: &Desk,
    session: &Session,
    request: LogTime,
) -> Result<AktindsigtDetail, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let kind: TimeKind = request.kind.into();
    let is_in_bounds = match kind {
        TimeKind::Estimate => (0..=MOST_ESTIMATED).contains(&request.minutes),
        TimeKind::Search | TimeKind::Review => {
            request.minutes != 0 && (-MOST_MINUTES..=MOST_MINUTES).contains(&request.minutes)
        }
    };
    if !is_in_bounds {
        return Err(AppError::problem("minutes", "out_of_bounds"));
    }
    let worked_on = fields::day(&request.worked_on, "workedOn")?;
    if worked_on > session.today() {
        return Err(AppError::problem("workedOn", "in_the_future"));
    }
    let note = fields::line(&request.note, "note")?;
    let app = desk.app();
    let store = app.store().await?;
    let (now, by) = (app.clock.now(), session.employee());
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let hours = reader.aktindsigt_hours(kept.id).await?;
    drop(reader);
    let so_far = match kind {
        TimeKind::Search => hours.search,
        TimeKind::Review => hours.review,
        TimeKind::Estimate => 0,
    };
    // No more can be taken back than was put there.
    if i64::from(so_far) + i64::from(request.minutes) < 0 {
        return Err(AppError::problem("minutes", "out_of_bounds"));
    }
    let line = TimeLine {
        number: 0,
        at: now,
        by,
        kind,
        worked_on,
        minutes: request.minutes,
        note,
    };
    let entry = AktindsigtEntry {
        number: 0,
        at: now,
        by,
        kind: "time_logged".to_owned(),
        detail: Some(format!("{} {}", kind.code(), request.minutes)),
        text: None,
    };
    let mut writer = store.write().await?;
    writer.add_aktindsigt_time(kept.id, &line).await?;
    writer.note_aktindsigt(kept.id, &entry).await?;
    let record = AuditRecord::new(by, AuditAct::AktindsigtTimeLogged)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("kind", AuditDetail::Code(kind.code()))
        .with(
            "minutes",
            AuditDetail::Count(u64::from(request.minutes.unsigned_abs())),
        );
    writer.commit_with(&record, now).await?;
    app.case_changed(kept.case, CaseNewsWhat::Aktindsigt, by);
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    detail(desk, session, &mut reader, kept).await
}
