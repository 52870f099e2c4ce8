use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use sagsbord_contract::{CreateCase, CreatedCase, DeskEvent, GatedTitle};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{
    AuditAct, AuditDetail, AuditRecord, CaseField, CaseId, CaseStatus, OWN_SOURCE, Sensitivity,
    TeamId, UnitId,
};
use sagsbord_store::{CaseAroundTitle, NewCase, Reader, Writer};
use uuid::Uuid;

use super::fields;
use super::parties::{AskedParty, asked_parties, found, within};
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
    let app = desk.app();
    let store = app.store().await?;
    let now = app.clock.now();
    let mut reader = store.read().await?;
    let to_make = CaseToMake::read(desk, session, &mut reader, request).await?;
    drop(reader);
    let mut writer = store.write().await?;
    let case = match to_make.make(&mut writer, session, None, now).await? {
        Made::Held(title) => return Ok(CreatedCase { id: None, title }),
        Made::Case(made) => made,
    };
    writer.commit_with(&case.record, now).await?;
    app.index.something_was_queued();
    app.tell_all(DeskEvent::Index);
    Ok(CreatedCase {
        id: Some(case.id.to_string()),
        title: case.title,
    })
}

/// Everything that is asked before a case of ours is made, so that it can be made together with what it is made for.
pub(crate) struct CaseToMake {
    filter: AccessFilter,
    title: String,
    kle: String,
    kle_title: String,
    unit: UnitId,
    team: Option<TeamId>,
    sensitivity: Sensitivity,
    due: Option<NaiveDate>,
    asked: Vec<AskedParty>,
    gate: TitleGate,
}

pub(crate) enum Made {
    /// Its title would be held back: nothing is made.
    Held(GatedTitle),
    Case(Box<MadeCase>),
}

pub(crate) struct MadeCase {
    pub(crate) id: CaseId,
    pub(crate) title: GatedTitle,
    /// For the log, with the same commit.
    pub(crate) record: AuditRecord,
}

impl CaseToMake {
    pub(crate) async fn read(
        desk: &Desk,
        session: &Session,
        reader: &mut Reader,
        request: CreateCase,
    ) -> Result<Self, AppError> {
        let filter = session.filter(Right::WorkOnCases)?;
        let title = title_in_bounds(&request.title)?.to_owned();
        let unit: UnitId = id(&request.unit_id, "unitId")?;
        let team: Option<TeamId> = optional_id(request.team_id.as_deref(), "teamId")?;
        let due = fields::due(request.due.as_deref())?;
        let asked = asked_parties(&request.parties)?;
        fields::place(reader, unit, team).await?;
        let kle_title = fields::subject(reader, &request.kle, session.today()).await?;
        for party in &asked {
            within(reader, &filter, party).await?;
        }
        Ok(Self {
            filter,
            title,
            kle: request.kle,
            kle_title,
            unit,
            team,
            sensitivity: request.sensitivity.into(),
            due,
            asked,
            gate: TitleGate::open(desk.app(), reader).await?,
        })
    }

    /// `action`: what is done in it, where that is not what is usual here. The caller commits, and tells the index.
    pub(crate) async fn make(
        self,
        writer: &mut Writer,
        session: &Session,
        action: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Made, AppError> {
        let people = found(writer, &self.asked).await?;
        let around = CaseAroundTitle {
            kle_title: Some(self.kle_title),
            people: people.iter().map(|(citizen, _)| citizen.clone()).collect(),
            ..CaseAroundTitle::default()
        };
        let title = self.gate.case(&self.title, &around);
        if title.is_held {
            return Ok(Made::Held(title));
        }
        let case = CaseId::new(Uuid::now_v7());
        let number = writer.give_case_number(session.today().year()).await?;
        let new = NewCase {
            id: case,
            number,
            title: self.title,
            kle: self.kle,
            status: CaseStatus::Opstaaet,
            sensitivity: self.sensitivity,
            unit: self.unit,
            team: self.team,
            responsible: Some(session.employee()),
            opened: session.today(),
            due: self.due,
            source: OWN_SOURCE.to_owned(),
            fetched_at: now,
            parties: people
                .iter()
                .map(|(citizen, part)| (citizen.id, *part))
                .collect(),
        };
        writer.add_case(&new).await?;
        if let Some(action) = action {
            writer.set_case_action(case, action).await?;
        }
        // Whoever could make what they cannot see would write into others' units.
        if !writer.is_case_within(&self.filter, case).await? {
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
        queue_case(writer, case, now).await?;
        let record = AuditRecord::new(session.employee(), AuditAct::CaseCreated)
            .about("case", case.uuid())
            .with("parties", AuditDetail::Count(people.len() as u64));
        Ok(Made::Case(Box::new(MadeCase {
            id: case,
            title,
            record,
        })))
    }
}
