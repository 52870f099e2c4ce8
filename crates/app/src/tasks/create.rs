use sagsbord_contract::{CreateTask, ErrorCode, TaskDetail, TaskLogKind};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::task::TaskState;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, DocumentId, TaskId};
use sagsbord_store::{KeptTask, Reader, TaskCheck, TaskEntry};
use uuid::Uuid;

use super::assignee::assignee;
use super::due::{DueFor, read_due};
use super::fields;
use super::show::{detail, word_of};
use crate::deadlines::LawKept;
use crate::people::fields::optional_id;
use crate::{AppError, Desk};

pub(crate) async fn create_task(
    desk: &Desk,
    session: &Session,
    request: CreateTask,
) -> Result<TaskDetail, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let (title, text) = (fields::title(&request.title)?, fields::text(&request.text)?);
    let checklist = fields::checklist(&request.checklist)?;
    let store = desk.app().store().await?;
    let now = desk.app().clock.now();
    let by = session.employee();
    let mut reader = store.read().await?;
    let (case, document) = about(
        &mut reader,
        &filter,
        request.case_id.as_deref(),
        request.document_id.as_deref(),
    )
    .await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let due_for = DueFor {
        filter: &filter,
        case,
        document,
        today: session.today(),
    };
    let (due, due_how) = read_due(&mut reader, &law, &due_for, &request.due).await?;
    let of = case.map(|case| (case, document));
    let assignee = assignee(&mut reader, &request.assignee, of, session.today()).await?;
    drop(reader);
    let task = KeptTask {
        id: TaskId::new(Uuid::now_v7()),
        title,
        text,
        case,
        document,
        created_by: by,
        created_at: now,
        assignee,
        due,
        due_how,
        state: TaskState::Open,
        waiting_for: None,
        follow_up: None,
        done: None,
        version: 1,
    };
    let entry = TaskEntry {
        at: now,
        by,
        kind: word_of(TaskLogKind::Created).to_owned(),
        was: None,
        became: None,
    };
    let mut writer = store.write().await?;
    writer.add_task(&task).await?;
    writer.add_task_entry(task.id, task.version, &entry).await?;
    for (number, text) in (1..).zip(checklist) {
        let ticked = None;
        let check = TaskCheck {
            number,
            text,
            ticked,
        };
        writer.put_task_check(task.id, &check).await?;
    }
    let mut record = AuditRecord::new(by, AuditAct::TaskCreated).about("task", task.id.uuid());
    if let Some(case) = case {
        record = record.with("case", AuditDetail::Id(case.uuid()));
    }
    if let Some(due) = due {
        record = record.with("due", AuditDetail::Day(due));
    }
    writer.commit_with(&record, now).await?;
    let mut reader = store.read().await?;
    detail(desk, session, &mut reader, &task).await
}

/// The case and the document that a task is about, as far as they are within reach.
pub(super) async fn about(
    reader: &mut Reader,
    filter: &AccessFilter,
    case: Option<&str>,
    document: Option<&str>,
) -> Result<(Option<CaseId>, Option<DocumentId>), AppError> {
    let not_found = || AppError::new(ErrorCode::NotFound);
    let case: Option<CaseId> = optional_id(case, "caseId")?;
    let document: Option<DocumentId> = optional_id(document, "documentId")?;
    match (case, document) {
        (None, Some(_)) => return Err(AppError::invalid("caseId")),
        (None, None) => {}
        (Some(case), document) => {
            reader
                .find_case(filter, case)
                .await?
                .ok_or_else(not_found)?;
            if let Some(document) = document {
                let documents = reader.documents_of(filter, case).await?;
                if documents.iter().all(|one| one.id != document) {
                    return Err(not_found());
                }
            }
        }
    }
    Ok((case, document))
}
