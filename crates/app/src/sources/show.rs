use sagsbord_contract::{ErrorCode, ShowSource, SourceDetail};
use sagsbord_domain::SourceId;
use sagsbord_domain::access::{Right, Session};
use sagsbord_store::{KeptSource, Reader};

use super::connected::mapped_row;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// One mapped source with its mapping, to be changed. Its secret is never shown.
pub(crate) async fn show_source(
    desk: &Desk,
    session: &Session,
    request: ShowSource,
) -> Result<SourceDetail, AppError> {
    session.require(Right::ChangeSettings)?;
    let source: SourceId = id(&request.id, "id")?;
    let mut reader = desk.app().store().await?.read().await?;
    let kept = joined(&mut reader, source).await?;
    let mapping = sagsbord_sources::Mapping::read(&kept.mapping);
    Ok(SourceDetail {
        row: mapped_row(&kept),
        needs_secret: mapping.is_ok_and(|mapping| mapping.needs_secret()),
        mapping: kept.mapping,
    })
}

/// One that was removed is not there.
pub(super) async fn joined(reader: &mut Reader, source: SourceId) -> Result<KeptSource, AppError> {
    reader
        .find_source(source)
        .await?
        .filter(|kept| !kept.is_removed)
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))
}
