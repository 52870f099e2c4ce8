//! The deadlines of the demo's open cases: real rules, counted by the real calendar, due on the case's own day.

use chrono::{DateTime, Days, NaiveDate, Utc};
use sagsbord_domain::deadline::{ChangeLog, Deadline, Due, Length, Limit, Moment, Unit};
use sagsbord_domain::{DeadlineId, EmployeeId};
use sagsbord_law::Law;
use sagsbord_store::{Derived, KeptDeadline};
use uuid::Uuid;

use crate::municipality::{Aspect, Case, Theme};

/// None for a case without a day, and for those nobody has a deadline for.
pub(crate) fn deadline_of(
    case: &Case,
    law: &Law,
    made_by: EmployeeId,
    now: DateTime<Utc>,
) -> Option<KeptDeadline> {
    let due = case.due?;
    let rule_id = rule_for(case);
    let counted = start_that_leads_to(due, rule_id, case.opened, law, now);
    let (rule_id, start, chosen) = match counted {
        Some(start) => (rule_id, start, None),
        // Where no day leads to it, somebody set it: the municipality's own service goal.
        None => (SERVICE_GOAL, case.opened.min(due), Some(due)),
    };
    let rule = law.rules.on(rule_id, start).ok()?;
    let deadline =
        Deadline::begin(rule.clone(), Moment::Day(start), chosen, &law.calendar, now).ok()?;
    let derivation = deadline.derive(&law.calendar).ok()?;
    Some(KeptDeadline {
        id: DeadlineId::new(Uuid::from_u128(!case.id.uuid().as_u128())),
        case: case.id,
        part_of: None,
        about: String::new(),
        rule: rule.id.clone(),
        start: deadline.start,
        chosen,
        made_at: now,
        made_by: case.responsible.unwrap_or(made_by),
        derived: Derived {
            is_open: true,
            due: derivation.due,
            told: None,
            rule_from: rule.valid_from,
            calendar: derivation.calendar.to_string(),
        },
        log: ChangeLog::default(),
    })
}

const SERVICE_GOAL: &str = "RSL-3";

fn rule_for(case: &Case) -> &'static str {
    let number = case.number.bytes().map(usize::from).sum::<usize>();
    let pick = |of: &[&'static str]| of[number % of.len()];
    match (case.subject.aspect, case.subject.theme()) {
        (Aspect::AccessRequest, _) => pick(&["OFL-36", "FVL-16", "OFL-36-14", "OFL-8", "GDPR-12"]),
        (Aspect::Complaint, _) => "RSL-66",
        (Aspect::Application, Theme::Property) => {
            pick(&["BYG-SIMPEL", "BYG-ENFAMILIE", "BYG-BOLIG"])
        }
        (_, Theme::Child) => pick(&["BL-20", "BL-91", "BL-95"]),
        _ => SERVICE_GOAL,
    }
}

/// The latest day that leads to `due`, not after today and not before the case was opened.
fn start_that_leads_to(
    due: NaiveDate,
    rule_id: &str,
    opened: NaiveDate,
    law: &Law,
    now: DateTime<Utc>,
) -> Option<NaiveDate> {
    let today = sagsbord_domain::danish_day(now);
    let Limit::Fixed(length) = law.rules.on(rule_id, today).ok()?.limit else {
        return None;
    };
    let leads = |start: &NaiveDate| {
        let Ok(rule) = law.rules.on(rule_id, *start) else {
            return false;
        };
        let deadline = Deadline {
            rule: rule.clone(),
            start: Moment::Day(*start),
            chosen: None,
            log: ChangeLog::default(),
        };
        // A clock that waits for the applicant says no day before it runs.
        let derivation = deadline.derive(&law.calendar);
        derivation.is_ok_and(|derivation| derivation.due == Due::Day(due))
    };
    about(length)
        .filter_map(|back| due.checked_sub_days(Days::new(back)))
        .filter(|start| opened <= *start && *start <= today)
        .find(leads)
}

/// About how many days before its end something of this length began.
fn about(length: Length) -> std::ops::Range<u64> {
    let amount = u64::from(length.amount);
    match length.unit {
        Unit::WorkingDays | Unit::Weekdays => amount..amount * 7 / 5 + 15,
        Unit::CalendarDays => amount..amount + 8,
        Unit::Weeks => amount * 7..amount * 7 + 8,
        Unit::Months => amount * 28..amount * 31 + 8,
        // None of the demo's rules runs so.
        Unit::Years | Unit::Hours => 0..0,
    }
}
