use std::time::Duration;

use futures_util::future::join_all;
use sagsbord_contract::{
    AskSourcesAbout, AskedSource, AskedState, ErrorCode, SourceCapability, SourceKind,
    SourceTrouble, SourcesAsked,
};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_store::{CaseOrigin, KeptFrom, Reader};

use super::of_index::{INDEX_ID, SharedIndex};
use super::of_own::{OWN_ID, OwnCases};
use super::port::{About, Came, Failed, Source};
use crate::people::fields::optional_id;
use crate::{AppError, Desk};

/// Nobody waits longer at a screen. What a source has answered by then is kept all the same.
const LONGEST: Duration = Duration::from_secs(30);

/// Asks all sources at once. Each has its own time and its own outcome: one that hangs holds nobody else's answer.
pub(crate) async fn ask_sources_about(
    desk: &Desk,
    session: &Session,
    request: AskSourcesAbout,
) -> Result<SourcesAsked, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let about = about(&request)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    if !is_within_reach(&mut reader, &filter, about).await? {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    let owner = match about {
        About::Citizen(_) => None,
        About::Case(_) => kept(&mut reader, &filter, about).await?.pop(),
    };
    drop(reader);
    let record = AuditRecord::new(session.employee(), AuditAct::SourcesAsked);
    let record = match about {
        About::Citizen(citizen) => record.about("citizen", citizen.uuid()),
        About::Case(case) => record.about("case", case.uuid()),
    };
    let sources = connected(desk, session);
    let asked: Vec<&dyn Source> = sources
        .iter()
        .map(AsRef::as_ref)
        .filter(|source| source.capabilities().contains(&SourceCapability::Cases))
        .filter(|source| {
            owner
                .as_ref()
                .is_none_or(|owner| is_from(owner, &source.id()))
        })
        .collect();
    let record = record.with("sources", AuditDetail::Count(asked.len() as u64));
    // Before anybody outside hears whom it is about.
    store
        .write()
        .await?
        .commit_with(&record, desk.app().clock.now())
        .await?;
    let outcomes = join_all(asked.iter().map(|source| within_time(*source, about))).await;
    let mut reader = store.read().await?;
    let kept = kept(&mut reader, &filter, about).await?;
    let mut rows = Vec::with_capacity(asked.len());
    for (source, outcome) in asked.iter().zip(outcomes) {
        rows.push(row(*source, outcome, &kept)?);
    }
    rows.extend(not_connected(&kept, &sources));
    Ok(SourcesAsked { sources: rows })
}

fn about(request: &AskSourcesAbout) -> Result<About, AppError> {
    let citizen = optional_id(request.citizen_id.as_deref(), "citizenId")?;
    let case = optional_id(request.case_id.as_deref(), "caseId")?;
    match (citizen, case) {
        (Some(citizen), None) => Ok(About::Citizen(citizen)),
        (None, Some(case)) => Ok(About::Case(case)),
        _ => Err(AppError::invalid("citizenId")),
    }
}

async fn is_within_reach(
    reader: &mut Reader,
    filter: &AccessFilter,
    about: About,
) -> Result<bool, AppError> {
    Ok(match about {
        About::Citizen(citizen) => reader.reaches_citizen(filter, citizen).await?,
        About::Case(case) => reader.find_case(filter, case).await?.is_some(),
    })
}

async fn kept(
    reader: &mut Reader,
    filter: &AccessFilter,
    about: About,
) -> Result<Vec<KeptFrom>, AppError> {
    Ok(match about {
        About::Citizen(citizen) => reader.citizen_kept_from(filter, citizen).await?,
        About::Case(case) => reader.case_kept_from(filter, case).await?,
    })
}

fn connected<'d>(desk: &'d Desk, session: &'d Session) -> Vec<Box<dyn Source + 'd>> {
    let now = desk.app().clock.now();
    vec![
        Box::new(OwnCases { now }),
        Box::new(SharedIndex { desk, session }),
    ]
}

/// Nothing when the time was up.
async fn within_time(source: &dyn Source, about: About) -> Option<Result<Came, Failed>> {
    tokio::time::timeout(LONGEST, source.ask(about)).await.ok()
}

fn row(
    source: &dyn Source,
    outcome: Option<Result<Came, Failed>>,
    kept: &[KeptFrom],
) -> Result<AskedSource, AppError> {
    let id = source.id();
    let from_here = || kept.iter().filter(|kept| is_from(kept, &id));
    let mut row = AskedSource {
        name: source.name().to_owned(),
        kind: source.kind(),
        state: AskedState::Ok,
        trouble: None,
        field: None,
        cases: from_here().map(|kept| kept.cases).sum(),
        incomplete: 0,
        fetched_at: from_here()
            .map(|kept| kept.fetched_at)
            .max()
            .map(|at| at.to_rfc3339()),
        id: id.clone(),
    };
    match outcome {
        Some(Ok(came)) => {
            row.incomplete = came.incomplete;
            row.fetched_at = Some(came.at.to_rfc3339());
        }
        Some(Err(Failed::Source { trouble, field })) => {
            row.state = match trouble {
                SourceTrouble::NotConnected => AskedState::NotConnected,
                SourceTrouble::TimedOut => AskedState::Hung,
                _ => AskedState::Failed,
            };
            row.trouble = Some(trouble);
            row.field = field;
        }
        Some(Err(Failed::Ours(error))) => return Err(error),
        None => {
            tracing::warn!(id, "a source had not answered when the time was up");
            row.state = AskedState::Hung;
            row.trouble = Some(SourceTrouble::TimedOut);
        }
    }
    Ok(row)
}

/// What is kept of a system that nobody can ask: a gap with a name, and how old it is.
fn not_connected<'a>(
    kept: &'a [KeptFrom],
    sources: &'a [Box<dyn Source + '_>],
) -> impl Iterator<Item = AskedSource> + 'a {
    kept.iter()
        .filter(|kept| !sources.iter().any(|source| is_from(kept, &source.id())))
        .map(|kept| AskedSource {
            id: kept.name.clone(),
            name: kept.name.clone(),
            kind: SourceKind::Mapped,
            state: AskedState::NotConnected,
            trouble: Some(SourceTrouble::NotConnected),
            field: None,
            cases: kept.cases,
            incomplete: 0,
            fetched_at: Some(kept.fetched_at.to_rfc3339()),
        })
}

fn is_from(kept: &KeptFrom, id: &str) -> bool {
    match &kept.origin {
        CaseOrigin::Own => id == OWN_ID,
        CaseOrigin::Index => id == INDEX_ID,
        CaseOrigin::Elsewhere => false,
    }
}
