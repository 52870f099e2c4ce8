use chrono::Datelike as _;
use sagsbord_contract::{CreateCase, CreatedCase, DeskEvent};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{
    AuditAct, AuditDetail, AuditRecord, CaseField, CaseId, CaseStatus, OWN_SOURCE, TeamId, UnitId,
};
use sagsbord_store::{CaseAroundTitle, NewCase};
use uuid::Uuid;

use super::fields;
use super::parties::{asked_parties, found, within};
use crate::people::fields::{id, optional_id};
use crate::shared_index::mend::title_in_bounds;
use crate::shared_index::own_titles::TitleGate;
use crate::shared_index::queue_case;
use crate::{AppError, Desk};

/// A case of ours: numbered, and its maker's to handle. A title that would be held back from the index makes none, and
/// the answer says why.
pub(crate) async fn create_case(
    desk: &Desk,
    session: &Session,
    request: CreateCase,
) -> Result<CreatedCase, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let title = title_in_bounds(&request.title)?;
    let unit: UnitId = id(&request.unit_id, "unitId")?;
    let team: Option<TeamId> = optional_id(request.team_id.as_deref(), "teamId")?;
    let due = fields::due(request.due.as_deref())?;
    let asked = asked_parties(&request.parties)?;
    let app = desk.app();
    let store = app.store().await?;
    let now = app.clock.now();
    let mut reader = store.read().await?;
    fields::place(&mut reader, unit, team).await?;
    let kle_title = fields::subject(&mut reader, &request.kle, session.today()).await?;
    for party in &asked {
        within(&mut reader, &filter, party).await?;
    }
    let gate = TitleGate::open(app, &mut reader).await?;
    drop(reader);
    let mut writer = store.write().await?;
    let people = found(&mut writer, &asked).await?;
    let around = CaseAroundTitle {
        kle_title: Some(kle_title),
        people: people.iter().map(|(citizen, _)| citizen.clone()).collect(),
        ..CaseAroundTitle::default()
    };
    let gated = gate.case(title, &around);
    if gated.is_held {
        return Ok(CreatedCase {
            id: None,
            title: gated,
        });
    }
    let case = CaseId::new(Uuid::now_v7());
    let number = writer.give_case_number(session.today().year()).await?;
    let new = NewCase {
        id: case,
        number,
        title: title.to_owned(),
        kle: request.kle,
        status: CaseStatus::Opstaaet,
        sensitivity: request.sensitivity.into(),
        unit,
        team,
        responsible: Some(session.employee()),
        opened: session.today(),
        due,
        source: OWN_SOURCE.to_owned(),
        fetched_at: now,
        parties: people
            .iter()
            .map(|(citizen, part)| (citizen.id, *part))
            .collect(),
    };
    writer.add_case(&new).await?;
    // Whoever could make what they cannot see would write into others' units.
    if !writer.is_case_within(&filter, case).await? {
        return Err(AppError::problem("unitId", "out_of_reach"));
    }
    writer
        .note_case_change(
            case,
            session.employee(),
            CaseField::Created,
            (None, None),
            now,
        )
        .await?;
    queue_case(&mut writer, case, now).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::CaseCreated)
        .about("case", case.uuid())
        .with("parties", AuditDetail::Count(people.len() as u64));
    writer.commit_with(&record, now).await?;
    app.index.something_was_queued();
    app.tell_all(DeskEvent::Index);
    Ok(CreatedCase {
        id: Some(case.to_string()),
        title: gated,
    })
}
