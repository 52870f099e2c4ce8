use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::error::{DeadlineError, DeadlineProblem};
use super::{Deadline, Rule};
use crate::calendar::Calendar;

impl Deadline {
    /// *Delafgørelse*: what can be answered first gets a deadline of its own, from the same start, and closes
    /// on its own. It takes over nothing of what happened to the whole: a stop or a letter about the rest says
    /// nothing about what is not in doubt.
    pub fn part(
        &self,
        rule: Arc<Rule>,
        calendar: &Calendar,
        now: DateTime<Utc>,
    ) -> Result<Self, DeadlineError> {
        if self.log.completed().is_some() {
            return Err(DeadlineError::new("of", DeadlineProblem::AlreadyCompleted));
        }
        let part = Self::begin(rule, self.start, None, calendar, now)?;
        // A part that ran longer than the whole would be a way round the limit.
        let (own, whole) = (part.derive(calendar)?.due, self.derive(calendar)?.due);
        if let (Some(own), Some(whole)) = (own.day(), whole.day())
            && own > whole
        {
            return Err(DeadlineError::new(
                "rule",
                DeadlineProblem::PartLaterThanWhole,
            ));
        }
        Ok(part)
    }
}
