//! What seldom changes on the platform and is read once a day: the plan of subjects, and the municipality's units.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_store::{Connection, Writer};

use super::place::read_place;
use super::trouble::Stopped;
use crate::AppError;
use crate::app::App;

const PLAN: &str = "plan_read";
const UNITS: &str = "units_read";
const BETWEEN: TimeDelta = TimeDelta::days(1);

/// When it is time to read again, or that the platform did not let us.
pub(super) enum Daily {
    NothingToRead,
    NextAt(DateTime<Utc>),
    Stopped,
}

/// Over another connection all of it is read at once.
pub(super) async fn forget_daily(writer: &mut Writer, now: DateTime<Utc>) -> Result<(), AppError> {
    for name in [PLAN, UNITS] {
        writer
            .put_index_mark(name, DateTime::UNIX_EPOCH, now)
            .await?;
    }
    Ok(())
}

/// Reads what is due. Nothing is sent by it, so it waits for nobody to set the sharing going.
pub(super) async fn read_daily(app: &Arc<App>, connection: &Connection) -> Result<Daily, AppError> {
    let place = read_place(connection)?;
    let mut next: Option<DateTime<Utc>> = None;
    let services = [
        (PLAN, place.classification.is_some()),
        (UNITS, place.units.is_some()),
    ];
    for (name, _) in services.into_iter().filter(|(_, is_set_up)| *is_set_up) {
        let now = app.clock.now();
        let mark = app.store().await?.read().await?.index_mark(name).await?;
        let mut due = mark.map_or(now, |(read, _)| read + BETWEEN);
        if due <= now {
            if read(app, name).await?.is_some() {
                return Ok(Daily::Stopped);
            }
            let mut writer = app.store().await?.write().await?;
            writer.put_index_mark(name, now, now).await?;
            writer.commit().await?;
            due = now + BETWEEN;
        }
        next = Some(next.map_or(due, |known| known.min(due)));
    }
    Ok(next.map_or(Daily::NothingToRead, Daily::NextAt))
}

async fn read(app: &Arc<App>, name: &str) -> Result<Option<Stopped>, AppError> {
    Ok(match name {
        PLAN => app.fetch_classification().await?.stopped,
        _ => app.fetch_units().await?.stopped,
    })
}
