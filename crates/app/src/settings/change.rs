use std::path::Path;

use sagsbord_contract::{ChangeSetting, ErrorCode, Nothing, SettingShape, Settings};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};

use super::defaults::find;
use super::list::list_settings;
use crate::{AppError, Desk};

pub(crate) async fn change_setting(
    desk: &Desk,
    session: &Session,
    request: ChangeSetting,
) -> Result<Settings, AppError> {
    let setting = find(&request.key).ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    if !setting.personal {
        session.require(Right::ChangeSettings)?;
    }
    if request
        .value
        .as_deref()
        .is_some_and(|value| !setting.accepts(value))
    {
        return Err(AppError::invalid("value"));
    }
    if setting.shape == SettingShape::Folder
        && let Some(folder) = request.value.clone().filter(|folder| !folder.is_empty())
    {
        tokio::task::spawn_blocking(move || can_be_written_in(Path::new(&folder)))
            .await?
            .map_err(|error| AppError {
                field: Some("value"),
                ..AppError::caused(ErrorCode::FolderNotWritable, error)
            })?;
    }
    let owner = setting.personal.then(|| session.employee());
    // Set to the default is the same as not set: a later, better default then reaches everybody.
    let value = request
        .value
        .as_deref()
        .filter(|value| *value != setting.default);
    let mut writer = desk.app().store().await?.write().await?;
    writer.put_setting(&setting.key, owner, value).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::SettingChanged)
        .with("setting", AuditDetail::Code(&setting.key));
    writer.commit_with(&record, desk.app().clock.now()).await?;
    desk.look_again_at_deadlines();
    list_settings(desk, session, Nothing {}).await
}

/// Only writing tells: shares and synchronised folders say little about it beforehand.
fn can_be_written_in(folder: &Path) -> std::io::Result<()> {
    if !folder.is_absolute() {
        return Err(std::io::ErrorKind::NotFound.into());
    }
    let tried = folder.join(".sagsbord-proeve");
    std::fs::write(&tried, b"")?;
    std::fs::remove_file(&tried)
}
