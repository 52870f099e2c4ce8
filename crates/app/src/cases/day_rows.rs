//! The rows of *Min dag*, each from the line that its own room lists.

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_contract::{DayRow, DayRowKind, Sensitivity};
use sagsbord_domain::deadline::Due;
use sagsbord_domain::{CaseId, danish_clock};
use sagsbord_store::{CaseLine, DeadlineLine, LetterLine, NewsLine, NoteLine, TaskLine};

use crate::tasks::row::task_row;

fn blank(kind: DayRowKind, id: String, title: String, sensitivity: Sensitivity) -> DayRow {
    DayRow {
        kind,
        id,
        title,
        sensitivity,
        case_id: None,
        case_number: None,
        case_title: None,
        citizen: None,
        rule: None,
        day: None,
        time: None,
        is_late: false,
        is_to_follow_up: false,
        note: None,
        at: None,
        version: None,
    }
}

fn of_case(row: DayRow, case: CaseId, number: String, title: String) -> DayRow {
    DayRow {
        case_id: Some(case.to_string()),
        case_number: Some(number),
        case_title: Some(title),
        ..row
    }
}

pub(super) fn case_day(case: CaseLine, today: NaiveDate) -> DayRow {
    let title = case.title.clone();
    let row = DayRow {
        citizen: case.citizen,
        day: case.due.map(|due| due.to_string()),
        is_late: case.due.is_some_and(|due| due < today),
        note: Some(case.source),
        ..blank(
            DayRowKind::Case,
            case.id.to_string(),
            case.title,
            case.sensitivity.into(),
        )
    };
    of_case(row, case.id, case.number, title)
}

pub(super) fn deadline_day(line: DeadlineLine, now: DateTime<Utc>) -> DayRow {
    let title = match line.about.is_empty() {
        true => line.case_title.clone(),
        false => line.about,
    };
    let row = DayRow {
        citizen: line.citizen,
        rule: Some(line.rule),
        day: line.due.day().map(|day| day.to_string()),
        time: match line.due {
            Due::At(at) => Some(danish_clock(at).format("%H:%M").to_string()),
            _ => None,
        },
        is_late: line.due.is_over(now),
        ..blank(
            DayRowKind::Deadline,
            line.id.to_string(),
            title,
            line.sensitivity.into(),
        )
    };
    of_case(row, line.case, line.case_number, line.case_title)
}

pub(super) fn task_day(line: TaskLine, today: NaiveDate) -> DayRow {
    let row = task_row(line, today);
    DayRow {
        case_id: row.case_id,
        case_number: row.case_number,
        case_title: row.case_title,
        citizen: row.citizen,
        // Of one that waits the day to ask again matters, where there is one.
        day: row.follow_up.or(row.due),
        is_late: row.is_late,
        is_to_follow_up: row.is_to_follow_up,
        note: row.waiting_for,
        version: Some(row.version),
        ..blank(DayRowKind::Task, row.id, row.title, row.sensitivity)
    }
}

pub(super) fn letter_day(line: LetterLine) -> DayRow {
    let row = DayRow {
        at: Some(line.at.to_rfc3339()),
        ..blank(
            DayRowKind::Letter,
            line.id.to_string(),
            line.title,
            line.sensitivity.into(),
        )
    };
    of_case(row, line.case, line.case_number, line.case_title)
}

pub(super) fn note_day(line: NoteLine) -> DayRow {
    let row = DayRow {
        at: Some(line.at.to_rfc3339()),
        ..blank(
            DayRowKind::Note,
            line.id.to_string(),
            line.title,
            line.sensitivity.into(),
        )
    };
    of_case(row, line.case, line.case_number, line.case_title)
}

pub(super) fn news_day(line: NewsLine) -> DayRow {
    let title = line.title.clone();
    let row = DayRow {
        citizen: line.citizen,
        note: Some(line.system),
        at: Some(line.at.to_rfc3339()),
        ..blank(
            DayRowKind::News,
            line.case.to_string(),
            line.title,
            line.sensitivity.into(),
        )
    };
    of_case(row, line.case, line.number, title)
}
