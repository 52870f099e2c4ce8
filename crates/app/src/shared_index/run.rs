//! Runs of work with the index: one at a time, and how each went is kept for whoever asks.

use sagsbord_contract::DeskEvent;
use sagsbord_store::{IndexState, NewsWants, Store};
use uuid::Uuid;

use super::at_hand::KeptComparison;
use super::pace::Pace;
use super::place::Connected;
use super::pull::{self, Pulled};
use super::push::{self, Pushed};
use super::reconcile::{self, Compared};
use super::trouble::{Stopped, kept};
use crate::AppError;
use crate::app::App;

/// More differences than anybody mends one by one: the connection is to another municipality's index, for example.
const MOST_DIFFERENCES: usize = 5_000;
/// As many cases that others wrote in as one comparison is taken to have looked at.
const MOST_NEWS: u32 = 10_000;

impl App {
    /// Tells the index what it has yet to hear. Nobody needs to sit at a desk for it: what may go out is decided by
    /// the gate, not by who is signed in.
    pub async fn tell_index(&self) -> Result<Pushed, AppError> {
        tell(self, Pace::steady()).await
    }

    /// Fetches what others own and we may see, as far as it changed since the last time.
    pub async fn ask_index(&self) -> Result<Pulled, AppError> {
        ask(self, Pace::steady()).await
    }

    /// Holds all of ours against the index, both ways, and changes nothing.
    pub async fn compare_with_index(&self) -> Result<Compared, AppError> {
        compare(self, Pace::steady()).await
    }

    /// Makes the index say what we say of these.
    pub async fn mend_in_index(&self, objects: &[Uuid]) -> Result<u64, AppError> {
        reconcile::mend_in_index(self, objects).await
    }
}

pub(super) async fn tell(app: &App, pace: Pace<'_>) -> Result<Pushed, AppError> {
    let _turn = app.index.turn().await;
    let pushed = push::push(app, pace).await?;
    let moved = pushed.confirmed + pushed.held + pushed.parked > 0;
    let spoke = pushed.messages > 0;
    note(app, Way::Tell, spoke, moved, pushed.stopped).await?;
    Ok(pushed)
}

pub(super) async fn ask(app: &App, pace: Pace<'_>) -> Result<Pulled, AppError> {
    let _turn = app.index.turn().await;
    let store = app.store().await?;
    let Some(connected) = Connected::open(app, &store).await? else {
        return Ok(Pulled {
            stopped: Some(Stopped::NotConnected),
            ..Pulled::default()
        });
    };
    let pulled = pull::pull(app, &connected, pace).await?;
    let moved = pulled.new + pulled.changed + pulled.guarded > 0;
    note(app, Way::Ask, pulled.messages > 0, moved, pulled.stopped).await?;
    Ok(pulled)
}

/// Keeps what was found, for as long as the program runs: it is true of one moment only.
pub(super) async fn compare(app: &App, pace: Pace<'_>) -> Result<Compared, AppError> {
    let _turn = app.index.turn().await;
    let store = app.store().await?;
    let wrote = store
        .read()
        .await?
        .index_news(NewsWants::Compare, MOST_NEWS)
        .await?;
    let compared = reconcile::compare(app, pace).await?;
    let spoke = compared.stopped.is_none();
    note(app, Way::Compare, spoke, spoke, compared.stopped).await?;
    if compared.stopped.is_none() {
        let mut writer = store.write().await?;
        for news in &wrote {
            writer.settle_index_news(news).await?;
        }
        writer.commit().await?;
        let mut kept = compared.clone();
        let is_cut = kept.differences.len() > MOST_DIFFERENCES;
        kept.differences.truncate(MOST_DIFFERENCES);
        app.index.keep_comparison(Some(KeptComparison {
            at: app.clock.now(),
            compared: kept,
            is_cut,
        }));
    }
    Ok(compared)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Tell,
    Ask,
    Compare,
}

/// The screens are told when something moved, or when trouble came or went.
async fn note(
    app: &App,
    way: Way,
    spoke: bool,
    moved: bool,
    stopped: Option<Stopped>,
) -> Result<(), AppError> {
    if stopped == Some(Stopped::NotConnected) {
        return Ok(());
    }
    let now = app.clock.now();
    let store = app.store().await?;
    let before = state(&store).await?;
    let mut after = before.clone();
    if let Some(trouble) = stopped.and_then(Stopped::trouble) {
        let word = kept(trouble);
        // The same trouble is as old as it was.
        if after
            .trouble
            .as_ref()
            .is_none_or(|(known, _)| *known != word)
        {
            after.trouble = Some((word, now));
        }
    } else if spoke {
        after.trouble = None;
        after.last_contact = Some(now);
    }
    if stopped.is_none() {
        match way {
            Way::Tell => after.last_told = Some(now),
            Way::Ask => after.last_asked = Some(now),
            Way::Compare => {}
        }
    }
    if after != before {
        let mut writer = store.write().await?;
        writer.put_index_state(&after).await?;
        writer.commit().await?;
    }
    if moved || after.trouble != before.trouble {
        app.tell_all(DeskEvent::Index);
    }
    Ok(())
}

async fn state(store: &Store) -> Result<IndexState, AppError> {
    Ok(store.read().await?.index_state().await?)
}
