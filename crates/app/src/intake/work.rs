//! The job that reads what was handed in, one intake after the other, until none wants it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sagsbord_contract::{DeskEvent, ErrorCode, IntakeProgress, IntakeWish, JobKind};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, IntakeId};
use sagsbord_intake::{Control, Ended, Progress, Tools, Wish, read_all};
use sagsbord_store::Intake;

use super::running::Intakes;
use super::store_keep::StoreKeep;
use super::wire::kept;
use super::{fetch, manifest_of};
use crate::AppError;
use crate::app::App;
use crate::jobs::runner::{JobHandle, start_job};

/// There is something new to read in it: it goes on, also when it was done.
pub(super) async fn read_on(app: &Arc<App>, intake: IntakeId) -> Result<(), AppError> {
    let mut writer = app.store().await?.write().await?;
    writer.set_intake_read(intake, false).await?;
    writer
        .set_intake_wish(intake, kept::wish(IntakeWish::GoOn))
        .await?;
    writer.commit().await?;
    app.intakes.changed();
    ensure_running(app).await
}

/// A job that is just ending may not see what came in last: it is asked for again until one has.
pub(crate) async fn ensure_running(app: &Arc<App>) -> Result<(), AppError> {
    const TRIES: u32 = 20;
    const BETWEEN: Duration = Duration::from_millis(250);
    match start(app).await {
        Err(AppError {
            code: ErrorCode::JobRunning,
            ..
        }) => {}
        other => return other,
    }
    let app = app.clone();
    tokio::spawn(async move {
        for _ in 0..TRIES {
            tokio::time::sleep(BETWEEN).await;
            if app.jobs.are_stopping()
                || !matches!(start(&app).await, Err(error) if error.code == ErrorCode::JobRunning)
            {
                return;
            }
        }
    });
    Ok(())
}

async fn start(app: &Arc<App>) -> Result<(), AppError> {
    let work_app = app.clone();
    start_job(app, JobKind::Intake, None, |handle| {
        read_intakes(work_app, handle)
    })
    .await?;
    Ok(())
}

pub(crate) async fn read_intakes(app: Arc<App>, handle: JobHandle) -> Result<(), AppError> {
    let handle = Arc::new(handle);
    let store = app.store().await?;
    let work_folder = empty_work_folder(&app).await?;
    loop {
        let next = store.read().await?.next_intake_to_read().await?;
        let Some(intake) = next.filter(|_| !handle.is_cancelled()) else {
            break;
        };
        let control = app.intakes.begin(intake.id);
        let watch = tokio::spawn(watch(handle.clone(), control.clone()));
        let done = read_one(&app, &intake, &handle, control, work_folder.clone()).await;
        watch.abort();
        app.intakes.end();
        app.intakes.changed();
        tell(&app, intake.id, None, false);
        if !done? {
            set_aside(&app, intake.id, &handle).await?;
        }
    }
    // What cannot be removed now is removed before the next begins.
    let _ = tokio::fs::remove_dir_all(&work_folder).await;
    if handle.is_cancelled() {
        return Err(AppError::new(ErrorCode::Cancelled));
    }
    Ok(())
}

/// An intake that no job is at: the one that was ended badly, on a full disk for example.
pub(crate) async fn take_up_again(app: &Arc<App>) -> Result<(), AppError> {
    let waiting = app
        .store()
        .await?
        .read()
        .await?
        .next_intake_to_read()
        .await?;
    match waiting {
        Some(_) => start(app).await,
        None => Ok(()),
    }
}

/// A job that was cancelled from the list of jobs would begin again at the next start: it waits for a person instead.
async fn set_aside(app: &Arc<App>, intake: IntakeId, handle: &JobHandle) -> Result<(), AppError> {
    if !handle.is_cancelled() || app.jobs.are_stopping() {
        return Ok(());
    }
    let mut writer = app.store().await?.write().await?;
    writer
        .set_intake_wish(intake, kept::wish(IntakeWish::Pause))
        .await?;
    Ok(writer.commit().await?)
}

/// Hands the job's flag on to the engine, whose threads know nothing of jobs.
async fn watch(handle: Arc<JobHandle>, control: Arc<Control>) {
    while !handle.is_cancelled() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    control.set(Wish::Stop);
}

/// True: every file of it has a reading.
async fn read_one(
    app: &Arc<App>,
    intake: &Intake,
    handle: &Arc<JobHandle>,
    control: Arc<Control>,
    work_folder: PathBuf,
) -> Result<bool, AppError> {
    let store = app.store().await?;
    let is_stopped = || control.wish() == Wish::Stop;
    if !fetch::fetch(&store, intake.id, &app.intakes, is_stopped).await? {
        return Ok(false);
    }
    let mut reader = store.read().await?;
    let given: Vec<_> = reader
        .intake_files(intake.id)
        .await?
        .into_iter()
        .map(fetch::given)
        .collect();
    let passwords: HashMap<String, String> = reader.intake_passwords().await?.into_iter().collect();
    drop(reader);
    let helper = app
        .config
        .helper
        .clone()
        .ok_or_else(|| AppError::new(ErrorCode::Internal))?;
    let tools = Tools {
        helper,
        work_folder,
        limits: Intakes::limits(),
        at_once: std::thread::available_parallelism().map_or(2, usize::from),
    };
    let keep = StoreKeep::new(store.clone());
    let (told_app, told_handle, id) = (app.clone(), handle.clone(), intake.id);
    let ran = tokio::task::spawn_blocking(move || {
        let told = |progress: &Progress| {
            told_app.intakes.changed();
            told_handle.progress(
                u64::from(progress.files_read),
                u64::from(progress.files_known.max(progress.files_read + 1)),
            );
            tell(&told_app, id, Some(progress), true);
        };
        read_all(&keep, &tools, &given, &passwords, &control, &told)
    })
    .await?
    .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    app.intakes.changed();
    if ran.ended != Ended::AllRead {
        return Ok(false);
    }
    let mut writer = store.write().await?;
    writer.set_intake_read(intake.id, true).await?;
    writer.commit().await?;
    let read = Intake {
        is_read: true,
        ..intake.clone()
    };
    let sums = manifest_of::manifest_of(app, &read).await?.sums.clone();
    let record = AuditRecord::new(intake.started_by, AuditAct::IntakeRead)
        .about("intake", intake.id.uuid())
        .with("files", AuditDetail::Count(u64::from(sums.files)))
        .with("taken", AuditDetail::Count(u64::from(sums.taken)))
        .with("unreadable", AuditDetail::Count(u64::from(sums.unreadable)));
    let writer = store.write().await?;
    writer.commit_with(&record, app.clock.now()).await?;
    Ok(true)
}

fn tell(app: &Arc<App>, id: IntakeId, progress: Option<&Progress>, is_running: bool) {
    let before = app.intakes.progress(id);
    let told = IntakeProgress {
        id: id.to_string(),
        files_read: progress.map_or(0, |progress| progress.files_read),
        files_known: progress.map_or(0, |progress| progress.files_known),
        pages: progress.map_or(0, |progress| progress.pages),
        pages_waiting: progress.map_or(0, |progress| progress.pages_waiting),
        minutes_left: progress.and_then(|progress| progress.minutes_left),
        is_running,
    };
    if before.as_ref() != Some(&told) {
        app.intakes.note_progress(id, told.clone());
        app.tell_all(DeskEvent::Intake(told));
    }
}

async fn empty_work_folder(app: &App) -> Result<PathBuf, AppError> {
    remove_work_folder(app).await?;
    let folder = work_folder(app);
    tokio::fs::create_dir_all(&folder).await?;
    Ok(folder)
}

/// What a run that was cut off left behind is plain text: at the next start it goes before anything else happens.
pub(crate) async fn remove_work_folder(app: &App) -> Result<(), AppError> {
    match tokio::fs::remove_dir_all(work_folder(app)).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn work_folder(app: &App) -> PathBuf {
    app.config.folder.join("indlaesning")
}
