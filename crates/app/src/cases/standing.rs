use sagsbord_contract::{CaseStanding, CaseStep, ErrorCode};
use sagsbord_domain::access::{AccessFilter, Session};
use sagsbord_domain::{CaseId, CaseStatus};
use sagsbord_store::{CaseLine, Reader};

use super::relate::related_rows;
use super::within_reach::may_work_on;
use crate::AppError;
use crate::people::names::names;

/// How a case stands, and what whoever asks may do with it.
pub(super) async fn standing(
    reader: &mut Reader,
    session: &Session,
    filter: &AccessFilter,
    case: CaseId,
    line: &CaseLine,
) -> Result<CaseStanding, AppError> {
    let stands = reader.case_as_it_stands(filter, case).await?;
    let stands = stands.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let may_work = may_work_on(reader, session, case).await?;
    let names = names(reader).await?;
    let changes = reader.status_changes_of(case).await?;
    let mut steps = vec![CaseStep {
        status: CaseStatus::Opstaaet.into(),
        at: line.opened.to_string(),
        by: None,
    }];
    steps.extend(changes.into_iter().filter_map(|change| {
        Some(CaseStep {
            status: CaseStatus::from_code(change.after.as_deref()?)?.into(),
            at: change.at.to_rfc3339(),
            by: change.employee.and_then(|id| names.get(&id).cloned()),
        })
    }));
    Ok(CaseStanding {
        version: u32::try_from(stands.version).unwrap_or(u32::MAX),
        unit_id: stands.facts.unit.to_string(),
        team_id: stands.facts.team.map(|team| team.to_string()),
        responsible_id: stands.facts.responsible.map(|id| id.to_string()),
        source_unit: stands.source_unit.clone(),
        source_handler: stands.source_handler.clone(),
        may_change: may_work && stands.is_own(),
        may_work,
        steps,
        related: related_rows(reader, filter, case).await?,
    })
}
