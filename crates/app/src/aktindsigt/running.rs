//! The deadlines of a request follow the rules that it is answered by.

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::{ApplicantRole, Regime};
use sagsbord_domain::{AktindsigtId, CaseId, EmployeeId};
use sagsbord_law::Law;
use sagsbord_store::{KeptDeadline, Reader, Writer};

use super::law::aktindsigt_law;
use crate::AppError;
use crate::deadlines::of_request;

/// What is to begin and what is to end. Nothing is written before all of it is known.
#[derive(Default)]
pub(super) struct DeadlineSteps {
    begin: Vec<(Regime, KeptDeadline)>,
    end: Vec<(KeptDeadline, u32)>,
}

/// For a new request.
pub(super) struct Beginning<'a> {
    pub(super) law: &'a Law,
    pub(super) role: ApplicantRole,
    pub(super) received: NaiveDate,
    pub(super) by: EmployeeId,
    pub(super) now: DateTime<Utc>,
}

impl Beginning<'_> {
    /// Those of each set of rules, each rule once.
    pub(super) fn of(&self, case: CaseId, regimes: &[Regime]) -> Result<DeadlineSteps, AppError> {
        let mut steps = DeadlineSteps::default();
        let catalogue = aktindsigt_law()?;
        for regime in regimes.iter().copied() {
            let Some(rule) = catalogue.regime(regime, self.received) else {
                continue;
            };
            for id in rule.deadlines_for(self.role == ApplicantRole::Child) {
                if steps.begin.iter().any(|(_, known)| known.rule == *id) {
                    continue;
                }
                let (law, by, now) = (self.law, self.by, self.now);
                let kept = of_request::begun(law, case, id, self.received, by, now)?;
                steps.begin.push((regime, kept));
            }
        }
        Ok(steps)
    }
}

impl DeadlineSteps {
    /// From what runs to what the rules chosen now ask for: what they do not know ends, what is missing begins.
    pub(super) async fn towards(
        reader: &mut Reader,
        filter: &AccessFilter,
        aktindsigt: AktindsigtId,
        case: CaseId,
        regimes: &[Regime],
        beginning: &Beginning<'_>,
    ) -> Result<Self, AppError> {
        let mut steps = beginning.of(case, regimes)?;
        let wanted: Vec<String> = steps
            .begin
            .iter()
            .map(|(_, kept)| kept.rule.clone())
            .collect();
        for (_, id) in reader.aktindsigt_deadlines(aktindsigt).await? {
            let Some(kept) = reader.find_deadline(filter, id).await? else {
                continue;
            };
            if !kept.derived.is_open {
                continue;
            }
            if wanted.contains(&kept.rule) {
                steps.begin.retain(|(_, new)| new.rule != kept.rule);
            } else {
                let parts = reader.open_parts_of(id).await?;
                steps.end.push((kept, parts));
            }
        }
        Ok(steps)
    }

    /// Everything that runs ends.
    pub(super) async fn ending(
        reader: &mut Reader,
        filter: &AccessFilter,
        aktindsigt: AktindsigtId,
    ) -> Result<Self, AppError> {
        let mut steps = Self::default();
        for (_, id) in reader.aktindsigt_deadlines(aktindsigt).await? {
            if let Some(kept) = reader.find_deadline(filter, id).await?
                && kept.derived.is_open
            {
                let parts = reader.open_parts_of(id).await?;
                steps.end.push((kept, parts));
            }
        }
        Ok(steps)
    }

    pub(super) fn is_none(&self) -> bool {
        self.begin.is_empty() && self.end.is_empty()
    }

    pub(super) async fn take(
        self,
        writer: &mut Writer,
        aktindsigt: AktindsigtId,
        law: &Law,
        by: EmployeeId,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        for (regime, kept) in &self.begin {
            of_request::add(writer, kept, now).await?;
            writer
                .add_aktindsigt_deadline(aktindsigt, *regime, kept.id)
                .await?;
        }
        for (kept, parts) in self.end {
            of_request::complete(writer, kept, parts, by, now, law).await?;
        }
        Ok(())
    }
}
