//! The shared index against the stand-in, which runs in a process of its own: how fast others' cases come here, and
//! how fast ours go there.
//!
//! `cargo xtask bench indeks [pull CASES | push CASES]`; without a word a pull of 1,000,000 and a push of 100,000.
//! The most memory is that of this process at any time of the pull.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement is printed, and a fault ends it"
)]

mod standin;

use std::time::Instant;

use sagsbord_app::ports::Clock;
use sagsbord_contract::{Nothing, SignIn};
use sagsbord_testkit::demo_store::make_demo_store;
use sagsbord_testkit::desk::{FixedClock, TestDesk};
use sagsbord_testkit::municipality::Plan;

use standin::{Apart, be_the_standin};

/// Every third of the demo's cases is our own.
const OF_OURS: u32 = 3;

#[tokio::main]
async fn main() {
    // Cargo hands over `--bench`, too.
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let number = |at: usize, otherwise| {
        words
            .get(at)
            .map_or(otherwise, |word| word.parse().unwrap())
    };
    match words.first().map(String::as_str) {
        Some("standin") => be_the_standin(number(1, 0)).await,
        Some("pull") => pull(number(1, 1_000_000)).await,
        Some("push") => push(number(1, 100_000)).await,
        _ => {
            pull(1_000_000).await;
            push(100_000).await;
        }
    }
}

async fn pull(cases: u32) {
    let apart = Apart::start(cases);
    let test = municipality(1).await;
    connect(&test, &apart).await;
    let app = test.desk.app();
    let begun = Instant::now();
    let pulled = app.ask_index().await.unwrap();
    let took = begun.elapsed().as_secs_f64();
    assert_eq!(
        (pulled.new, pulled.stopped),
        (u64::from(cases), None),
        "{pulled:?}"
    );
    println!(
        "pull: {cases} cases in {took:.1} s, {:.0} a second, {} questions",
        f64::from(cases) / took,
        pulled.messages
    );
    if let Some(most) = most_resident() {
        println!("pull: most memory resident {most} MB");
    }
    let begun = Instant::now();
    let again = app.ask_index().await.unwrap();
    println!(
        "pull again, with nothing new: {:.2} s, {} questions, {} looked at",
        begun.elapsed().as_secs_f64(),
        again.messages,
        again.as_before
    );
    test.desk.app().close().await;
    let file = test.folder().join("store.db");
    if let Ok(file) = std::fs::metadata(file) {
        println!("pull: the store is {} MB", file.len() >> 20);
    }
}

async fn push(cases: u32) {
    let apart = Apart::start(0);
    let test = municipality(cases * OF_OURS).await;
    connect(&test, &apart).await;
    let begun = Instant::now();
    let queued = test.desk.queue_for_index().await.unwrap();
    let took = begun.elapsed().as_secs_f64();
    println!("queue: {queued} steps in {took:.1} s");
    let begun = Instant::now();
    let pushed = test.desk.app().tell_index().await.unwrap();
    let took = begun.elapsed().as_secs_f64();
    assert_eq!(pushed.stopped, None, "{pushed:?}");
    assert_eq!(pushed.confirmed + pushed.held, queued, "{pushed:?}");
    println!(
        "push: {queued} steps in {took:.1} s, {:.0} a second; {} confirmed in {} messages, {} held back",
        queued as f64 / took,
        pushed.confirmed,
        pushed.messages,
        pushed.held
    );
    test.desk.app().close().await;
}

async fn municipality(cases: u32) -> TestDesk {
    let folder = tempfile::TempDir::new().unwrap();
    let now = FixedClock::default().now();
    let plan = Plan::scaled(sagsbord_domain::danish_day(now), cases as usize).without_documents();
    let store = make_demo_store(&folder.path().join("data"), &plan, now, &|_| ())
        .await
        .unwrap();
    store.close().await;
    let test = TestDesk::in_folder(folder, true);
    test.desk.desk_state(Nothing {}).await.unwrap();
    let agnes = SignIn {
        username: "agnes".to_owned(),
        password: "nøglen ligger under krukken".to_owned(),
    };
    test.desk.sign_in(agnes).await.unwrap();
    test
}

async fn connect(test: &TestDesk, apart: &Apart) {
    let connection = apart.connection.clone();
    test.desk.connect_platform(connection).await.unwrap();
}

/// Where the system tells it.
fn most_resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}
