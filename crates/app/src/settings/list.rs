use sagsbord_contract::{Nothing, SettingRow, Settings};
use sagsbord_domain::access::{Right, Session};

use super::defaults::all;
use crate::{AppError, Desk};

pub(crate) async fn list_settings(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<Settings, AppError> {
    let mut reader = desk.app().store().await?.read().await?;
    let shared = reader.settings(None).await?;
    let own = reader.settings(Some(session.employee())).await?;
    let may_change_shared = session.require(Right::ChangeSettings).is_ok();
    let rows = all()
        .iter()
        .map(|setting| {
            let kept = if setting.personal { &own } else { &shared };
            let value = kept
                .get(&setting.key)
                .filter(|value| setting.accepts(value))
                .unwrap_or(&setting.default);
            SettingRow {
                key: setting.key.clone(),
                shape: setting.shape.clone(),
                value: value.clone(),
                default_value: setting.default.clone(),
                personal: setting.personal,
                may_change: setting.personal || may_change_shared,
            }
        })
        .collect();
    Ok(Settings { rows })
}
