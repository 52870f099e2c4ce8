//! The days of a deadline, one by one, for a small calendar.

use chrono::NaiveDate;
use sagsbord_contract::{ExplainedDay, ExplainedDayKind};
use sagsbord_domain::deadline::{Derivation, Due, Limit, Step, Unit};

/// A picture of more days than this helps nobody; the sentences say the same.
const MOST_DAYS: i64 = 400;

pub(super) fn days(derivation: &Derivation, today: NaiveDate) -> Vec<ExplainedDay> {
    let start = derivation.start.day();
    let end = match derivation.due {
        Due::Day(_) | Due::At(_) => derivation.due.day(),
        // Up to where it stands now.
        Due::Stopped => Some(today),
        Due::Soon => None,
    };
    let Some(end) = end.filter(|end| (0..=MOST_DAYS).contains(&(*end - start).num_days())) else {
        return Vec::new();
    };
    let stops = stops(derivation, end);
    // Only where the law gives a length in days or more are they counted one by one.
    let is_counted =
        matches!(derivation.rule.limit, Limit::Fixed(length) if length.unit != Unit::Hours);
    let mut number = 0;
    start
        .iter_days()
        .take_while(|day| *day <= end)
        .map(|day| {
            let skipped = derivation.skipped.iter().find(|closed| closed.day == day);
            let kind = if derivation.due.day() == Some(day) {
                ExplainedDayKind::Due
            } else if day == start {
                ExplainedDayKind::Start
            } else if stops.iter().any(|(from, to)| *from < day && day <= *to) {
                ExplainedDayKind::Stopped
            } else if skipped.is_some() {
                ExplainedDayKind::Skipped
            } else {
                ExplainedDayKind::Counted
            };
            let counts = is_counted
                && day != start
                && skipped.is_none()
                && matches!(kind, ExplainedDayKind::Counted | ExplainedDayKind::Due);
            number += u32::from(counts);
            ExplainedDay {
                day: day.to_string(),
                kind,
                number: counts.then_some(number),
                named: skipped
                    .and_then(|closed| closed.named.as_ref())
                    .map(|named| (&named.name).into()),
            }
        })
        .collect()
}

/// After the first day of each, up to and with the second, the clock stood.
fn stops(derivation: &Derivation, end: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let mut stops = Vec::new();
    let mut since = None;
    for step in &derivation.steps {
        match step {
            Step::Awaits { .. } => since = Some(derivation.start.day()),
            Step::Stopped { from, .. } => since = Some(from.day()),
            Step::Restarted { from, .. } => {
                stops.extend(since.take().map(|since| (since, from.day())));
            }
            _ => {}
        }
    }
    stops.extend(since.map(|since| (since, end)));
    stops
}
