use sagsbord_contract::{CheckSourceMapping, CheckedMapping};
use sagsbord_domain::access::{Right, Session};

use super::read_mapping::{capabilities, read_mapping};
use crate::{AppError, Desk};

/// What a mapping would be, or its faults. Nothing is kept and nobody is asked.
pub(crate) async fn check_source_mapping(
    desk: &Desk,
    session: &Session,
    request: CheckSourceMapping,
) -> Result<CheckedMapping, AppError> {
    session.require(Right::ChangeSettings)?;
    let mut reader = desk.app().store().await?.read().await?;
    Ok(match read_mapping(&mut reader, &request.text).await? {
        Ok(resolved) => CheckedMapping {
            name: Some(resolved.mapping.name.clone()),
            host: Some(resolved.mapping.host().to_owned()),
            capabilities: capabilities(&resolved.mapping),
            needs_secret: resolved.mapping.needs_secret(),
            faults: Vec::new(),
        },
        Err(faults) => CheckedMapping {
            name: None,
            host: None,
            capabilities: Vec::new(),
            needs_secret: false,
            faults,
        },
    })
}
