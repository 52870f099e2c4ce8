//! *Frister* over the encrypted store: from query to rows, with many deadlines.
//!
//! `cargo xtask bench frister [deadlines]`, 100,000 when nothing is said.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement is printed, and a fault ends it"
)]

use std::time::{Duration, Instant};

use chrono::{DateTime, Days, NaiveDate, Utc};
use sagsbord_domain::access::{AccessFilter, Grant, Right, Role, Session};
use sagsbord_domain::deadline::{ChangeLog, DeadlineState, Due, Moment};
use sagsbord_domain::{CaseId, CaseStatus, DeadlineId, EmployeeId, GrantId, Sensitivity, UnitId};
use sagsbord_store::{
    DeadlineGrouping, DeadlineQuery, DeadlineWhose, Derived, Employee, KeptDeadline, NewCase,
    Reader, Store, StoreKey, Unit,
};
use uuid::Uuid;

const UNITS: u32 = 25;
const PEOPLE: u32 = 300;
const STEP: u32 = 1_000;
const TURNS: usize = 20;

#[tokio::main]
async fn main() {
    let deadlines: u32 = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(100_000);
    let folder = tempfile::TempDir::new().unwrap();
    let key = StoreKey::generate().unwrap();
    let store = Store::create(folder.path(), &key, Utc::now())
        .await
        .unwrap();
    fill(&store, deadlines).await;
    println!("deadlines        {deadlines}");
    let everything = filter(None);
    let one_unit = filter(Some(unit_id(3)));
    for (name, filter, query) in [
        (
            "everybody's",
            &everything,
            query(DeadlineWhose::Everybodys, None),
        ),
        (
            "everybody's, late",
            &everything,
            query(DeadlineWhose::Everybodys, Some(DeadlineState::Late)),
        ),
        (
            "everybody's, one rule",
            &everything,
            DeadlineQuery {
                rules: vec!["rule-7".to_owned()],
                ..query(DeadlineWhose::Everybodys, None)
            },
        ),
        (
            "everybody's, a word",
            &everything,
            DeadlineQuery {
                words: vec!["sag4711".to_owned()],
                ..query(DeadlineWhose::Everybodys, None)
            },
        ),
        (
            "all I see, 1 of 25 units",
            &one_unit,
            query(DeadlineWhose::Everybodys, None),
        ),
        (
            "one unit's",
            &everything,
            DeadlineQuery {
                unit: Some(unit_id(3)),
                ..query(DeadlineWhose::Everybodys, None)
            },
        ),
        (
            "mine",
            &everything,
            query(DeadlineWhose::Of(employee_id(17)), None),
        ),
        ("nobody's", &everything, query(DeadlineWhose::Nobodys, None)),
    ] {
        measure(&store, name, filter, &query).await;
    }
    let started = Instant::now();
    let running = store
        .read()
        .await
        .unwrap()
        .running_deadlines()
        .await
        .unwrap();
    println!(
        "all that run, with their logs: {} in {:.0} ms",
        running.len(),
        started.elapsed().as_secs_f64() * 1e3
    );
    store.close().await;
}

async fn measure(store: &Store, name: &str, filter: &AccessFilter, query: &DeadlineQuery) {
    let (mut list, mut length, mut deep, mut count, mut groups) =
        (vec![], vec![], vec![], vec![], vec![]);
    let mut rows = 0;
    for _ in 0..TURNS {
        let mut reader = store.read().await.unwrap();
        let started = Instant::now();
        rows = listed(&mut reader, filter, query).await;
        list.push(started.elapsed());
        let started = Instant::now();
        reader
            .count_listed_deadlines(filter, query, LONGEST)
            .await
            .unwrap();
        length.push(started.elapsed());
        let started = Instant::now();
        reader.count_deadlines(filter, query).await.unwrap();
        count.push(started.elapsed());
        let further = DeadlineQuery {
            offset: LONGEST - 1_000,
            ..query.clone()
        };
        let started = Instant::now();
        listed(&mut reader, filter, &further).await;
        deep.push(started.elapsed());
        let started = Instant::now();
        reader
            .group_deadlines(filter, query, DeadlineGrouping::Rule)
            .await
            .unwrap();
        groups.push(started.elapsed());
    }
    println!(
        "{name:<26} {rows:>4} rows p50 {:.1} p95 {:.1} ms; length p95 {:.1}; row 19,000 p95 {:.1}; counts p95 {:.1}; groups p95 {:.1}",
        at(&mut list, 50),
        at(&mut list, 95),
        at(&mut length, 95),
        at(&mut deep, 95),
        at(&mut count, 95),
        at(&mut groups, 95),
    );
}

/// As the screen asks: the rows, and what was done with each.
async fn listed(reader: &mut Reader, filter: &AccessFilter, query: &DeadlineQuery) -> usize {
    let rows = reader.list_deadlines(filter, query).await.unwrap();
    let ids = rows.iter().map(|row| row.id);
    reader.logs_of_deadlines(ids).await.unwrap();
    rows.len()
}

/// What the use case lets somebody scroll to.
const LONGEST: u32 = 20_000;

fn at(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1e3
}

fn query(whose: DeadlineWhose, state: Option<DeadlineState>) -> DeadlineQuery {
    DeadlineQuery {
        now: now(),
        whose,
        unit: None,
        state,
        words: Vec::new(),
        rules: Vec::new(),
        source: None,
        offset: 0,
        limit: 100,
    }
}

async fn fill(store: &Store, deadlines: u32) {
    let mut writer = store.write().await.unwrap();
    for n in 0..=UNITS {
        let parent = (n > 0).then_some(unit_id(0));
        let (id, name) = (unit_id(n), format!("Enhed {n}"));
        writer.add_unit(&Unit { id, name, parent }).await.unwrap();
    }
    for n in 0..PEOPLE {
        writer.add_employee(&employee(n)).await.unwrap();
    }
    writer.commit().await.unwrap();
    for first in (0..deadlines).step_by(STEP as usize) {
        let mut writer = store.write().await.unwrap();
        for n in first..(first + STEP).min(deadlines) {
            // Three cases have two deadlines, the fourth none more.
            if n % 5 != 4 {
                writer.add_case(&case(n)).await.unwrap();
            }
            let of = if n % 5 == 4 { n - 1 } else { n };
            writer.add_deadline(&deadline(n, of)).await.unwrap();
        }
        writer.commit().await.unwrap();
    }
}

fn deadline(n: u32, case: u32) -> KeptDeadline {
    let due = now().date_naive() - Days::new(20) + Days::new(u64::from(mix(n, 5) % 200));
    KeptDeadline {
        id: DeadlineId::new(Uuid::from_u128(0x0500_0000_0000 + u128::from(n))),
        case: case_id(case),
        part_of: None,
        about: String::new(),
        rule: format!("rule-{}", mix(n, 6) % 40),
        start: Moment::Day(due - Days::new(30)),
        chosen: None,
        made_at: now(),
        made_by: employee_id(0),
        derived: Derived {
            is_open: true,
            due: match mix(n, 7) % 20 {
                0 => Due::Stopped,
                1 => Due::At(due.and_hms_opt(12, 30, 0).unwrap().and_utc()),
                _ => Due::Day(due),
            },
            told: None,
            rule_from: due,
            calendar: "2026-1".to_owned(),
        },
        log: ChangeLog::default(),
    }
}

fn employee(n: u32) -> Employee {
    Employee {
        id: employee_id(n),
        name: format!("Prøve Medarbejder {n}"),
        username: format!("prøve{n}"),
        unit: Some(unit_id(1 + n % UNITS)),
        active: true,
        must_change_password: false,
        last_signed_in: None,
    }
}

fn case(n: u32) -> NewCase {
    NewCase {
        id: case_id(n),
        number: format!("2026-{n:06}"),
        title: format!("Ansøgning sag{n}"),
        kle: format!("{}.18.02", 20 + mix(n, 1) % 20),
        status: CaseStatus::Opstaaet,
        sensitivity: Sensitivity::Confidential,
        unit: unit_id(1 + mix(n, 2) % UNITS),
        team: None,
        responsible: (!mix(n, 3).is_multiple_of(20)).then(|| employee_id(mix(n, 4) % PEOPLE)),
        opened: now().date_naive(),
        due: None,
        source: "Egne sager".to_owned(),
        fetched_at: now(),
        parties: Vec::new(),
    }
}

fn filter(unit: Option<UnitId>) -> AccessFilter {
    let today: NaiveDate = now().date_naive();
    let grant = Grant {
        id: GrantId::new(Uuid::nil()),
        role: Role::Caseworker,
        kle: None,
        unit,
        team: None,
        up_to: Sensitivity::Sensitive,
        valid_from: today,
        valid_to: None,
    };
    Session::new(EmployeeId::new(Uuid::nil()), vec![grant], today)
        .filter(Right::ReadCases)
        .unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

fn unit_id(n: u32) -> UnitId {
    UnitId::new(Uuid::from_u128(0x0100_0000 + u128::from(n)))
}

fn case_id(n: u32) -> CaseId {
    CaseId::new(Uuid::from_u128(0x0300_0000_0000 + u128::from(n)))
}

fn employee_id(n: u32) -> EmployeeId {
    EmployeeId::new(Uuid::from_u128(0x0400_0000_0000 + u128::from(n)))
}

/// A number that looks unordered, the same each time.
fn mix(n: u32, salt: u32) -> u32 {
    let mut x = u64::from(n) << 20 | u64::from(salt);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    u32::try_from((x ^ (x >> 31)) >> 33).unwrap()
}
