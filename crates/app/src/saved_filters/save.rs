use sagsbord_contract::{ErrorCode, SaveFilter, SavedFilters};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, SavedFilterId, fold};
use sagsbord_store::SavedFilter;
use uuid::Uuid;

use super::list::{MOST, saved_filters};
use super::room::word_of;
use crate::people::fields::optional_id;
use crate::{AppError, Desk};

const LONGEST_NAME: usize = 60;
/// A link longer than 2,000 signs leads nowhere.
const LONGEST_QUERY: usize = 1_900;

/// A new one, or an old one with another name or other filters. The log is told that it happened, not what it says.
pub(crate) async fn save_filter(
    desk: &Desk,
    session: &Session,
    request: SaveFilter,
) -> Result<SavedFilters, AppError> {
    session.require(Right::ReadCases)?;
    let name = text(request.name.trim(), LONGEST_NAME, "name")?;
    if name.is_empty() {
        return Err(AppError::invalid("name"));
    }
    let query = text(&request.query, LONGEST_QUERY, "query")?;
    let old: Option<SavedFilterId> = optional_id(request.id.as_deref(), "id")?;
    let (employee, room) = (session.employee(), word_of(request.room));
    let store = desk.app().store().await?;
    let kept = store.read().await?.saved_filters(employee, room).await?;
    if let Some(old) = old
        && kept.iter().all(|one| one.id != old)
    {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    // Names that differ in capitals alone would be two buttons that nobody can tell apart.
    let is_taken = |one: &SavedFilter| Some(one.id) != old && fold(&one.name) == fold(name);
    if kept.iter().any(is_taken) {
        return Err(AppError {
            field: Some("name"),
            ..AppError::new(ErrorCode::Conflict)
        });
    }
    if old.is_none() && kept.len() >= MOST as usize {
        return Err(AppError::problem("name", "too_many"));
    }
    let filter = SavedFilter {
        id: old.unwrap_or_else(|| SavedFilterId::new(Uuid::now_v7())),
        name: name.to_owned(),
        query: query.to_owned(),
    };
    let mut writer = store.write().await?;
    match old {
        None => writer.add_saved_filter(employee, room, &filter).await?,
        Some(_) => writer.change_saved_filter(employee, room, &filter).await?,
    }
    let record = AuditRecord::new(employee, AuditAct::SettingChanged)
        .with("setting", AuditDetail::Code("saved_filters"));
    writer.commit_with(&record, desk.app().clock.now()).await?;
    saved_filters(desk, session, request.room).await
}

fn text<'a>(text: &'a str, longest: usize, field: &'static str) -> Result<&'a str, AppError> {
    if text.chars().count() > longest || text.chars().any(char::is_control) {
        return Err(AppError::invalid(field));
    }
    Ok(text)
}
