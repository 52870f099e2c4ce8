use sagsbord_contract::{Nothing, ShippedMapping, SourceKind, SourceRow, Sources};
use sagsbord_domain::access::{Right, Session};
use sagsbord_sources::SHIPPED;
use sagsbord_store::Reader;

use super::connected::mapped_row;
use super::of_files::HandedIn;
use super::of_index::SharedIndex;
use super::of_own::OwnCases;
use super::port::Source;
use crate::shared_index::kept_trouble;
use crate::{AppError, Desk};

/// Every source with what it can give and how it last went, for whoever runs the program. Nothing of any case.
pub(crate) async fn list_sources(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<Sources, AppError> {
    session.require(Right::ChangeSettings)?;
    let now = desk.app().clock.now();
    let mut reader = desk.app().store().await?.read().await?;
    let mut rows = vec![
        always_here(&OwnCases { now }),
        always_here(&HandedIn),
        index(&mut reader, &SharedIndex { desk, session }).await?,
    ];
    rows.extend(reader.sources().await?.iter().map(mapped_row));
    let shipped = SHIPPED.iter().map(|shipped| ShippedMapping {
        name: shipped.name.to_owned(),
        text: shipped.text.to_owned(),
    });
    Ok(Sources {
        rows,
        shipped: shipped.collect(),
    })
}

fn always_here(source: &dyn Source) -> SourceRow {
    SourceRow {
        id: source.id(),
        name: source.name().to_owned(),
        kind: source.kind(),
        host: None,
        capabilities: source.capabilities(),
        version: 0,
        is_connected: true,
        last_answer: None,
        trouble: None,
        field: None,
        trouble_since: None,
    }
}

async fn index(reader: &mut Reader, source: &SharedIndex<'_>) -> Result<SourceRow, AppError> {
    let is_connected = reader.connection().await?.is_some();
    let state = reader.index_state().await?;
    let (trouble, since) = state.trouble.unzip();
    Ok(SourceRow {
        kind: SourceKind::SharedIndex,
        is_connected,
        last_answer: state.last_contact.map(|at| at.to_rfc3339()),
        trouble: trouble
            .as_deref()
            .map(|word| super::trouble::of_index(kept_trouble(word))),
        trouble_since: since.map(|at| at.to_rfc3339()),
        ..always_here(source)
    })
}
