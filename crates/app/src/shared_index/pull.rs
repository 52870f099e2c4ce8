use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_contract::{CaseNewsWhat, ErrorCode};
use sagsbord_domain::CaseId;
use sagsbord_platform::index::CaseLists;
use sagsbord_store::{Copied, Store};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::copy::Taken;
use super::pace::Pace;
use super::pages::{Pages, Read};
use super::place::Connected;
use super::trouble::{Stopped, stopped};
use crate::AppError;
use crate::app::App;

/// The index's clock and ours, and messages that were on their way, are never further apart than this.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);
/// Pages that lie ready while others are being kept.
const AHEAD: usize = 2;
/// Kept in one transaction: many share its cost, and nobody else's work waits long for it.
const MOST_KEPT_AT_ONCE: usize = 2_000;
/// The first time there is a whole municipality's to fetch, and then the store gets more room for it.
const MANY: u64 = 20_000;
/// In place of a title that is no longer for those who read it before.
pub(super) const GUARDED_TITLE: &str = "Skærmet sag";
/// In place of what its owner took away.
pub(super) const GONE_TITLE: &str = "Ikke længere i indekset";
const MARK: &str = "cases";
/// Of one batch: a desk that is told of more at once asks for everything again.
const MOST_TOLD_OF: usize = 50;

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

/// Fetches what changed in the index since the last time. The next page is read while the last ones are kept; with
/// what is kept goes how far it reaches, so that a run that is cut off goes on there.
pub(crate) async fn pull(
    app: &App,
    connected: &Connected,
    pace: Pace<'_>,
) -> Result<Pulled, AppError> {
    let mark = app.store().await?.read().await?.index_mark(MARK).await?;
    let since = mark.map_or(DateTime::<Utc>::UNIX_EPOCH, |(mark, _)| mark - OVERLAP);
    let pages = Pages::new(connected, app.clock.clone(), since, CaseLists::default());
    pull_pages(app, pages, Some(MARK), pace).await
}

/// Fetches all that the index shows of some cases only. How far the whole has been fetched does not change by it.
pub(super) async fn pull_about(
    app: &App,
    connected: &Connected,
    wanted: CaseLists,
) -> Result<Pulled, AppError> {
    let since = DateTime::<Utc>::UNIX_EPOCH;
    let pages = Pages::new(connected, app.clock.clone(), since, wanted);
    pull_pages(app, pages, None, Pace::steady()).await
}

async fn pull_pages(
    app: &App,
    reader: Pages,
    mark: Option<&str>,
    pace: Pace<'_>,
) -> Result<Pulled, AppError> {
    let store = app.store().await?;
    let mut pulled = Pulled::default();
    let (sender, pages) = mpsc::channel(AHEAD);
    let mut reading = JoinSet::new();
    reading.spawn(reader.read_all(sender));
    let mut is_wide = false;
    let taken = take(
        app,
        &store,
        (pages, mark),
        (&mut pulled, &mut is_wide),
        pace,
    )
    .await;
    if is_wide {
        store.give_room(false).await?;
    }
    taken?;
    if pulled.stopped.is_some() {
        return Ok(pulled);
    }
    let ended = reading
        .join_next()
        .await
        .ok_or_else(|| AppError::new(ErrorCode::Internal))?
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    if let Err(error) = ended {
        pulled.stopped = Some(stopped(&error));
    }
    Ok(pulled)
}

async fn take(
    app: &App,
    store: &Store,
    (mut pages, mark): (mpsc::Receiver<Read>, Option<&str>),
    (pulled, is_wide): (&mut Pulled, &mut bool),
    pace: Pace<'_>,
) -> Result<(), AppError> {
    while let Some(page) = pages.recv().await {
        let mut kept = vec![page];
        let mut cases = kept.iter().map(Read::len).sum::<usize>();
        while cases < MOST_KEPT_AT_ONCE
            && let Ok(page) = pages.try_recv()
        {
            cases += page.len();
            kept.push(page);
        }
        if !*is_wide && page_left(&kept) > MANY {
            *is_wide = true;
            store.give_room(true).await?;
        }
        let changed = keep(store, (kept, mark), app.clock.now(), pulled, pace).await?;
        // Where very many came, whoever has a case open sees it at the next look.
        if changed.len() <= MOST_TOLD_OF {
            for case in changed {
                app.case_changed(case, CaseNewsWhat::Source, None);
            }
        }
        if (pace.is_stopped)() {
            pulled.stopped = Some(Stopped::ByPerson);
            break;
        }
    }
    Ok(())
}

fn page_left(pages: &[Read]) -> u64 {
    pages.last().map_or(0, |page| page.left)
}

/// Gives the cases that are others than before.
async fn keep(
    store: &Store,
    (pages, mark): (Vec<Read>, Option<&str>),
    now: DateTime<Utc>,
    pulled: &mut Pulled,
    pace: Pace<'_>,
) -> Result<Vec<CaseId>, AppError> {
    let mut writer = store.write().await?;
    let mut reached: Option<DateTime<Utc>> = None;
    let (mut cases, mut guarded) = (Vec::new(), Vec::new());
    let mut left = 0;
    for page in pages {
        pulled.messages += 1;
        reached = reached.max(page.reached);
        left = page.left;
        for taken in page.cases {
            match taken {
                Taken::Case(case) => cases.push(*case),
                Taken::Guarded(id) => guarded.push(id),
                Taken::Ours => pulled.own += 1,
                Taken::Incomplete => pulled.incomplete += 1,
            }
        }
    }
    let mut changed = Vec::new();
    for (copied, case) in writer
        .put_index_cases(&cases, now)
        .await?
        .into_iter()
        .zip(&cases)
    {
        match copied {
            Copied::New => pulled.new += 1,
            Copied::Changed => {
                pulled.changed += 1;
                changed.push(case.id);
            }
            Copied::AsBefore => pulled.as_before += 1,
            Copied::Own => pulled.own += 1,
        }
    }
    for id in guarded {
        writer
            .guard_index_copy(CaseId::new(id), GUARDED_TITLE)
            .await?;
        pulled.guarded += 1;
    }
    if let (Some(reached), Some(mark)) = (reached, mark) {
        writer.put_index_mark(mark, reached, now).await?;
    }
    writer.commit().await?;
    let done = pulled.looked_at();
    (pace.told)(done, done + left);
    Ok(changed)
}

impl Pulled {
    pub(crate) const fn looked_at(&self) -> u64 {
        self.new + self.changed + self.as_before + self.own + self.guarded + self.incomplete
    }
}
