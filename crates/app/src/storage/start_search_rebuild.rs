use std::sync::Arc;

use sagsbord_contract::{ErrorCode, JobKind, JobStarted, Nothing};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, EmployeeId};
use sagsbord_store::Fact;

use crate::app::App;
use crate::jobs::runner::{JobHandle, start_job};
use crate::{AppError, Desk};

/// Small enough that a writer who waits for its turn does not notice.
const AT_A_TIME: u32 = 500;

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

/// Indexes every case and every person anew, a few at a time. It goes on where it stopped: each step is kept together
/// with its mark. Search works all along, with what is indexed so far.
pub(crate) async fn rebuild_search(
    app: Arc<App>,
    employee: Option<EmployeeId>,
    handle: JobHandle,
) -> Result<(), AppError> {
    let store = app.store().await?;
    let total = store.read().await?.count_all_cases().await?;
    let mut done = handle.done_before();
    let mut stage = Stage::read(handle.mark());
    if stage == Stage::Cases(0) {
        let mut writer = store.write().await?;
        writer.clear_case_search().await?;
        writer.commit().await?;
    }
    loop {
        if handle.is_cancelled() {
            return Err(AppError::new(ErrorCode::Cancelled));
        }
        let mut writer = store.write().await?;
        stage = match stage {
            Stage::Cases(after) => match writer.index_next_cases(after, AT_A_TIME).await? {
                Some(last) => {
                    done = done.saturating_add(AT_A_TIME).min(total);
                    Stage::Cases(last)
                }
                None => Stage::Citizens(String::new()),
            },
            Stage::Citizens(after) => match writer.index_next_citizens(&after, AT_A_TIME).await? {
                Some(last) => Stage::Citizens(last),
                None => {
                    writer.clear_fact(Fact::SearchOutdated).await?;
                    let record = AuditRecord::new(employee, AuditAct::SearchRebuilt);
                    writer.commit_with(&record, app.clock.now()).await?;
                    handle.progress(total.into(), total.into());
                    return Ok(());
                }
            },
        };
        handle
            .keep_mark(&mut writer, &stage.mark(), done, total)
            .await?;
        writer.commit().await?;
        handle.progress(done.into(), total.into());
    }
}

/// How far it has come: after which case, or after which person when the cases are done.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    Cases(i64),
    Citizens(String),
}

impl Stage {
    fn read(mark: Option<&str>) -> Self {
        match mark.and_then(|mark| mark.strip_prefix("person ")) {
            Some(after) => Self::Citizens(after.to_owned()),
            None => Self::Cases(mark.and_then(|mark| mark.parse().ok()).unwrap_or(0)),
        }
    }

    fn mark(&self) -> String {
        match self {
            Self::Cases(after) => after.to_string(),
            Self::Citizens(after) => format!("person {after}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let check = |stage: Stage| assert_eq!(Stage::read(Some(&stage.mark())), stage);
        check(Stage::Cases(1));
        check(Stage::Citizens(String::new()));
        check(Stage::Citizens("0c-1".to_owned()));
        assert_eq!(Stage::read(None), Stage::Cases(0));
    }
}
