use sagsbord_domain::calendar::{ClosingDay, ClosingReach, Falls, Holiday, HolidayKind};

use crate::fault::{Fault, Reason};
use crate::fields::{Fields, with_table};

/// What the calendar is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarData {
    pub edition: String,
    pub holidays: Vec<Holiday>,
}

const MOST_HOLIDAYS: usize = 100;
const MOST_CLOSURES: usize = 1_000;

pub fn read_calendar(untrusted_text: &str) -> Result<CalendarData, Vec<Fault>> {
    with_table(untrusted_text, |file| {
        let edition = file.text("edition").unwrap_or_default();
        let holidays = file.each("holiday", MOST_HOLIDAYS, holiday);
        CalendarData {
            edition,
            holidays: holidays.into_iter().flatten().collect(),
        }
    })
}

/// A closing day, and what the municipality decided it on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingDayWritten {
    pub day: ClosingDay,
    pub ground: Option<String>,
}

/// The municipality's own closing days: `[[closed]]` with first, last, name and reach.
pub fn read_closing_days(untrusted_text: &str) -> Result<Vec<ClosingDayWritten>, Vec<Fault>> {
    with_table(untrusted_text, |file| {
        let closed = file.each("closed", MOST_CLOSURES, closing_day);
        closed.into_iter().flatten().collect()
    })
}

fn holiday(fields: &mut Fields<'_, '_>) -> Option<Holiday> {
    let id = fields.text("id");
    let name = fields.name("name");
    let kind = fields.code("kind", HolidayKind::ALL, HolidayKind::code);
    let easter = fields.number_or_none("easter");
    let month = fields.number_or_none("month");
    let day = fields.number_or_none("day");
    let (valid_from, valid_to) = (
        fields.day_or_none("valid_from"),
        fields.day_or_none("valid_to"),
    );
    let falls = match (easter, month.zip(day)) {
        (Some(days), None) if (-100..=200).contains(&days) => Some(Falls::FromEaster(days)),
        (None, Some((month, day))) => {
            let each = u32::try_from(month)
                .ok()
                .zip(u32::try_from(day).ok())
                .map(|(month, day)| Falls::Each { month, day })
                // A leap year has all days there are.
                .filter(|falls| falls.day_in(2024).is_some());
            if each.is_none() {
                fields.fault("day", Reason::NoSuchDay);
            }
            each
        }
        _ => {
            fields.fault("easter", Reason::OneDayOnly);
            None
        }
    };
    if let (Some(from), Some(to)) = (valid_from, valid_to)
        && to < from
    {
        fields.fault("valid_to", Reason::LastBeforeFirst);
    }
    Some(Holiday {
        id: id?,
        name: name?,
        kind: kind?,
        falls: falls?,
        valid_from,
        valid_to,
    })
}

fn closing_day(fields: &mut Fields<'_, '_>) -> Option<ClosingDayWritten> {
    let first = fields.day("first");
    let last = match fields.has("last") {
        true => fields.day("last"),
        false => {
            fields.day_or_none("last");
            first
        }
    };
    let name = fields.name("name");
    let reach = fields.code_or(
        "reach",
        ClosingReach::CitizensDeadlines,
        ClosingReach::ALL,
        ClosingReach::code,
    );
    // Whoever lets a closure make the authority's own deadlines longer says on what ground.
    let ground = match reach {
        Some(ClosingReach::EverybodysDeadlines) => fields.text("ground"),
        _ => fields.text_or_none("ground"),
    };
    let (first, last, reach) = (first?, last?, reach?);
    let days = (last - first).num_days() + 1;
    if days < 1 {
        fields.fault("last", Reason::LastBeforeFirst);
        return None;
    }
    let most = match reach {
        ClosingReach::CitizensDeadlines => ClosingDay::MOST_DAYS,
        ClosingReach::EverybodysDeadlines => ClosingDay::MOST_DAYS_THAT_EXCUSE,
    };
    if days > most {
        fields.fault("last", Reason::ClosureTooLong);
        return None;
    }
    Some(ClosingDayWritten {
        day: ClosingDay {
            first,
            last,
            name: name?,
            reach,
        },
        ground,
    })
}
