//! What a setting is right now, for the use cases that act on it.

use std::path::PathBuf;

use sagsbord_contract::ErrorCode;
use sagsbord_domain::EmployeeId;
use sagsbord_law::Language;
use sagsbord_store::Reader;

use super::defaults::find;
use crate::AppError;
use crate::app::App;

pub(crate) async fn wants_notifications(app: &App, employee: EmployeeId) -> Result<bool, AppError> {
    const KEY: &str = "notifications";
    let kept = app
        .store()
        .await?
        .read()
        .await?
        .settings(Some(employee))
        .await?
        .remove(KEY);
    let default = find(KEY).map(|setting| setting.default.clone());
    Ok(kept.or(default).as_deref() == Some("on"))
}

pub(crate) async fn lock_after_minutes(reader: &mut Reader) -> Result<u32, AppError> {
    const KEY: &str = "lock_after_minutes";
    let kept = reader.settings(None).await?.remove(KEY);
    let default = find(KEY).map(|setting| setting.default.clone());
    // A value the program no longer accepts counts as not set.
    Ok(kept
        .filter(|value| find(KEY).is_some_and(|setting| setting.accepts(value)))
        .or(default)
        .and_then(|value| value.parse().ok())
        .unwrap_or(10))
}

/// A number that holds for the whole municipality.
pub(crate) async fn number(reader: &mut Reader, key: &'static str) -> Result<u32, AppError> {
    let kept = reader.settings(None).await?.remove(key);
    let setting = find(key).ok_or_else(|| AppError::new(ErrorCode::Internal))?;
    let value = kept.filter(|value| setting.accepts(value));
    value
        .as_ref()
        .unwrap_or(&setting.default)
        .parse()
        .map_err(|_| AppError::new(ErrorCode::Internal))
}

/// Where the person wants their deadlines kept as a calendar file; nowhere by default.
pub(crate) async fn calendar_folder(
    reader: &mut Reader,
    employee: EmployeeId,
) -> Result<Option<PathBuf>, AppError> {
    let kept = reader
        .settings(Some(employee))
        .await?
        .remove("calendar_folder");
    Ok(kept.filter(|folder| !folder.is_empty()).map(PathBuf::from))
}

/// What a file for this person is written in.
pub(crate) async fn language(
    reader: &mut Reader,
    employee: EmployeeId,
) -> Result<Language, AppError> {
    let kept = reader.settings(Some(employee)).await?.remove("language");
    Ok(match kept.as_deref() {
        Some("en") => Language::En,
        _ => Language::Da,
    })
}

/// From which hour to which the person wants no notices, by the Danish clock. The same hour twice is never.
pub(crate) async fn quiet_hours(
    reader: &mut Reader,
    employee: EmployeeId,
) -> Result<(u32, u32), AppError> {
    let kept = reader.settings(Some(employee)).await?;
    let hour = |key: &str| {
        let setting = find(key)?;
        let value = kept.get(key).filter(|value| setting.accepts(value));
        value.unwrap_or(&setting.default).parse().ok()
    };
    Ok((
        hour("quiet_from").unwrap_or(0),
        hour("quiet_to").unwrap_or(0),
    ))
}
