use sagsbord_contract::{AskedState, SourceRow, SourceTrouble};
use sagsbord_domain::access::{AccessFilter, Session};
use sagsbord_store::{KeptSource, Store};

use super::of_files::HandedIn;
use super::of_index::SharedIndex;
use super::of_mapped::MappedSource;
use super::of_own::OwnCases;
use super::port::Source;
use crate::{AppError, Desk};

/// Every source that can be asked, our own first.
pub(super) async fn connected<'d>(
    desk: &'d Desk,
    session: &'d Session,
    store: &'d Store,
    filter: &'d AccessFilter,
) -> Result<Vec<Box<dyn Source + 'd>>, AppError> {
    let app = desk.app().as_ref();
    let mut sources: Vec<Box<dyn Source + 'd>> = vec![
        Box::new(OwnCases {
            now: app.clock.now(),
        }),
        Box::new(HandedIn),
        Box::new(SharedIndex { desk, session }),
    ];
    for kept in store.read().await?.sources().await? {
        sources.push(Box::new(MappedSource {
            app,
            store,
            filter,
            kept,
        }));
    }
    Ok(sources)
}

/// As a list shows a mapped one.
pub(super) fn mapped_row(kept: &KeptSource) -> SourceRow {
    let mapping = sagsbord_sources::Mapping::read(&kept.mapping).ok();
    let trouble = kept.trouble.as_ref();
    let is_readable = mapping.is_some();
    SourceRow {
        id: kept.id.to_string(),
        name: kept.name.clone(),
        kind: sagsbord_contract::SourceKind::Mapped,
        host: mapping.as_ref().map(|mapping| mapping.host().to_owned()),
        capabilities: mapping
            .as_ref()
            .map(super::read_mapping::capabilities)
            .unwrap_or_default(),
        version: kept.version,
        is_connected: !kept.is_removed,
        last_answer: kept.last_answer.map(|at| at.to_rfc3339()),
        trouble: match trouble {
            Some(trouble) => Some(super::trouble::from_kept(&trouble.trouble)),
            None => (!is_readable).then_some(SourceTrouble::Mapping),
        },
        field: trouble.and_then(|trouble| trouble.field.clone()),
        trouble_since: trouble.map(|trouble| trouble.since.to_rfc3339()),
    }
}

pub(super) const fn state_of(trouble: SourceTrouble) -> AskedState {
    match trouble {
        SourceTrouble::NotConnected => AskedState::NotConnected,
        SourceTrouble::TimedOut => AskedState::Hung,
        _ => AskedState::Failed,
    }
}
