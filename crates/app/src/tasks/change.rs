use sagsbord_contract::{ChangeTask, ErrorCode, TaskChange, TaskDetail, TaskLogKind};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::task::TaskState;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, TaskId};
use sagsbord_store::{KeptTask, Reader, TaskAssignee, TaskCheck, TaskEntry, TaskReach};

use super::assignee::assignee;
use super::due::{DueFor, read_day, read_due};
use super::fields;
use super::show::{detail, find, word_of};
use crate::deadlines::LawKept;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// One thing at a time, each a line more in the task's log.
pub(crate) async fn change_task(
    desk: &Desk,
    session: &Session,
    request: ChangeTask,
) -> Result<TaskDetail, AppError> {
    let reach = TaskReach::of(session, Right::WorkOnCases)?;
    let task: TaskId = id(&request.id, "id")?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &reach, task).await?;
    if kept.version != request.version {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let changed = changed(desk, session, &mut reader, kept, request.change).await?;
    drop(reader);
    let mut writer = store.write().await?;
    writer.change_task(&changed.task, &changed.entry).await?;
    if let Some(check) = &changed.check {
        writer.put_task_check(task, check).await?;
    }
    let mut record = AuditRecord::new(session.employee(), AuditAct::TaskChanged)
        .about("task", task.uuid())
        .with("change", AuditDetail::Code(word_of(changed.kind)));
    if let Some(case) = changed.task.case {
        record = record.with("case", AuditDetail::Id(case.uuid()));
    }
    writer.commit_with(&record, changed.entry.at).await?;
    let mut reader = store.read().await?;
    detail(desk, session, &mut reader, &changed.task).await
}

struct Changed {
    task: KeptTask,
    kind: TaskLogKind,
    entry: TaskEntry,
    check: Option<TaskCheck>,
}

/// What becomes of it. Nothing is written.
async fn changed(
    desk: &Desk,
    session: &Session,
    reader: &mut Reader,
    mut task: KeptTask,
    change: TaskChange,
) -> Result<Changed, AppError> {
    let (now, by) = (desk.app().clock.now(), session.employee());
    let is_done = task.state == TaskState::Done;
    if is_done && !matches!(change, TaskChange::Undo) {
        return Err(AppError::problem("change", "already_done"));
    }
    let mut check = None;
    let (kind, was, became) = match change {
        TaskChange::Assign { to } => {
            let about = task.case.map(|case| (case, task.document));
            let to = assignee(reader, &to, about, session.today()).await?;
            let was = id_of(task.assignee);
            task.assignee = to;
            (TaskLogKind::Assigned, was, id_of(to))
        }
        TaskChange::SetDue { due } => {
            let filter = session.filter(Right::WorkOnCases)?;
            let due_for = DueFor {
                filter: &filter,
                case: task.case,
                document: task.document,
                today: session.today(),
            };
            let law = LawKept::read(desk.app(), reader).await?;
            let (due, how) = read_due(reader, &law, &due_for, &due).await?;
            let was = task.due;
            (task.due, task.due_how) = (due, how);
            let text = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
            (TaskLogKind::DueSet, text(was), text(due))
        }
        TaskChange::Wait {
            waiting_for,
            follow_up,
        } => {
            let waiting_for = fields::waiting_for(&waiting_for)?;
            let follow_up = follow_up.as_deref().filter(|day| !day.trim().is_empty());
            let was = task.waiting_for.replace(waiting_for.clone());
            task.follow_up = follow_up.map(|day| read_day(day, "followUp")).transpose()?;
            task.state = TaskState::Waiting;
            (TaskLogKind::Waits, was, Some(waiting_for))
        }
        TaskChange::Resume => {
            if task.state != TaskState::Waiting {
                return Err(AppError::problem("change", "not_waiting"));
            }
            task.state = TaskState::Open;
            task.follow_up = None;
            (TaskLogKind::Resumed, task.waiting_for.take(), None)
        }
        TaskChange::Complete => {
            task.state = TaskState::Done;
            task.done = Some((now, by));
            (TaskLogKind::Done, None, None)
        }
        TaskChange::Undo => {
            if !is_done {
                return Err(AppError::problem("change", "not_done"));
            }
            // As it stood: what it waited for is still there.
            task.state = match task.waiting_for {
                Some(_) => TaskState::Waiting,
                None => TaskState::Open,
            };
            task.done = None;
            (TaskLogKind::Undone, None, None)
        }
        TaskChange::Tick { number } => {
            check = Some(row(reader, &task, number, Some((now, by))).await?);
            (TaskLogKind::Ticked, None, Some(number.to_string()))
        }
        TaskChange::Untick { number } => {
            check = Some(row(reader, &task, number, None).await?);
            (TaskLogKind::Unticked, None, Some(number.to_string()))
        }
        TaskChange::Retitle { title, text } => {
            let title = fields::title(&title)?;
            task.text = fields::text(&text)?;
            let was = std::mem::replace(&mut task.title, title.clone());
            (TaskLogKind::Retitled, Some(was), Some(title))
        }
        TaskChange::AddCheck { text } => {
            let text = fields::check(&text)?;
            let rows = reader.task_checks(task.id).await?;
            if rows.len() >= fields::MOST_CHECKS {
                return Err(AppError::problem("checklist", "too_many"));
            }
            check = Some(TaskCheck {
                number: rows.last().map_or(1, |last| last.number + 1),
                text: text.clone(),
                ticked: None,
            });
            (TaskLogKind::CheckAdded, None, Some(text))
        }
    };
    task.version += 1;
    let entry = TaskEntry {
        at: now,
        by,
        kind: word_of(kind).to_owned(),
        was,
        became,
    };
    Ok(Changed {
        task,
        kind,
        entry,
        check,
    })
}

pub(super) fn id_of(assignee: TaskAssignee) -> Option<String> {
    match assignee {
        TaskAssignee::Nobody => None,
        TaskAssignee::Employee(id) => Some(id.to_string()),
        TaskAssignee::Team(id) => Some(id.to_string()),
    }
}

async fn row(
    reader: &mut Reader,
    task: &KeptTask,
    number: u32,
    ticked: Option<(chrono::DateTime<chrono::Utc>, sagsbord_domain::EmployeeId)>,
) -> Result<TaskCheck, AppError> {
    let rows = reader.task_checks(task.id).await?;
    let row = rows.into_iter().find(|row| row.number == number);
    let row = row.ok_or_else(|| AppError::invalid("number"))?;
    Ok(TaskCheck { ticked, ..row })
}
