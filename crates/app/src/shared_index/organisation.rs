//! The municipality's units, as the platform's organisation has them.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sagsbord_contract::ErrorReply;
use sagsbord_domain::access::Right;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, EmployeeId, UnitId, danish_day};
use sagsbord_platform::PlatformError;
use sagsbord_platform::index::{Attempt, Return, StatusCode};
use sagsbord_platform::organisation::{ListUnits, OrganisationClient, SearchUnits, UnitEntry};
use sagsbord_store::{ToldUnit, Unit, UnitCounts};
use uuid::Uuid;

use super::look_over::look_over_ours;
use super::place::Connected;
use super::trouble::{Stopped, stopped};
use crate::app::App;
use crate::storage::upkeep::renew_search_soon;
use crate::{AppError, Desk};

/// As many as one question asks for. Another system may give fewer.
const AT_ONCE: i64 = 500;
/// No municipality has so many, and what comes is kept in memory until all of it is there.
const MOST: usize = 50_000;

/// What one reading of the organisation brought here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnitsFetched {
    pub units: UnitCounts,
    /// Told without a name, or told of and not shown.
    pub incomplete: u64,
    pub stopped: Option<Stopped>,
}

impl App {
    /// Reads the units from the platform. Nobody needs to sit at a desk for it.
    pub async fn fetch_units(self: &Arc<Self>) -> Result<UnitsFetched, AppError> {
        fetch(self, None).await
    }
}

impl Desk {
    /// Reads the units from the platform.
    pub async fn fetch_units(&self) -> Result<UnitsFetched, ErrorReply> {
        fetch_at_desk(self)
            .await
            .map_err(|error| error.into_reply("fetch_units"))
    }
}

async fn fetch_at_desk(desk: &Desk) -> Result<UnitsFetched, AppError> {
    let session = desk.session().await?;
    session.require(Right::ChangeSettings)?;
    fetch(desk.app(), Some(session.employee())).await
}

/// All are read before any is kept: in half a tree units would stand at the top that do not, and who reaches all from
/// the top would reach too little or too much.
async fn fetch(app: &Arc<App>, by: Option<EmployeeId>) -> Result<UnitsFetched, AppError> {
    let store = app.store().await?;
    let mut fetched = UnitsFetched::default();
    let Some(connected) = Connected::open(app, &store).await? else {
        fetched.stopped = Some(Stopped::NotConnected);
        return Ok(fetched);
    };
    let Some(client) = &connected.units else {
        fetched.stopped = Some(Stopped::NotConnected);
        return Ok(fetched);
    };
    let now = app.clock.now();
    let entries = match read(client, connected.place.organisation, now).await {
        Ok((entries, hidden)) => {
            fetched.incomplete = hidden;
            entries
        }
        Err(error) => {
            fetched.stopped = Some(stopped(&error));
            return Ok(fetched);
        }
    };
    let mut told = Vec::with_capacity(entries.len());
    for entry in &entries {
        match told_of(entry, now) {
            Some(unit) => told.push(unit),
            None => fetched.incomplete += 1,
        }
    }
    let mut writer = store.write().await?;
    fetched.units = writer.put_units(&told).await?;
    if fetched.units.changed > 0 {
        // Cases name their unit.
        look_over_ours(&mut writer, now).await?;
    }
    let record = AuditRecord::new(by, AuditAct::UnitsFetched)
        .with("new", AuditDetail::Count(fetched.units.new))
        .with("changed", AuditDetail::Count(fetched.units.changed))
        .with("moved", AuditDetail::Count(fetched.units.moved));
    writer.commit_with(&record, now).await?;
    app.index.something_was_queued();
    if fetched.units.moved > 0 {
        renew_search_soon(app).await;
    }
    Ok(fetched)
}

/// The units, and how many were told of that were not shown.
async fn read(
    client: &OrganisationClient,
    organisation: Uuid,
    now: DateTime<Utc>,
) -> Result<(Vec<UnitEntry>, u64), PlatformError> {
    let attempt = || Attempt {
        transaction: Uuid::new_v4(),
        now,
    };
    let mut ids: Vec<Uuid> = Vec::new();
    let mut seen = HashSet::new();
    loop {
        let search = SearchUnits {
            organisation,
            first: i64::try_from(ids.len()).unwrap_or(i64::MAX),
            most: AT_ONCE,
        };
        let found = client.search(&search, attempt()).await?;
        good(&found.answer)?;
        // Whether a page begins at 0 or 1 is not published, and others write meanwhile: what comes twice is one.
        let before = ids.len();
        ids.extend(found.ids.into_iter().filter(|id| seen.insert(*id)));
        if ids.len() == before {
            break;
        }
        if ids.len() > MOST {
            return Err(PlatformError::TooLarge(MOST));
        }
    }
    let mut entries = Vec::with_capacity(ids.len());
    for some in ids.chunks(usize::try_from(AT_ONCE).unwrap_or(1)) {
        let list = ListUnits { ids: some.to_vec() };
        let mut shown = client.list(&list, attempt()).await?;
        good(&shown.answer)?;
        shown.units.retain(|entry| some.contains(&entry.id));
        entries.append(&mut shown.units);
    }
    let hidden = ids.len().saturating_sub(entries.len());
    Ok((entries, u64::try_from(hidden).unwrap_or_default()))
}

fn good(answer: &Return) -> Result<(), PlatformError> {
    match answer.code {
        StatusCode::Done | StatusCode::NotFound => Ok(()),
        code => Err(PlatformError::Fault(sagsbord_platform::Fault {
            blame: sagsbord_platform::Blame::Sender,
            code: Some(code.number().to_string()),
            text: answer.text.clone(),
        })),
    }
}

/// `None` for one that nobody has said the name of. When a unit went out of use is not said, only that it has: then it
/// is out of use from today.
fn told_of(entry: &UnitEntry, now: DateTime<Utc>) -> Option<ToldUnit> {
    let newest = entry.newest()?;
    let name = newest.name_at(now).map(str::trim)?;
    if name.is_empty() {
        return None;
    }
    Some(ToldUnit {
        unit: Unit {
            id: UnitId::new(entry.id),
            name: name.to_owned(),
            parent: newest.above_at(now).map(UnitId::new),
        },
        ended: newest.is_gone_at(now).then(|| danish_day(now)),
    })
}
