use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sagsbord_contract::{
    DeadlineChangeKind, DeadlineDetail, DeadlineLogRow, ErrorCode, Named, ShowDeadline,
};
use sagsbord_domain::DeadlineId;
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::deadline::{Change, ChangeLog, Extension, LogEntry, Moment, breach};
use sagsbord_law::{Language, Law, length_in_words};
use sagsbord_store::{KeptDeadline, Reader};

use super::explain::{Names, explained};
use super::kept::{as_kept, as_law_now, find};
use super::law_in_force::LawKept;
use super::row::{row_in_case, told_breach};
use super::rule_row::rule_row;
use super::times;
use crate::people::fields::id;
use crate::{AppError, Desk};

pub(crate) async fn show_deadline(
    desk: &Desk,
    session: &Session,
    request: ShowDeadline,
) -> Result<DeadlineDetail, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let deadline: DeadlineId = id(&request.id, "id")?;
    let mut reader = desk.app().store().await?.read().await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let kept = find(&mut reader, &filter, deadline).await?;
    detail(
        &mut reader,
        session,
        &filter,
        &law,
        &kept,
        desk.app().clock.now(),
    )
    .await
}

pub(super) async fn detail(
    reader: &mut Reader,
    session: &Session,
    filter: &AccessFilter,
    law: &Law,
    kept: &KeptDeadline,
    now: DateTime<Utc>,
) -> Result<DeadlineDetail, AppError> {
    let case = reader
        .find_case(filter, kept.case)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let may_change = match session.filter(Right::WorkOnCases) {
        Ok(filter) => reader.find_case(&filter, kept.case).await?.is_some(),
        Err(_) => false,
    };
    let names = names(reader, kept).await?;
    let parts = reader.parts_of_deadline(filter, kept.id).await?;
    let deadline = as_kept(kept, law, now)?;
    let derivation = deadline.derive(&law.calendar)?;
    // A deadline that no version of its rule holds for any more keeps its day.
    let lawful = as_law_now(kept, law, now)
        .and_then(|deadline| deadline.derive(&law.calendar))
        .map_or(kept.derived.due, |derivation| derivation.due);
    Ok(DeadlineDetail {
        row: row_in_case(kept, &case, law, now),
        rule: rule_row(&deadline.rule),
        explained: explained(&deadline, &derivation, &names, times::today(now)),
        log: log_rows(&kept.log, &names),
        breach: told_breach(breach(
            deadline.rule.overrun,
            kept.derived.due,
            &kept.log,
            now,
        )),
        would_be: (kept.derived.is_open && lawful != kept.derived.due)
            .then(|| times::day_of(lawful))
            .flatten(),
        parts: parts
            .iter()
            .map(|part| row_in_case(part, &case, law, now))
            .collect(),
        version: version(&kept.log),
        may_change,
        part_of: kept.part_of.map(|whole| whole.to_string()),
    })
}

/// How many lines its log has: whoever changes it says how many they saw.
pub(super) fn version(log: &ChangeLog) -> u32 {
    u32::try_from(log.entries().len()).unwrap_or(u32::MAX)
}

pub(super) async fn names(reader: &mut Reader, kept: &KeptDeadline) -> Result<Names, AppError> {
    let people: HashSet<_> = kept.log.entries().iter().map(|entry| entry.by).collect();
    let mut names = Names::new();
    for person in people {
        if let Some(employee) = reader.find_employee(person).await? {
            names.insert(person, employee.name);
        }
    }
    Ok(names)
}

/// The newest first, as a person looks for what was done last.
fn log_rows(log: &ChangeLog, names: &Names) -> Vec<DeadlineLogRow> {
    let in_effect: HashSet<u32> = log.in_effect().map(|entry| entry.number).collect();
    let undone_takings: HashSet<u32> = log.undone().into_iter().collect();
    log.entries()
        .iter()
        .rev()
        .map(|entry| {
            let is_taking_back = matches!(entry.change, Change::Undone { .. });
            let is_undone = match is_taking_back {
                true => undone_takings.contains(&entry.number),
                false => !in_effect.contains(&entry.number),
            };
            DeadlineLogRow {
                is_undone,
                by: names.get(&entry.by).cloned().unwrap_or_default(),
                ..log_row(entry)
            }
        })
        .collect()
}

fn log_row(entry: &LogEntry) -> DeadlineLogRow {
    let row = |kind| DeadlineLogRow {
        number: entry.number,
        at: entry.at.to_rfc3339(),
        by: String::new(),
        kind,
        from: None,
        from_time: None,
        ground: None,
        length: None,
        to: None,
        undoes: None,
        is_undone: false,
        why: None,
    };
    let since = |kind, moment: Moment| DeadlineLogRow {
        from: Some(moment.day().to_string()),
        from_time: times::time_of_moment(moment),
        ..row(kind)
    };
    match &entry.change {
        Change::Stopped { from, on, why } => DeadlineLogRow {
            ground: Some(on.code().to_owned()),
            why: Some(why.clone()),
            ..since(DeadlineChangeKind::Stopped, *from)
        },
        Change::Restarted { from, why } => DeadlineLogRow {
            why: Some(why.clone()),
            ..since(DeadlineChangeKind::Restarted, *from)
        },
        Change::Extended { by, told, why } => DeadlineLogRow {
            length: match by {
                Extension::By(length) => Some(Named {
                    da: length_in_words(*length, Language::Da),
                    en: length_in_words(*length, Language::En),
                }),
                Extension::To(_) => None,
            },
            to: match by {
                Extension::By(_) => None,
                Extension::To(day) => Some(day.to_string()),
            },
            why: Some(why.clone()),
            ..since(DeadlineChangeKind::Extended, Moment::Day(*told))
        },
        Change::LetterSent(letter) => DeadlineLogRow {
            to: Some(letter.new_day.to_string()),
            why: Some(letter.ground.clone()),
            ..since(DeadlineChangeKind::LetterSent, Moment::Day(letter.sent))
        },
        Change::DutyMet { on, why } => DeadlineLogRow {
            why: Some(why.clone()),
            ..since(DeadlineChangeKind::DutyMet, Moment::Day(*on))
        },
        Change::Told { due, on } => DeadlineLogRow {
            to: times::day_of(*due),
            ..since(DeadlineChangeKind::Told, Moment::Day(*on))
        },
        Change::Moved { from, to, why } => DeadlineLogRow {
            from: times::day_of(*from),
            to: times::day_of(*to),
            why: Some(why.clone()),
            ..row(DeadlineChangeKind::Moved)
        },
        Change::Completed { at } => since(DeadlineChangeKind::Completed, *at),
        Change::Undone { entry, why } => DeadlineLogRow {
            undoes: Some(*entry),
            why: Some(why.clone()),
            ..row(DeadlineChangeKind::Undone)
        },
    }
}
