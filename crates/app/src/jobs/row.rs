use sagsbord_contract::{ErrorCode, JobKind, JobRow, JobState};
use sagsbord_store::JobRecord;

pub(super) fn job_row(job: &JobRecord) -> JobRow {
    JobRow {
        id: job.id.to_string(),
        kind: kind_from(&job.kind).unwrap_or(JobKind::CheckStore),
        state: state_from(&job.state),
        done: job.done,
        of: job.total,
        error: job.error.as_deref().map(|code| {
            ErrorCode::ALL
                .iter()
                .copied()
                .find(|known| known.key() == code)
                .unwrap_or(ErrorCode::Internal)
        }),
        started_at: job.started_at.to_rfc3339(),
        ended_at: job.ended_at.map(|at| at.to_rfc3339()),
    }
}

pub(super) const fn kind_code(kind: JobKind) -> &'static str {
    match kind {
        JobKind::Backup => "backup",
        JobKind::CheckStore => "check_store",
        JobKind::RebuildSearch => "rebuild_search",
        JobKind::Intake => "intake",
        JobKind::Index => "index",
        JobKind::Bundle => "bundle",
    }
}

pub(super) fn kind_from(code: &str) -> Option<JobKind> {
    [
        JobKind::Backup,
        JobKind::CheckStore,
        JobKind::RebuildSearch,
        JobKind::Intake,
        JobKind::Index,
        JobKind::Bundle,
    ]
    .into_iter()
    .find(|kind| kind_code(*kind) == code)
}

pub(super) const fn state_code(state: JobState) -> &'static str {
    match state {
        JobState::Waiting => "waiting",
        JobState::Running => "running",
        JobState::Done => "done",
        JobState::Failed => "failed",
        JobState::Cancelled => "cancelled",
        JobState::Interrupted => "interrupted",
    }
}

fn state_from(code: &str) -> JobState {
    [
        JobState::Waiting,
        JobState::Running,
        JobState::Done,
        JobState::Failed,
        JobState::Cancelled,
    ]
    .into_iter()
    .find(|state| state_code(*state) == code)
    .unwrap_or(JobState::Interrupted)
}
