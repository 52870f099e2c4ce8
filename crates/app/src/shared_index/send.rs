use sagsbord_contract::ErrorReply;
use sagsbord_domain::access::Right;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_store::OutboxCounts;

use super::pace::Pace;
use super::push::{self, Pushed};
use crate::{AppError, Desk};

impl Desk {
    /// Puts all of our own cases that the index has never heard of into its queue. Gives how many steps that is.
    pub async fn queue_for_index(&self) -> Result<u64, ErrorReply> {
        queue(self)
            .await
            .map_err(|error| error.into_reply("queue_for_index"))
    }

    /// Tells the index what it has yet to hear.
    pub async fn send_to_index(&self) -> Result<Pushed, ErrorReply> {
        send(self)
            .await
            .map_err(|error| error.into_reply("send_to_index"))
    }

    /// How many of others' cases are kept here.
    pub async fn index_copies(&self) -> Result<u64, ErrorReply> {
        copies(self)
            .await
            .map_err(|error| error.into_reply("index_copies"))
    }

    /// What waits, and for how long.
    pub async fn index_queue(&self) -> Result<OutboxCounts, ErrorReply> {
        counts(self)
            .await
            .map_err(|error| error.into_reply("index_queue"))
    }
}

async fn queue(desk: &Desk) -> Result<u64, AppError> {
    let session = desk.session().await?;
    session.require(Right::ChangeSettings)?;
    let queued = push::queue_all(desk.app(), Pace::steady()).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::IndexQueued)
        .with("steps", AuditDetail::Count(queued));
    let writer = desk.app().store().await?.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(queued)
}

async fn send(desk: &Desk) -> Result<Pushed, AppError> {
    let session = desk.session().await?;
    session.require(Right::ChangeSettings)?;
    let pushed = desk.app().tell_index().await?;
    let record = AuditRecord::new(session.employee(), AuditAct::IndexSent)
        .with("confirmed", AuditDetail::Count(pushed.confirmed))
        .with("held", AuditDetail::Count(pushed.held));
    let writer = desk.app().store().await?.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(pushed)
}

async fn counts(desk: &Desk) -> Result<OutboxCounts, AppError> {
    let session = desk.session().await?;
    session.require(Right::ChangeSettings)?;
    Ok(desk
        .app()
        .store()
        .await?
        .read()
        .await?
        .outbox_counts()
        .await?)
}

async fn copies(desk: &Desk) -> Result<u64, AppError> {
    let session = desk.session().await?;
    session.require(Right::ChangeSettings)?;
    let store = desk.app().store().await?;
    Ok(store.read().await?.count_index_copies().await?)
}
