use std::collections::HashSet;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use sagsbord_contract::{
    CreateCase, CreatedCase, DeskEvent, ErrorCode, GatedTitle, NewParty, PartyChoice,
};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{
    AuditAct, AuditDetail, AuditRecord, CaseField, CaseId, CaseStatus, CitizenId, Cpr, OWN_SOURCE,
    PartyPart, Sensitivity, TeamId, UnitId,
};
use sagsbord_store::{CaseAroundTitle, Citizen, NewCase, Reader, Writer};
use uuid::Uuid;

use super::fields;
use crate::people::fields::{id, name, optional_id};
use crate::shared_index::mend::title_in_bounds;
use crate::shared_index::own_titles::TitleGate;
use crate::shared_index::queue_case;
use crate::{AppError, Desk};

const MOST_PARTIES: usize = 50;

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
        let kle_title = subject(reader, &request.kle, session).await?;
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
        let mut people = Vec::new();
        for party in &self.asked {
            people.push((party.citizen(writer).await?, party.part));
        }
        let mut seen = HashSet::new();
        if !people.iter().all(|(citizen, _)| seen.insert(citizen.id)) {
            return Err(AppError::problem("parties", "twice"));
        }
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

/// Its title, where new cases can lie under it.
async fn subject(reader: &mut Reader, kle: &str, session: &Session) -> Result<String, AppError> {
    const LENGTH: usize = "27.18.02".len();
    let class = if kle.len() == LENGTH {
        reader.kle_class(kle).await?
    } else {
        None
    };
    let class = class.ok_or_else(|| AppError::problem("kle", "no_such_subject"))?;
    if class.ended.is_some_and(|ended| ended <= session.today()) {
        return Err(AppError::problem("kle", "subject_ended"));
    }
    Ok(class.title)
}

struct AskedParty {
    who: AskedWho,
    part: PartyPart,
}

enum AskedWho {
    Known(CitizenId),
    Number { name: String, cpr: Cpr },
}

fn asked_parties(parties: &[NewParty]) -> Result<Vec<AskedParty>, AppError> {
    if parties.len() > MOST_PARTIES {
        return Err(AppError::problem("parties", "too_many"));
    }
    let asked: Vec<AskedParty> = parties
        .iter()
        .map(|party| {
            let who = match &party.who {
                PartyChoice::Known(citizen) => AskedWho::Known(id(citizen, "parties")?),
                PartyChoice::Number(by_number) => AskedWho::Number {
                    name: name(&by_number.name, "name")?,
                    cpr: Cpr::parse(&by_number.cpr)
                        .map_err(|_| AppError::problem("cpr", "no_such_number"))?,
                },
            };
            Ok(AskedParty {
                who,
                part: party.part.into(),
            })
        })
        .collect::<Result<_, AppError>>()?;
    let primary = asked
        .iter()
        .filter(|party| party.part == PartyPart::Primary);
    if primary.count() > 1 {
        return Err(AppError::problem("parties", "two_primary"));
    }
    Ok(asked)
}

async fn within(
    reader: &mut Reader,
    filter: &AccessFilter,
    party: &AskedParty,
) -> Result<(), AppError> {
    match &party.who {
        AskedWho::Known(citizen) if !reader.is_citizen_within(filter, *citizen).await? => {
            Err(AppError::field(ErrorCode::NotFound, "parties"))
        }
        _ => Ok(()),
    }
}

impl AskedParty {
    async fn citizen(&self, writer: &mut Writer) -> Result<Citizen, AppError> {
        let known = match &self.who {
            AskedWho::Known(citizen) => writer.citizen(*citizen).await?,
            AskedWho::Number { cpr, .. } => writer.citizen_of_number(cpr).await?,
        };
        match (known, &self.who) {
            (Some(known), _) => Ok(known),
            (None, AskedWho::Known(_)) => Err(AppError::field(ErrorCode::NotFound, "parties")),
            (None, AskedWho::Number { name, cpr }) => {
                let citizen = Citizen {
                    id: CitizenId::new(Uuid::now_v7()),
                    name: name.clone(),
                    cpr: Some(cpr.clone()),
                    cvr: None,
                    address: None,
                    protected: false,
                };
                writer.add_citizen(&citizen).await?;
                Ok(citizen)
            }
        }
    }
}
