use std::collections::HashMap;

use chrono::NaiveDate;
use sagsbord_contract::{ExplainedDeadline, Named};
use sagsbord_domain::EmployeeId;
use sagsbord_domain::deadline::{Deadline, Derivation};
use sagsbord_law::{Language, explain};

use super::picture;
use super::times::{day_of, time_of};

pub(super) type Names = HashMap<EmployeeId, String>;

pub(super) fn explained(
    deadline: &Deadline,
    derivation: &Derivation,
    names: &Names,
    today: NaiveDate,
) -> ExplainedDeadline {
    let person = |id: EmployeeId| names.get(&id).cloned().unwrap_or_default();
    ExplainedDeadline {
        due: day_of(derivation.due),
        due_time: time_of(derivation.due),
        target: derivation.target.map(|day| day.to_string()),
        milestones: derivation
            .milestones
            .iter()
            .map(NaiveDate::to_string)
            .collect(),
        text: Named {
            da: explain(deadline, derivation, Language::Da, Some(&person)),
            en: explain(deadline, derivation, Language::En, Some(&person)),
        },
        days: picture::days(derivation, today),
    }
}
