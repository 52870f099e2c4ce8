use sagsbord_contract::{AssignTasks, AssignedTasks, TaskLogKind};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::task::TaskState;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, TaskId};
use sagsbord_store::{TaskEntry, TaskReach};

use super::assignee::assignee;
use super::change::id_of;
use super::show::{find, word_of};
use crate::people::fields::id;
use crate::{AppError, Desk};

const MOST: usize = 500;

/// Many at once, all or none. One that is out of reach is refused as one that is not there; those that whoever is to
/// have them does not see stay where they are, and are counted.
pub(crate) async fn assign_tasks(
    desk: &Desk,
    session: &Session,
    request: AssignTasks,
) -> Result<AssignedTasks, AppError> {
    let reach = TaskReach::of(session, Right::WorkOnCases)?;
    if request.ids.is_empty() || request.ids.len() > MOST {
        return Err(AppError::invalid("ids"));
    }
    let store = desk.app().store().await?;
    let now = desk.app().clock.now();
    let mut reader = store.read().await?;
    // Whoever cannot have any is told before anything is looked at.
    let to = assignee(&mut reader, &request.to, None, session.today()).await?;
    let mut moved = Vec::new();
    let mut left = 0;
    for asked in &request.ids {
        let task: TaskId = id(asked, "ids")?;
        let kept = find(&mut reader, &reach, task).await?;
        let about = kept.case.map(|case| (case, kept.document));
        let sees = assignee(&mut reader, &request.to, about, session.today()).await;
        let is_named_twice = moved
            .iter()
            .any(|(one, _): &(sagsbord_store::KeptTask, _)| one.id == task);
        if kept.state == TaskState::Done || kept.assignee == to || sees.is_err() || is_named_twice {
            left += 1;
            continue;
        }
        let entry = TaskEntry {
            at: now,
            by: session.employee(),
            kind: word_of(TaskLogKind::Assigned).to_owned(),
            was: id_of(kept.assignee),
            became: id_of(to),
        };
        let task = sagsbord_store::KeptTask {
            assignee: to,
            version: kept.version + 1,
            ..kept
        };
        moved.push((task, entry));
    }
    drop(reader);
    let assigned = u32::try_from(moved.len()).unwrap_or(u32::MAX);
    if assigned > 0 {
        let mut writer = store.write().await?;
        for (task, entry) in &moved {
            writer.change_task(task, entry).await?;
        }
        let record = AuditRecord::new(session.employee(), AuditAct::TasksAssigned)
            .with("tasks", AuditDetail::Count(u64::from(assigned)));
        writer.commit_with(&record, now).await?;
    }
    Ok(AssignedTasks { assigned, left })
}
