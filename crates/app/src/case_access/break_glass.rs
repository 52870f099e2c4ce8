use chrono::TimeDelta;
use sagsbord_contract::{BreakGlass, BrokenGlass, ErrorCode, shortest_reason};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::search::{Typed, TypedNumber};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_store::{AccessKind, NewCaseAccess};
use uuid::Uuid;

use crate::cases::row::case_row;
use crate::citizens::reveal::{purpose_code, reason};
use crate::settings::values::number;
use crate::{AppError, Desk};

/// A person has no more open at once; somebody who wants more is not in an emergency.
const MOST_CASES: u32 = 100;

/// Opens what is out of reach, for reading, for some hours. It is written down before anything is shown, and a leader
/// or the DPO looks at it afterwards.
///
/// Only a whole number opens: a name would let somebody look around.
pub(crate) async fn break_glass(
    desk: &Desk,
    session: &Session,
    request: BreakGlass,
) -> Result<BrokenGlass, AppError> {
    session.require(Right::ReadCases)?;
    let why = reason(&request.reason, shortest_reason::EMERGENCY)?;
    let typed = Typed::read(&request.number, session.today());
    let (case_number, cpr) = match typed.numbers.first() {
        Some(TypedNumber::Cpr(cpr)) => (None, Some(cpr.digits().to_owned())),
        Some(TypedNumber::CaseNumber(number)) => (Some(number.clone()), None),
        // Other systems number as they like; the whole text must be the number.
        _ if !request.number.trim().is_empty() => (Some(request.number.trim().to_owned()), None),
        _ => return Err(AppError::invalid("number")),
    };
    let store = desk.app().store().await?;
    let now = desk.app().clock.now();
    let mut writer = store.write().await?;
    let mut reader = store.read().await?;
    let hours = number(&mut reader, "emergency_hours").await?;
    let cases = reader
        .cases_to_break_open(case_number.as_deref(), cpr.as_deref(), MOST_CASES)
        .await?;
    drop(reader);
    let until = now + TimeDelta::hours(hours.into());
    // Also when there is nothing: who tries numbers is seen.
    let tried = AuditRecord::new(session.employee(), AuditAct::GlassBroken)
        .with("cases", AuditDetail::Count(cases.len() as u64))
        .with("purpose", AuditDetail::Code(purpose_code(request.purpose)));
    writer.append_audit(&tried, now).await?;
    for case in &cases {
        let access = NewCaseAccess {
            id: Uuid::new_v4(),
            case: *case,
            employee: session.employee(),
            kind: AccessKind::BreakGlass,
            team: None,
            reason: why.clone(),
            given_by: session.employee(),
            from: now,
            to: until,
        };
        writer.add_case_access(&access).await?;
        let record = AuditRecord::new(session.employee(), AuditAct::GlassBroken)
            .about("case", case.uuid())
            .with("purpose", AuditDetail::Code(purpose_code(request.purpose)))
            .with("access", AuditDetail::Id(access.id));
        writer.append_audit(&record, now).await?;
    }
    writer.commit().await?;
    if cases.is_empty() {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    // By the reach as it is now: who may have nothing to do with a case does not see it this way either.
    let filter = desk.session().await?.filter(Right::ReadCases)?;
    let mut reader = store.read().await?;
    let mut rows = Vec::with_capacity(cases.len());
    for case in cases {
        let line = reader.find_case(&filter, case).await?;
        rows.extend(line.map(|line| case_row(line, session.today())));
    }
    if rows.is_empty() {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    Ok(BrokenGlass {
        cases: rows,
        until: until.to_rfc3339(),
    })
}
