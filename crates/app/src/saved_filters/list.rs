use sagsbord_contract::{FilteredRoom, ListSavedFilters, SavedFilter, SavedFilters};
use sagsbord_domain::access::{Right, Session};

use super::room::word_of;
use crate::{AppError, Desk};

/// More than this, and a search of their own would be needed among them.
pub(super) const MOST: u32 = 50;

pub(crate) async fn list_saved_filters(
    desk: &Desk,
    session: &Session,
    request: ListSavedFilters,
) -> Result<SavedFilters, AppError> {
    session.require(Right::ReadCases)?;
    saved_filters(desk, session, request.room).await
}

pub(super) async fn saved_filters(
    desk: &Desk,
    session: &Session,
    room: FilteredRoom,
) -> Result<SavedFilters, AppError> {
    let mut reader = desk.app().store().await?.read().await?;
    let rows = reader
        .saved_filters(session.employee(), word_of(room))
        .await?;
    Ok(SavedFilters {
        rows: rows
            .into_iter()
            .map(|filter| SavedFilter {
                id: filter.id.to_string(),
                name: filter.name,
                query: filter.query,
            })
            .collect(),
        most: MOST,
    })
}
