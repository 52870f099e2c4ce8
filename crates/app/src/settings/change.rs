use sagsbord_contract::{ChangeSetting, ErrorCode, Nothing, Settings};
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
    list_settings(desk, session, Nothing {}).await
}
