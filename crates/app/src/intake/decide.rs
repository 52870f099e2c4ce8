use sagsbord_contract::{DecideFiles, FileDecisionKind, IntakeDetail};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_intake::State;
use sagsbord_store::FileDecision;

use super::file::find;
use super::manifest_of::accounted;
use super::show;
use super::wire::kept;
use crate::{AppError, Desk};

const MOST_AT_ONCE: usize = 5_000;
const LONGEST_REASON: usize = 500;

/// A person decides about files; a decision that does not fit a file's state is refused, and none is made.
pub(crate) async fn decide_intake_files(
    desk: &Desk,
    session: &Session,
    request: DecideFiles,
) -> Result<IntakeDetail, AppError> {
    let intake = show::within_reach(desk, session, Right::WorkOnCases, &request.id).await?;
    if request.places.is_empty() || request.places.len() > MOST_AT_ONCE {
        return Err(AppError::invalid("places"));
    }
    let reason = reason(
        &request.reason,
        request.decision == FileDecisionKind::LeaveOut,
    )?;
    let accounted = accounted(desk.app(), &intake).await?;
    let manifest = &accounted.manifest;
    let now = desk.app().clock.now();
    let mut decisions = Vec::with_capacity(request.places.len());
    for place in &request.places {
        let row = find(&manifest.rows, place)?;
        let fits = match request.decision {
            FileDecisionKind::LeaveOut => !matches!(row.state, State::LeftOut { .. }),
            FileDecisionKind::TakeAnyway => {
                matches!(row.state, State::Duplicate { is_exact: true, .. })
            }
            FileDecisionKind::IsDuplicate => row.alike.is_some(),
            FileDecisionKind::TakeBack => true,
        };
        if !fits {
            return Err(AppError::invalid("places"));
        }
        let alike = row.alike.as_ref().map(|(of, _)| String::from(of.clone()));
        let stands = match (&alike, request.decision) {
            (Some(of), FileDecisionKind::IsDuplicate) => Some(find(&manifest.rows, of)?),
            _ => None,
        };
        decisions.push(FileDecision {
            number: 0,
            place: row.place.clone().into(),
            about: Some(accounted.about(row)),
            of_sha256: stands.and_then(|stands| stands.sha256.clone()),
            decision: kept::file(request.decision).to_owned(),
            reason: reason.clone(),
            employee: session.employee(),
            at: now,
        });
    }
    let record = AuditRecord::new(session.employee(), AuditAct::IntakeFilesDecided)
        .about("intake", intake.id.uuid())
        .with("decision", AuditDetail::Code(kept::file(request.decision)))
        .with("files", AuditDetail::Count(decisions.len() as u64));
    let mut writer = desk.app().store().await?.write().await?;
    writer.add_file_decisions(intake.id, &decisions).await?;
    writer.commit_with(&record, now).await?;
    desk.app().intakes.changed();
    show::detail(desk, session, &intake).await
}

/// What is left out wants a reason that another person can judge.
pub(super) fn reason(text: &str, is_wanted: bool) -> Result<String, AppError> {
    let text = text.trim();
    let length = text.chars().count();
    if length > LONGEST_REASON || is_wanted && length < 3 {
        return Err(AppError::invalid("reason"));
    }
    Ok(if is_wanted {
        text.to_owned()
    } else {
        String::new()
    })
}
