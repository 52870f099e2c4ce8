use sagsbord_contract::{CheckText, ErrorCode};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, CaseId, PartyPart};
use sagsbord_scan::{CasePeople, CaseScanner, Person, Role, Scanner};
use sagsbord_store::{Party, Reader};

use super::list_in_force::ListInForce;
use super::rules_in_force::RulesInForce;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// More than any note; a longer document comes in files.
pub(super) const MOST_BYTES: usize = 8 * 1024 * 1024;

/// A check with everything it needs to know: words, rules, and the case's people.
pub(super) struct MadeReady {
    pub(super) scanner: CaseScanner,
    pub(super) people: u32,
    pub(super) case: Option<CaseId>,
    pub(super) version: CheckVersion,
}

/// Of word list and rules. A check made with another one is an old check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CheckVersion {
    list: i64,
    rules: i64,
}

impl CheckVersion {
    pub(super) async fn now(reader: &mut Reader) -> Result<Self, AppError> {
        Ok(Self {
            list: reader.word_list_number().await?,
            rules: reader.check_rule_number().await?,
        })
    }
}

/// Checking with a case is reading that case: the answer tells who is in it.
pub(super) async fn make_ready(
    desk: &Desk,
    session: &Session,
    request: &CheckText,
) -> Result<MadeReady, AppError> {
    session.require(Right::ReadCases)?;
    if request.text.len() > MOST_BYTES {
        return Err(AppError::invalid("text"));
    }
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let (list, words) = ListInForce::read(desk.app(), &mut reader).await?;
    let rules = RulesInForce::read(&mut reader).await?;
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
    let options = rules.options(request.purpose, request.regime);
    let of_case = people
        .people
        .iter()
        .filter(|known| known.role != Role::Employee);
    Ok(MadeReady {
        people: u32::try_from(of_case.count()).unwrap_or(u32::MAX),
        scanner: Scanner::new((*words).clone(), options).for_case(people),
        case,
        version: CheckVersion {
            list,
            rules: rules.number,
        },
    })
}

/// The case's own people, and everybody who works here.
pub(super) async fn people(
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
