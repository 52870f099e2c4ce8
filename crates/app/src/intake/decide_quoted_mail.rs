use sagsbord_contract::{DecideQuotedMail, FileDecisionKind, HiddenDecisionKind, IntakeDetail};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_intake::{HiddenKind, State};
use sagsbord_store::{FileDecision, HiddenDecision};

use super::decide::reason;
use super::file::find;
use super::manifest_of::accounted;
use super::threads::Mails;
use super::wire::kept;
use super::{show, wire};
use crate::{AppError, Desk};

/// A mail and every place where others quote it whole, decided about as one: both, or nothing.
pub(crate) async fn decide_quoted_mail(
    desk: &Desk,
    session: &Session,
    request: DecideQuotedMail,
) -> Result<IntakeDetail, AppError> {
    let intake = show::within_reach(desk, session, Right::WorkOnCases, &request.id).await?;
    let (of_file, of_quotation) = if request.takes_back {
        (FileDecisionKind::TakeBack, HiddenDecisionKind::TakeBack)
    } else {
        (FileDecisionKind::LeaveOut, HiddenDecisionKind::LeaveOut)
    };
    let reason = reason(&request.reason, !request.takes_back)?;
    let store = desk.app().store().await?;
    let accounted = accounted(desk.app(), &intake).await?;
    let row = find(&accounted.manifest.rows, &request.place)?;
    if request.takes_back != matches!(row.state, State::LeftOut { .. }) {
        return Err(AppError::invalid("place"));
    }
    let manifest = accounted.manifest.clone();
    let place = row.place.clone();
    let mails = Mails::of(&store, &manifest).await?;
    let quotations = tokio::task::spawn_blocking({
        let manifest = manifest.clone();
        move || mails.quotations_of(&manifest, &place)
    })
    .await?;
    let now = desk.app().clock.now();
    let decision = FileDecision {
        number: 0,
        place: row.place.clone().into(),
        about: Some(accounted.about(row)),
        of_sha256: None,
        decision: kept::file(of_file).to_owned(),
        reason: reason.clone(),
        employee: session.employee(),
        at: now,
    };
    let quotations: Vec<HiddenDecision> = quotations
        .iter()
        .flat_map(|(other, findings)| {
            let other = &manifest.rows[*other];
            findings.iter().filter_map(|finding| {
                Some(HiddenDecision {
                    sha256: other.sha256.clone()?,
                    findings: other.hidden_print.clone(),
                    finding: *finding,
                    kind: wire::word(HiddenKind::QuotedThread),
                    decision: kept::hidden(of_quotation).to_owned(),
                    reason: reason.clone(),
                    employee: session.employee(),
                    at: now,
                })
            })
        })
        .collect();
    let record = AuditRecord::new(session.employee(), AuditAct::IntakeFilesDecided)
        .about("intake", intake.id.uuid())
        .with("decision", AuditDetail::Code(kept::file(of_file)))
        .with("files", AuditDetail::Count(1))
        .with("findings", AuditDetail::Count(quotations.len() as u64));
    let mut writer = store.write().await?;
    writer.add_file_decisions(intake.id, &[decision]).await?;
    writer.add_hidden_decisions(intake.id, &quotations).await?;
    writer.commit_with(&record, now).await?;
    desk.app().intakes.changed();
    show::detail(desk, session, &intake).await
}
