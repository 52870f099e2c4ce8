use std::path::PathBuf;

use sagsbord_contract::{CaseNewsWhat, ErrorCode, IntakeDetail, IntakeWish, StartIntake};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, IntakeId};
use sagsbord_intake::{FileOnDisk, gather};
use sagsbord_store::{Intake, IntakeFile};
use uuid::Uuid;

use super::running::Intakes;
use super::wire::kept;
use super::{show, wire, work};
use crate::people::fields::id;
use crate::{AppError, Desk};

pub(crate) async fn start_intake(
    desk: &Desk,
    session: &Session,
    request: StartIntake,
) -> Result<IntakeDetail, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let case: CaseId = id(&request.case_id, "caseId")?;
    let store = desk.app().store().await?;
    let found = store.read().await?.find_case(&filter, case).await?;
    found.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let files = files_of_offer(desk, &request.offer).await?;
    let intake = Intake {
        id: IntakeId::new(Uuid::now_v7()),
        case,
        started_by: session.employee(),
        started_at: desk.app().clock.now(),
        wish: kept::wish(IntakeWish::GoOn).to_owned(),
        is_read: false,
    };
    let record = AuditRecord::new(session.employee(), AuditAct::IntakeStarted)
        .about("intake", intake.id.uuid())
        .with("case", AuditDetail::Id(case.uuid()))
        .with("files", AuditDetail::Count(files.len() as u64));
    let mut writer = store.write().await?;
    writer.add_intake(&intake).await?;
    writer.add_intake_files(intake.id, &files).await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    desk.app().intakes.changed();
    desk.app()
        .case_changed(case, CaseNewsWhat::Intakes, session.employee());
    work::ensure_running(desk.app()).await?;
    show::detail(desk, session, &intake).await
}

/// The files behind an offer, not opened yet.
pub(super) async fn files_of_offer(desk: &Desk, offer: &str) -> Result<Vec<IntakeFile>, AppError> {
    let paths = desk
        .app()
        .intakes
        .take_offer(offer)
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    found_under(paths).await
}

async fn found_under(paths: Vec<PathBuf>) -> Result<Vec<IntakeFile>, AppError> {
    let limits = Intakes::limits();
    let gathered = tokio::task::spawn_blocking(move || gather(&paths, &limits))
        .await?
        .map_err(|error| AppError::caused(ErrorCode::FilesUnreadable, error))?;
    if gathered.files.is_empty() {
        return Err(AppError::new(ErrorCode::NoFiles));
    }
    Ok(gathered.files.into_iter().map(file).collect())
}

fn file(found: FileOnDisk) -> IntakeFile {
    IntakeFile {
        number: 0,
        name: found.name,
        folder: found.folder,
        path: match found.refused {
            Some(_) => None,
            None => Some(found.path.to_string_lossy().into_owned()),
        },
        sha256: None,
        bytes: 0,
        refused: found.refused.map(wire::word),
    }
}
