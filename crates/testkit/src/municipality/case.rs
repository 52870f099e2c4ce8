use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use sagsbord_domain::{
    CaseId, CaseStatus, CitizenId, EmployeeId, PartyPart, Sensitivity, TeamId, UnitId,
};

use super::accounts::CASEWORKER_MAIN_GROUP;
use super::calendar::{Calendar, workday_at_or_after, workday_at_or_before};
use super::dice::{Stream, id};
use super::kle::{Aspect, Subject, Theme, capitalised};
use super::{Citizen, Dice, Plan, Town, names};

#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    pub id: CaseId,
    /// `2026-004711`.
    pub number: String,
    pub title: String,
    pub kle: String,
    pub status: CaseStatus,
    pub sensitivity: Sensitivity,
    pub unit: UnitId,
    pub team: TeamId,
    pub responsible: Option<EmployeeId>,
    pub opened: NaiveDate,
    /// Set for closed cases only.
    pub closed: Option<NaiveDate>,
    /// Most open cases have one, closed cases have none.
    pub due: Option<NaiveDate>,
    /// The one whose case it is comes first.
    pub parties: Vec<Party>,
    pub source: &'static str,
    pub fetched_at: DateTime<Utc>,
    pub document_count: u32,
    pub(super) index: usize,
    pub(crate) subject: Subject,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Party {
    pub citizen: CitizenId,
    pub part: PartyPart,
}

const OPEN_STATUS: &[CaseStatus] = &[
    CaseStatus::Opstaaet,
    CaseStatus::Oplyst,
    CaseStatus::Afgjort,
    CaseStatus::Bestilt,
    CaseStatus::Udfoert,
];
const OPEN_STATUS_WEIGHTS: &[usize] = &[25, 31, 11, 15, 18];

pub(super) fn draw(
    plan: &Plan,
    town: &Town,
    calendar: &Calendar,
    index: usize,
    document_count: u32,
) -> Case {
    let mut dice = Dice::new(plan.seed, Stream::Case, index as u64);
    let opened = calendar.opened(index);
    let desk = DemoDesk::of(plan.cases);
    let on_demo_desk = desk.place_of(index);

    let team_index = match on_demo_desk {
        Some(_) => town.index.demo_team,
        None => dice.below(town.teams.len()),
    };
    let team = &town.teams[team_index];
    let main_group = match on_demo_desk {
        Some(_) => CASEWORKER_MAIN_GROUP,
        None => dice.pick(team.main_groups),
    };
    let subject = Subject::draw(&mut dice, main_group);
    let theme = subject.theme();

    let people = draw_parties(&mut dice, town, theme, opened);
    let age = (plan.today - opened).num_days();
    let is_open = on_demo_desk.is_some() || !dice.per_mille(chance_of_closed(age));
    let status = if is_open {
        OPEN_STATUS[dice.weighted(OPEN_STATUS_WEIGHTS)]
    } else {
        CaseStatus::Afsluttet
    };
    let closed = (!is_open).then(|| {
        let lasted = 3 + dice.below(200) as u64;
        (opened + Days::new(lasted)).min(plan.today)
    });
    let due = match on_demo_desk {
        Some(place) => Some(desk.due(plan.today, place)),
        None if is_open => draw_due(&mut dice, plan.today, opened),
        None => None,
    };
    let sensitivity = draw_sensitivity(&mut dice, theme, people.first().copied());
    let sensitivity = match on_demo_desk {
        Some(_) => sensitivity.min(Sensitivity::Sensitive),
        None => sensitivity,
    };
    let caseworkers = &town.index.caseworkers[team_index];
    // The demo's caseworker has the open cases laid out for her and no others.
    let first = usize::from(is_open && team_index == town.index.demo_team);
    let responsible = match on_demo_desk {
        Some(_) => Some(town.employees[0].id),
        None if is_open && dice.per_mille(40) => None,
        None => {
            let choice = first + dice.below(caseworkers.len().saturating_sub(first));
            caseworkers
                .get(choice)
                .map(|employee| town.employees[*employee].id)
        }
    };
    let source = dice.weighted(&[70, 18, 12]);

    Case {
        id: CaseId::new(id(plan.seed, Stream::Case, index as u64)),
        number: calendar.number(index),
        title: draw_title(&mut dice, subject, opened, people.first().copied()),
        kle: subject.number(),
        status,
        sensitivity,
        unit: team.unit,
        team: team.id,
        responsible,
        opened,
        closed,
        due,
        parties: people
            .iter()
            .enumerate()
            .map(|(place, citizen)| Party {
                citizen: citizen.id,
                part: if place == 0 {
                    PartyPart::Primary
                } else {
                    PartyPart::Other
                },
            })
            .collect(),
        source: town.sources[source],
        fetched_at: fetched_at(&mut dice, plan.today, source),
        document_count,
        index,
        subject,
    }
}

/// The open cases of the demo's caseworker: taken at even steps from the newest fifth of all cases.
pub(super) struct DemoDesk {
    cases: usize,
    on_desk: usize,
    step: usize,
}

impl DemoDesk {
    pub(super) fn of(cases: usize) -> Self {
        let on_desk = 40.min(cases / 20);
        Self {
            cases,
            on_desk,
            step: (cases * 18 / 100 / on_desk.max(1)).max(1),
        }
    }

    fn place_of(&self, index: usize) -> Option<usize> {
        let from_end = self.cases - 1 - index;
        let place = from_end / self.step;
        (from_end.is_multiple_of(self.step) && place < self.on_desk).then_some(place)
    }

    /// Of forty: four late, three due today, eight in the coming seven days, the rest later.
    fn due(&self, today: NaiveDate, place: usize) -> NaiveDate {
        const LATE: [(usize, u64); 4] = [(6, 2), (13, 5), (22, 9), (31, 23)];
        const TODAY: [usize; 3] = [3, 17, 28];
        const SOON: [usize; 8] = [1, 5, 9, 14, 19, 25, 33, 38];
        if let Some((_, back)) = LATE.iter().find(|(late, _)| *late == place) {
            return workday_at_or_before(today - Days::new(*back));
        }
        if TODAY.contains(&place) {
            return today;
        }
        if let Some(soon) = SOON.iter().position(|soon| *soon == place) {
            let workdays: Vec<NaiveDate> = (1..=7)
                .map(|on| today + Days::new(on))
                .filter(|day| super::calendar::is_workday(*day))
                .collect();
            return workdays[soon % workdays.len()];
        }
        workday_at_or_after(today + Days::new(8 + (place as u64 * 7) % 90))
    }
}

fn chance_of_closed(age_in_days: i64) -> usize {
    match age_in_days {
        ..30 => 60,
        30..90 => 300,
        90..365 => 620,
        _ => 860,
    }
}

fn draw_due(dice: &mut Dice, today: NaiveDate, opened: NaiveDate) -> Option<NaiveDate> {
    let day = match dice.weighted(&[8, 9, 3, 14, 66]) {
        0 => return None,
        1 => workday_at_or_before(today - Days::new(1 + dice.below(120) as u64)),
        2 => today,
        3 => workday_at_or_before(today + Days::new(1 + dice.below(7) as u64)).max(today),
        _ => workday_at_or_after(today + Days::new(8 + dice.below(170) as u64)),
    };
    Some(day.max(opened))
}

fn draw_sensitivity(dice: &mut Dice, theme: Theme, citizen: Option<&Citizen>) -> Sensitivity {
    let weights: &[usize] = match theme {
        Theme::Child | Theme::Adult => &[30, 220, 740, 10],
        Theme::Elder | Theme::Work => &[50, 350, 594, 6],
        Theme::Counter => &[250, 650, 94, 6],
        Theme::Property | Theme::Culture => &[850, 130, 18, 2],
    };
    let drawn = Sensitivity::ALL[dice.weighted(weights)];
    match citizen {
        Some(citizen) if citizen.protected => drawn.max(Sensitivity::Confidential),
        _ => drawn,
    }
}

fn draw_parties<'a>(
    dice: &mut Dice,
    town: &'a Town,
    theme: Theme,
    opened: NaiveDate,
) -> Vec<&'a Citizen> {
    let index = &town.index;
    let pool = match theme {
        Theme::Child => &index.children,
        Theme::Elder => &index.elders,
        _ => &index.adults,
    };
    let mut people: Vec<&Citizen> = Vec::new();
    // A child of today may not have been born yet, and the dead open no new case.
    let primary = (0..12)
        .map(|throw| if throw < 11 { pool } else { &index.adults })
        .filter(|pool| !pool.is_empty())
        .map(|pool| &town.citizens[pool[dice.below(pool.len())]])
        .find(|citizen| citizen.lived_on(opened));
    people.extend(primary);

    let mut add = |citizen: &'a Citizen| {
        if citizen.lived_on(opened) && !people.iter().any(|known| known.id == citizen.id) {
            people.push(citizen);
        }
    };
    if let Some(child) = primary {
        for parent in &child.parents {
            town.citizen(*parent).map(&mut add);
        }
    }
    let more = match theme {
        Theme::Child => dice.weighted(&[85, 15]),
        Theme::Property => dice.weighted(&[45, 35, 15, 5]),
        _ => dice.weighted(&[72, 22, 5, 1]),
    };
    for _ in 0..more {
        add(&town.citizens[dice.below(town.citizens.len())]);
    }
    people
}

/// Most titles are as they should be. Some name the citizen, some even the CPR number, and some say
/// nothing: the quality check must have something to find.
fn draw_title(
    dice: &mut Dice,
    subject: Subject,
    opened: NaiveDate,
    citizen: Option<&Citizen>,
) -> String {
    const EMPTY_TITLES: &[&str] = &[
        "Diverse",
        "Ny sag",
        "Henvendelse",
        "div. mails",
        "Sag 2",
        "xx",
    ];
    let about = subject.about();
    let good = good_title(dice, subject, opened);
    let Some(citizen) = citizen else {
        return good;
    };
    match dice.weighted(&[962, 28, 3, 7]) {
        0 => good,
        1 => match dice.below(4) {
            0 => format!("{} – {about}", citizen.name),
            1 => format!("Sag vedr. {}", citizen.name),
            2 => format!("{good} ({})", citizen.name),
            _ => format!("{}, {}", capitalised(about), citizen.name),
        },
        2 => format!("{} cpr. {}", capitalised(about), hyphened(citizen)),
        _ => dice.pick(EMPTY_TITLES).to_owned(),
    }
}

fn good_title(dice: &mut Dice, subject: Subject, opened: NaiveDate) -> String {
    let about = subject.about();
    let patterns: &[&str] = match subject.aspect {
        Aspect::Application => &[
            "Ansøgning om {om}",
            "Ny ansøgning om {om}",
            "{Om} – ansøgning",
        ],
        Aspect::Review => &["Revurdering af {om}", "{Om}, revurdering {år}"],
        Aspect::Complaint => &[
            "Klage over afgørelse om {om}",
            "Genvurdering efter klage: {om}",
        ],
        Aspect::End => &["Ophør af {om}", "Afslutning: {om}"],
        Aspect::Payment => &["Betaling for {om}", "Refusion af udgifter til {om}"],
        Aspect::FollowUp => &["Opfølgning på {om}", "{Om} – opfølgning {år}"],
        Aspect::Advice => &["Vejledning om {om}", "Råd og vejledning: {om}"],
        Aspect::AccessRequest => &["Aktindsigt i sag om {om}"],
        Aspect::Inspection => &["Tilsyn: {om}", "Tilsyn {år} – {om}"],
        Aspect::General => &["{Om}", "Spørgsmål om {om}"],
    };
    let title = dice
        .pick(patterns)
        .replace("{om}", about)
        .replace("{Om}", &capitalised(about))
        .replace("{år}", &opened.year().to_string());
    if subject.theme() == Theme::Property {
        let street = names::street(dice);
        let number = dice.between(1, 120);
        return format!("{title}, {street} {number}");
    }
    title
}

/// `610180-1234`.
pub(crate) fn hyphened(citizen: &Citizen) -> String {
    let digits = citizen.cpr.digits();
    let (birthday, rest) = digits.split_at(digits.len().min(6));
    format!("{birthday}-{rest}")
}

/// Our own cases are fresh; other systems are read at night, and sometimes one has been silent a while.
fn fetched_at(dice: &mut Dice, today: NaiveDate, source: usize) -> DateTime<Utc> {
    let days_back = match source {
        0 => 1,
        _ => 1 + dice.weighted(&[80, 12, 5, 3]) as u64,
    };
    let hour = if source == 0 { 21 } else { source as i64 + 1 };
    let midnight = (today - Days::new(days_back)).and_time(chrono::NaiveTime::MIN);
    midnight.and_utc() + TimeDelta::hours(hour) + TimeDelta::seconds(dice.between(0, 3_599))
}
