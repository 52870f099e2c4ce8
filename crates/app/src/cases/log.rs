use std::collections::BTreeSet;

use sagsbord_contract::{CaseLog, CaseLogPage, ErrorCode, LogSubject};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, CaseId, TaskId};
use sagsbord_store::{AuditEntry, Reader, TaskReach};

use crate::audit::list::audit_row;
use crate::people::fields::id;
use crate::people::names::names;
use crate::{AppError, Desk};

const LARGEST_PAGE: u32 = 200;

/// The log's lines about one case, for whoever may read the case: who looked at it, and who changed what.
pub(crate) async fn case_log(
    desk: &Desk,
    session: &Session,
    request: CaseLog,
) -> Result<CaseLogPage, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let case: CaseId = id(&request.id, "id")?;
    let limit = request.limit.clamp(1, LARGEST_PAGE);
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let before = request.before.map(i64::from);
    let mut entries = reader
        .audit_of_case(&filter, case, before, limit + 1)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let names = names(&mut reader).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = entries.len() > most;
    entries.truncate(most);
    let subjects = subjects(&mut reader, session, case, &entries).await?;
    drop(reader);
    // The first page is the look; the others belong to it.
    if before.is_none() {
        let record =
            AuditRecord::new(session.employee(), AuditAct::CaseLogRead).about("case", case.uuid());
        let writer = store.write().await?;
        writer.commit_with(&record, desk.app().clock.now()).await?;
    }
    Ok(CaseLogPage {
        has_more,
        subjects,
        rows: entries
            .into_iter()
            .map(|entry| {
                let name = entry.employee.and_then(|id| names.get(&id).cloned());
                audit_row(entry, name)
            })
            .collect(),
    })
}

/// The log itself holds no names: they are looked up where each is kept, as far as they are within reach.
async fn subjects(
    reader: &mut Reader,
    session: &Session,
    case: CaseId,
    entries: &[AuditEntry],
) -> Result<Vec<LogSubject>, AppError> {
    let reach = TaskReach::of(session, Right::ReadCases)?;
    let of_kind = |kind: &str| -> BTreeSet<_> {
        let subjects = entries.iter().filter_map(|entry| entry.subject.as_ref());
        let of_kind = subjects.filter(|(one, _)| one == kind);
        of_kind.map(|(_, id)| *id).collect()
    };
    let mut subjects = Vec::new();
    for task in of_kind("task") {
        if let Some(task) = reader.find_task(&reach, TaskId::new(task)).await? {
            subjects.push(LogSubject {
                id: task.id.to_string(),
                name: task.title,
            });
        }
    }
    let documents = of_kind("document");
    if !documents.is_empty() {
        let all = reader.documents_of(reach.cases(), case).await?;
        let named = all
            .into_iter()
            .filter(|one| documents.contains(&one.id.uuid()));
        subjects.extend(named.map(|document| LogSubject {
            id: document.id.to_string(),
            name: document.title,
        }));
    }
    Ok(subjects)
}
