use sagsbord_contract::{CaseAccessList, EndCaseTeam, ErrorCode, FormCaseTeam, shortest_reason};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, EmployeeId};
use sagsbord_store::{AccessKind, NewCaseAccess};
use uuid::Uuid;

use super::give::{last_moment, require_case, require_person};
use super::list::{Overseer, read_list};
use crate::citizens::reveal::reason;
use crate::people::fields::{id, name};
use crate::{AppError, Desk};

const MOST_PEOPLE: usize = 50;
const MOST_CASES: usize = 100;

/// A team across units: everybody in it works on every case in it, for one purpose, until a day.
pub(crate) async fn form_case_team(
    desk: &Desk,
    session: &Session,
    request: FormCaseTeam,
) -> Result<CaseAccessList, AppError> {
    session.require(Right::SeeTeam)?;
    let filter = session.filter(Right::ReadCases)?;
    let team_name = name(&request.name, "name")?;
    let purpose = reason(&request.purpose, shortest_reason::TEAM)?;
    let until = last_moment(&request.until, session.today())?;
    let people: Vec<EmployeeId> = ids(&request.person_ids, "personIds", MOST_PEOPLE)?;
    let cases: Vec<CaseId> = ids(&request.case_ids, "caseIds", MOST_CASES)?;
    let now = desk.app().clock.now();
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    for person in &people {
        require_person(&mut reader, *person).await?;
    }
    for case in &cases {
        require_case(&mut reader, &filter, *case).await?;
    }
    drop(reader);
    let team = Uuid::new_v4();
    let mut writer = store.write().await?;
    writer
        .add_case_team(team, &team_name, &purpose, until, session.employee(), now)
        .await?;
    for case in &cases {
        for person in &people {
            writer
                .add_case_access(&NewCaseAccess {
                    id: Uuid::new_v4(),
                    case: *case,
                    employee: *person,
                    kind: AccessKind::Team,
                    team: Some(team),
                    reason: purpose.clone(),
                    given_by: session.employee(),
                    from: now,
                    to: until,
                })
                .await?;
        }
        let record = AuditRecord::new(session.employee(), AuditAct::CaseAccessGiven)
            .about("case", case.uuid())
            .with("team", AuditDetail::Id(team))
            .with("people", AuditDetail::Count(people.len() as u64));
        writer.append_audit(&record, now).await?;
    }
    let record = AuditRecord::new(session.employee(), AuditAct::CaseTeamFormed)
        .about("case_team", team)
        .with("people", AuditDetail::Count(people.len() as u64))
        .with("cases", AuditDetail::Count(cases.len() as u64));
    writer.commit_with(&record, now).await?;
    read_list(&store, &Overseer::of(session)?, now).await
}

pub(crate) async fn end_case_team(
    desk: &Desk,
    session: &Session,
    request: EndCaseTeam,
) -> Result<CaseAccessList, AppError> {
    let overseer = Overseer::of(session)?;
    let team: Uuid = id(&request.id, "id")?;
    let now = desk.app().clock.now();
    let store = desk.app().store().await?;
    let shown = read_list(&store, &overseer, now).await?;
    if shown.teams.iter().all(|row| row.id != request.id) {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    let mut writer = store.write().await?;
    if !writer.end_case_team(team, now).await? {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let record =
        AuditRecord::new(session.employee(), AuditAct::CaseTeamEnded).about("case_team", team);
    writer.commit_with(&record, now).await?;
    read_list(&store, &overseer, now).await
}

fn ids<T: std::str::FromStr + PartialEq>(
    texts: &[String],
    field: &'static str,
    most: usize,
) -> Result<Vec<T>, AppError> {
    if texts.is_empty() || texts.len() > most {
        return Err(AppError::invalid(field));
    }
    let mut ids = Vec::with_capacity(texts.len());
    for text in texts {
        let one = id(text, field)?;
        if !ids.contains(&one) {
            ids.push(one);
        }
    }
    Ok(ids)
}
