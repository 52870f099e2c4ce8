use sagsbord_contract::{AktindsigtDetail, CaseNewsWhat, ChooseRegimes};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::Regime;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_store::{AktindsigtEntry, ChosenRegime};

use super::detail::detail;
use super::fields;
use super::find::find_as_seen;
use super::law::aktindsigt_law;
use super::propose::Asked;
use super::register::in_order;
use super::running::{Beginning, DeadlineSteps};
use crate::cases::within_reach::case_within;
use crate::deadlines::LawKept;
use crate::{AppError, Desk};

/// A person chooses by which rules a request is answered. Deadlines that the rules ask for begin, from the day it was
/// received; those that they do not know end.
pub(crate) async fn choose_regimes(
    desk: &Desk,
    session: &Session,
    request: ChooseRegimes,
) -> Result<AktindsigtDetail, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let chosen = in_order(&request.regimes);
    if chosen.is_empty() {
        return Err(AppError::problem("regimes", "empty"));
    }
    let app = desk.app();
    let store = app.store().await?;
    let (now, by) = (app.clock.now(), session.employee());
    let mut reader = store.read().await?;
    let mut kept = find_as_seen(&mut reader, &filter, &request.id, request.version).await?;
    if !kept.state.is_open() {
        return Err(AppError::problem("id", "closed"));
    }
    let catalogue = aktindsigt_law()?;
    for regime in chosen.iter().copied() {
        if catalogue.regime(regime, kept.received_on).is_none() {
            return Err(AppError::problem("regimes", "not_in_force"));
        }
    }
    let own = case_within(&mut reader, &filter, kept.case).await?;
    let asked = Asked {
        role: kept.applicant.role,
        is_decision: kept.is_decision,
        matters: kept.matters.clone(),
        kle: Some(own.kle),
        received: kept.received_on,
    };
    let (proposal, ..) = asked.proposal()?;
    let proposed: Vec<Regime> = proposal.regimes.iter().map(|one| one.regime).collect();
    // Whoever chooses others than were proposed says why.
    let why = match proposed == chosen {
        true => fields::lines(&request.why, fields::LONGEST_REASON, "why")?,
        false => fields::why(&request.why, "why")?,
    };
    let law = LawKept::read(app, &mut reader).await?;
    let beginning = Beginning {
        law: &law,
        role: kept.applicant.role,
        received: kept.received_on,
        by,
        now,
    };
    let steps = DeadlineSteps::towards(
        &mut reader,
        &filter,
        kept.id,
        kept.case,
        &chosen,
        &beginning,
    )
    .await?;
    drop(reader);
    kept.version += 1;
    let codes: Vec<&str> = chosen.iter().map(|regime| regime.code()).collect();
    let entry = AktindsigtEntry {
        number: 0,
        at: now,
        by,
        kind: "regimes_chosen".to_owned(),
        detail: Some(codes.join(" ")),
        text: (!why.is_empty()).then_some(why),
    };
    let rows: Vec<ChosenRegime> = chosen
        .iter()
        .map(|regime| ChosenRegime {
            regime: *regime,
            was_proposed: proposed.contains(regime),
            at: now,
            by,
        })
        .collect();
    let mut writer = store.write().await?;
    writer.change_aktindsigt(&kept, &entry).await?;
    writer.put_aktindsigt_regimes(kept.id, &rows).await?;
    let moves_deadlines = !steps.is_none();
    steps.take(&mut writer, kept.id, &law, by, now).await?;
    let mut record = AuditRecord::new(by, AuditAct::AktindsigtRegimesChosen)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()));
    for code in codes {
        record = record.with("regime", AuditDetail::Code(code));
    }
    writer.commit_with(&record, now).await?;
    if moves_deadlines {
        desk.look_again_at_deadlines();
        app.case_changed(kept.case, CaseNewsWhat::Deadlines, by);
    }
    app.case_changed(kept.case, CaseNewsWhat::Aktindsigt, by);
    let mut reader = store.read().await?;
    detail(desk, session, &mut reader, kept).await
}
