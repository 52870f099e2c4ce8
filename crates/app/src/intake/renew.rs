use sagsbord_intake::ReadBy;
use sagsbord_store::Fact;

use crate::AppError;
use crate::app::App;

/// A newer program may read the same bytes into other pages: then what an earlier one read is forgotten, and every
/// intake reads its files again. What people decided stays, where it is still about the same.
/// Gives whether there is anything to read.
pub(crate) async fn forget_what_others_read(app: &App) -> Result<bool, AppError> {
    let store = app.store().await?;
    let ours = ReadBy::NUMBER.to_string();
    let theirs = store.read().await?.fact(Fact::IntakeReadBy).await?;
    if theirs.as_deref() == Some(&ours) {
        return Ok(false);
    }
    let mut writer = store.write().await?;
    writer.forget_all_intake_readings().await?;
    writer.put_fact(Fact::IntakeReadBy, &ours).await?;
    let is_any_waiting = writer.is_any_intake_unread().await?;
    writer.commit().await?;
    Ok(is_any_waiting)
}
