use chrono::{DateTime, Utc};
use sagsbord_contract::{ErrorCode, ErrorReply};
use sagsbord_domain::access::Right;
use sagsbord_domain::{AuditAct, AuditRecord};
use sagsbord_store::KeptEvent;

use crate::{AppError, Desk};

/// A message that this program could do nothing with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedEvent {
    pub id: String,
    /// What its sender calls its kind; nothing where that could not be read.
    pub told_kind: Option<String>,
    pub arrived_at: DateTime<Utc>,
    /// `unknown_kind`, `too_large`, `not_text`, `malformed` or `no_such_letter`.
    pub reason: String,
    pub bytes: usize,
    pub is_whole: bool,
}

impl Desk {
    /// The newest first. What stands in them may be about anybody, so only how they look is told.
    pub async fn listed_events(
        &self,
        offset: u32,
        most: u32,
    ) -> Result<Vec<ListedEvent>, ErrorReply> {
        listed(self, offset, most)
            .await
            .map_err(|error| error.into_reply("listed_events"))
    }

    /// It has been looked at, and its content is kept no longer.
    pub async fn dismiss_event(&self, id: &str) -> Result<(), ErrorReply> {
        dismiss(self, id)
            .await
            .map_err(|error| error.into_reply("dismiss_event"))
    }
}

async fn listed(desk: &Desk, offset: u32, most: u32) -> Result<Vec<ListedEvent>, AppError> {
    const MOST: u32 = 200;
    desk.session().await?.require(Right::ChangeSettings)?;
    let store = desk.app().store().await?;
    let events = store
        .read()
        .await?
        .listed_events(offset, most.min(MOST))
        .await?;
    Ok(events.into_iter().filter_map(listed_event).collect())
}

fn listed_event(event: KeptEvent) -> Option<ListedEvent> {
    let listed = event.listed?;
    Some(ListedEvent {
        id: event.id,
        told_kind: event.told_kind,
        arrived_at: event.arrived_at,
        reason: listed.reason,
        bytes: listed.content.len(),
        is_whole: listed.is_whole,
    })
}

async fn dismiss(desk: &Desk, id: &str) -> Result<(), AppError> {
    let session = desk.session().await?;
    session.require(Right::ChangeSettings)?;
    let mut writer = desk.app().store().await?.write().await?;
    if !writer.dismiss_event(id).await? {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    let record = AuditRecord::new(session.employee(), AuditAct::PlatformEventDismissed);
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(())
}
