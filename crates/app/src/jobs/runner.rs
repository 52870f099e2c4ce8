use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sagsbord_contract::{DeskEvent, ErrorCode, JobKind, JobStarted, JobState};
use sagsbord_domain::{EmployeeId, JobId};
use sagsbord_store::{JobRecord, Writer};
use uuid::Uuid;

use super::row::{job_row, kind_code, state_code};
use crate::AppError;
use crate::app::App;

/// Ten times a second is as often as an eye follows a bar.
const BETWEEN_PROGRESS: Duration = Duration::from_millis(100);
/// A job that does not stop by then is cut off; what it has not kept is done again.
const LONGEST_STOP: Duration = Duration::from_secs(5);

/// The jobs of this run of the program.
#[derive(Default)]
pub(crate) struct RunningJobs {
    running: Mutex<HashMap<JobId, (JobKind, Arc<AtomicBool>)>>,
    stopping: AtomicBool,
}

impl RunningJobs {
    pub(crate) fn cancel(&self, id: JobId) -> bool {
        match self.lock().get(&id) {
            Some((_, cancelled)) => {
                cancelled.store(true, Ordering::Relaxed);
                true
            }
            None => false,
        }
    }

    pub(crate) fn running(&self, kind: JobKind) -> Option<JobId> {
        self.lock()
            .iter()
            .find(|(_, (other, _))| *other == kind)
            .map(|(id, _)| *id)
    }

    pub(crate) fn are_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// The program ends: jobs stop at their next step and keep their state as it is, so that the
    /// next start goes on with them.
    pub(crate) async fn stop_all(&self) {
        self.stopping.store(true, Ordering::Relaxed);
        for (_, cancelled) in self.lock().values() {
            cancelled.store(true, Ordering::Relaxed);
        }
        let waited = Instant::now();
        while !self.lock().is_empty() && waited.elapsed() < LONGEST_STOP {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// `None` when one of its kind runs already: two backups at once help nobody.
    fn enter(&self, id: JobId, kind: JobKind) -> Option<Arc<AtomicBool>> {
        let mut running = self.lock();
        if running.values().any(|(other, _)| *other == kind) {
            return None;
        }
        let cancelled = Arc::new(AtomicBool::new(false));
        running.insert(id, (kind, cancelled.clone()));
        Some(cancelled)
    }

    fn leave(&self, id: JobId) {
        self.lock().remove(&id);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<JobId, (JobKind, Arc<AtomicBool>)>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a job holds while it works.
pub(crate) struct JobHandle {
    app: Arc<App>,
    job: Arc<Mutex<(JobRecord, Instant)>>,
    done_before: u32,
    mark: Option<String>,
    cancelled: Arc<AtomicBool>,
}

impl JobHandle {
    /// Tells the screens, at most ten times a second, and always of the last step.
    pub(crate) fn progress(&self, done: u64, of: u64) {
        let mut job = self.job.lock().unwrap_or_else(PoisonError::into_inner);
        let (record, told) = &mut *job;
        record.done = u32::try_from(done).unwrap_or(u32::MAX);
        record.total = u32::try_from(of).unwrap_or(u32::MAX);
        if done < of && told.elapsed() < BETWEEN_PROGRESS {
            return;
        }
        *told = Instant::now();
        self.app.tell_all(DeskEvent::Job(job_row(record)));
    }

    pub(crate) fn cancelled(&self) -> &AtomicBool {
        &self.cancelled
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    pub(crate) fn done_before(&self) -> u32 {
        self.done_before
    }

    /// Where an earlier run of the same job stopped.
    pub(crate) fn mark(&self) -> Option<&str> {
        self.mark.as_deref()
    }

    /// Keeps where to go on, in the transaction that did the work up to there.
    pub(crate) async fn keep_mark(
        &self,
        writer: &mut Writer,
        mark: &str,
        done: u32,
        total: u32,
    ) -> Result<(), AppError> {
        let record = {
            let mut job = self.job.lock().unwrap_or_else(PoisonError::into_inner);
            job.0.progress_mark = Some(mark.to_owned());
            job.0.done = done;
            job.0.total = total;
            job.0.clone()
        };
        Ok(writer.put_job(&record).await?)
    }
}

pub(crate) async fn start_job<Work, Run>(
    app: &Arc<App>,
    kind: JobKind,
    employee: Option<EmployeeId>,
    work: Work,
) -> Result<JobStarted, AppError>
where
    Work: FnOnce(JobHandle) -> Run + Send + 'static,
    Run: Future<Output = Result<(), AppError>> + Send + 'static,
{
    let record = JobRecord {
        id: JobId::new(Uuid::now_v7()),
        kind: kind_code(kind).to_owned(),
        state: state_code(JobState::Running).to_owned(),
        done: 0,
        total: 0,
        progress_mark: None,
        error: None,
        employee,
        started_at: app.clock.now(),
        ended_at: None,
    };
    let mut writer = app.store().await?.write().await?;
    let job_id = record.id.to_string();
    let id = record.id;
    let Some(cancelled) = app.jobs.enter(id, kind) else {
        return Err(AppError::new(ErrorCode::JobRunning));
    };
    let kept = async {
        writer.put_job(&record).await?;
        writer.commit().await
    };
    if let Err(error) = kept.await {
        app.jobs.leave(id);
        return Err(error.into());
    }
    run(app, record, cancelled, work);
    Ok(JobStarted { job_id })
}

/// Goes on with a job of an earlier run of the program.
pub(crate) fn continue_job<Work, Run>(app: &Arc<App>, kind: JobKind, record: JobRecord, work: Work)
where
    Work: FnOnce(JobHandle) -> Run + Send + 'static,
    Run: Future<Output = Result<(), AppError>> + Send + 'static,
{
    if let Some(cancelled) = app.jobs.enter(record.id, kind) {
        run(app, record, cancelled, work);
    }
}

fn run<Work, Run>(app: &Arc<App>, record: JobRecord, cancelled: Arc<AtomicBool>, work: Work)
where
    Work: FnOnce(JobHandle) -> Run + Send + 'static,
    Run: Future<Output = Result<(), AppError>> + Send + 'static,
{
    let app = app.clone();
    app.tell_all(DeskEvent::Job(job_row(&record)));
    let (id, done_before) = (record.id, record.done);
    let mark = record.progress_mark.clone();
    let state = Arc::new(Mutex::new((record, Instant::now())));
    let handle = JobHandle {
        app: app.clone(),
        done_before,
        mark,
        job: state.clone(),
        cancelled,
    };
    tokio::spawn(async move {
        let handle_app = app.clone();
        // A panic in a job must end the job, not leave it running for ever.
        let outcome = tokio::spawn(work(handle))
            .await
            .unwrap_or_else(|error| Err(error.into()));
        if handle_app.jobs.are_stopping() && outcome.is_err() {
            handle_app.jobs.leave(id);
            return;
        }
        let last = state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .0
            .clone();
        let ended = ended(&handle_app, last, outcome);
        // Where a full disk takes no more, the job has ended all the same, and whoever waits for it is told. The next start
        // finds it as one that was cut off.
        if let Err(error) = keep(&handle_app, &ended).await {
            error.into_reply("end_job");
        }
        handle_app.jobs.leave(id);
        handle_app.tell_all(DeskEvent::Job(job_row(&ended)));
    });
}

fn ended(app: &App, mut job: JobRecord, outcome: Result<(), AppError>) -> JobRecord {
    job.ended_at = Some(app.clock.now());
    job.state = state_code(match &outcome {
        Ok(()) => JobState::Done,
        Err(error) if error.code == ErrorCode::Cancelled => JobState::Cancelled,
        Err(_) => JobState::Failed,
    })
    .to_owned();
    if outcome.is_ok() {
        job.done = job.total;
    }
    job.error = outcome.err().map(|error| {
        let code = error.code.key();
        error.into_reply("job");
        code
    });
    job
}

async fn keep(app: &App, job: &JobRecord) -> Result<(), AppError> {
    let mut writer = app.store().await?.write().await?;
    writer.put_job(job).await?;
    Ok(writer.commit().await?)
}
