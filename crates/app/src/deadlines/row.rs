use chrono::{DateTime, Utc};
use sagsbord_contract::{DeadlineCounts, DeadlineRow, DeadlineState};
use sagsbord_domain::deadline::{ChangeLog, DeadlineState as State};
use sagsbord_store::{CaseLine, DeadlineLine, KeptDeadline};

use super::times::{day_of, time_of};

pub(super) fn deadline_row(line: DeadlineLine, now: DateTime<Utc>) -> DeadlineRow {
    DeadlineRow {
        id: line.id.to_string(),
        rule: line.rule,
        about: line.about,
        is_part: line.is_part,
        started: line.start.day().to_string(),
        // Lists hold what is open.
        state: State::of(line.due, &ChangeLog::default(), now).into(),
        due: day_of(line.due),
        due_time: time_of(line.due),
        told: line.told.and_then(day_of),
        is_late: line.due.is_over(now),
        case_id: line.case.to_string(),
        case_number: line.case_number,
        case_title: line.case_title,
        sensitivity: line.sensitivity.into(),
        citizen: line.citizen,
        responsible: line.responsible,
        unit: line.unit,
        source: line.source,
    }
}

pub(super) fn row_in_case(kept: &KeptDeadline, case: &CaseLine, now: DateTime<Utc>) -> DeadlineRow {
    let state: DeadlineState = State::of(kept.derived.due, &kept.log, now).into();
    DeadlineRow {
        id: kept.id.to_string(),
        rule: kept.rule.clone(),
        about: kept.about.clone(),
        is_part: kept.part_of.is_some(),
        started: kept.start.day().to_string(),
        state,
        due: day_of(kept.derived.due),
        due_time: time_of(kept.derived.due),
        told: kept.derived.told.and_then(day_of),
        is_late: matches!(state, DeadlineState::Late | DeadlineState::CompletedLate),
        case_id: kept.case.to_string(),
        case_number: case.number.clone(),
        case_title: case.title.clone(),
        sensitivity: case.sensitivity.into(),
        citizen: case.citizen.clone(),
        responsible: case.responsible.clone(),
        unit: case.unit.clone(),
        source: case.source.clone(),
    }
}

pub(super) fn counts(counts: sagsbord_store::DeadlineCounts) -> DeadlineCounts {
    DeadlineCounts {
        late: counts.late,
        today: counts.today,
        this_week: counts.this_week,
        later: counts.later,
        stopped: counts.stopped,
        no_day: counts.no_day,
    }
}
