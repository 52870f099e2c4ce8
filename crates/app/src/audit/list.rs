use std::collections::HashMap;

use sagsbord_contract::{AuditPage, AuditRow, ListAudit};
use sagsbord_domain::AuditAct;
use sagsbord_domain::access::{Right, Session};
use sagsbord_store::{AuditEntry, AuditQuery};

use crate::people::fields::optional_id;
use crate::{AppError, Desk};

const LARGEST_PAGE: u32 = 500;

pub(crate) async fn list_audit(
    desk: &Desk,
    session: &Session,
    request: ListAudit,
) -> Result<AuditPage, AppError> {
    session.require(Right::ReadAudit)?;
    let act = request
        .act
        .as_deref()
        .map(|code| AuditAct::from_code(code).ok_or_else(|| AppError::invalid("act")))
        .transpose()?;
    let query = AuditQuery {
        before: request.before.map(i64::from),
        act,
        employee: optional_id(request.employee_id.as_deref(), "employeeId")?,
        limit: request.limit.clamp(1, LARGEST_PAGE),
    };
    let mut reader = desk.app().store().await?.read().await?;
    let entries = reader.list_audit(&query).await?;
    let total = reader.count_audit(&query).await?;
    let mut names = HashMap::new();
    for employee in entries.iter().filter_map(|entry| entry.employee) {
        if let std::collections::hash_map::Entry::Vacant(place) = names.entry(employee) {
            place.insert(
                reader
                    .find_employee(employee)
                    .await?
                    .map(|employee| employee.name),
            );
        }
    }
    let rows = entries
        .into_iter()
        .map(|entry| {
            let name = entry
                .employee
                .and_then(|id| names.get(&id).cloned().flatten());
            audit_row(entry, name)
        })
        .collect();
    Ok(AuditPage {
        rows,
        total: u32::try_from(total).unwrap_or(u32::MAX),
        acts: AuditAct::ALL
            .iter()
            .map(|act| act.code().to_owned())
            .collect(),
    })
}

pub(crate) fn audit_row(entry: AuditEntry, employee: Option<String>) -> AuditRow {
    let (subject_kind, subject_id) = entry.subject.unzip();
    AuditRow {
        number: u32::try_from(entry.number).unwrap_or(u32::MAX),
        at: entry.at.to_rfc3339(),
        employee_id: entry.employee.map(|id| id.to_string()),
        employee,
        act: entry.act.code().to_owned(),
        subject_kind,
        subject_id: subject_id.map(|id| id.to_string()),
        details: entry.details,
        fingerprint: entry.hash,
    }
}
