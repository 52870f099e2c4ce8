use sagsbord_contract::{DecideHidden, DecideHiddenAbout, HiddenDecisionKind, IntakeDetail};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_intake::{Reading, Row};
use sagsbord_store::HiddenDecision;

use super::decide::reason;
use super::file::find;
use super::manifest_of::{HiddenDecided, manifest_of, reading_of, with_findings};
use super::wire::kept;
use super::{show, wire};
use crate::{AppError, Desk};

/// What is hidden in a file is taken in as a page of its own, or left out with a reason.
pub(crate) async fn decide_intake_hidden(
    desk: &Desk,
    session: &Session,
    request: DecideHidden,
) -> Result<IntakeDetail, AppError> {
    let intake = show::within_reach(desk, session, Right::WorkOnCases, &request.id).await?;
    let reason = reason(
        &request.reason,
        request.decision == HiddenDecisionKind::LeaveOut,
    )?;
    let store = desk.app().store().await?;
    let manifest = manifest_of(desk.app(), &intake).await?;
    let now = desk.app().clock.now();
    let decide = |row: &Row, finding: u32, reading: &Reading| {
        let hidden = reading.hidden.get(finding as usize)?;
        Some(HiddenDecision {
            sha256: row.sha256.clone()?,
            findings: row.hidden_print.clone(),
            finding,
            kind: wire::word(hidden.kind),
            decision: kept::hidden(request.decision).to_owned(),
            reason: reason.clone(),
            employee: session.employee(),
            at: now,
        })
    };
    let mut decisions = Vec::new();
    match &request.about {
        DecideHiddenAbout::Findings { place, findings } => {
            let row = find(&manifest.rows, place)?;
            let sha256 = row
                .sha256
                .as_deref()
                .ok_or_else(|| AppError::invalid("place"))?;
            let reading = reading_of(&store, sha256, &row.name).await?;
            for finding in findings {
                let decision = decide(row, *finding, &reading);
                decisions.push(decision.ok_or_else(|| AppError::invalid("findings"))?);
            }
        }
        DecideHiddenAbout::Kind(kind) => {
            let decided = HiddenDecided::of(&store, &intake).await?;
            // Taking back is about what was decided, all else about what was not.
            let takes_back = request.decision == HiddenDecisionKind::TakeBack;
            let is_of_kind = |row: &Row| {
                row.hidden
                    .iter()
                    .any(|(found, _)| wire::hidden_kind(*found) == *kind)
            };
            for (row, sha256) in with_findings(&manifest) {
                if !is_of_kind(row) {
                    continue;
                }
                let reading = reading_of(&store, sha256, &row.name).await?;
                for (finding, hidden) in (0..).zip(&reading.hidden) {
                    if wire::hidden_kind(hidden.kind) == *kind
                        && decided.about(row, finding).is_some() == takes_back
                    {
                        decisions.extend(decide(row, finding, &reading));
                    }
                }
            }
        }
    }
    if decisions.is_empty() {
        return Err(AppError::invalid("findings"));
    }
    let record = AuditRecord::new(session.employee(), AuditAct::IntakeHiddenDecided)
        .about("intake", intake.id.uuid())
        .with(
            "decision",
            AuditDetail::Code(kept::hidden(request.decision)),
        )
        .with("findings", AuditDetail::Count(decisions.len() as u64));
    let mut writer = store.write().await?;
    writer.add_hidden_decisions(intake.id, &decisions).await?;
    writer.commit_with(&record, now).await?;
    show::detail(desk, session, &intake).await
}
