use sagsbord_contract::{ExcludeFromCase, Nothing, shortest_reason};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, EmployeeId};

use super::give::{require_case, require_person};
use crate::citizens::reveal::reason;
use crate::people::fields::{id, optional_id};
use crate::{AppError, Desk};

/// *Inhabilitet* (forvaltningsloven §§ 3-6): the case is gone for the person from now on. She says it of herself; of
/// somebody else a leader does.
pub(crate) async fn exclude_from_case(
    desk: &Desk,
    session: &Session,
    request: ExcludeFromCase,
) -> Result<Nothing, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let case: CaseId = id(&request.case_id, "caseId")?;
    let named: Option<EmployeeId> = optional_id(request.person_id.as_deref(), "personId")?;
    let person = named.unwrap_or(session.employee());
    if person != session.employee() {
        session.require(Right::SeeTeam)?;
    }
    let reason = reason(&request.reason, shortest_reason::EXCLUDE)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    require_case(&mut reader, &filter, case).await?;
    require_person(&mut reader, person).await?;
    drop(reader);
    let now = desk.app().clock.now();
    let mut writer = store.write().await?;
    writer
        .exclude_from_case(case, person, &reason, session.employee(), now)
        .await?;
    let record = AuditRecord::new(session.employee(), AuditAct::ExcludedFromCase)
        .about("case", case.uuid())
        .with("person", AuditDetail::Id(person.uuid()));
    writer.commit_with(&record, now).await?;
    Ok(Nothing {})
}
