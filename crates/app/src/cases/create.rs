use std::collections::HashSet;

use chrono::Datelike as _;
use sagsbord_contract::{CreateCase, CreatedCase, DeskEvent, ErrorCode, NewParty, PartyChoice};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{
    AuditAct, AuditDetail, AuditRecord, CaseField, CaseId, CaseStatus, CitizenId, Cpr, OWN_SOURCE,
    PartyPart, TeamId, UnitId,
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
    let kle_title = subject(&mut reader, &request.kle, session).await?;
    for party in &asked {
        within(&mut reader, &filter, party).await?;
    }
    let gate = TitleGate::open(app, &mut reader).await?;
    drop(reader);
    let mut writer = store.write().await?;
    let mut people = Vec::new();
    for party in &asked {
        people.push((party.citizen(&mut writer).await?, party.part));
    }
    let mut seen = HashSet::new();
    if !people.iter().all(|(citizen, _)| seen.insert(citizen.id)) {
        return Err(AppError::problem("parties", "twice"));
    }
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
