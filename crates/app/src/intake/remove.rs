use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use sagsbord_contract::{CaseNewsWhat, ErrorCode, IntakeWish, Intakes, RemoveIntake, ShowCase};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, IntakeId};
use sagsbord_intake::{Given, PageSource, SummedOutcome, kept_summaries};
use sagsbord_store::{Intake, IntakeRemoval, IntakesNeed, Store, StoreError, Writer};

use super::decide::reason;
use super::manifest_of::manifest_of;
use super::running::Intakes as Running;
use super::store_keep::StoreKeep;
use super::wire::kept;
use super::{fetch, list, show};
use crate::app::App;
use crate::{AppError, Desk};

/// The reader ends a file in this time, or is ended.
const TRIES: u32 = 300;
const BETWEEN: Duration = Duration::from_millis(100);

/// Takes an intake away, with all that was read of it and all that no other intake holds too. That there was one, how
/// much it was, and why it went, is kept.
pub(crate) async fn remove_intake(
    desk: &Desk,
    session: &Session,
    request: RemoveIntake,
) -> Result<Intakes, AppError> {
    let intake = show::within_reach(desk, session, Right::WorkOnCases, &request.id).await?;
    let reason = reason(&request.reason, true)?;
    let app = desk.app();
    app.intakes.close_down(intake.id);
    let removed = remove(app, session, &intake, reason).await;
    if removed.is_err() {
        app.intakes.open_up(intake.id);
    }
    removed?;
    app.intakes.changed();
    app.intakes.forget(intake.id);
    match app.store().await?.remove_unreferenced_blobs().await {
        // While a backup is made they wait for the next look through the store; nothing refers to them any more.
        Ok(_) | Err(StoreError::Busy) => {}
        Err(error) => return Err(error.into()),
    }
    let of_case = ShowCase {
        id: intake.case.to_string(),
    };
    list::list_intakes(desk, session, of_case).await
}

async fn remove(
    app: &Arc<App>,
    session: &Session,
    intake: &Intake,
    reason: String,
) -> Result<(), AppError> {
    let mut writer = app.store().await?.write().await?;
    writer
        .set_intake_wish(intake.id, kept::wish(IntakeWish::Stop))
        .await?;
    writer.commit().await?;
    let mut tries = 0;
    while app.intakes.is_running(intake.id) {
        if tries == TRIES {
            return Err(AppError::new(ErrorCode::JobRunning));
        }
        tries += 1;
        tokio::time::sleep(BETWEEN).await;
    }
    let files = manifest_of(app, intake).await?.sums.files;
    let now = app.clock.now();
    let removal = IntakeRemoval {
        intake: intake.id,
        case: intake.case,
        started_by: intake.started_by,
        started_at: intake.started_at,
        files,
        reason,
        removed_by: session.employee(),
        removed_at: now,
    };
    let record = AuditRecord::new(session.employee(), AuditAct::IntakeRemoved)
        .about("intake", intake.id.uuid())
        .with("case", AuditDetail::Id(intake.case.uuid()))
        .with("files", AuditDetail::Count(u64::from(files)));
    let (mut writer, need) = with_what_others_need(app, intake.id).await?;
    writer.remove_intake(&removal).await?;
    writer.sweep_intake_contents(&need).await?;
    writer.commit_with(&record, now).await?;
    app.case_changed(intake.case, CaseNewsWhat::Intakes, session.employee());
    Ok(())
}

/// What the others need is looked up before anybody has to wait, and once more while nothing can be written if
/// something changed meanwhile, or is being read: what is told of a change comes after it.
async fn with_what_others_need(
    app: &Arc<App>,
    removed: IntakeId,
) -> Result<(Writer, IntakesNeed), AppError> {
    let store = app.store().await?;
    let changes = app.intakes.changes();
    let need = needed(&store, removed).await?;
    let writer = store.write().await?;
    let others = store.read().await?.all_intakes().await?;
    let are_at_rest = others
        .iter()
        .all(|other| other.is_read || other.id == removed);
    if are_at_rest && app.intakes.changes() == changes {
        return Ok((writer, need));
    }
    let need = needed(&store, removed).await?;
    Ok((writer, need))
}

async fn needed(store: &Store, removed: IntakeId) -> Result<IntakesNeed, AppError> {
    let others = store.read().await?.all_intakes().await?;
    let mut need = IntakesNeed::default();
    for other in others.iter().filter(|other| other.id != removed) {
        let files = store.read().await?.intake_files(other.id).await?;
        let given: Vec<Given> = files.into_iter().map(fetch::given).collect();
        let handed_in = given
            .iter()
            .filter_map(|file| file.content.as_ref()?.as_ref().ok())
            .map(|content| content.sha256.clone());
        need.contents.extend(handed_in);
        let keep = StoreKeep::new(store.clone());
        let summaries =
            tokio::task::spawn_blocking(move || kept_summaries(&keep, &given, &Running::limits()))
                .await?
                .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
        for (key, summary) in summaries {
            if let SummedOutcome::Pages {
                source: PageSource::Made { sha256, .. },
                ..
            } = summary.outcome
            {
                need.contents.insert(sha256);
            }
            let parts: HashSet<String> = summary
                .children
                .into_iter()
                .filter_map(|child| Some(child.content.ok()?.sha256))
                .collect();
            need.contents.extend(parts);
            need.contents.insert(key.sha256.clone());
            need.readings.insert((key.sha256, key.hint));
        }
    }
    Ok(need)
}
