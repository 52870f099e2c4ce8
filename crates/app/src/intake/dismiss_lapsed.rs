use sagsbord_contract::{DismissLapsedDecisions, FileDecisionKind, IntakeDetail};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_store::FileDecision;

use super::manifest_of::accounted;
use super::show;
use super::wire::kept;
use crate::{AppError, Desk};

/// A person has seen that these decisions no longer count. They are taken back, so that they come to count nowhere
/// should their file turn up again.
pub(crate) async fn dismiss_lapsed_decisions(
    desk: &Desk,
    session: &Session,
    request: DismissLapsedDecisions,
) -> Result<IntakeDetail, AppError> {
    let intake = show::within_reach(desk, session, Right::WorkOnCases, &request.id).await?;
    let accounted = accounted(desk.app(), &intake).await?;
    let now = desk.app().clock.now();
    let take_back = kept::file(FileDecisionKind::TakeBack);
    let taken_back: Vec<FileDecision> = accounted
        .lapsed
        .iter()
        .filter(|entry| request.numbers.contains(&entry.number))
        .map(|entry| FileDecision {
            decision: take_back.to_owned(),
            reason: String::new(),
            employee: session.employee(),
            at: now,
            ..entry.clone()
        })
        .collect();
    if taken_back.is_empty() || taken_back.len() != request.numbers.len() {
        return Err(AppError::invalid("numbers"));
    }
    let record = AuditRecord::new(session.employee(), AuditAct::IntakeFilesDecided)
        .about("intake", intake.id.uuid())
        .with("decision", AuditDetail::Code(take_back))
        .with("files", AuditDetail::Count(taken_back.len() as u64));
    let mut writer = desk.app().store().await?.write().await?;
    writer.add_file_decisions(intake.id, &taken_back).await?;
    writer.commit_with(&record, now).await?;
    desk.app().intakes.changed();
    show::detail(desk, session, &intake).await
}
