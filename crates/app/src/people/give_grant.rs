use chrono::NaiveDate;
use sagsbord_contract::{GiveGrant, PersonRow};
use sagsbord_domain::access::{Grant, Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, EmployeeId, GrantId, KleScope};
use uuid::Uuid;

use super::fields::{id, optional_id};
use super::row::read_person_row;
use crate::{AppError, Desk};

pub(crate) async fn give_grant(
    desk: &Desk,
    session: &Session,
    request: GiveGrant,
) -> Result<PersonRow, AppError> {
    session.require(Right::ManagePeople)?;
    let person: EmployeeId = id(&request.person_id, "personId")?;
    let kle = request
        .kle
        .as_deref()
        .map(|text| KleScope::parse(text).map_err(|_| AppError::invalid("kle")))
        .transpose()?;
    let valid_from = day(request.valid_from.as_deref(), "validFrom")?.unwrap_or(session.today());
    let valid_to = day(request.valid_to.as_deref(), "validTo")?;
    if valid_to.is_some_and(|last| last < valid_from) {
        return Err(AppError::invalid("validTo"));
    }
    let grant = Grant {
        id: GrantId::new(Uuid::new_v4()),
        role: request.role.into(),
        kle,
        unit: optional_id(request.unit_id.as_deref(), "unitId")?,
        team: optional_id(request.team_id.as_deref(), "teamId")?,
        up_to: request.up_to.into(),
        valid_from,
        valid_to,
    };
    let store = desk.app().store().await?;
    let mut writer = store.write().await?;
    let now = desk.app().clock.now();
    writer.give_grant(person, &grant, now).await?;
    if let Some(employment) = optional_id::<Uuid>(request.employment_id.as_deref(), "employmentId")?
        && !writer.bind_grant(grant.id, employment).await?
    {
        return Err(AppError::invalid("employmentId"));
    }
    let record = AuditRecord::new(session.employee(), AuditAct::GrantGiven)
        .about("employee", person.uuid())
        .with("role", AuditDetail::Code(grant.role.code()))
        .with("grant", AuditDetail::Id(grant.id.uuid()));
    writer.commit_with(&record, now).await?;
    read_person_row(&store, person).await
}

fn day(text: Option<&str>, field: &'static str) -> Result<Option<NaiveDate>, AppError> {
    text.map(|text| text.parse().map_err(|_| AppError::invalid(field)))
        .transpose()
}
