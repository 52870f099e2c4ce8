use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_contract::{
    BenefitRow, CitizenCase, CitizenDocument, CitizenOverview, ErrorCode, LongRunning,
    RelatedPerson, ShowCitizen, SourceSeen,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, CitizenId, OWN_SOURCE};
use sagsbord_store::{CaseOfCitizen, FoundDocument, KeptBenefit};

use super::timeline::timeline;
use crate::cases::row::case_row;
use crate::people::fields::id;
use crate::settings::values::number;
use crate::{AppError, Desk};

const MOST_CASES: u32 = 500;
const MOST_DOCUMENTS: u32 = 200;
const MOST_RELATED: u32 = 50;
/// A deadline or a letter a day for half a year.
const MOST_OF_EACH: u32 = 200;

/// What is here of one person, within the asker's reach. Looking is logged before anything is handed out.
pub(crate) async fn show_citizen(
    desk: &Desk,
    session: &Session,
    request: ShowCitizen,
) -> Result<CitizenOverview, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let citizen: CitizenId = id(&request.id, "id")?;
    let now = desk.app().clock.now();
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let person = reader
        .find_citizen(&filter, citizen)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let mut cases = reader
        .cases_of_citizen(&filter, citizen, MOST_CASES + 1)
        .await?;
    let has_more_cases = cases.len() > MOST_CASES as usize;
    cases.truncate(MOST_CASES as usize);
    let mut documents = reader
        .documents_of_citizen(&filter, citizen, MOST_DOCUMENTS + 1)
        .await?;
    let has_more_documents = documents.len() > MOST_DOCUMENTS as usize;
    documents.truncate(MOST_DOCUMENTS as usize);
    let benefits = reader.benefits_of(&filter, citizen).await?;
    let deadlines = reader
        .deadlines_of_citizen(&filter, citizen, MOST_OF_EACH)
        .await?;
    let letters = reader
        .letters_of_citizen(&filter, citizen, MOST_OF_EACH)
        .await?;
    let related = reader
        .others_in_cases_of(&filter, citizen, MOST_RELATED)
        .await?;
    let criteria = Criteria {
        now,
        long_after_days: number(&mut reader, "long_running_days").await?,
        stale_after: TimeDelta::hours(number(&mut reader, "stale_after_hours").await?.into()),
    };
    drop(reader);
    let record = AuditRecord::new(session.employee(), AuditAct::CitizenRead)
        .about("citizen", citizen.uuid());
    store.write().await?.commit_with(&record, now).await?;

    let timeline = timeline(&cases, &documents, &deadlines, &letters, &benefits);
    let sources = sources(&cases, &criteria);
    Ok(CitizenOverview {
        id: citizen.to_string(),
        age: person
            .cpr
            .as_ref()
            .and_then(|cpr| cpr.age_on(session.today())),
        cpr_masked: person.cpr.map(|cpr| cpr.masked()),
        cvr: person.cvr,
        is_protected: person.protected,
        // A protected address does not leave this function: no screen can show it by mistake.
        address: person.address.filter(|_| !person.protected),
        name: person.name,
        has_more_cases,
        timeline,
        benefits: benefits.into_iter().map(benefit_row).collect(),
        documents: documents.into_iter().map(document_row).collect(),
        has_more_documents,
        related: related
            .into_iter()
            .map(|other| RelatedPerson {
                id: other.id.to_string(),
                name: other.name,
                is_protected: other.protected,
                shared_cases: other.cases,
            })
            .collect(),
        sources,
        long_after_days: criteria.long_after_days,
        cases: cases
            .into_iter()
            .map(|case| case_of(case, session, &criteria))
            .collect(),
    })
}

struct Criteria {
    now: DateTime<Utc>,
    long_after_days: u32,
    stale_after: TimeDelta,
}

impl Criteria {
    fn is_stale(&self, case: &CaseOfCitizen) -> bool {
        // What is made here is as new as it can be.
        !is_own(case) && self.now - fetched_at(case) > self.stale_after
    }
}

fn is_own(case: &CaseOfCitizen) -> bool {
    case.copy.is_none() && case.line.source == OWN_SOURCE
}

fn fetched_at(case: &CaseOfCitizen) -> DateTime<Utc> {
    case.copy
        .as_ref()
        .map_or(case.line.fetched_at, |copy| copy.fetched_at)
}

fn case_of(case: CaseOfCitizen, session: &Session, criteria: &Criteria) -> CitizenCase {
    let today = session.today();
    let days = |since: chrono::NaiveDate| u32::try_from((today - since).num_days()).unwrap_or(0);
    let days_open = days(case.line.opened);
    let is_long = case.line.status.is_open() && days_open > criteria.long_after_days;
    CitizenCase {
        part: case.part.into(),
        is_own: is_own(&case),
        is_stale: criteria.is_stale(&case),
        is_gone: case.copy.as_ref().is_some_and(|copy| copy.is_gone),
        long_running: is_long.then(|| LongRunning {
            days_open,
            days_quiet: case.last_document.map(days),
        }),
        responsible_unit: case.responsible_unit,
        handler: case.copy.as_ref().and_then(|copy| copy.handler.clone()),
        owner: case.copy.as_ref().and_then(|copy| copy.owner.clone()),
        row: case_row(case.line, today),
    }
}

fn sources(cases: &[CaseOfCitizen], criteria: &Criteria) -> Vec<SourceSeen> {
    let mut sources: BTreeMap<&str, SourceSeen> = BTreeMap::new();
    for case in cases {
        let at = fetched_at(case).to_rfc3339();
        let seen = sources
            .entry(case.line.source.as_str())
            .or_insert_with(|| SourceSeen {
                name: case.line.source.clone(),
                is_own: is_own(case),
                cases: 0,
                fetched_at: None,
                is_stale: true,
            });
        seen.cases += 1;
        // The newest word of the source is what it was last heard of.
        if seen.fetched_at.as_ref().is_none_or(|before| *before < at) {
            seen.fetched_at = Some(at);
        }
        seen.is_stale &= criteria.is_stale(case);
    }
    sources.into_values().collect()
}

fn benefit_row(benefit: KeptBenefit) -> BenefitRow {
    BenefitRow {
        name: benefit.name,
        from: benefit.from.map(|day| day.to_string()),
        to: benefit.to.map(|day| day.to_string()),
        amount: benefit.amount,
        frequency: benefit.frequency,
        case_id: benefit.case.map(|case| case.to_string()),
        owner: benefit.owner,
        source: benefit.system_name.unwrap_or_default(),
        fetched_at: benefit.fetched_at.to_rfc3339(),
    }
}

fn document_row(found: FoundDocument) -> CitizenDocument {
    CitizenDocument {
        id: found.document.id.to_string(),
        title: found.document.title,
        kind: found.document.kind.into(),
        date: found.document.dated.to_string(),
        sensitivity: found.document.sensitivity.into(),
        file_name: found.document.file.map(|file| file.name),
        case_id: found.case.to_string(),
        case_number: found.case_number,
        source: found.source,
    }
}
