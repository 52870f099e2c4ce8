use sagsbord_contract::ErrorReply;
use sagsbord_domain::access::Right;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_store::OutboxCounts;

use super::pace::Pace;
use super::place::Connected;
use super::pull::{self, Pulled};
use super::push::{self, Pushed, Stopped};
use super::reconcile::{self, Compared};
use crate::{App, AppError, Desk};
use uuid::Uuid;

impl App {
    /// Tells the index what it has yet to hear. Nobody needs to sit at a desk for it: what may go out is decided by
    /// the gate, not by who is signed in.
    pub async fn tell_index(&self) -> Result<Pushed, AppError> {
        push::push(self).await
    }

    /// Holds all of ours against the index, both ways, and changes nothing.
    pub async fn compare_with_index(&self) -> Result<Compared, AppError> {
        reconcile::compare(self).await
    }

    /// Makes the index say what we say of these.
    pub async fn mend_in_index(&self, objects: &[Uuid]) -> Result<u64, AppError> {
        reconcile::mend_in_index(self, objects).await
    }

    /// Fetches what others own and we may see, as far as it changed since the last time.
    pub async fn ask_index(&self) -> Result<Pulled, AppError> {
        let store = self.store().await?;
        let Some(connected) = Connected::open(&store).await? else {
            return Ok(Pulled {
                stopped: Some(Stopped::NotConnected),
                ..Pulled::default()
            });
        };
        pull::pull(self, &connected, Pace::steady()).await
    }
}

impl Desk {
    /// Puts all of our own cases that the index has never heard of into its queue. Gives how many steps that is.
    pub async fn queue_for_index(&self, source: &str) -> Result<u64, ErrorReply> {
        queue(self, source)
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

async fn queue(desk: &Desk, source: &str) -> Result<u64, AppError> {
    let session = desk.session().await?;
    session.require(Right::ChangeSettings)?;
    let queued = push::queue_all(desk.app(), source).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::IndexQueued)
        .with("steps", AuditDetail::Count(queued));
    let writer = desk.app().store().await?.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(queued)
}

async fn send(desk: &Desk) -> Result<Pushed, AppError> {
    let session = desk.session().await?;
    session.require(Right::ChangeSettings)?;
    let pushed = push::push(desk.app()).await?;
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
