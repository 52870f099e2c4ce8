use std::collections::HashMap;

use sagsbord_platform::PlatformError;
use sagsbord_platform::index::{Attempt, CaseEntry, Search, StatusCode};
use sagsbord_store::{IndexNews, NewsWants, Writer};
use uuid::Uuid;

use crate::AppError;
use crate::app::App;
use crate::shared_index::copy::{NotKept, anothers_copy};
use crate::shared_index::place::Connected;
use crate::shared_index::pull::{GONE_TITLE, GUARDED_TITLE};
use crate::shared_index::trouble::{Stopped, stopped};

/// As many as one question asks for.
const AT_ONCE: u32 = 100;

/// What one run of looking at what events told came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fetched {
    pub looked_at: u64,
    /// Copies that the index does not show any more.
    pub gone: u64,
    pub messages: u64,
    pub stopped: Option<Stopped>,
}

/// Reads anew what events spoke of, many in one question, until nothing is left to look at.
pub(crate) async fn fetch(app: &App) -> Result<Fetched, AppError> {
    let store = app.store().await?;
    let mut fetched = Fetched::default();
    loop {
        let news = store
            .read()
            .await?
            .index_news(NewsWants::Fetch, AT_ONCE)
            .await?;
        if news.is_empty() {
            return Ok(fetched);
        }
        let Some(connected) = Connected::open(app, &store).await? else {
            fetched.stopped = Some(Stopped::NotConnected);
            return Ok(fetched);
        };
        let shown = match shown(app, &connected, &news, &mut fetched).await {
            Ok(shown) => shown,
            Err(error) => {
                fetched.stopped = Some(stopped(&error));
                return Ok(fetched);
            }
        };
        let mut writer = store.write().await?;
        keep(app, &mut writer, &connected, &news, &shown, &mut fetched).await?;
        for one in &news {
            writer.settle_index_news(one).await?;
        }
        writer.commit().await?;
        fetched.looked_at += news.len() as u64;
    }
}

pub(super) fn is_deleted(entry: &CaseEntry) -> bool {
    const DELETED: &str = "Slettet";
    entry
        .newest()
        .is_some_and(|newest| newest.head.life_cycle.as_deref() == Some(DELETED))
}

/// What the index leaves out is asked for once more by itself: that an entry is gone takes all it said from whoever
/// reads it here, and one answer that is short for another reason must not do that.
async fn shown(
    app: &App,
    connected: &Connected,
    news: &[IndexNews],
    fetched: &mut Fetched,
) -> Result<HashMap<Uuid, CaseEntry>, PlatformError> {
    let mut shown = HashMap::new();
    let mut wanted: Vec<Uuid> = news.iter().map(|one| one.case.uuid()).collect();
    for _ in 0..2 {
        if wanted.is_empty() {
            break;
        }
        let search = Search::by_ids(wanted.clone(), Vec::new());
        let attempt = Attempt {
            transaction: Uuid::new_v4(),
            now: app.clock.now(),
        };
        let reply = connected.index.search(&search, attempt).await?;
        fetched.messages += 1;
        if !matches!(reply.answer.code, StatusCode::Done | StatusCode::NotFound) {
            return Err(PlatformError::NotAllowed);
        }
        shown.extend(reply.cases.into_iter().map(|entry| (entry.id, entry)));
        wanted.retain(|id| !shown.contains_key(id));
    }
    Ok(shown)
}

async fn keep(
    app: &App,
    writer: &mut Writer,
    connected: &Connected,
    news: &[IndexNews],
    shown: &HashMap<Uuid, CaseEntry>,
    fetched: &mut Fetched,
) -> Result<(), AppError> {
    let now = app.clock.now();
    let mut copies = Vec::new();
    for one in news {
        let entry = shown.get(&one.case.uuid());
        let Some(entry) = entry.filter(|entry| !is_deleted(entry)) else {
            let was_here = writer
                .put_index_copy_gone(one.case, GONE_TITLE, now)
                .await?;
            fetched.gone += u64::from(was_here);
            continue;
        };
        match anothers_copy(entry, &connected.roles, connected.place.system, now) {
            Ok(copy) => copies.push(copy),
            Err(NotKept::Guarded) => {
                writer.guard_index_copy(one.case, GUARDED_TITLE).await?;
            }
            Err(NotKept::Ours) => {}
            Err(NotKept::Incomplete(part)) => {
                tracing::warn!(id = %entry.id, part, "an entry of the index is incomplete");
            }
        }
    }
    writer.put_index_cases(&copies, now).await?;
    Ok(())
}
