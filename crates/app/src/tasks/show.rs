use std::collections::HashMap;

use sagsbord_contract::{
    ErrorCode, ShowTask, TaskCheckRow, TaskCommentRow, TaskDetail, TaskLogKind, TaskLogRow,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, EmployeeId, TaskId};
use sagsbord_store::{KeptTask, Reader, TaskCheck, TaskEntry, TaskReach};

use super::due;
use super::row::task_row;
use crate::deadlines::LawKept;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// Opening a task of a case is logged before its content is handed out.
pub(crate) async fn show_task(
    desk: &Desk,
    session: &Session,
    request: ShowTask,
) -> Result<TaskDetail, AppError> {
    let reach = TaskReach::of(session, Right::ReadCases)?;
    let task: TaskId = id(&request.id, "id")?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &reach, task).await?;
    let detail = detail(desk, session, &mut reader, &kept).await?;
    drop(reader);
    if let Some(case) = kept.case {
        let record = AuditRecord::new(session.employee(), AuditAct::TaskRead)
            .about("task", task.uuid())
            .with("case", AuditDetail::Id(case.uuid()));
        let writer = store.write().await?;
        writer.commit_with(&record, desk.app().clock.now()).await?;
    }
    Ok(detail)
}

pub(super) async fn find(
    reader: &mut Reader,
    reach: &TaskReach,
    task: TaskId,
) -> Result<KeptTask, AppError> {
    reader
        .find_task(reach, task)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))
}

/// A task that was found within the session's reach.
pub(super) async fn detail(
    desk: &Desk,
    session: &Session,
    reader: &mut Reader,
    kept: &KeptTask,
) -> Result<TaskDetail, AppError> {
    let law = LawKept::read(desk.app(), reader).await?;
    let checks = reader.task_checks(kept.id).await?;
    let comments = reader.task_comments(kept.id).await?;
    let log = reader.task_log(kept.id).await?;
    let names = Names::of(reader).await?;
    let document = match kept.document {
        Some(document) => {
            let filter = session.filter(Right::ReadCases)?;
            reader.find_document(&filter, document).await?
        }
        None => None,
    };
    let may_change = match TaskReach::of(session, Right::WorkOnCases) {
        Ok(reach) => reader.find_task(&reach, kept.id).await?.is_some(),
        Err(_) => false,
    };
    let line = reader.task_line(kept.id).await?;
    Ok(TaskDetail {
        row: task_row(line, session.today()),
        text: kept.text.clone(),
        created_at: kept.created_at.to_rfc3339(),
        document_title: document.map(|document| document.title),
        due_how: kept
            .due_how
            .as_ref()
            .zip(kept.due)
            .map(|(how, day)| due::told(how, day, &law)),
        comments: comments
            .into_iter()
            .map(|comment| TaskCommentRow {
                number: comment.number,
                at: comment.at.to_rfc3339(),
                by: names.person(comment.by),
                text: comment.text,
            })
            .collect(),
        log: log
            .into_iter()
            .filter_map(|entry| log_row(entry, &checks, &names))
            .collect(),
        checklist: checks
            .into_iter()
            .map(|check| check_row(check, &names))
            .collect(),
        version: kept.version,
        may_change,
    })
}

fn check_row(check: TaskCheck, names: &Names) -> TaskCheckRow {
    TaskCheckRow {
        number: check.number,
        text: check.text,
        ticked_at: check.ticked.map(|(at, _)| at.to_rfc3339()),
        ticked_by: check.ticked.map(|(_, by)| names.person(by)),
    }
}

/// A kind that a later program wrote is passed over: this one has no word for it.
fn log_row(entry: TaskEntry, checks: &[TaskCheck], names: &Names) -> Option<TaskLogRow> {
    let kind = kind_of(&entry.kind)?;
    let in_words = |value: Option<String>| match kind {
        TaskLogKind::Assigned => value.map(|id| names.of_id(&id)),
        TaskLogKind::Ticked | TaskLogKind::Unticked => value.and_then(|number| {
            let number: u32 = number.parse().ok()?;
            let check = checks.iter().find(|check| check.number == number)?;
            Some(check.text.clone())
        }),
        _ => value,
    };
    Some(TaskLogRow {
        at: entry.at.to_rfc3339(),
        by: names.person(entry.by),
        kind,
        was: in_words(entry.was),
        became: in_words(entry.became),
    })
}

const KINDS: [(TaskLogKind, &str); 11] = [
    (TaskLogKind::Created, "created"),
    (TaskLogKind::Assigned, "assigned"),
    (TaskLogKind::DueSet, "due_set"),
    (TaskLogKind::Waits, "waits"),
    (TaskLogKind::Resumed, "resumed"),
    (TaskLogKind::Done, "done"),
    (TaskLogKind::Undone, "undone"),
    (TaskLogKind::Ticked, "ticked"),
    (TaskLogKind::Unticked, "unticked"),
    (TaskLogKind::Retitled, "retitled"),
    (TaskLogKind::CheckAdded, "check_added"),
];

/// The word a kind is kept under. It never changes once released.
pub(super) fn word_of(kind: TaskLogKind) -> &'static str {
    let found = KINDS.iter().find(|(one, _)| *one == kind);
    found.map_or("", |(_, word)| word)
}

fn kind_of(word: &str) -> Option<TaskLogKind> {
    KINDS
        .iter()
        .find(|(_, one)| *one == word)
        .map(|(kind, _)| *kind)
}

/// What people and teams are called.
struct Names(HashMap<String, String>);

impl Names {
    async fn of(reader: &mut Reader) -> Result<Self, AppError> {
        let mut names = HashMap::new();
        for employee in reader.list_employees().await? {
            names.insert(employee.id.to_string(), employee.name);
        }
        for team in reader.list_teams().await? {
            names.insert(team.id.to_string(), team.name);
        }
        Ok(Self(names))
    }

    fn of_id(&self, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_default()
    }

    fn person(&self, id: EmployeeId) -> String {
        self.of_id(&id.to_string())
    }
}
