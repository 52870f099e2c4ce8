use sagsbord_contract::{RemoveSavedFilter, SavedFilters};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};

use super::list::saved_filters;
use super::room::word_of;
use crate::people::fields::id;
use crate::{AppError, Desk};

pub(crate) async fn remove_saved_filter(
    desk: &Desk,
    session: &Session,
    request: RemoveSavedFilter,
) -> Result<SavedFilters, AppError> {
    session.require(Right::ReadCases)?;
    let filter = id(&request.id, "id")?;
    let employee = session.employee();
    let mut writer = desk.app().store().await?.write().await?;
    writer
        .remove_saved_filter(employee, word_of(request.room), filter)
        .await?;
    let record = AuditRecord::new(employee, AuditAct::SettingChanged)
        .with("setting", AuditDetail::Code("saved_filters"));
    writer.commit_with(&record, desk.app().clock.now()).await?;
    saved_filters(desk, session, request.room).await
}
