use sagsbord_contract::{
    ErrorCode, IntakeDetail, IntakeRow, IntakeTool, LapsedDecision, ShowIntake, WhyUnreadable,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{EmployeeId, IntakeId};
use sagsbord_intake::{Manifest, PageFlag, State};
use sagsbord_store::Intake;

use super::manifest_of::{Accounted, HiddenDecided, accounted};
use super::threads::Mails;
use super::wire::kept;
use super::{row, wire};
use crate::people::fields::id;
use crate::{AppError, Desk};

pub(crate) async fn show_intake(
    desk: &Desk,
    session: &Session,
    request: ShowIntake,
) -> Result<IntakeDetail, AppError> {
    let intake = within_reach(desk, session, Right::ReadCases, &request.id).await?;
    detail(desk, session, &intake).await
}

/// Not found, both when it is not there and when its case is out of reach.
pub(super) async fn within_reach(
    desk: &Desk,
    session: &Session,
    right: Right,
    intake: &str,
) -> Result<Intake, AppError> {
    let filter = session.filter(right)?;
    let id: IntakeId = id(intake, "id")?;
    let store = desk.app().store().await?;
    let found = store.read().await?.find_intake(&filter, id).await?;
    found.ok_or_else(|| AppError::new(ErrorCode::NotFound))
}

pub(super) async fn detail(
    desk: &Desk,
    session: &Session,
    intake: &Intake,
) -> Result<IntakeDetail, AppError> {
    let app = desk.app();
    let store = app.store().await?;
    // Asked first: what is told as standing still has all its sums.
    let is_running = app.intakes.is_running(intake.id);
    let accounted = accounted(app, intake).await?;
    let manifest = &accounted.manifest;
    let decided = HiddenDecided::of(&store, intake).await?;
    let mut reader = store.read().await?;
    let filter = session.filter(Right::ReadCases)?;
    let case = reader
        .find_case(&filter, intake.case)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let may_change = match session.filter(Right::WorkOnCases) {
        Ok(filter) => reader.find_intake(&filter, intake.id).await?.is_some(),
        Err(_) => false,
    };
    drop(reader);
    let progress = app.intakes.progress(intake.id);
    Ok(IntakeDetail {
        row: intake_row(desk, intake, &accounted, &decided).await?,
        case_id: intake.case.to_string(),
        case_number: case.number,
        may_change,
        is_running,
        progress: progress.filter(|_| is_running),
        hidden: row::hidden_of_kinds(manifest, &decided),
        mails: Mails::count(manifest),
        lapsed: lapsed(desk, &accounted).await?,
        missing_tools: missing_tools(manifest),
    })
}

pub(super) async fn intake_row(
    desk: &Desk,
    intake: &Intake,
    accounted: &Accounted,
    decided: &HiddenDecided,
) -> Result<IntakeRow, AppError> {
    let sums = row::sums(accounted, decided);
    Ok(IntakeRow {
        id: intake.id.to_string(),
        started_by: name_of(desk, intake.started_by).await?,
        started_at: intake.started_at.to_rfc3339(),
        wish: kept::wish_of(&intake.wish),
        is_read: intake.is_read,
        is_complete: row::is_complete(&accounted.manifest, &sums),
        sums,
    })
}

pub(super) async fn name_of(desk: &Desk, employee: EmployeeId) -> Result<String, AppError> {
    let store = desk.app().store().await?;
    let all = store.read().await?.list_employees().await?;
    Ok(all
        .into_iter()
        .find(|known| known.id == employee)
        .map(|known| known.name)
        .unwrap_or_default())
}

async fn lapsed(desk: &Desk, accounted: &Accounted) -> Result<Vec<LapsedDecision>, AppError> {
    let mut told = Vec::with_capacity(accounted.lapsed.len());
    for entry in &accounted.lapsed {
        let about = entry.about.as_ref();
        told.push(LapsedDecision {
            number: entry.number,
            place: entry.place.clone(),
            name: about.map(|about| about.name.clone()).unwrap_or_default(),
            decision: kept::file_of(&entry.decision),
            reason: entry.reason.clone(),
            decided_by: name_of(desk, entry.employee).await?,
            decided_at: entry.at.to_rfc3339(),
        });
    }
    Ok(told)
}

fn missing_tools(manifest: &Manifest) -> Vec<IntakeTool> {
    let mut missing = Vec::new();
    let waits_for = |wanted: WhyUnreadable| {
        let mut rows = manifest.rows.iter();
        rows.any(
            |row| matches!(&row.state, State::Unreadable { why, .. } if wire::why(*why) == wanted),
        )
    };
    if waits_for(WhyUnreadable::NoConverter) {
        missing.push(IntakeTool::Office);
    }
    if waits_for(WhyUnreadable::NoPictureConverter) {
        missing.push(IntakeTool::PhonePictures);
    }
    let wants_recognition = manifest
        .rows
        .iter()
        .any(|row| row.flags.iter().any(|(flag, _)| *flag == PageFlag::NotRead));
    if wants_recognition {
        missing.push(IntakeTool::Recognition);
    }
    missing
}
