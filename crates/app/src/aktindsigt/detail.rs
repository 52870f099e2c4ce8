use std::collections::HashMap;

use sagsbord_contract::{
    AktindsigtDetail, AktindsigtFacts, AktindsigtHours, AktindsigtLogRow, ChosenRegimeRow, TimeRow,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::Hours;
use sagsbord_domain::{CaseId, EmployeeId};
use sagsbord_store::{ChosenRegime, KeptAktindsigt, Reader};

use super::items::row::counts;
use super::law::aktindsigt_law;
use super::propose::Asked;
use crate::cases::row::case_row;
use crate::cases::within_reach::{case_within, may_work_on};
use crate::deadlines::{LawKept, of_request};
use crate::{AppError, Desk};

/// A request that was found within the session's reach.
pub(super) async fn detail(
    desk: &Desk,
    session: &Session,
    reader: &mut Reader,
    kept: KeptAktindsigt,
) -> Result<AktindsigtDetail, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let (id, now, today) = (kept.id, desk.app().clock.now(), session.today());
    let law = LawKept::read(desk.app(), reader).await?;
    let own = case_within(reader, &filter, kept.case).await?;
    let cases = reader.aktindsigt_cases(&filter, id).await?;
    let names = Names::of(reader).await?;
    let chosen = reader.aktindsigt_regimes(id).await?;
    let hours = reader.aktindsigt_hours(id).await?;
    let asked = Asked {
        role: kept.applicant.role,
        is_decision: kept.is_decision,
        matters: kept.matters.clone(),
        kle: Some(own.kle.clone()),
        received: kept.received_on,
    };
    let time = reader.aktindsigt_time(id).await?.into_iter();
    let log = reader.aktindsigt_log(id).await?.into_iter();
    Ok(AktindsigtDetail {
        id: id.to_string(),
        state: kept.state.into(),
        is_open: kept.state.is_open(),
        registered_at: kept.registered_at.to_rfc3339(),
        registered_by: names.of_id(kept.registered_by),
        received_on: kept.received_on.to_string(),
        cpr_masked: kept.applicant.cpr.as_ref().map(|cpr| cpr.masked()),
        identity_by: kept.identity.map(|identity| names.of_id(identity.by)),
        identity_at: kept.identity.map(|identity| identity.at.to_rfc3339()),
        cases: cases
            .into_iter()
            .map(|case| case_row(case, today))
            .collect(),
        proposal: asked.told(&law, now)?,
        regimes: chosen
            .iter()
            .map(|chosen| regime_row(chosen, &kept, &names))
            .collect::<Result<_, _>>()?,
        deadlines: of_request::rows_of(reader, &filter, &own, &law, now).await?,
        hours: hours_told(hours, &chosen, &kept)?,
        time: time
            .map(|line| TimeRow {
                at: line.at.to_rfc3339(),
                by: names.of_id(line.by),
                kind: line.kind.into(),
                worked_on: line.worked_on.to_string(),
                minutes: line.minutes,
                note: line.note,
            })
            .collect(),
        items: counts(reader.count_items(&filter, id).await?),
        log: log
            .map(|entry| AktindsigtLogRow {
                number: entry.number,
                at: entry.at.to_rfc3339(),
                by: names.of_id(entry.by),
                kind: entry.kind,
                detail: entry.detail,
                text: entry.text,
            })
            .collect(),
        was_narrowed: kept.was_narrowed,
        version: kept.version,
        may_change: may_change(reader, session, kept.case).await?,
        case: case_row(own, today),
        facts: facts(kept),
    })
}

async fn may_change(
    reader: &mut Reader,
    session: &Session,
    case: CaseId,
) -> Result<bool, AppError> {
    may_work_on(reader, session, case).await
}

fn facts(kept: KeptAktindsigt) -> AktindsigtFacts {
    AktindsigtFacts {
        received_how: kept.received_how.into(),
        role: kept.applicant.role.into(),
        name: kept.applicant.name,
        cpr: None,
        contact: kept.applicant.contact,
        on_behalf_of: kept.applicant.on_behalf_of,
        identity: kept.identity.map(|identity| identity.how.into()),
        authority_document_id: kept.authority.map(|document| document.to_string()),
        text: kept.text,
        theme: kept.theme,
        wanted_form: kept.wanted_form.into(),
        is_decision: kept.is_decision,
        matters: kept.matters.into_iter().map(Into::into).collect(),
    }
}

fn regime_row(
    chosen: &ChosenRegime,
    kept: &KeptAktindsigt,
    names: &Names,
) -> Result<ChosenRegimeRow, AppError> {
    let rule = aktindsigt_law()?.regime(chosen.regime, kept.received_on);
    Ok(ChosenRegimeRow {
        regime: chosen.regime.into(),
        name: rule.map(|rule| (&rule.name).into()),
        paragraph: rule.map(|rule| rule.paragraph.clone()),
        was_proposed: chosen.was_proposed,
        by: names.of_id(chosen.by),
        at: chosen.at.to_rfc3339(),
    })
}

/// The mark is told only where every set of rules that was chosen knows it.
fn hours_told(
    hours: Hours,
    chosen: &[ChosenRegime],
    kept: &KeptAktindsigt,
) -> Result<AktindsigtHours, AppError> {
    let law = aktindsigt_law()?;
    let most: Option<Vec<u32>> = chosen
        .iter()
        .map(|chosen| law.regime(chosen.regime, kept.received_on)?.most_hours)
        .collect();
    let most = most.and_then(|most| most.into_iter().max());
    Ok(AktindsigtHours {
        search: hours.search,
        review: hours.review,
        left: hours.left,
        is_beyond: most.is_some_and(|most| hours.exceeds(most)),
        most: most.map(|most| most.saturating_mul(60)),
    })
}

/// What people are called.
pub(super) struct Names(HashMap<EmployeeId, String>);

impl Names {
    pub(super) async fn of(reader: &mut Reader) -> Result<Self, AppError> {
        let employees = reader.list_employees().await?.into_iter();
        Ok(Self(
            employees
                .map(|employee| (employee.id, employee.name))
                .collect(),
        ))
    }

    pub(super) fn of_id(&self, id: EmployeeId) -> String {
        self.0.get(&id).cloned().unwrap_or_default()
    }
}
