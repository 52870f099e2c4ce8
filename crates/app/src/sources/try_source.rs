use std::sync::Arc;

use chrono::{DateTime, Utc};
use sagsbord_contract::{
    SourceStep, SourceTrouble, TriedField, TriedSource, TriedSourceStep, TrySource,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, SourceId};
use sagsbord_sources::{Connector, FoundCase, Person, SourceError, Trial};
use zeroize::Zeroizing;

use super::read_mapping::read_mapping;
use super::save::secret_in_bounds;
use super::secrets::secret_of;
use super::show::joined;
use super::trouble;
use crate::people::fields::optional_id;
use crate::{AppError, Desk};

/// Tries a mapping against its system, step by step, up to one that the next ones need. Nothing is kept, and nothing
/// that comes is told: only which fields were there.
pub(crate) async fn try_source(
    desk: &Desk,
    session: &Session,
    request: TrySource,
) -> Result<TriedSource, AppError> {
    session.require(Right::ChangeSettings)?;
    let id: Option<SourceId> = optional_id(request.id.as_deref(), "id")?;
    let secret = request.secret.filter(|secret| !secret.is_empty());
    let secret = secret.map(Zeroizing::new);
    if let Some(secret) = &secret {
        secret_in_bounds(secret)?;
    }
    let app = desk.app();
    let now = app.clock.now();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let kept = match id {
        Some(id) => Some(joined(&mut reader, id).await?),
        None => None,
    };
    let is_kept_text = request.text.is_none();
    let text = match (request.text, &kept) {
        (Some(text), _) => text,
        (None, Some(kept)) => kept.mapping.clone(),
        (None, None) => return Err(AppError::invalid("text")),
    };
    let Ok(resolved) = read_mapping(&mut reader, &text).await? else {
        return Err(AppError::problem("text", "faults"));
    };
    let mapping = resolved.mapping;
    let mut record = AuditRecord::new(session.employee(), AuditAct::SourceTried);
    if let Some(id) = id {
        record = record.about("source", id.uuid());
    }
    drop(reader);
    store.write().await?.commit_with(&record, now).await?;
    let secret = match (secret, &kept) {
        (Some(secret), _) => Some(secret),
        // The one that is kept is shown to no other machine than it was given for.
        (None, Some(kept)) => {
            let before = sagsbord_sources::Mapping::read(&kept.mapping).ok();
            let goes_to = before.as_ref().and_then(|before| before.secret_goes_to());
            match is_kept_text || goes_to == mapping.secret_goes_to() {
                true => secret_of(app, kept.id).await?,
                false => None,
            }
        }
        (None, None) => None,
    };
    let mut tried = Tried::default();
    let trial = mapping.trial.clone();
    let link_is_offered = mapping
        .abilities()
        .contains(&sagsbord_sources::Ability::DeepLink);
    match Connector::new(Arc::clone(&mapping), secret) {
        Ok(connector) => {
            tried
                .with(&connector, trial.as_ref(), link_is_offered, now)
                .await;
        }
        Err(error) => tried.fails(SourceStep::LetIn, &error),
    }
    Ok(TriedSource { steps: tried.steps })
}

#[derive(Default)]
struct Tried {
    steps: Vec<TriedSourceStep>,
}

impl Tried {
    async fn with(
        &mut self,
        connector: &Connector,
        trial: Option<&Trial>,
        link_is_offered: bool,
        now: DateTime<Utc>,
    ) {
        if let Err(error) = connector.let_in(now).await {
            return self.went_wrong(SourceStep::LetIn, &error);
        }
        let found = match trial {
            Some(Trial::Person(cpr)) => connector
                .cases_of(&Person::Cpr(cpr.clone()), now)
                .await
                .map(|found| {
                    (
                        u32::try_from(found.rows.len()).unwrap_or(u32::MAX),
                        found.rows.into_iter().next(),
                    )
                }),
            Some(Trial::Case(case)) => connector
                .case(case, case, now)
                .await
                .map(|found| (u32::from(found.is_some()), found)),
            None => {
                self.goes(SourceStep::Reached);
                self.goes(SourceStep::LetIn);
                return self.step(SourceStep::FirstCase, Some(SourceTrouble::NotFound), None);
            }
        };
        let (count, first) = match found {
            Ok(found) => found,
            Err(error) => return self.went_wrong(SourceStep::FirstCase, &error),
        };
        self.goes(SourceStep::Reached);
        self.goes(SourceStep::LetIn);
        let Some(case) = first else {
            // Nobody is there to look at: the mapping may be right all the same.
            return self.step(SourceStep::FirstCase, Some(SourceTrouble::NotFound), None);
        };
        self.steps.push(TriedSourceStep {
            step: SourceStep::FirstCase,
            trouble: None,
            field: None,
            count: Some(count),
            fields: fields(connector, &case),
        });
        match connector.documents_of(&case.id, &case.number, now).await {
            Ok(found) => self.steps.push(TriedSourceStep {
                step: SourceStep::Documents,
                trouble: None,
                field: found.lacking,
                count: Some(u32::try_from(found.rows.len()).unwrap_or(u32::MAX)),
                fields: Vec::new(),
            }),
            Err(SourceError::NotOffered) => {}
            Err(error) => self.fails(SourceStep::Documents, &error),
        }
        if link_is_offered {
            match connector.deep_link(&case.id, &case.number) {
                Some(_) => self.goes(SourceStep::DeepLink),
                None => self.step(SourceStep::DeepLink, Some(SourceTrouble::Mapping), None),
            }
        }
    }

    /// At the step where it is somebody's to do something: a system that is not reached has let nobody in.
    fn went_wrong(&mut self, at: SourceStep, error: &SourceError) {
        match error {
            SourceError::NotReached | SourceError::TimedOut | SourceError::NotTrusted => {
                self.fails(SourceStep::Reached, error);
            }
            SourceError::NotAllowed(_) | SourceError::NoSecret => {
                self.goes(SourceStep::Reached);
                self.fails(SourceStep::LetIn, error);
            }
            _ => {
                self.goes(SourceStep::Reached);
                if at != SourceStep::LetIn {
                    self.goes(SourceStep::LetIn);
                }
                self.fails(at, error);
            }
        }
    }

    fn goes(&mut self, step: SourceStep) {
        self.step(step, None, None);
    }

    fn fails(&mut self, step: SourceStep, error: &SourceError) {
        let (trouble, field) = trouble::of_source(error);
        self.step(step, Some(trouble), field);
    }

    fn step(&mut self, step: SourceStep, trouble: Option<SourceTrouble>, field: Option<String>) {
        self.steps.push(TriedSourceStep {
            step,
            trouble,
            field,
            count: None,
            fields: Vec::new(),
        });
    }
}

/// What every case has is there, or there were no case; of the rest it is told whether it came.
fn fields(connector: &Connector, case: &FoundCase) -> Vec<TriedField> {
    let unit_is_known = |code: &String| {
        let mut units = connector.mapping().units.iter();
        units.any(|(known, _)| known == code)
    };
    [
        ("case.number", true),
        ("case.title", true),
        ("case.opened", true),
        ("case.kle", case.is_kle_said),
        ("case.status", case.is_status_known),
        ("case.sensitivity", case.is_sensitivity_known),
        ("case.due", case.due.is_some()),
        ("case.unit", case.unit.as_ref().is_some_and(unit_is_known)),
        ("case.parties", !case.parties.is_empty()),
    ]
    .into_iter()
    .map(|(name, is_there)| TriedField {
        name: name.to_owned(),
        is_there,
    })
    .collect()
}
