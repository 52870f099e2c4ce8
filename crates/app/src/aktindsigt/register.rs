use sagsbord_contract::{
    CaseNewsWhat, CreateCase, DeskEvent, NewParty, PartyByNumber, PartyChoice, PartyPart,
    RegisterAktindsigt, RegisteredAktindsigt,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::{ACTION_FACET, AktindsigtState, Regime};
use sagsbord_domain::{
    AktindsigtId, AuditAct, AuditDetail, AuditRecord, CaseId, CaseRelationKind, Sensitivity,
};
use sagsbord_store::{AktindsigtEntry, Applicant, ChosenRegime, KeptAktindsigt};
use uuid::Uuid;

use super::detail::detail;
use super::facts::ReadFacts;
use super::propose::Asked;
use super::running::Beginning;
use super::{fields, find};
use crate::cases::create::{CaseToMake, Made};
use crate::deadlines::LawKept;
use crate::{AppError, Desk};

/// A request, its own case and its deadlines: all of it, or nothing.
pub(crate) async fn register_aktindsigt(
    desk: &Desk,
    session: &Session,
    request: RegisterAktindsigt,
) -> Result<RegisteredAktindsigt, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let reading = session.filter(Right::ReadCases)?;
    let received = fields::day(&request.received_on, "receivedOn")?;
    if received > session.today() {
        return Err(AppError::problem("receivedOn", "in_the_future"));
    }
    let facts = ReadFacts::of(request.facts)?;
    let app = desk.app();
    let store = app.store().await?;
    let (now, by) = (app.clock.now(), session.employee());
    let mut reader = store.read().await?;
    facts.authority_within(&mut reader, &filter, None).await?;
    let cases = find::cases(&mut reader, &reading, &request.case_ids).await?;
    let kle = match (cases.first(), request.kle) {
        (Some(case), _) => case.kle.clone(),
        (None, Some(kle)) => kle,
        (None, None) => return Err(AppError::problem("kle", "no_such_subject")),
    };
    let law = LawKept::read(app, &mut reader).await?;
    let asked = Asked {
        role: facts.applicant().role,
        is_decision: facts.told.is_decision,
        matters: facts.matters().to_vec(),
        kle: Some(kle.clone()),
        received,
    };
    let (proposal, ..) = asked.proposal()?;
    let proposed: Vec<Regime> = proposal.regimes.iter().map(|one| one.regime).collect();
    let chosen = in_order(&request.regimes);
    // The law counts from the day of receipt, whenever somebody finds time to choose the rules.
    let begin = match chosen.is_empty() {
        true => &proposed,
        false => &chosen,
    };
    let own = CreateCase {
        title: request.title,
        kle,
        unit_id: request.unit_id,
        team_id: request.team_id,
        // What is collected is no less guarded where it is collected.
        sensitivity: cases
            .iter()
            .map(|case| case.sensitivity)
            .max()
            .unwrap_or(Sensitivity::Confidential)
            .max(Sensitivity::Confidential)
            .into(),
        due: None,
        parties: party_of(facts.applicant()),
    };
    let own = CaseToMake::read(desk, session, &mut reader, own).await?;
    drop(reader);

    let mut writer = store.write().await?;
    let made = match own
        .make(&mut writer, session, Some(ACTION_FACET), now)
        .await?
    {
        Made::Held(title) => {
            return Ok(RegisteredAktindsigt {
                detail: None,
                title,
            });
        }
        Made::Case(made) => made,
    };
    writer.append_audit(&made.record, now).await?;
    let mut kept = new_request(session, made.id, facts.applicant().clone(), received, now);
    facts.put(&mut kept, session, now);
    let entry = AktindsigtEntry {
        number: 0,
        at: now,
        by,
        kind: "registered".to_owned(),
        detail: Some(cases.len().to_string()),
        text: None,
    };
    writer.add_aktindsigt(&kept, &entry).await?;
    let ids: Vec<CaseId> = cases.iter().map(|case| case.id).collect();
    writer.add_aktindsigt_cases(kept.id, &ids, now).await?;
    for case in &ids {
        let pair = (made.id, *case);
        writer
            .relate_cases(pair, CaseRelationKind::Follows, by, now)
            .await?;
    }
    let rows: Vec<ChosenRegime> = chosen
        .iter()
        .map(|regime| ChosenRegime {
            regime: *regime,
            was_proposed: proposed.contains(regime),
            at: now,
            by,
        })
        .collect();
    writer.put_aktindsigt_regimes(kept.id, &rows).await?;
    let beginning = Beginning {
        law: &law,
        role: kept.applicant.role,
        received,
        by,
        now,
    };
    let steps = beginning.of(made.id, begin)?;
    steps.take(&mut writer, kept.id, &law, by, now).await?;
    let record = AuditRecord::new(by, AuditAct::AktindsigtRegistered)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(made.id.uuid()))
        .with("role", AuditDetail::Code(kept.applicant.role.code()))
        .with("cases", AuditDetail::Count(ids.len() as u64))
        .with("received", AuditDetail::Day(received));
    writer.commit_with(&record, now).await?;
    app.index.something_was_queued();
    app.tell_all(DeskEvent::Index);
    desk.look_again_at_deadlines();
    for case in ids {
        app.case_changed(case, CaseNewsWhat::Relations, by);
    }
    app.case_changed(made.id, CaseNewsWhat::Aktindsigt, by);
    let mut reader = store.read().await?;
    Ok(RegisteredAktindsigt {
        detail: Some(detail(desk, session, &mut reader, kept).await?),
        title: made.title,
    })
}

/// Each once, as they were named.
pub(super) fn in_order(regimes: &[sagsbord_contract::CheckRegime]) -> Vec<Regime> {
    let mut chosen: Vec<Regime> = Vec::new();
    for regime in regimes.iter().map(|regime| Regime::from(*regime)) {
        if !chosen.contains(&regime) {
            chosen.push(regime);
        }
    }
    chosen
}

/// Whoever has a number is a party of the case of her request.
fn party_of(applicant: &Applicant) -> Vec<NewParty> {
    let number = applicant.cpr.as_ref().map(|cpr| NewParty {
        who: PartyChoice::Number(PartyByNumber {
            name: applicant.name.clone(),
            cpr: cpr.digits().to_owned(),
        }),
        part: PartyPart::Primary,
    });
    number.into_iter().collect()
}

fn new_request(
    session: &Session,
    case: CaseId,
    applicant: Applicant,
    received_on: chrono::NaiveDate,
    now: chrono::DateTime<chrono::Utc>,
) -> KeptAktindsigt {
    KeptAktindsigt {
        id: AktindsigtId::new(Uuid::now_v7()),
        case,
        state: AktindsigtState::Received,
        registered_at: now,
        registered_by: session.employee(),
        received_on,
        received_how: sagsbord_domain::aktindsigt::ReceivedHow::Letter,
        applicant,
        identity: None,
        authority: None,
        text: String::new(),
        theme: String::new(),
        wanted_form: sagsbord_domain::aktindsigt::WantedForm::Unsaid,
        is_decision: None,
        matters: Vec::new(),
        was_narrowed: false,
        version: 1,
    }
}
