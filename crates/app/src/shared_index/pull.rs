use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_domain::CaseId;
use sagsbord_platform::PlatformError;
use sagsbord_platform::index::{
    Attempt, Between, CaseWanted, Expression, Order, Page, Search, SearchReply, Show, StatusCode,
};
use sagsbord_store::{Copied, Store};
use uuid::Uuid;

use super::copy::{NotKept, copy_of};
use super::place::Connected;
use super::push::{Stopped, stopped};
use crate::AppError;
use crate::app::App;

/// What the index gives at once; it may give fewer.
const AT_ONCE: i64 = 500;
/// The index's clock and ours, and messages that were on their way, are never further apart than this.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);
/// No index takes in so much in one thousandth of a second: it is not listening to what it is asked.
const MOST_AT_ONE_MOMENT: i64 = 20_000;
/// In place of a title that is no longer for those who read it before.
const GUARDED_TITLE: &str = "Skærmet sag";
const MARK: &str = "cases";

/// What one run brought here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pulled {
    pub new: u64,
    pub changed: u64,
    pub as_before: u64,
    pub own: u64,
    /// Kept from everybody here, because the index names who may see them.
    pub guarded: u64,
    pub incomplete: u64,
    pub messages: u64,
    pub stopped: Option<Stopped>,
}

/// Fetches what changed in the index since the last time, page by page; each page is kept with how far it reaches,
/// so that a run that is cut off goes on there.
pub(crate) async fn pull(app: &App) -> Result<Pulled, AppError> {
    let store = app.store().await?;
    let mut pulled = Pulled::default();
    let Some(connected) = Connected::open(&store).await? else {
        pulled.stopped = Some(Stopped::NotConnected);
        return Ok(pulled);
    };
    let mark = store.read().await?.index_mark(MARK).await?;
    let mut since = mark.map_or(DateTime::<Utc>::UNIX_EPOCH, |(mark, _)| mark - OVERLAP);
    let mut first = 0;
    loop {
        let now = app.clock.now();
        let reply = match page(&connected, since, first, now).await {
            Ok(reply) => reply,
            Err(error) => {
                pulled.stopped = Some(stopped(&error));
                return Ok(pulled);
            }
        };
        pulled.messages += 1;
        let reached = keep(&store, &connected, &reply, now, &mut pulled).await?;
        let count = i64::try_from(reply.cases.len()).unwrap_or(i64::MAX);
        match reached {
            None => return Ok(pulled),
            // The next page begins where this one ended, not at a number: while we read, others write, and what is
            // changed moves to the end, so that numbers would pass over its neighbour.
            Some(reached) if reached > since => {
                let is_last = count < AT_ONCE && first == 0 && reply_is_short(&reply);
                since = reached;
                first = 0;
                if is_last {
                    return Ok(pulled);
                }
            }
            // A whole page of one moment: only then by number.
            Some(_) if count > 0 && !reply_is_short(&reply) => {
                first += count;
                if first > MOST_AT_ONE_MOMENT {
                    tracing::warn!("the index gives the same page again and again");
                    pulled.stopped = Some(Stopped::Trouble);
                    return Ok(pulled);
                }
            }
            Some(_) => return Ok(pulled),
        }
    }
}

/// Whether the index says that there is no more than what it gave.
fn reply_is_short(reply: &SearchReply) -> bool {
    use sagsbord_platform::index::Counted;
    let given = i64::try_from(reply.cases.len()).unwrap_or(i64::MAX);
    reply
        .counts
        .iter()
        .find(|count| count.of == Counted::Cases)
        .map_or(given == 0, |count| count.number <= given)
}

async fn page(
    connected: &Connected,
    since: DateTime<Utc>,
    first: i64,
    now: DateTime<Utc>,
) -> Result<SearchReply, PlatformError> {
    let search = Search {
        expression: Some(Expression::of_cases(CaseWanted {
            page: Some(Page {
                first,
                most: AT_ONCE,
            }),
            changed: Between::since(since),
            ..CaseWanted::default()
        })),
        show: Show::all_of_cases(),
        order: Some(Order::OldestFirst),
        ..Search::default()
    };
    let attempt = Attempt {
        transaction: Uuid::new_v4(),
        now,
    };
    let reply = connected.index.search(&search, attempt).await?;
    match reply.answer.code {
        StatusCode::Done | StatusCode::NotFound => Ok(reply),
        _ => Err(PlatformError::NotAllowed),
    }
}

/// Gives the newest moment of the page; nothing when it was empty.
async fn keep(
    store: &Store,
    connected: &Connected,
    reply: &SearchReply,
    now: DateTime<Utc>,
    pulled: &mut Pulled,
) -> Result<Option<DateTime<Utc>>, AppError> {
    let mut writer = store.write().await?;
    let mut reached: Option<DateTime<Utc>> = None;
    for entry in &reply.cases {
        let received = entry.newest().and_then(|newest| newest.head.received);
        reached = reached.max(received);
        match copy_of(entry, &connected.roles, now) {
            Ok(case) => match writer.put_index_case(&case, now).await? {
                Copied::New => pulled.new += 1,
                Copied::Changed => pulled.changed += 1,
                Copied::AsBefore => pulled.as_before += 1,
                Copied::Own => pulled.own += 1,
            },
            Err(NotKept::Guarded) => {
                writer
                    .guard_index_copy(CaseId::new(entry.id), GUARDED_TITLE)
                    .await?;
                pulled.guarded += 1;
            }
            Err(NotKept::Incomplete(part)) => {
                tracing::warn!(id = %entry.id, part, "an entry of the index is incomplete");
                pulled.incomplete += 1;
            }
        }
    }
    if let Some(reached) = reached {
        writer.put_index_mark(MARK, reached, now).await?;
    }
    writer.commit().await?;
    Ok(reached)
}
