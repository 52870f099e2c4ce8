use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::error::{DeadlineError, DeadlineProblem};
use super::rule::{LawOf, Rule};
use crate::case::codes;

codes! {
    /// How a rule, or two versions of one, speak against themselves.
    Contradiction {
        EndsBeforeItBegins = "ends_before_it_begins",
        LeastAboveMost = "least_above_most",
        HoursAndDays = "hours_and_days",
        /// A limit that counts open days ends on one.
        CannotFallOnClosedDay = "cannot_fall_on_closed_day",
        StrictAgainstCitizen = "strict_against_citizen",
        CitizenCannotOweIt = "citizen_cannot_owe_it",
        WarnsBeforeItStarts = "warns_before_it_starts",
        ConditionCannotEnd = "condition_cannot_end",
        /// *Snarest* has no clock to stop, extend or divide.
        NothingToMeasure = "nothing_to_measure",
        TwoVersionsOnOneDay = "two_versions_on_one_day",
    }
}

/// All versions of all rules, the newest of each last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleBook(BTreeMap<String, Vec<Arc<Rule>>>);

impl RuleBook {
    /// Refused where a rule speaks against itself or two versions hold on one day. Each fault names the rule by
    /// its place in the list, and the field.
    pub fn new(rules: Vec<Rule>) -> Result<Self, Vec<(usize, &'static str, Contradiction)>> {
        let mut faults: Vec<_> = rules
            .iter()
            .enumerate()
            .flat_map(|(place, rule)| {
                rule.contradictions()
                    .into_iter()
                    .map(move |(field, contradiction)| (place, field, contradiction))
            })
            .collect();
        let mut versions: BTreeMap<String, Vec<(usize, Arc<Rule>)>> = BTreeMap::new();
        for (place, rule) in rules.into_iter().enumerate() {
            let rule = Arc::new(rule);
            versions
                .entry(rule.id.clone())
                .or_default()
                .push((place, rule));
        }
        let mut book = BTreeMap::new();
        for (id, mut versions) in versions {
            versions.sort_by_key(|(_, rule)| rule.valid_from);
            for pair in versions.windows(2) {
                if let [(_, earlier), (place, later)] = pair
                    && earlier.valid_to.is_none_or(|to| later.valid_from <= to)
                {
                    faults.push((*place, "valid_from", Contradiction::TwoVersionsOnOneDay));
                }
            }
            book.insert(id, versions.into_iter().map(|(_, rule)| rule).collect());
        }
        if faults.is_empty() {
            Ok(Self(book))
        } else {
            faults.sort_by_key(|(place, ..)| *place);
            Err(faults)
        }
    }

    /// The municipality's rules in place of those with the same ids, all versions of them.
    #[must_use]
    pub fn overridden_by(&self, municipality: &RuleBook) -> RuleBook {
        let mut book = self.clone();
        book.0.extend(municipality.0.clone());
        book
    }

    pub fn rules(&self) -> impl Iterator<Item = &Arc<Rule>> {
        self.0.values().flatten()
    }

    pub fn versions(&self, id: &str) -> &[Arc<Rule>] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }

    /// The version that was law on a day.
    pub fn on(&self, id: &str, day: NaiveDate) -> Result<&Arc<Rule>, DeadlineError> {
        let versions = self
            .0
            .get(id)
            .ok_or(DeadlineError::new("rule", DeadlineProblem::UnknownRule))?;
        versions
            .iter()
            .find(|rule| rule.is_in_force(day))
            .ok_or(DeadlineError::new("rule", DeadlineProblem::RuleNotInForce))
    }

    /// The version for a deadline that began on a day, seen from today: some laws hold for what began under them,
    /// others for what is decided under them.
    pub fn applying(
        &self,
        id: &str,
        start: NaiveDate,
        today: NaiveDate,
    ) -> Result<&Arc<Rule>, DeadlineError> {
        match self.on(id, today) {
            Ok(rule) if rule.law_of == LawOf::DecisionDay => Ok(rule),
            _ => match self.on(id, start)? {
                // A law that holds for what is decided under it holds for nothing once it is gone.
                rule if rule.law_of == LawOf::DecisionDay => {
                    Err(DeadlineError::new("rule", DeadlineProblem::RuleNotInForce))
                }
                rule => Ok(rule),
            },
        }
    }
}
