use sagsbord_contract::{ErrorCode, Nothing, SaveSource, Sources};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, SourceId};
use sagsbord_store::KeptSource;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::list::list_sources;
use super::of_index::INDEX_NAME;
use super::read_mapping::read_mapping;
use super::secrets::keep_secret;
use super::show::joined;
use crate::people::fields::optional_id;
use crate::{AppError, Desk};

/// A key service takes no more on every system.
const LONGEST_SECRET: usize = 2_000;

/// Joins a system, or changes how it is asked. The mapping is whole, or nothing is kept; the secret goes to the key
/// service, and the store never sees it.
pub(crate) async fn save_source(
    desk: &Desk,
    session: &Session,
    request: SaveSource,
) -> Result<Sources, AppError> {
    session.require(Right::ChangeSettings)?;
    let id: Option<SourceId> = optional_id(request.id.as_deref(), "id")?;
    let secret = request.secret.map(Zeroizing::new);
    if let Some(secret) = &secret {
        secret_in_bounds(secret)?;
    }
    let app = desk.app();
    let now = app.clock.now();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let Ok(resolved) = read_mapping(&mut reader, &request.text).await? else {
        return Err(AppError::problem("text", "faults"));
    };
    let mapping = &resolved.mapping;
    let name = mapping.name.clone();
    let is_ours = [sagsbord_domain::OWN_SOURCE, INDEX_NAME].contains(&name.as_str());
    let namesake = reader.source_named(&name).await?;
    let before = match id {
        Some(id) => {
            let before = joined(&mut reader, id).await?;
            if before.version != request.version {
                return Err(AppError::new(ErrorCode::Conflict));
            }
            Some(before)
        }
        // One that was joined before is known again, with all that was copied.
        None => namesake.clone().filter(|namesake| namesake.is_removed),
    };
    let is_another =
        |namesake: &KeptSource| before.as_ref().is_none_or(|one| one.id != namesake.id);
    if is_ours || namesake.as_ref().is_some_and(is_another) {
        return Err(AppError::problem("text", "name_taken"));
    }
    let needs_new_secret = before.as_ref().is_none_or(|before| before.is_removed);
    if mapping.needs_secret() && needs_new_secret && secret.is_none() {
        return Err(AppError::problem("secret", "missing"));
    }
    // To where the secret of before was never meant to go, it does not go unasked.
    let another_host = before.as_ref().is_some_and(|before| {
        let before = sagsbord_sources::Mapping::read(&before.mapping);
        before.is_ok_and(|before| before.secret_goes_to() != mapping.secret_goes_to())
    });
    if mapping.needs_secret() && another_host && secret.is_none() {
        return Err(AppError::problem("secret", "another_host"));
    }
    let is_known = before.is_some();
    let kept = KeptSource {
        id: before
            .as_ref()
            .map_or_else(|| SourceId::new(Uuid::new_v4()), |before| before.id),
        name,
        mapping: request.text,
        version: 1,
        last_answer: None,
        trouble: None,
        is_removed: false,
    };
    drop(reader);
    // Before the store says that there is such a source: one without its secret could not be asked. And before a writer
    // is taken: a person may have to unlock the key service.
    if let Some(secret) = secret {
        keep_secret(app, kept.id, secret).await?;
    }
    let mut writer = store.write().await?;
    let now_there = writer
        .find_source(kept.id)
        .await?
        .map(|there| there.version);
    if now_there != before.map(|before| before.version) {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    if is_known {
        writer.change_source(&kept, session.employee(), now).await?;
    } else {
        writer.add_source(&kept, session.employee(), now).await?;
    }
    let record =
        AuditRecord::new(session.employee(), AuditAct::SourceSaved).about("source", kept.id.uuid());
    writer.commit_with(&record, now).await?;
    app.sources.forget(kept.id);
    list_sources(desk, session, Nothing {}).await
}

/// What may stand in a header: visible signs, and no line of its own.
pub(super) fn secret_in_bounds(secret: &str) -> Result<(), AppError> {
    let is_visible = |byte: u8| (0x20..0x7f).contains(&byte);
    if secret.is_empty() || secret.len() > LONGEST_SECRET || !secret.bytes().all(is_visible) {
        return Err(AppError::problem("secret", "not_a_secret"));
    }
    Ok(())
}
