//! Where the documents of a request stand in their review, as far as somebody sees them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sagsbord_contract::{ErrorCode, ReviewItemState, WhyUnreadable};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::Regime;
use sagsbord_domain::{AktindsigtId, ItemId};
use sagsbord_store::{ItemQuery, ItemShown, KeptAktindsigt, ListedItem, Reader};

use super::checks::Checks;
use super::found::ItemFound;
use crate::aktindsigt::fields;
use crate::aktindsigt::find::chosen;
use crate::{App, AppError};

pub(super) struct Standing {
    pub(super) checks: Checks,
    /// In the order of their numbers.
    pub(super) items: Vec<StandingItem>,
}

pub(super) struct StandingItem {
    pub(super) listed: ListedItem,
    pub(super) regime: Option<Regime>,
    pub(super) print: String,
    /// `None` until it has been read.
    pub(super) found: Option<Arc<ItemFound>>,
    pub(super) state: ReviewItemState,
}

impl StandingItem {
    pub(super) fn id(&self) -> ItemId {
        self.listed.item.id
    }

    /// Of the bytes that it is reviewed by; none where there never were any.
    pub(super) fn sha256(&self) -> &str {
        self.listed.item.sha256.as_deref().unwrap_or_default()
    }

    /// Whether its pages are those that were collected: on others nobody marks anything.
    pub(super) fn is_as_collected(&self) -> bool {
        !self.listed.is_changed && !self.listed.is_gone
    }

    pub(super) fn pages(&self) -> u32 {
        match &self.found {
            Some(found) => found.pages,
            None => self.listed.item.facts.pages.unwrap_or_default(),
        }
    }

    pub(super) fn why(&self) -> Option<WhyUnreadable> {
        match &self.found {
            Some(found) => found.why,
            None if self.state == ReviewItemState::Unreadable => Some(WhyUnreadable::ReaderStopped),
            None => None,
        }
    }
}

/// Everything that bears a number, within reach.
pub(super) async fn whole(
    app: &App,
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
) -> Result<Standing, AppError> {
    let query = ItemQuery {
        shown: ItemShown::Listed,
        offset: 0,
        limit: u32::try_from(fields::MOST_ITEMS).unwrap_or(u32::MAX),
    };
    let listed = reader.list_items(filter, kept.id, query).await?;
    of(app, reader, filter, kept, listed).await
}

/// Some of them; not found where one is not there, is out of reach, or bears no number.
pub(super) async fn some(
    app: &App,
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    items: &[ItemId],
) -> Result<Standing, AppError> {
    let listed = reader.find_items(filter, kept.id, items).await?;
    let wanted: HashSet<ItemId> = items.iter().copied().collect();
    let numbered = listed.iter().filter(|listed| listed.item.number > 0);
    if numbered.count() != wanted.len() {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    of(app, reader, filter, kept, listed).await
}

/// Those of some items that still bear a number: somebody may have taken others off the list since they were marked.
pub(super) async fn those_left(
    app: &App,
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    items: &[ItemId],
) -> Result<Standing, AppError> {
    let mut listed = reader.find_items(filter, kept.id, items).await?;
    listed.retain(|listed| listed.item.number > 0);
    of(app, reader, filter, kept, listed).await
}

/// The row of the list that is asked for, without what was found in it.
pub(super) async fn listed(
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    item: ItemId,
) -> Result<ListedItem, AppError> {
    let found = reader.find_items(filter, kept.id, &[item]).await?;
    let found = found.into_iter().find(|listed| listed.item.number > 0);
    found.ok_or_else(|| AppError::new(ErrorCode::NotFound))
}

async fn of(
    app: &App,
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    listed: Vec<ListedItem>,
) -> Result<Standing, AppError> {
    let chosen = chosen(reader, kept.id).await?;
    let checks = Checks::of(app, reader, filter, kept, chosen).await?;
    let mut items: Vec<StandingItem> = listed
        .into_iter()
        .map(|listed| {
            let print = checks.print_of(&listed.item);
            StandingItem {
                regime: checks.regime_of(&listed.item),
                found: app.reviews.found(listed.item.id, &print),
                state: ReviewItemState::Waiting,
                print,
                listed,
            }
        })
        .collect();
    fill_in(app, reader, kept.id, &mut items).await?;
    for one in &mut items {
        one.state = state_of(app, one);
    }
    Ok(Standing { checks, items })
}

/// What is not at hand is read from where it is kept.
async fn fill_in(
    app: &App,
    reader: &mut Reader,
    id: AktindsigtId,
    items: &mut [StandingItem],
) -> Result<(), AppError> {
    if items.iter().all(|one| one.found.is_some()) {
        return Ok(());
    }
    let known = reader.found_prints(id).await?;
    let missing: Vec<(ItemId, String)> = items
        .iter()
        .filter(|one| one.found.is_none())
        .map(|one| (one.id(), one.print.clone()))
        .filter(|key| known.contains(key))
        .collect();
    let mut read: HashMap<ItemId, Arc<ItemFound>> = HashMap::new();
    for kept in reader.found_in_items(&missing).await? {
        // What an earlier program wrote in another form counts as not read.
        if let Ok(found) = ItemFound::read(&kept) {
            let found = Arc::new(found);
            app.reviews.keep_found(kept.item, kept.print, &found);
            read.insert(kept.item, found);
        }
    }
    for one in items.iter_mut().filter(|one| one.found.is_none()) {
        one.found = read.get(&one.id()).cloned();
    }
    Ok(())
}

fn state_of(app: &App, one: &StandingItem) -> ReviewItemState {
    if one.listed.is_gone {
        return ReviewItemState::Gone;
    }
    if one.listed.item.sha256.is_none() {
        return ReviewItemState::NotHere;
    }
    if one.listed.is_changed {
        return ReviewItemState::Changed;
    }
    match &one.found {
        Some(found) if found.why.is_some() => ReviewItemState::Unreadable,
        Some(_) => ReviewItemState::Ready,
        None if app.reviews.has_failed(one.id(), &one.print) => ReviewItemState::Unreadable,
        None => ReviewItemState::Waiting,
    }
}
