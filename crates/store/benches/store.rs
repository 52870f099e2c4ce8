//! The encrypted store beside plain SQLite: a number of cases with their words, put in and looked for.
//!
//! `cargo xtask bench store [cases]`, 1,000,000 when nothing is said. Both sides run the same
//! statements in transactions of 1,000 under the same settings, by turns of 20,000 cases, so that
//! whatever else the machine does falls on both. Insert time is told twice: by the clock, and as the
//! processor time of this process, which other programs disturb less.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement is printed, and a fault ends it"
)]

use std::ops::Range;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, Utc};
use sagsbord_domain::access::{AccessFilter, Grant, Right, Role, Session};
use sagsbord_domain::{
    CaseId, CaseStatus, CitizenId, EmployeeId, GrantId, KleScope, PartyPart, Sensitivity, UnitId,
    words,
};
use sagsbord_store::{CaseQuery, Citizen, NewCase, Store, StoreKey, Unit};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use uuid::Uuid;

const STEP: u32 = 1_000;
const TURN: u32 = 20_000;

#[derive(Default)]
struct Cost {
    wall: Duration,
    processor: Duration,
}

impl Cost {
    fn add(&mut self, begun: &Meter) {
        self.wall += begun.at.elapsed();
        self.processor += begun.processor.elapsed();
    }
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:.1} s ({:.1} s of the processor)",
            self.wall.as_secs_f64(),
            self.processor.as_secs_f64()
        )
    }
}

struct Meter {
    at: Instant,
    processor: cpu_time::ProcessTime,
}

impl Meter {
    fn start() -> Self {
        Self {
            at: Instant::now(),
            processor: cpu_time::ProcessTime::now(),
        }
    }
}

#[tokio::main]
async fn main() {
    let cases: u32 = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(1_000_000);
    let folder = tempfile::TempDir::new().unwrap();

    let store_folder = folder.path().join("store");
    let plain_file = folder.path().join("plain.db");
    let key = StoreKey::generate().unwrap();
    let store = make_store(&store_folder, &key).await;
    let mut plain = make_plain(&plain_file).await;
    let (mut store_cost, mut plain_cost) = (Cost::default(), Cost::default());
    for first in (0..cases).step_by(TURN as usize) {
        let turn = first..(first + TURN).min(cases);
        let begun = Meter::start();
        fill_store(&store, turn.clone()).await;
        store_cost.add(&begun);
        let begun = Meter::start();
        fill_plain(&mut plain, turn).await;
        plain_cost.add(&begun);
    }
    let begun = Meter::start();
    store.close().await;
    store_cost.add(&begun);
    let begun = Meter::start();
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(&mut plain)
        .await
        .unwrap();
    plain.close().await.unwrap();
    plain_cost.add(&begun);
    let plain_size = size(&plain_file);
    let store_size = size(&store_folder.join("store.db"));

    let started = Instant::now();
    let store = Store::open(&store_folder, &key, Utc::now()).await.unwrap();
    let opening = started.elapsed();

    println!("cases            {cases}");
    println!("insert, plain    {plain_cost}");
    println!(
        "insert, store    {store_cost}   ratio {:.2} by the clock, {:.2} of the processor",
        store_cost.wall.as_secs_f64() / plain_cost.wall.as_secs_f64(),
        store_cost.processor.as_secs_f64() / plain_cost.processor.as_secs_f64()
    );
    println!("size, plain      {:.1} MB", mega(plain_size));
    println!(
        "size, store      {:.1} MB   ratio {:.2}",
        mega(store_size),
        mega(store_size) / mega(plain_size)
    );
    println!("open             {:.1} ms", opening.as_secs_f64() * 1e3);
    search(&store, "words, all", &filter(None, None)).await;
    search(&store, "words, 1 of 20 subjects", &filter(Some("71"), None)).await;
    search(
        &store,
        "words, 1 of 25 units",
        &filter(None, Some(unit_id(3))),
    )
    .await;
    search(
        &store,
        "words, 1 subject in 1 unit",
        &filter(Some("71"), Some(unit_id(3))),
    )
    .await;
    store.close().await;
}

async fn search(store: &Store, name: &str, filter: &AccessFilter) {
    let mut list = Vec::new();
    let mut count = Vec::new();
    for n in 0..400_u32 {
        let typed = match n % 4 {
            0 => WORDS[(n as usize * 7) % WORDS.len()].to_owned(),
            1 => format!(
                "{} {}",
                WORDS[(n as usize * 5) % WORDS.len()],
                WORDS[(n as usize * 11 + 3) % WORDS.len()]
            ),
            2 => WORDS[(n as usize * 3) % WORDS.len()]
                .chars()
                .take(4)
                .collect(),
            _ => format!("{:06}", n * 977),
        };
        let query = CaseQuery {
            words: words(&typed),
            limit: 100,
            ..CaseQuery::default()
        };
        let mut reader = store.read().await.unwrap();
        let started = Instant::now();
        reader.list_cases(filter, &query).await.unwrap();
        list.push(started.elapsed());
        let started = Instant::now();
        reader.count_cases(filter, &query, 1_000).await.unwrap();
        count.push(started.elapsed());
    }
    println!(
        "{name:<28} page p50 {:.1} p95 {:.1} max {:.1} ms; count p95 {:.1} ms",
        at(&mut list, 50),
        at(&mut list, 95),
        at(&mut list, 100),
        at(&mut count, 95)
    );
}

fn at(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1e3
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).unwrap().len()
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

async fn make_store(folder: &Path, key: &StoreKey) -> Store {
    std::fs::create_dir_all(folder).unwrap();
    let store = Store::create(folder, key, Utc::now()).await.unwrap();
    let mut writer = store.write().await.unwrap();
    for n in 0..=UNITS {
        let (id, name) = (unit_id(n), format!("Enhed {n}"));
        // The first is above all others, as the municipality is.
        let parent = (n > 0).then_some(unit_id(0));
        writer.add_unit(&Unit { id, name, parent }).await.unwrap();
    }
    writer.commit().await.unwrap();
    store
}

async fn fill_store(store: &Store, cases: Range<u32>) {
    for first in cases.clone().step_by(STEP as usize) {
        let mut writer = store.write().await.unwrap();
        for n in first..(first + STEP).min(cases.end) {
            if n % 10 == 0 {
                writer.add_citizen(&citizen(n / 10)).await.unwrap();
            }
            writer.add_case(&case(n)).await.unwrap();
        }
        writer.commit().await.unwrap();
    }
}

async fn make_plain(path: &Path) -> SqliteConnection {
    let mut conn = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("secure_delete", "FAST")
        .pragma("cache_size", "-16384")
        .disable_statement_logging()
        .connect()
        .await
        .unwrap();
    sqlx::migrate!("../../migrations")
        .run_direct(None, &mut conn, false)
        .await
        .unwrap();
    for n in 0..=UNITS {
        sqlx::query("INSERT INTO unit (id, name) VALUES ($1, $2)")
            .bind(unit_id(n).to_string())
            .bind(format!("Enhed {n}"))
            .execute(&mut conn)
            .await
            .unwrap();
        for above in [0, n] {
            sqlx::query("INSERT OR IGNORE INTO unit_reach (ancestor_id, unit_id) VALUES ($1, $2)")
                .bind(unit_id(above).to_string())
                .bind(unit_id(n).to_string())
                .execute(&mut conn)
                .await
                .unwrap();
        }
    }
    conn
}

/// The statements of `Writer::add_citizen` and `add_case`, on a file without a key.
async fn fill_plain(conn: &mut SqliteConnection, cases: Range<u32>) {
    for first in cases.clone().step_by(STEP as usize) {
        let mut transaction = conn.begin_with("BEGIN IMMEDIATE").await.unwrap();
        for n in first..(first + STEP).min(cases.end) {
            if n % 10 == 0 {
                let citizen = citizen(n / 10);
                sqlx::query("INSERT INTO citizen (id, name, cpr, address, protected) VALUES ($1, $2, $3, $4, $5)")
                    .bind(citizen.id.to_string())
                    .bind(&citizen.name)
                    .bind(None::<String>)
                    .bind(&citizen.address)
                    .bind(citizen.protected)
                    .execute(&mut *transaction)
                    .await
                    .unwrap();
            }
            insert_plain(&mut transaction, &case(n)).await;
        }
        transaction.commit().await.unwrap();
    }
}

async fn insert_plain(conn: &mut SqliteConnection, case: &NewCase) {
    let id = case.id.to_string();
    let row_key: i64 = sqlx::query_scalar(
        "INSERT INTO case_file (id, number, title, kle, status, is_open, sensitivity, unit_id, team_id,
            responsible_id, opened, due, source, fetched_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         RETURNING row_key",
    )
    .bind(&id)
    .bind(&case.number)
    .bind(&case.title)
    .bind(&case.kle)
    .bind(case.status.code())
    .bind(case.status.is_open())
    .bind(case.sensitivity.rank())
    .bind(case.unit.to_string())
    .bind(None::<String>)
    .bind(None::<String>)
    .bind(case.opened.to_string())
    .bind(case.due.map(|day| day.to_string()))
    .bind(&case.source)
    .bind(case.fetched_at.to_rfc3339())
    .fetch_one(&mut *conn)
    .await
    .unwrap();
    for (citizen, part) in &case.parties {
        sqlx::query("INSERT INTO case_party (case_id, citizen_id, part) VALUES ($1, $2, $3)")
            .bind(&id)
            .bind(citizen.to_string())
            .bind(part.code())
            .execute(&mut *conn)
            .await
            .unwrap();
    }
    let names: Vec<String> = sqlx::query_scalar(
        "SELECT z.name FROM case_party p JOIN citizen z ON z.id = p.citizen_id WHERE p.case_id = $1",
    )
    .bind(&id)
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    let units: Vec<String> =
        sqlx::query_scalar("SELECT ancestor_id FROM unit_reach WHERE unit_id = $1")
            .bind(case.unit.to_string())
            .fetch_all(&mut *conn)
            .await
            .unwrap();
    let units: Vec<String> = units
        .iter()
        .map(|unit| format!("u{}", unit.replace('-', "")))
        .collect();
    let text = format!(
        "{} {} {} {}",
        case.title,
        case.number,
        case.kle,
        names.join(" ")
    );
    sqlx::query("INSERT OR REPLACE INTO case_search (rowid, words, belongs) VALUES ($1, $2, $3)")
        .bind(row_key)
        .bind(words(&text).join(" "))
        .bind(units.join(" "))
        .execute(&mut *conn)
        .await
        .unwrap();
}

fn filter(kle: Option<&str>, unit: Option<UnitId>) -> AccessFilter {
    let today: NaiveDate = "2026-11-21".parse().unwrap();
    let grant = Grant {
        id: GrantId::new(Uuid::nil()),
        role: Role::Caseworker,
        kle: kle.map(|kle| KleScope::parse(kle).unwrap()),
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

const UNITS: u32 = 25;
const WORDS: &[&str] = &[
    "ansøgning",
    "hjælp",
    "rengøring",
    "støtte",
    "personlig",
    "pleje",
    "ledsagelse",
    "bolig",
    "byggesag",
    "garage",
    "børn",
    "undersøgelse",
    "aktindsigt",
    "klage",
    "genvurdering",
    "tilskud",
    "kørsel",
    "hjemmepleje",
    "madservice",
    "vejledning",
    "revurdering",
    "opfølgning",
    "bevilling",
    "afslag",
    "partshøring",
    "tilsyn",
    "skole",
    "dagtilbud",
    "sygedagpenge",
    "fleksjob",
    "pension",
    "handicap",
    "hjælpemiddel",
    "aflastning",
];

fn unit_id(n: u32) -> UnitId {
    UnitId::new(Uuid::from_u128(0x0100_0000 + u128::from(n)))
}

/// A number that looks unordered, the same each time.
fn mix(n: u32, salt: u32) -> usize {
    let mut x = u64::from(n) << 20 | u64::from(salt);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    usize::try_from((x ^ (x >> 31)) >> 33).unwrap()
}

fn citizen(n: u32) -> Citizen {
    Citizen {
        id: CitizenId::new(Uuid::from_u128(0x0200_0000_0000 + u128::from(n))),
        name: format!("Borger{} Prøve{}", mix(n, 1) % 2_000, mix(n, 2) % 5_000),
        cpr: None,
        cvr: None,
        address: Some(format!("Prøvevej {}, 9999 Prøveby", mix(n, 3) % 200)),
        protected: false,
    }
}

fn case(n: u32) -> NewCase {
    let opened: NaiveDate = "2020-01-01".parse().unwrap();
    let opened = opened + chrono::Days::new(u64::from(n) * 2_400 / 1_000_000);
    let word = |salt: u32| WORDS[mix(n, salt) % WORDS.len()];
    NewCase {
        id: CaseId::new(Uuid::from_u128(
            u128::try_from(mix(n, 9)).unwrap() << 64 | u128::from(n),
        )),
        number: format!("{}-{n:07}", 2020 + n / 150_000),
        title: format!("{} om {} og {}", word(4), word(5), word(6)),
        kle: format!(
            "{}.{:02}.{:02}",
            60 + mix(n, 7) % 20,
            5 + mix(n, 8) % 6,
            mix(n, 10) % 10
        ),
        status: CaseStatus::ALL[mix(n, 11) % CaseStatus::ALL.len()],
        sensitivity: Sensitivity::ALL[mix(n, 12) % 3],
        unit: unit_id(1 + u32::try_from(mix(n, 13)).unwrap() % UNITS),
        team: None,
        responsible: None,
        opened,
        due: Some(opened + chrono::Days::new(60)),
        source: "Egne sager".to_owned(),
        fetched_at: "2026-11-21T10:00:00Z".parse().unwrap(),
        parties: vec![(citizen(n / 10).id, PartyPart::Primary)],
    }
}
