//! What many cases say at once changes in one place: the name of a unit, or of who handles them.

use chrono::{DateTime, Utc};
use sagsbord_domain::CaseId;
use sagsbord_store::{IndexKind, Writer};

use super::pace::Pace;
use super::push::queue_case;
use crate::AppError;
use crate::app::App;

const MARK: &str = "look_over";
const AT_A_TIME: u32 = 100;

/// Something that cases name has changed. Kept with the change itself, so that no stop in between loses it.
pub(crate) async fn look_over_ours(
    writer: &mut Writer,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    Ok(writer.put_index_mark(MARK, now, now).await?)
}

/// Queues what the index has heard otherwise. Gives how many steps that is; nothing is read where nothing changed.
pub(super) async fn queue_changed(app: &App, pace: Pace<'_>) -> Result<u64, AppError> {
    let store = app.store().await?;
    let Some((mark, _)) = store.read().await?.index_mark(MARK).await? else {
        return Ok(0);
    };
    let mut queued = 0;
    let mut after = None;
    loop {
        let known = store
            .read()
            .await?
            .index_objects_after(IndexKind::Case, after, AT_A_TIME)
            .await?;
        let mut writer = store.write().await?;
        let Some(last) = known.last() else {
            writer.drop_index_mark(MARK, mark).await?;
            writer.commit().await?;
            return Ok(queued);
        };
        after = Some(last.id);
        for object in &known {
            let case = CaseId::new(object.id.uuid());
            if writer.case_for_index(case).await?.is_some() {
                queued += queue_case(&mut writer, case, app.clock.now()).await?;
            }
        }
        writer.commit().await?;
        if (pace.is_stopped)() {
            return Ok(queued);
        }
    }
}
