use sagsbord_contract::{CommentTask, ErrorCode, TaskDetail};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, TaskId};
use sagsbord_store::TaskReach;

use super::fields;
use super::show::{detail, find};
use crate::people::fields::id;
use crate::{AppError, Desk};

/// A conversation longer than this belongs in the case.
const MOST_COMMENTS: u32 = 1_000;

/// Also of a task that is done. A comment changes nothing that anybody else could be writing, so it has no version.
pub(crate) async fn comment_task(
    desk: &Desk,
    session: &Session,
    request: CommentTask,
) -> Result<TaskDetail, AppError> {
    let reach = TaskReach::of(session, Right::WorkOnCases)?;
    let task: TaskId = id(&request.id, "id")?;
    let text = fields::comment(&request.text)?;
    let store = desk.app().store().await?;
    let now = desk.app().clock.now();
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &reach, task).await?;
    if reader.count_task_comments(task).await? >= MOST_COMMENTS {
        return Err(AppError::problem("text", "too_many"));
    }
    drop(reader);
    let mut writer = store.write().await?;
    writer
        .add_task_comment(task, now, session.employee(), &text)
        .await?;
    let mut record =
        AuditRecord::new(session.employee(), AuditAct::TaskCommented).about("task", task.uuid());
    if let Some(case) = kept.case {
        record = record.with("case", AuditDetail::Id(case.uuid()));
    }
    writer.commit_with(&record, now).await?;
    let mut reader = store.read().await?;
    let kept = reader.find_task(&reach, task).await?;
    let kept = kept.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    detail(desk, session, &mut reader, &kept).await
}
