use chrono::{DateTime, Days, NaiveDate, Utc};
use sagsbord_contract::{CaseAccessList, ErrorCode, OpenCaseTo, shortest_reason};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, EmployeeId, danish_midnight};
use sagsbord_store::{AccessKind, NewCaseAccess, Reader};
use uuid::Uuid;

use super::list::{Overseer, read_list};
use crate::citizens::reveal::reason;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// Whoever needs a case for longer belongs to it.
const LONGEST_DAYS: u64 = 366;

/// Sends for one colleague. Who works on the case may; a leader and the DPO see that it was done.
pub(crate) async fn open_case_to(
    desk: &Desk,
    session: &Session,
    request: OpenCaseTo,
) -> Result<CaseAccessList, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let case: CaseId = id(&request.case_id, "caseId")?;
    let person: EmployeeId = id(&request.person_id, "personId")?;
    let reason = reason(&request.reason, shortest_reason::LET_IN)?;
    let now = desk.app().clock.now();
    let to = last_moment(&request.until, session.today())?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    require_case(&mut reader, &filter, case).await?;
    require_person(&mut reader, person).await?;
    drop(reader);
    let mut writer = store.write().await?;
    let access = NewCaseAccess {
        id: Uuid::new_v4(),
        case,
        employee: person,
        kind: AccessKind::Named,
        team: None,
        reason,
        given_by: session.employee(),
        from: now,
        to,
    };
    writer.add_case_access(&access).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::CaseAccessGiven)
        .about("case", case.uuid())
        .with("to", AuditDetail::Id(person.uuid()))
        .with("access", AuditDetail::Id(access.id));
    writer.commit_with(&record, now).await?;
    match Overseer::of(session) {
        Ok(overseer) => read_list(&store, &overseer, now).await,
        // A caseworker gives access and looks after none.
        Err(_) => Ok(CaseAccessList {
            rows: Vec::new(),
            to_review: 0,
            teams: Vec::new(),
        }),
    }
}

/// The end of the last day.
pub(super) fn last_moment(text: &str, today: NaiveDate) -> Result<DateTime<Utc>, AppError> {
    let last: NaiveDate = text.parse().map_err(|_| AppError::invalid("until"))?;
    let furthest = today + Days::new(LONGEST_DAYS);
    if last < today || last > furthest {
        return Err(AppError::problem("until", "out_of_range"));
    }
    Ok(danish_midnight(last + Days::new(1)))
}

pub(super) async fn require_case(
    reader: &mut Reader,
    filter: &AccessFilter,
    case: CaseId,
) -> Result<(), AppError> {
    match reader.find_case(filter, case).await? {
        Some(_) => Ok(()),
        None => Err(AppError::new(ErrorCode::NotFound)),
    }
}

pub(super) async fn require_person(
    reader: &mut Reader,
    person: EmployeeId,
) -> Result<(), AppError> {
    let found = reader.find_employee(person).await?;
    match found.filter(|employee| employee.active) {
        Some(_) => Ok(()),
        None => Err(AppError::invalid("personId")),
    }
}
