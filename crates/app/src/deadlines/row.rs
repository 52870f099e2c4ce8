use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_contract::{DeadlineBreach, DeadlineCounts, DeadlineRow, DeadlineState};
use sagsbord_domain::deadline::{
    Breach, ChangeLog, DeadlineState as State, Due, OverrunDuty, breach,
};
use sagsbord_law::Law;
use sagsbord_store::{CaseLine, DeadlineLine, Derived, KeptDeadline};

use super::times::{day_of, time_of};

pub(super) fn deadline_row(
    line: DeadlineLine,
    breach: DeadlineBreach,
    now: DateTime<Utc>,
) -> DeadlineRow {
    DeadlineRow {
        breach,
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

pub(super) fn row_in_case(
    kept: &KeptDeadline,
    case: &CaseLine,
    law: &Law,
    now: DateTime<Utc>,
) -> DeadlineRow {
    let state: DeadlineState = State::of(kept.derived.due, &kept.log, now).into();
    let Derived { due, rule_from, .. } = kept.derived;
    DeadlineRow {
        breach: breach_of(&kept.rule, rule_from, due, &kept.log, law, now),
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

/// What the version of the rule that it was counted by asks for; of a rule that is gone, what its last version did.
pub(super) fn breach_of(
    rule: &str,
    rule_from: NaiveDate,
    due: Due,
    log: &ChangeLog,
    law: &Law,
    now: DateTime<Utc>,
) -> DeadlineBreach {
    let versions = law.rules.versions(rule);
    let counted_by = versions.iter().find(|rule| rule.valid_from == rule_from);
    // Where the law is gone nobody can say what it asked for; that it is late can still be said.
    let duty = counted_by
        .or(versions.last())
        .map_or(OverrunDuty::Nothing, |rule| rule.overrun);
    told_breach(breach(duty, due, log, now))
}

pub(super) fn told_breach(breach: Breach) -> DeadlineBreach {
    match breach {
        Breach::None => DeadlineBreach::None,
        Breach::LetterBy(day) => DeadlineBreach::LetterBy {
            day: day.to_string(),
        },
        Breach::ToldUntil(day) => DeadlineBreach::ToldUntil {
            day: day.to_string(),
        },
        Breach::Late => DeadlineBreach::Late,
        Breach::OfDuty { since, why } => DeadlineBreach::OfDuty {
            since: since.to_string(),
            why: why.code().to_owned(),
        },
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
