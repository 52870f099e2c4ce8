use chrono::NaiveDate;
use sagsbord_contract::{EmploymentRow, Employments, PutEmployment, ShowPerson};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, EmployeeId};
use sagsbord_store::{Employment, Store};
use uuid::Uuid;

use crate::people::fields::{id, name, optional_id};
use crate::{AppError, Desk};

/// A person's posts. What a grant for a post opens ends with it.
pub(crate) async fn employments(
    desk: &Desk,
    session: &Session,
    request: ShowPerson,
) -> Result<Employments, AppError> {
    session.require(Right::ManagePeople)?;
    let person: EmployeeId = id(&request.id, "id")?;
    read_rows(&desk.app().store().await?, person).await
}

pub(crate) async fn put_employment(
    desk: &Desk,
    session: &Session,
    request: PutEmployment,
) -> Result<Employments, AppError> {
    session.require(Right::ManagePeople)?;
    let day = |text: &str, field| -> Result<NaiveDate, AppError> {
        text.parse().map_err(|_| AppError::invalid(field))
    };
    let person: EmployeeId = id(&request.person_id, "personId")?;
    let from = day(&request.valid_from, "validFrom")?;
    let to = request
        .valid_to
        .as_deref()
        .map(|text| day(text, "validTo"))
        .transpose()?;
    if to.is_some_and(|to| to < from) {
        return Err(AppError::invalid("validTo"));
    }
    let known: Option<Uuid> = optional_id(request.id.as_deref(), "id")?;
    let employment = Employment {
        id: known.unwrap_or_else(Uuid::new_v4),
        employee: person,
        unit: id(&request.unit_id, "unitId")?,
        title: name(&request.title, "title")?,
        from,
        to,
    };
    let store = desk.app().store().await?;
    let mut writer = store.write().await?;
    writer.put_employment(&employment).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::EmploymentChanged)
        .about("employee", person.uuid())
        .with("employment", AuditDetail::Id(employment.id));
    writer.commit_with(&record, desk.app().clock.now()).await?;
    read_rows(&store, person).await
}

async fn read_rows(store: &Store, person: EmployeeId) -> Result<Employments, AppError> {
    let rows = store.read().await?.employments_of(person).await?;
    Ok(Employments {
        rows: rows
            .into_iter()
            .map(|row| EmploymentRow {
                id: row.id.to_string(),
                unit_id: row.unit.to_string(),
                title: row.title,
                valid_from: row.from.to_string(),
                valid_to: row.to.map(|day| day.to_string()),
            })
            .collect(),
    })
}
