use std::sync::Arc;

use chrono::{DateTime, Utc};
use sagsbord_contract::ErrorCode;
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::deadline::{Deadline, DeadlineError, Rule, RuleBook};
use sagsbord_domain::{CaseId, DeadlineId};
use sagsbord_law::Law;
use sagsbord_store::{Derived, KeptDeadline, Reader};

use super::times;
use crate::AppError;

impl From<DeadlineError> for AppError {
    fn from(error: DeadlineError) -> Self {
        Self {
            cause: Some(Box::new(error)),
            ..Self::problem(error.field, error.problem.code())
        }
    }
}

pub(super) async fn find(
    reader: &mut Reader,
    filter: &AccessFilter,
    id: DeadlineId,
) -> Result<KeptDeadline, AppError> {
    reader
        .find_deadline(filter, id)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))
}

/// Refused as not found where the case is out of reach.
pub(super) async fn case_in_reach(
    reader: &mut Reader,
    filter: &AccessFilter,
    case: CaseId,
) -> Result<(), AppError> {
    match reader.find_case(filter, case).await? {
        Some(_) => Ok(()),
        None => Err(AppError::new(ErrorCode::NotFound)),
    }
}

/// The deadline under the version of its rule that its kept day was counted by; where that version is gone,
/// under the one that applies now.
///
/// A municipality's own version can begin on the day that the shipped one does, and what it left as it was still
/// rests on the shipped one: the one that gives the kept day explains it.
pub(super) fn as_kept(
    kept: &KeptDeadline,
    law: &Law,
    now: DateTime<Utc>,
) -> Result<Deadline, DeadlineError> {
    let version = |rules: &RuleBook| {
        let mut versions = rules.versions(&kept.rule).iter();
        let version = versions.find(|rule| rule.valid_from == kept.derived.rule_from);
        version.map(|rule| under(kept, rule))
    };
    let gives_the_kept_day = |deadline: &Deadline| {
        let derivation = deadline.derive(&law.calendar);
        derivation.is_ok_and(|derivation| derivation.due == kept.derived.due)
    };
    match (version(&law.rules), version(&law.shipped)) {
        (Some(own), Some(shipped))
            if own.rule != shipped.rule
                && !gives_the_kept_day(&own)
                && gives_the_kept_day(&shipped) =>
        {
            Ok(shipped)
        }
        (Some(version), _) | (None, Some(version)) => Ok(version),
        (None, None) => as_law_now(kept, law, now),
    }
}

/// The deadline under the version of its rule that applies now.
pub(super) fn as_law_now(
    kept: &KeptDeadline,
    law: &Law,
    now: DateTime<Utc>,
) -> Result<Deadline, DeadlineError> {
    let rule = law
        .rules
        .applying(&kept.rule, kept.start.day(), times::today(now))?;
    Ok(under(kept, rule))
}

fn under(kept: &KeptDeadline, rule: &Arc<Rule>) -> Deadline {
    Deadline {
        rule: Arc::clone(rule),
        start: kept.start,
        chosen: kept.chosen,
        log: kept.log.clone(),
    }
}

/// What is kept of a deadline after an act.
pub(super) fn derived(deadline: &Deadline, law: &Law) -> Result<Derived, DeadlineError> {
    let derivation = deadline.derive(&law.calendar)?;
    Ok(Derived {
        is_open: deadline.log.completed().is_none(),
        due: derivation.due,
        told: deadline.log.told(),
        rule_from: deadline.rule.valid_from,
        calendar: derivation.calendar.to_string(),
    })
}
