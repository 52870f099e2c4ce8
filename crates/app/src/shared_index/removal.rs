use sagsbord_contract::{ErrorCode, ErrorReply};
use sagsbord_domain::access::Right;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, IndexObjectId};
use sagsbord_store::{IndexKind, IndexOperation, QueuedStep, Writer};

use crate::{AppError, Desk};

impl Desk {
    /// Takes a case of ours out of the index, with its documents, for good: it is never told of again by itself. Gives
    /// how many objects that is.
    pub async fn remove_from_index(&self, case: CaseId) -> Result<u64, ErrorReply> {
        remove(self, case)
            .await
            .map_err(|error| error.into_reply("remove_from_index"))
    }
}

async fn remove(desk: &Desk, case: CaseId) -> Result<u64, AppError> {
    let session = desk.session().await?;
    let filter = session.filter(Right::WorkOnCases)?;
    let store = desk.app().store().await?;
    store
        .read()
        .await?
        .find_case(&filter, case)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let now = desk.app().clock.now();
    let mut writer = store.write().await?;
    // Another system's case is not ours to remove.
    if writer.is_copy(case).await? {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    let Some(found) = writer.case_for_index(case).await? else {
        return Err(AppError::new(ErrorCode::NotFound));
    };
    let mut objects = vec![(IndexObjectId::new(case.uuid()), IndexKind::Case)];
    objects.extend(
        found
            .documents
            .iter()
            .map(|(id, _)| (IndexObjectId::new(id.uuid()), IndexKind::Document)),
    );
    let mut removed = 0;
    for (object, kind) in objects {
        removed += u64::from(queue_removal(&mut writer, object, kind, now).await?);
    }
    let record = AuditRecord::new(session.employee(), AuditAct::IndexRemovalQueued)
        .about("case", case.uuid())
        .with("objects", AuditDetail::Count(removed));
    writer.commit_with(&record, now).await?;
    desk.app().index.something_was_queued();
    Ok(removed)
}

/// What was queued before and never sent is not sent any more: it would tell of what is to be gone. An object that
/// was never told of gets its mark too, so that nothing tells of it later.
async fn queue_removal(
    writer: &mut Writer,
    object: IndexObjectId,
    kind: IndexKind,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<bool, AppError> {
    if writer.is_removed_from_index(object).await? {
        return Ok(false);
    }
    writer.drop_unsent_index_steps(object).await?;
    let step = QueuedStep {
        object,
        kind,
        operation: IndexOperation::Remove,
        content: None,
        note: None,
    };
    writer.queue_index_step(&step, now).await?;
    Ok(true)
}
