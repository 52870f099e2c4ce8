use sagsbord_contract::{CitizenAccessLog, ErrorCode, LookRow, ShowCitizen};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, CitizenId};
use sagsbord_store::Look;

use super::reveal::purpose_of;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// Who has looked at a person and her cases. Who reads the whole log sees all of it; others what lies within reach.
pub(crate) async fn citizen_access_log(
    desk: &Desk,
    session: &Session,
    request: ShowCitizen,
) -> Result<CitizenAccessLog, AppError> {
    read_log(desk, session, &request.id).await
}

const MOST_LOOKS: u32 = 2_000;

pub(super) async fn read_log(
    desk: &Desk,
    session: &Session,
    citizen: &str,
) -> Result<CitizenAccessLog, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let citizen: CitizenId = id(citizen, "id")?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let person = reader
        .find_citizen(&filter, citizen)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let reads_all = session.require(Right::ReadAudit).is_ok();
    let within = (!reads_all).then_some(&filter);
    let looks = reader.looks_at_citizen(within, citizen, MOST_LOOKS).await?;
    drop(reader);
    let record = AuditRecord::new(session.employee(), AuditAct::CitizenLogRead)
        .about("citizen", citizen.uuid());
    store
        .write()
        .await?
        .commit_with(&record, desk.app().clock.now())
        .await?;
    Ok(CitizenAccessLog {
        name: person.name,
        is_whole: reads_all && looks.len() < MOST_LOOKS as usize,
        rows: looks.into_iter().map(look_row).collect(),
    })
}

fn look_row(look: Look) -> LookRow {
    LookRow {
        at: look.at.to_rfc3339(),
        act: look.act.code().to_owned(),
        employee: look.employee,
        unit: look.unit,
        purpose: look.purpose.as_deref().and_then(purpose_of),
        case_number: look.case_number,
    }
}
