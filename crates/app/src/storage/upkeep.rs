use std::sync::Arc;

use sagsbord_contract::{ErrorCode, JobKind};
use sagsbord_store::Fact;

use super::start_search_rebuild::rebuild_search;
use super::start_store_check::check_store;
use crate::AppError;
use crate::app::App;
use crate::intake::work::take_up_again;
use crate::jobs::runner::start_job;
use crate::shared_index::watch::begin_watch;

/// What a store needs from time to time and nobody should have to remember: an index made by an
/// earlier program is made anew at once, and the store is read through when the first screens have
/// had their time.
pub(crate) async fn begin_upkeep(app: &Arc<App>) {
    let Some(delay) = app.config.upkeep_after else {
        return;
    };
    note(renew_search(app).await);
    note(take_up_again(app).await);
    begin_watch(app);
    let app = app.clone();
    tokio::spawn(async move {
        tokio::time::sleep(delay).await;
        if !app.jobs.are_stopping() {
            note(check(&app).await);
        }
    });
}

/// After what moves cases about: as a job, which somebody may have started already.
pub(crate) async fn renew_search_soon(app: &Arc<App>) {
    note(renew_search(app).await);
}

async fn renew_search(app: &Arc<App>) -> Result<(), AppError> {
    let store = app.store().await?;
    let outdated = store.read().await?.fact(Fact::SearchOutdated).await?;
    if outdated.is_none() {
        return Ok(());
    }
    let work_app = app.clone();
    start_job(app, JobKind::RebuildSearch, None, |handle| {
        rebuild_search(work_app, None, handle)
    })
    .await?;
    Ok(())
}

async fn check(app: &Arc<App>) -> Result<(), AppError> {
    let work_app = app.clone();
    start_job(app, JobKind::CheckStore, None, |handle| {
        check_store(work_app, None, handle)
    })
    .await?;
    Ok(())
}

fn note(outcome: Result<(), AppError>) {
    match outcome {
        // Somebody started it already, or it goes on from last time.
        Ok(())
        | Err(AppError {
            code: ErrorCode::JobRunning,
            ..
        }) => {}
        Err(error) => {
            error.into_reply("upkeep");
        }
    }
}
