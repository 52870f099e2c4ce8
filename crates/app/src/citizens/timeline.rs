use sagsbord_contract::{CitizenEvent, CitizenEventKind};
use sagsbord_store::{CaseOfCitizen, DatedOfCase, FoundDocument, KeptBenefit};

const MOST_EVENTS: usize = 500;

/// What happened and what is to come, the newest first.
pub(super) fn timeline(
    cases: &[CaseOfCitizen],
    documents: &[FoundDocument],
    deadlines: &[DatedOfCase],
    letters: &[DatedOfCase],
    benefits: &[KeptBenefit],
) -> Vec<CitizenEvent> {
    let mut events: Vec<CitizenEvent> = Vec::new();
    events.extend(cases.iter().map(|case| CitizenEvent {
        date: case.line.opened.to_string(),
        kind: CitizenEventKind::CaseOpened,
        case_id: case.line.id.to_string(),
        case_number: case.line.number.clone(),
        text: case.line.title.clone(),
        status: Some(case.line.status.into()),
        source: case.line.source.clone(),
    }));
    events.extend(documents.iter().map(|found| CitizenEvent {
        date: found.document.dated.to_string(),
        kind: CitizenEventKind::Document,
        case_id: found.case.to_string(),
        case_number: found.case_number.clone(),
        text: found.document.title.clone(),
        status: None,
        source: found.source.clone(),
    }));
    let dated = |kind: CitizenEventKind| move |one: &DatedOfCase| of_case(kind, one);
    events.extend(deadlines.iter().map(dated(CitizenEventKind::Deadline)));
    events.extend(letters.iter().map(dated(CitizenEventKind::Letter)));
    for benefit in benefits {
        let ends = [
            (CitizenEventKind::BenefitBegan, benefit.from),
            (CitizenEventKind::BenefitEnded, benefit.to),
        ];
        for (kind, day) in ends {
            events.extend(day.map(|day| {
                CitizenEvent {
                    date: day.to_string(),
                    kind,
                    case_id: benefit
                        .case
                        .map(|case| case.to_string())
                        .unwrap_or_default(),
                    case_number: String::new(),
                    text: benefit.name.clone(),
                    status: None,
                    source: benefit.system_name.clone().unwrap_or_default(),
                }
            }));
        }
    }
    events.sort_by(|a, b| {
        b.date
            .cmp(&a.date)
            .then_with(|| a.case_number.cmp(&b.case_number))
    });
    events.truncate(MOST_EVENTS);
    events
}

fn of_case(kind: CitizenEventKind, one: &DatedOfCase) -> CitizenEvent {
    CitizenEvent {
        date: one.date.to_string(),
        kind,
        case_id: one.case.to_string(),
        case_number: one.case_number.clone(),
        text: one.text.clone(),
        status: None,
        source: one.source.clone(),
    }
}
