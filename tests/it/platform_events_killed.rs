use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chrono::Utc;
use sagsbord_app::{Desk, ListeningPhase};
use sagsbord_platform::index::Import;
use sagsbord_standin::{Fault, Options, Publisher};
use sagsbord_testkit::demo_store::make_demo_store;
use sagsbord_testkit::municipality::Plan;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::platform_events::{broker, events_at, message, telling_standin};
use crate::shared_index::{CVR, connection_to, foreign, sign_in};
use crate::shared_index_killed::{Dice, app};
use crate::support::NOTHING;

const FOLDER: &str = "SAGSBORD_LISTENS_FROM";
/// Made by the process when it has begun, so that it is killed at work and not on its way there.
const READY: &str = "SAGSBORD_LISTENS_READY";
const KILLS: u32 = 30;
const EVENTS_EACH: u128 = 10;
const LONG: Duration = Duration::from_secs(60);

/// Listens, keeps and fetches, as the program does all day.
#[test]
#[ignore = "no test by itself: another starts it as the process that it kills"]
fn listens_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let app = app(&PathBuf::from(folder), 0);
        let desk = Desk::new(app.clone());
        desk.desk_state(NOTHING).await.unwrap();
        assert!(app.start_events().await.unwrap());
        while app.event_listening().phase != ListeningPhase::Connected {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        std::fs::write(std::env::var_os(READY).unwrap(), "").unwrap();
        tokio::time::sleep(LONG).await;
    });
}

async fn started(data: &Path, ready: &Path) -> Child {
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--ignored",
            "--exact",
            "platform_events_killed::listens_until_it_is_killed",
        ])
        .env(FOLDER, data)
        .env(READY, ready)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = std::time::Instant::now();
    while !ready.exists() {
        assert!(begun.elapsed() < LONG, "it never began");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    child
}

fn killed_after(mut child: Child, milliseconds: u64) -> JoinHandle<()> {
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        child.kill().unwrap();
        child.wait().unwrap();
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_again_and_again_no_event_is_lost_and_none_has_its_effect_twice() {
    let folder = tempfile::TempDir::new().unwrap();
    let data = folder.path().join("data");
    let now = Utc::now();
    let plan = Plan::scaled(sagsbord_domain::danish_day(now), 50).without_documents();
    let store = make_demo_store(&data, &plan, now, &|_| ()).await.unwrap();
    store.close().await;
    let (standin, queue) = telling_standin(Options::of(CVR)).await;
    let publisher = Publisher::connect(broker().await.place()).await.unwrap();
    let before = app(&data, 0);
    let desk = Desk::new(before.clone());
    desk.desk_state(NOTHING).await.unwrap();
    sign_in(&desk).await;
    let mut at = connection_to(&standin);
    at.settings.events = Some(events_at(&standin, &queue));
    desk.connect_platform(at).await.unwrap();
    before.close().await;

    let faults = [
        Fault::ReplyLost,
        Fault::CutBefore,
        Fault::Busy(1),
        Fault::Nonsense,
    ];
    standin.faults().by_chance(5, 100, &faults);
    let mut dice = Dice(17);
    let (mut told, mut published) = (0_u128, 0_u64);
    for run in 1..=KILLS {
        // Every other time all of it waits when the program comes, and else it comes bit by bit.
        let is_burst = run % 2 == 0;
        let ready = folder.path().join(format!("begun {run}"));
        let mut killer = None;
        for number in 0..EVENTS_EACH {
            if number == 0 && !is_burst {
                let child = started(&data, &ready).await;
                killer = Some(killed_after(child, dice.below(1_000)));
            }
            told += 1;
            let cases = vec![foreign(100_000 + told, "Andres sag")];
            let import = Import {
                documents: Vec::new(),
                cases,
            };
            standin.index().tell(import, Utc::now());
            let entry = standin.index().case(Uuid::from_u128(100_000 + told));
            let event = message(told, entry.unwrap());
            let times = 1 + u32::from(dice.below(4) == 0);
            for _ in 0..times {
                publisher.publish(&queue, &event).await.unwrap();
                published += 1;
            }
            if !is_burst {
                tokio::time::sleep(Duration::from_millis(dice.below(60))).await;
            }
        }
        if is_burst {
            let child = started(&data, &ready).await;
            killer = Some(killed_after(child, dice.below(150)));
        }
        if let Some(killer) = killer {
            killer.await.unwrap();
        }
    }
    standin.faults().stop();

    let app = app(&data, 0);
    let desk = Desk::new(app.clone());
    desk.desk_state(NOTHING).await.unwrap();
    sign_in(&desk).await;
    let in_time = app.event_counts().await.unwrap();
    let copied_in_time = desk.index_copies().await.unwrap();
    app.start_events().await.unwrap();
    let waited = std::time::Instant::now();
    loop {
        let counts = app.event_counts().await.unwrap();
        let waiting = broker().await.waiting(&queue).await.unwrap();
        if waiting == 0 && counts.kept >= told as u64 && counts.to_fetch == 0 {
            break;
        }
        assert!(waited.elapsed() < LONG, "{waiting} wait, {counts:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    app.stop_events().await;
    let counts = app.event_counts().await.unwrap();
    let copies = desk.index_copies().await.unwrap();
    println!(
        "{KILLS} kills: {told} events, published {published} times, came {} times, kept {}; {} kept and {copied_in_time} \
         cases here before the last start, {copies} cases after; {} questions, {} lines to the broker",
        counts.arrivals,
        counts.kept,
        in_time.kept,
        standin.count("fremsoeg"),
        standin.count("listener"),
    );
    assert_eq!(u128::from(counts.kept), told, "each kept once");
    assert!(counts.arrivals >= published, "none lost: {counts:?}");
    assert_eq!(u128::from(copies), told, "each has its case");
    assert_eq!((counts.listed, counts.to_compare), (0, 0));
    assert!(in_time.kept > 50, "it was killed at work: {in_time:?}");
}
