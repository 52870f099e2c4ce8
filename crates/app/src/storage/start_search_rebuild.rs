use std::sync::Arc;

use sagsbord_contract::{ErrorCode, JobKind, JobStarted, Nothing};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, EmployeeId};
use sagsbord_store::Fact;

use crate::app::App;
use crate::jobs::runner::{JobHandle, start_job};
use crate::{AppError, Desk};

/// Small enough that a writer who waits for its turn does not notice.
const CASES_A_STEP: u32 = 500;

pub(crate) async fn start_search_rebuild(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<JobStarted, AppError> {
    session.require(Right::ManageStore)?;
    let (app, employee) = (desk.app().clone(), session.employee());
    start_job(
        desk.app(),
        JobKind::RebuildSearch,
        Some(employee),
        move |handle| rebuild_search(app, Some(employee), handle),
    )
    .await
}

/// Indexes every case anew, a few at a time. It goes on where it stopped: each step is kept together
/// with its mark. Search works all along, with what is indexed so far.
pub(crate) async fn rebuild_search(
    app: Arc<App>,
    employee: Option<EmployeeId>,
    handle: JobHandle,
) -> Result<(), AppError> {
    let store = app.store().await?;
    let total = store.read().await?.count_all_cases().await?;
    let mut done = handle.done_before();
    let mut after: i64 = handle
        .mark()
        .and_then(|mark| mark.parse().ok())
        .unwrap_or(0);
    if after == 0 {
        let mut writer = store.write().await?;
        writer.clear_case_search().await?;
        writer.commit().await?;
    }
    loop {
        if handle.is_cancelled() {
            return Err(AppError::new(ErrorCode::Cancelled));
        }
        let mut writer = store.write().await?;
        let Some(last) = writer.index_next_cases(after, CASES_A_STEP).await? else {
            writer.clear_fact(Fact::SearchOutdated).await?;
            let record = AuditRecord::new(employee, AuditAct::SearchRebuilt);
            writer.commit_with(&record, app.clock.now()).await?;
            handle.progress(total.into(), total.into());
            return Ok(());
        };
        after = last;
        done = done.saturating_add(CASES_A_STEP).min(total);
        handle
            .keep_mark(&mut writer, &after.to_string(), done, total)
            .await?;
        writer.commit().await?;
        handle.progress(done.into(), total.into());
    }
}
