use std::sync::Arc;

use chrono::{DateTime, Utc};
use sagsbord_platform::PlatformError;
use sagsbord_platform::index::{
    Attempt, Between, CaseLists, CaseWanted, Counted, Expression, IndexClient, Order, Page,
    RoleBook, Search, SearchReply, Show, StatusCode,
};
use sagsbord_platform::xml::Malformed;
use tokio::sync::mpsc::Sender;
use uuid::Uuid;

use super::copy::Taken;
use super::place::Connected;
use crate::ports::Clock;

/// What the index gives at once; it may give fewer.
const AT_ONCE: i64 = 500;
/// No index takes in so much in one thousandth of a second: it is not listening to what it is asked.
const MOST_AT_ONE_MOMENT: i64 = 20_000;

/// What changed in the index since a moment, page by page.
pub(super) struct Pages {
    index: IndexClient,
    roles: RoleBook,
    ourselves: Uuid,
    clock: Arc<dyn Clock>,
    since: DateTime<Utc>,
    wanted: CaseLists,
}

/// A page as it is kept.
pub(super) struct Read {
    pub(super) cases: Vec<Taken>,
    /// The newest moment of the page.
    pub(super) reached: Option<DateTime<Utc>>,
    /// What the index says that there is behind it.
    pub(super) left: u64,
}

impl Read {
    pub(super) fn len(&self) -> usize {
        self.cases.len()
    }
}

impl Pages {
    /// Only what meets all that is wanted.
    pub(super) fn new(
        connected: &Connected,
        clock: Arc<dyn Clock>,
        since: DateTime<Utc>,
        wanted: CaseLists,
    ) -> Self {
        Self {
            index: connected.index.clone(),
            roles: connected.roles.clone(),
            ourselves: connected.place.system,
            clock,
            since,
            wanted,
        }
    }

    /// Ends at the last page, or when nobody takes pages any more.
    pub(super) async fn read_all(mut self, pages: Sender<Read>) -> Result<(), PlatformError> {
        let mut first = 0;
        loop {
            let now = self.clock.now();
            let reply = self.page(first, now).await?;
            let count = i64::try_from(reply.cases.len()).unwrap_or(i64::MAX);
            let is_short = is_short(&reply);
            let page = self.read(&reply, now);
            drop(reply);
            let reached = page.reached;
            if pages.send(page).await.is_err() {
                return Ok(());
            }
            match reached {
                None => return Ok(()),
                // The next page begins where this one ended, not at a number: while we read, others write, and what is
                // changed moves to the end, so that numbers would pass over its neighbour.
                Some(reached) if reached > self.since => {
                    let is_last = count < AT_ONCE && first == 0 && is_short;
                    self.since = reached;
                    first = 0;
                    if is_last {
                        return Ok(());
                    }
                }
                // A whole page of one moment: only then by number.
                Some(_) if count > 0 && !is_short => {
                    first += count;
                    if first > MOST_AT_ONE_MOMENT {
                        tracing::warn!("the index gives the same page again and again");
                        return Err(PlatformError::Malformed(Malformed::NotA("page")));
                    }
                }
                Some(_) => return Ok(()),
            }
        }
    }

    async fn page(&self, first: i64, now: DateTime<Utc>) -> Result<SearchReply, PlatformError> {
        let search = Search {
            expression: Some(Expression::of_cases(CaseWanted {
                page: Some(Page {
                    first,
                    most: AT_ONCE,
                }),
                changed: Between::since(self.since),
                lists: self.wanted.clone(),
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
        let reply = self.index.search(&search, attempt).await?;
        match reply.answer.code {
            StatusCode::Done | StatusCode::NotFound => Ok(reply),
            _ => Err(PlatformError::NotAllowed),
        }
    }

    fn read(&self, reply: &SearchReply, now: DateTime<Utc>) -> Read {
        let received = |entry: &sagsbord_platform::index::CaseEntry| {
            entry.newest().and_then(|newest| newest.head.received)
        };
        let given = u64::try_from(reply.cases.len()).unwrap_or(u64::MAX);
        Read {
            cases: reply
                .cases
                .iter()
                .map(|entry| Taken::of(entry, &self.roles, self.ourselves, now))
                .collect(),
            reached: reply.cases.iter().filter_map(received).max(),
            left: counted(reply).unwrap_or(given).saturating_sub(given),
        }
    }
}

fn counted(reply: &SearchReply) -> Option<u64> {
    let count = reply
        .counts
        .iter()
        .find(|count| count.of == Counted::Cases)?;
    u64::try_from(count.number).ok()
}

/// Whether the index says that there is no more than what it gave.
fn is_short(reply: &SearchReply) -> bool {
    let given = u64::try_from(reply.cases.len()).unwrap_or(u64::MAX);
    counted(reply).map_or(given == 0, |count| count <= given)
}
