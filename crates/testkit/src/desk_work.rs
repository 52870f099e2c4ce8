//! What lies on the desks of the demo: tasks, journal notes and requests for access, so that the first day has something in it.

mod notes;
pub(crate) mod requests;
mod tasks;

use chrono::{DateTime, Days, NaiveDate, Utc};
use sagsbord_domain::calendar::{Calendar, Counting};
use sagsbord_domain::{EmployeeId, TeamId, danish_day};
use sagsbord_law::Law;
use sagsbord_store::{FoundFile, Writer};

use crate::municipality::{Case, Plan, Town};

/// Written once, when all cases are in: `cases` are the open ones of the demo's caseworker, `documents` those of the
/// cases that somebody asks for access to.
pub(crate) async fn put_desk_work(
    writer: &mut Writer,
    plan: &Plan,
    town: &Town,
    cases: &[Case],
    documents: &[FoundFile],
    law: &Law,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let office = Office {
        seed: plan.seed,
        town,
        cases,
        calendar: &law.calendar,
        now,
    };
    tasks::put(writer, &office).await?;
    notes::put(writer, &office).await?;
    requests::put(writer, &office, law, documents).await
}

/// Who sits where, and which day it is.
struct Office<'a> {
    seed: u64,
    town: &'a Town,
    cases: &'a [Case],
    calendar: &'a Calendar,
    now: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// The demo's caseworker.
    Caseworker,
    TeamLead,
    /// Somebody else of her team.
    Colleague,
    Team,
    Nobody,
}

impl Office<'_> {
    fn person(&self, who: Who) -> EmployeeId {
        let people = &self.town.employees;
        match who {
            Who::TeamLead => people[1].id,
            Who::Colleague => self.town.colleague_of_the_caseworker(),
            Who::Caseworker | Who::Team | Who::Nobody => people[0].id,
        }
    }

    fn team(&self) -> TeamId {
        self.town.team_of_the_caseworker()
    }

    /// The demo's caseworker has forty; a smaller municipality has fewer, and they come round again.
    fn case(&self, place: usize) -> Option<&Case> {
        self.cases.get(place % self.cases.len().max(1))
    }

    /// So many working days on, or back where it is negative; today itself is nobody's day off.
    fn day(&self, working_days: i32) -> NaiveDate {
        let today = danish_day(self.now);
        let number = working_days.unsigned_abs();
        let counted = match working_days {
            0 => return today,
            1.. => self.calendar.nth_after(today, number, Counting::OFFICE),
            _ => self.calendar.nth_before(today, number, Counting::OFFICE),
        };
        let days = Days::new(u64::from(number));
        counted.unwrap_or(match working_days {
            1.. => today + days,
            _ => today - days,
        })
    }

    /// In the office hours of a day before today; `minute` keeps what happened on one day apart.
    fn moment(&self, days_back: i32, minute: i64) -> DateTime<Utc> {
        const OPENS: i64 = 8 * 60;
        let day = self.day(-days_back.max(1));
        let at = day.and_time(chrono::NaiveTime::MIN).and_utc()
            + chrono::TimeDelta::minutes(OPENS + minute);
        at.min(self.now)
    }
}
