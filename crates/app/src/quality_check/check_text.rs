use sagsbord_contract::{CheckPurpose, CheckText, CheckedText, ErrorCode};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, CaseId, PartyPart};
use sagsbord_scan::{CasePeople, Options, Person, Purpose, Role, Scanner, TitleKind};
use sagsbord_store::{Party, Reader};

use super::findings::rows;
use super::list_in_force::ListInForce;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// More than any note; a longer document comes in files.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// The text is read and forgotten. Asking with a case is reading that case: the answer tells who is in it.
pub(crate) async fn check_text(
    desk: &Desk,
    session: &Session,
    request: CheckText,
) -> Result<CheckedText, AppError> {
    session.require(Right::ReadCases)?;
    if request.text.len() > MOST_BYTES {
        return Err(AppError::invalid("text"));
    }
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let (_, words) = ListInForce::read(desk.app(), &mut reader).await?;
    let case = match &request.case_id {
        Some(text) => Some(id::<CaseId>(text, "caseId")?),
        None => None,
    };
    let people = people(session, &mut reader, case).await?;
    drop(reader);
    if let Some(case) = case
        && desk.is_first_check_of(session.employee(), case)
    {
        let record =
            AuditRecord::new(session.employee(), AuditAct::CaseRead).about("case", case.uuid());
        let writer = store.write().await?;
        writer.commit_with(&record, desk.app().clock.now()).await?;
    }
    let known = u32::try_from(people.people.len()).unwrap_or(u32::MAX);
    let findings = tokio::task::spawn_blocking(move || {
        let options = Options {
            purpose: match request.purpose {
                CheckPurpose::Writing => Purpose::Writing,
                CheckPurpose::Release => Purpose::Release,
                CheckPurpose::Title => Purpose::Title,
            },
            ..Options::default()
        };
        let scanner = Scanner::new((*words).clone(), options).for_case(people);
        let findings = if request.purpose == CheckPurpose::Title {
            scanner.scan_title(&request.text, TitleKind::Document)
        } else {
            scanner.scan(&request.text)
        };
        rows(&request.text, &findings)
    })
    .await?;
    Ok(CheckedText {
        findings,
        people: known,
    })
}

/// The case's own people, and everybody who works here.
async fn people(
    session: &Session,
    reader: &mut Reader,
    case: Option<CaseId>,
) -> Result<CasePeople, AppError> {
    let mut known = CasePeople::default();
    if let Some(case) = case {
        let filter = session.filter(Right::ReadCases)?;
        let line = reader
            .find_case(&filter, case)
            .await?
            .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
        known.own_case_numbers.push(line.number);
        let parties = reader.parties_of(&filter, case).await?;
        known.people.extend(parties.into_iter().map(person));
    }
    let employees = reader.list_employees().await?;
    known
        .people
        .extend(employees.into_iter().map(|employee| Person {
            name: employee.name,
            role: Role::Employee,
            ..Person::default()
        }));
    Ok(known)
}

fn person(party: Party) -> Person {
    let citizen = party.citizen;
    Person {
        name: citizen.name,
        cpr: citizen.cpr.map(|cpr| cpr.digits().to_owned()),
        address: citizen.address,
        protected_address: citizen.protected,
        role: match party.part {
            PartyPart::Primary => Role::Requester,
            PartyPart::Other => Role::ThirdParty,
        },
        ..Person::default()
    }
}
