//! One person's deadlines as an iCalendar file, for a calendar outside the program. Calendars are shared with
//! colleagues and telephones: what stands in it names neither a citizen nor a case's title.

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, Class, Component, Event, EventLike};
use sagsbord_contract::{CalendarFile, ErrorCode, Nothing};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::deadline::Due;
use sagsbord_domain::{Cpr, EmployeeId};
use sagsbord_law::{Language, Law, word};
use sagsbord_store::{DeadlineLine, DeadlineQuery, DeadlineWhose, Reader};

use super::law_in_force::LawKept;
use crate::settings::values::{calendar_folder, language};
use crate::{AppError, Desk};

/// What the file is called in the folder that a person chose.
const FILE: &str = "sagsbord-frister.ics";
/// More than any calendar shows and any person can have.
const MOST_DEADLINES: u32 = 2_000;
/// What colleagues did to one's deadlines is in the file no later than after this.
const AT_LEAST_EVERY: TimeDelta = TimeDelta::minutes(15);

pub(crate) async fn calendar_file(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<CalendarFile, AppError> {
    let now = desk.app().clock.now();
    let mut reader = desk.app().store().await?.read().await?;
    let lines = own_deadlines(&mut reader, session, now).await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let language = language(&mut reader, session.employee()).await?;
    Ok(CalendarFile {
        name: FILE.to_owned(),
        deadlines: u32::try_from(lines.len()).unwrap_or(u32::MAX),
        text: calendar(&lines, &law, language, now),
    })
}

/// Whose file was written last, and with what.
#[derive(Default)]
pub(crate) struct CalendarKept {
    looked_at: Option<DateTime<Utc>>,
    written: Option<(EmployeeId, PathBuf, String)>,
}

impl CalendarKept {
    /// Something that stands in the file may have changed.
    pub(crate) fn look_again(&mut self) {
        self.looked_at = None;
    }
}

/// Writes the file anew where the person wants one and something in it has changed.
pub(crate) async fn keep(desk: &Desk, now: DateTime<Utc>) -> Result<(), AppError> {
    let Some(seat) = desk.seat().filter(|seat| !seat.locked) else {
        return Ok(());
    };
    let is_due = |kept: &CalendarKept| kept.looked_at.is_none_or(|at| now - at >= AT_LEAST_EVERY);
    if !desk.with_calendar(|kept| is_due(kept)) {
        return Ok(());
    }
    desk.with_calendar(|kept| kept.looked_at = Some(now));
    let mut reader = desk.app().store().await?.read().await?;
    let Some(folder) = calendar_folder(&mut reader, seat.employee).await? else {
        return Ok(());
    };
    let session = desk.session().await?;
    let lines = own_deadlines(&mut reader, &session, now).await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let language = language(&mut reader, seat.employee).await?;
    drop(reader);
    // When it was made is no change.
    let compared = calendar(&lines, &law, language, DateTime::UNIX_EPOCH);
    let file = folder.join(FILE);
    let wanted = (seat.employee, file.clone(), compared);
    if file.is_file() && desk.with_calendar(|kept| kept.written.as_ref() == Some(&wanted)) {
        return Ok(());
    }
    let text = calendar(&lines, &law, language, now);
    tokio::task::spawn_blocking(move || write_whole(&file, &text))
        .await?
        .map_err(|error| AppError::caused(ErrorCode::FolderNotWritable, error))?;
    desk.with_calendar(|kept| kept.written = Some(wanted));
    Ok(())
}

/// A calendar program may read it at any moment: it finds the old file or the new one.
fn write_whole(file: &Path, text: &str) -> std::io::Result<()> {
    let beside = file.with_extension("ics.ny");
    std::fs::write(&beside, text)?;
    std::fs::rename(&beside, file)
}

async fn own_deadlines(
    reader: &mut Reader,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<Vec<DeadlineLine>, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let query = DeadlineQuery {
        now,
        whose: DeadlineWhose::Of(session.employee()),
        unit: None,
        state: None,
        words: Vec::new(),
        rules: Vec::new(),
        source: None,
        offset: 0,
        limit: MOST_DEADLINES,
    };
    Ok(reader.list_deadlines(&filter, &query).await?)
}

fn calendar(lines: &[DeadlineLine], law: &Law, language: Language, made: DateTime<Utc>) -> String {
    let said = |key: &str, values: &[&str]| word(language, "calendar", key, values);
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Sagsbord//Frister//DA"))
        .name(&said("name", &[]))
        .ttl(&AT_LEAST_EVERY);
    for line in lines {
        let mut event = Event::new();
        match line.due {
            Due::Day(day) => event.all_day(day),
            Due::At(at) => event.starts(at).ends(at),
            Due::Stopped | Due::Soon => continue,
        };
        let rule = law.rules.versions(&line.rule).last();
        let name = rule.map_or(line.rule.as_str(), |rule| match language {
            Language::Da => &rule.name.da,
            Language::En => &rule.name.en,
        });
        let title = match names_a_person(&line.case_number) {
            true => said("title", &[name]),
            false => said("title_of_case", &[name, &line.case_number]),
        };
        let link = format!("sagsbord://frister?frist={}", line.id);
        event
            .uid(&format!("{}@sagsbord", line.id))
            .timestamp(made)
            .summary(&title)
            .description(&format!("{}\n{link}", said("note", &[])))
            .url(&link)
            .class(Class::Private)
            // It fills no time: whoever looks for a free hour must find it.
            .add_property("TRANSP", "TRANSPARENT");
        calendar.push(event.done());
    }
    calendar.to_string()
}

/// Some systems number their cases by the citizen.
pub(super) fn names_a_person(number: &str) -> bool {
    const SHORTEST: usize = 10;
    const LONGEST: usize = 11;
    let letters: Vec<char> = number.chars().collect();
    (SHORTEST..=LONGEST).any(|length| {
        letters
            .windows(length)
            .any(|part| Cpr::parse(&part.iter().collect::<String>()).is_ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_could_be_a_citizens_is_left_out() {
        let check = |number: &str, expected: bool| {
            assert_eq!(names_a_person(number), expected, "{number}");
        };
        check("2026-000001", false);
        check("27.18.02-K08-4-26", false);
        check("26/1234", false);
        check("", false);
        check("610180-1234", true);
        check("BOR-6101801234/2", true);
        check("K 610180 1234", true);
    }
}
