use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

use chrono::{Days, NaiveDate, TimeDelta};
use sagsbord_domain::access::{Right, Role, Session};
use sagsbord_domain::{CaseStatus, PartyPart, Sensitivity, check_password};

use super::*;
use crate::files::FileKind;

/// A Saturday: nothing is due on a working day today, and yet the demo must look alive.
fn saturday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

static DEMO: LazyLock<Municipality> =
    LazyLock::new(|| Municipality::generate(&Plan::demo(saturday())));

fn small(seed: u64, today: NaiveDate) -> Plan {
    Plan {
        seed,
        today,
        citizens: 150,
        cases: 600,
        documents: 2_500,
        files: 24,
        has_desk_work: false,
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes_and_another_seed_does_not() {
    let first = Municipality::generate(&small(5, saturday()));
    assert!(first == Municipality::generate(&small(5, saturday())));
    let other = Municipality::generate(&small(6, saturday()));
    assert!(
        first
            .cases
            .iter()
            .zip(&other.cases)
            .all(|(a, b)| a.id != b.id)
    );
    let bytes = |municipality: &Municipality| -> Vec<Vec<u8>> {
        let files = municipality
            .documents
            .iter()
            .flat_map(|document| &document.file);
        files.map(|file| file.bytes.clone()).collect()
    };
    assert_ne!(bytes(&first), bytes(&other));
}

#[test]
fn it_holds_exactly_what_the_plan_asks_for() {
    let check = |municipality: &Municipality, plan: &Plan| {
        assert_eq!(municipality.town.citizens.len(), plan.citizens);
        assert_eq!(municipality.cases.len(), plan.cases);
        assert_eq!(municipality.documents.len(), plan.documents);
        let files = municipality
            .documents
            .iter()
            .flat_map(|document| &document.file);
        assert_eq!(files.count(), plan.files);
    };
    check(&DEMO, &Plan::demo(saturday()));
    let plan = small(3, saturday());
    check(&Municipality::generate(&plan), &plan);
    assert_eq!(DEMO.town.units.len(), 26);
    assert_eq!(DEMO.town.teams.len(), 21);
    assert_eq!(DEMO.town.employees.len(), 120);
    assert_eq!(DEMO.town.kle.len(), 12 + 12 * 6 + 12 * 60);
}

#[test]
fn a_tiny_plan_on_any_day_is_made_without_a_panic() {
    for (cases, documents, citizens) in [(0, 0, 0), (1, 0, 1), (1, 1, 0), (25, 300, 3)] {
        for day in 0..8 {
            let plan = Plan {
                seed: 9,
                // Over a leap day.
                today: NaiveDate::from_ymd_opt(2028, 2, 25).unwrap() + Days::new(day),
                citizens,
                cases,
                documents,
                files: 5,
                has_desk_work: false,
            };
            let made = Municipality::generate(&plan);
            assert_eq!(made.documents.len(), documents);
        }
    }
}

#[test]
fn every_cpr_is_unique_and_marked_by_day_plus_sixty() {
    let mut seen = HashSet::new();
    for citizen in &DEMO.town.citizens {
        let digits = citizen.cpr.digits();
        let day: u32 = digits[..2].parse().unwrap();
        assert!((61..=91).contains(&day), "{}", citizen.id);
        assert_eq!(citizen.cpr.birthday(), Some(citizen.born), "{}", citizen.id);
        assert!(seen.insert(digits.to_owned()), "{}", citizen.id);
    }
}

#[test]
fn children_live_with_parents_who_are_old_enough() {
    let mut children = 0;
    for child in DEMO.town.citizens.iter().filter(|c| !c.parents.is_empty()) {
        children += 1;
        for parent in &child.parents {
            let parent = DEMO.town.citizen(*parent).unwrap();
            assert_eq!(parent.household, child.household);
            let years = (child.born - parent.born).num_days() / 365;
            assert!((15..=52).contains(&years), "{years} years between them");
        }
    }
    assert!((400..900).contains(&children), "{children} children");
}

#[test]
fn few_are_protected_and_few_are_dead() {
    let share = |part: usize| part as f64 / DEMO.town.citizens.len() as f64;
    let protected = DEMO.town.citizens.iter().filter(|c| c.protected).count();
    assert!((0.007..0.025).contains(&share(protected)), "{protected}");
    let deceased = DEMO.town.citizens.iter().filter(|c| c.deceased.is_some());
    let deceased = share(deceased.count());
    assert!((0.002..0.03).contains(&deceased), "{deceased}");
}

#[test]
fn all_ids_and_numbers_are_unique() {
    fn check<T: std::hash::Hash + Eq>(what: &str, items: impl Iterator<Item = T>) {
        let all: Vec<T> = items.collect();
        let count = all.len();
        assert!(count > 0, "{what}");
        assert_eq!(
            all.into_iter().collect::<HashSet<T>>().len(),
            count,
            "{what}"
        );
    }
    let town = &DEMO.town;
    check("units", town.units.iter().map(|unit| unit.id));
    check("teams", town.teams.iter().map(|team| team.id));
    check(
        "employees",
        town.employees.iter().map(|employee| employee.id),
    );
    check(
        "usernames",
        town.employees.iter().map(|employee| &employee.username),
    );
    let grants = town.employees.iter().flat_map(|employee| &employee.grants);
    check("grants", grants.map(|grant| grant.id));
    check("citizens", town.citizens.iter().map(|citizen| citizen.id));
    check("kle", town.kle.iter().map(|entry| &entry.number));
    check("cases", DEMO.cases.iter().map(|case| case.id));
    check("case numbers", DEMO.cases.iter().map(|case| &case.number));
    check(
        "documents",
        DEMO.documents.iter().map(|document| document.id),
    );
}

#[test]
fn everything_a_case_points_at_exists() {
    let town = &DEMO.town;
    let units: HashSet<_> = town.units.iter().map(|unit| unit.id).collect();
    let kle: HashSet<&str> = town.kle.iter().map(|entry| entry.number.as_str()).collect();
    for unit in &town.units {
        assert!(unit.parent.is_none_or(|parent| units.contains(&parent)));
    }
    for case in &DEMO.cases {
        let team = town.teams.iter().find(|team| team.id == case.team).unwrap();
        assert_eq!(team.unit, case.unit, "{}", case.number);
        assert!(kle.contains(case.kle.as_str()), "{}", case.kle);
        assert!(team.main_groups.contains(&&case.kle[..2]), "{}", case.kle);
        assert!(town.sources.contains(&case.source));
        if let Some(responsible) = case.responsible {
            let mut employees = town.employees.iter();
            let employee = employees
                .find(|employee| employee.id == responsible)
                .unwrap();
            assert_eq!(employee.team, Some(case.team), "{}", case.number);
        }
        let primary = case
            .parties
            .iter()
            .filter(|party| party.part == PartyPart::Primary);
        assert_eq!(primary.count(), 1, "{}", case.number);
        assert!(case.parties.len() <= 5);
        let people: BTreeSet<_> = case.parties.iter().map(|party| party.citizen).collect();
        assert_eq!(people.len(), case.parties.len(), "{}", case.number);
        for party in &case.parties {
            let citizen = town.citizen(party.citizen).unwrap();
            assert!(citizen.lived_on(case.opened), "{}", case.number);
        }
    }
    let cases: BTreeMap<_, _> = DEMO.cases.iter().map(|case| (case.id, case)).collect();
    let mut counted: BTreeMap<_, u32> = BTreeMap::new();
    for document in &DEMO.documents {
        let case = cases[&document.case];
        *counted.entry(document.case).or_default() += 1;
        assert!(document.date >= case.opened && document.date <= saturday());
        assert!(case.closed.is_none_or(|closed| document.date <= closed));
    }
    for case in &DEMO.cases {
        let count = counted.get(&case.id).copied().unwrap_or(0);
        assert_eq!(count, case.document_count, "{}", case.number);
    }
}

#[test]
fn dates_make_sense() {
    let today = saturday();
    for case in &DEMO.cases {
        assert!(case.opened <= today && case.opened >= today - Days::new(2_200));
        assert!(
            case.number
                .starts_with(&case.opened.format("%Y-").to_string())
        );
        assert_eq!(case.closed.is_some(), case.status == CaseStatus::Afsluttet);
        assert!(
            case.closed
                .is_none_or(|day| case.opened <= day && day <= today)
        );
        assert!(
            case.status.is_open() || case.due.is_none(),
            "{}",
            case.number
        );
        assert!(
            case.due.is_none_or(|due| due >= case.opened),
            "{}",
            case.number
        );
        assert!(case.fetched_at.date_naive() < today);
    }
}

#[test]
fn stages_deadlines_and_titles_are_spread_as_in_a_real_town_hall() {
    let share = |what: &str, from: f64, to: f64, is: &dyn Fn(&Case) -> bool| {
        let part = DEMO.cases.iter().filter(|case| is(case)).count();
        let share = part as f64 / DEMO.cases.len() as f64;
        assert!((from..to).contains(&share), "{what}: {share}");
    };
    share("closed", 0.70, 0.85, &|case| !case.status.is_open());
    for status in CaseStatus::ALL {
        share(status.code(), 0.015, 0.85, &|case| case.status == *status);
    }
    for sensitivity in Sensitivity::ALL {
        share(sensitivity.code(), 0.002, 0.65, &|case| {
            case.sensitivity == *sensitivity
        });
    }
    share("own", 0.66, 0.74, &|case| case.source == "Egne sager");
    let today = saturday();
    share("late", 0.005, 0.05, &|case| {
        case.due.is_some_and(|due| due < today)
    });
    share("today", 0.002, 0.02, &|case| case.due == Some(today));
    share("no document", 0.01, 0.15, &|case| case.document_count == 0);
    share("many documents", 0.01, 0.10, &|case| {
        case.document_count > 20
    });

    let open = DEMO.cases.iter().filter(|case| case.status.is_open());
    let (unassigned, open) = open.fold((0, 0), |(unassigned, open), case| {
        (
            unassigned + usize::from(case.responsible.is_none()),
            open + 1,
        )
    });
    let unassigned = unassigned as f64 / f64::from(open);
    assert!(
        (0.025..0.055).contains(&unassigned),
        "unassigned: {unassigned}"
    );

    share("names in titles", 0.015, 0.045, &|case| {
        let citizen = DEMO.town.citizen(case.parties[0].citizen).unwrap();
        case.title.contains(&citizen.name)
    });
}

#[test]
fn each_role_has_one_account_that_can_sign_in_and_reach_what_it_should() {
    let mut roles = BTreeSet::new();
    for (account, employee) in demo_accounts().iter().zip(&DEMO.town.employees) {
        assert_eq!(account.username, employee.username);
        assert_eq!(account.name, employee.name);
        assert_eq!(check_password(account.password, account.username), Ok(()));
        let session = Session::new(employee.id, employee.grants.clone(), saturday());
        assert_eq!(session.roles(), [account.role]);
        assert!(roles.insert(account.role));
        assert_eq!(employee.team.is_some(), account.team.is_some());
        let reads = session.require(Right::ReadCases).is_ok();
        assert_eq!(reads, account.role != Role::Administrator);
    }
    assert_eq!(roles.len(), Role::ALL.len());
}

#[test]
fn the_demo_caseworker_has_a_realistic_day_whatever_day_it_is() {
    for on in 0..7 {
        let today = saturday() + Days::new(on);
        let plan = Plan {
            cases: 12_000,
            documents: 60_000,
            files: 0,
            ..small(1, today)
        };
        let iterator = plan.cases();
        let anne = iterator.town().employees[0].clone();
        let scope = anne.grants[0].clone();
        let desk: Vec<Case> = iterator
            .filter(|case| case.responsible == Some(anne.id) && case.status.is_open())
            .collect();
        let due = |from: i64, to: i64| {
            let (from, to) = (today + TimeDelta::days(from), today + TimeDelta::days(to));
            let in_time = |case: &&Case| case.due.is_some_and(|due| (from..=to).contains(&due));
            desk.iter().filter(in_time).count()
        };
        assert_eq!(desk.len(), 40, "{today}");
        assert_eq!(due(-60, -1), 4, "{today}");
        assert_eq!(due(0, 0), 3, "{today}");
        assert_eq!(due(1, 7), 8, "{today}");
        for case in &desk {
            assert!(case.sensitivity <= scope.up_to);
            assert!(scope.kle.as_ref().unwrap().covers(&case.kle));
            assert_eq!(scope.unit, Some(case.unit));
        }
    }
}

#[test]
fn the_demo_caseworker_can_open_files_in_her_own_cases() {
    let anne = DEMO.town.employees[0].id;
    let hers: HashSet<_> = DEMO
        .cases
        .iter()
        .filter(|case| case.status.is_open() && case.responsible == Some(anne))
        .map(|case| case.id)
        .collect();
    let files = DEMO
        .documents
        .iter()
        .filter(|document| document.file.is_some() && hers.contains(&document.case));
    assert!(files.count() >= 60);
}

#[test]
fn a_million_cases_are_drawn_one_by_one_with_numbers_of_their_own() {
    let plan = Plan {
        citizens: 500,
        ..Plan::scaled(saturday(), 1_000_000)
    };
    let mut numbers = HashSet::new();
    let mut documents = 0;
    for start in [0, 499_900, 999_000] {
        let mut cases = plan.cases();
        let first = cases.nth(start);
        for case in first.into_iter().chain(cases).take(1_000) {
            documents += case.document_count;
            assert!(numbers.insert(case.number.clone()), "{}", case.number);
        }
    }
    assert_eq!(numbers.len(), 3_000);
    assert!(
        (14_000..16_000).contains(&documents),
        "{documents} documents"
    );
    assert_eq!(plan.cases().len(), 1_000_000);
}

#[test]
fn a_case_is_the_same_whether_it_was_reached_or_jumped_to() {
    let plan = small(4, saturday());
    let walked = plan.cases().last().unwrap();
    let jumped = plan.cases().nth(599).unwrap();
    assert!(walked == jumped);
    let listed = plan.cases().documents_of(&jumped);
    assert_eq!(listed.len(), jumped.document_count as usize);
}

#[test]
fn no_file_gives_away_a_protected_address() {
    let plan = Plan {
        files: 900,
        cases: 2_000,
        documents: 8_000,
        ..small(8, saturday())
    };
    let municipality = Municipality::generate(&plan);
    let cases: BTreeMap<_, _> = municipality
        .cases
        .iter()
        .map(|case| (case.id, case))
        .collect();
    let (mut protected, mut open) = (0, 0);
    for document in &municipality.documents {
        let Some(file) = &document.file else { continue };
        // The kinds whose facts lie readable in the bytes.
        if !matches!(
            file.kind,
            FileKind::Text | FileKind::Markdown | FileKind::Html
        ) {
            continue;
        }
        let primary = cases[&document.case].parties[0].citizen;
        let citizen = municipality.town.citizen(primary).unwrap();
        let text = std::str::from_utf8(&file.bytes).unwrap();
        let told = text.contains(&citizen.address.street);
        assert_eq!(told, !citizen.protected, "{}", file.name);
        protected += usize::from(citizen.protected);
        open += usize::from(!citizen.protected);
    }
    assert!(
        protected > 0 && open > 0,
        "{protected} protected, {open} open"
    );
}
