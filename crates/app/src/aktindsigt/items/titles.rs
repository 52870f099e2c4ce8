use sagsbord_contract::CheckPurpose;
use sagsbord_domain::Cpr;
use sagsbord_domain::access::AccessFilter;
use sagsbord_scan::{CasePeople, CaseScanner, Person, Role, Scanner, Severity, TitleKind};
use sagsbord_store::{KeptAktindsigt, Reader};

use crate::aktindsigt::fields;
use crate::quality_check::{ListInForce, RulesInForce};
use crate::{App, AppError};

/// What the quality check found in a title that is to be released.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::aktindsigt) struct TitleFindings {
    pub(in crate::aktindsigt) findings: u32,
    pub(in crate::aktindsigt) stops: u32,
}

/// The list itself is released: its titles are held against everybody whom the cases are about. Only the applicant is
/// not somebody else.
pub(super) async fn title_scanner(
    app: &App,
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
) -> Result<CaseScanner, AppError> {
    release_scanner(app, reader, filter, kept, CheckPurpose::Title).await
}

/// What leaves the house is held against everybody whom the cases are about.
pub(in crate::aktindsigt) async fn release_scanner(
    app: &App,
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    purpose: CheckPurpose,
) -> Result<CaseScanner, AppError> {
    let (_, words) = ListInForce::read(app, reader).await?;
    let rules = RulesInForce::read(reader).await?;
    let options = rules.options(purpose, None);
    let known = people_of(reader, filter, kept).await?;
    Ok(Scanner::new((*words).clone(), options).for_case(known))
}

/// Everybody whom the cases asked for are about, with the applicant as the one whose own data are hers.
pub(in crate::aktindsigt) async fn people_of(
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
) -> Result<CasePeople, AppError> {
    let mut known = CasePeople::default();
    if let Some(own) = reader.find_case(filter, kept.case).await? {
        known.own_case_numbers.push(own.number);
    }
    let applicant = &kept.applicant;
    let digits = |cpr: &Cpr| cpr.digits().to_owned();
    let their_number = applicant.cpr.as_ref().map(digits);
    known.people.push(Person {
        name: applicant.name.clone(),
        cpr: their_number.clone(),
        role: Role::Requester,
        ..Person::default()
    });
    let cases = reader.aktindsigt_cases(filter, kept.id).await?;
    for case in cases.into_iter().take(fields::MOST_CASES) {
        let parties = reader.parties_of(filter, case.id).await?;
        known.own_case_numbers.push(case.number);
        for party in parties {
            let cpr = party.citizen.cpr.as_ref().map(digits);
            if cpr.is_some() && cpr == their_number {
                continue;
            }
            known.people.push(Person {
                name: party.citizen.name,
                cpr,
                address: party.citizen.address,
                protected_address: party.citizen.protected,
                role: Role::ThirdParty,
                ..Person::default()
            });
        }
    }
    let employees = reader.list_employees().await?.into_iter();
    known.people.extend(employees.map(|employee| Person {
        name: employee.name,
        role: Role::Employee,
        ..Person::default()
    }));
    Ok(known)
}

pub(in crate::aktindsigt) fn findings_of(scanner: &CaseScanner, title: &str) -> TitleFindings {
    let mut found = TitleFindings::default();
    for finding in scanner.scan_title(title, TitleKind::Document) {
        let stops = finding.severity == Severity::Stop;
        if finding.flag || stops {
            found.findings += 1;
        }
        found.stops += u32::from(stops);
    }
    found
}
