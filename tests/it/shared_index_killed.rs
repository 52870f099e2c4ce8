use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_app::ports::Clock;
use sagsbord_app::{App, AppConfig, Desk};
use sagsbord_contract::*;
use sagsbord_standin::{Fault, Options, StandIn};
use sagsbord_testkit::demo_store::make_demo_store;
use sagsbord_testkit::desk::MemoryKeyRing;
use sagsbord_testkit::municipality::Plan;
use uuid::Uuid;

use crate::shared_index::{CVR, OWN, connect, foreign, sign_in};
use crate::support::{NOTHING, sign_in_as};

const FOLDER: &str = "SAGSBORD_TELLS_FROM";
/// Made by the process when it has begun, so that it is killed at work and not on its way there.
const READY: &str = "SAGSBORD_TELLS_READY";
const RUN: &str = "SAGSBORD_TELLS_RUN";
const KILLS: u32 = 200;
const LONGEST_START: Duration = Duration::from_secs(60);
/// Between two runs, so that what waits after a fault is due again.
const BETWEEN: TimeDelta = TimeDelta::seconds(15);

/// Real time, and ahead of it by as much as the stand-in's.
struct Ahead(TimeDelta);

impl Clock for Ahead {
    fn now(&self) -> DateTime<Utc> {
        Utc::now() + self.0
    }
}

pub(crate) fn app(folder: &Path, run: u32) -> Arc<App> {
    let config = AppConfig {
        folder: folder.to_owned(),
        demo: true,
        upkeep_after: None,
        helper: None,
    };
    let ahead = Ahead(BETWEEN * i32::try_from(run).unwrap());
    App::new(config, Arc::new(ahead), Arc::new(MemoryKeyRing::default()))
}

/// The same for the same seed, on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % most
    }
}

async fn cases_of(desk: &Desk) -> Vec<CaseRow> {
    let mut cases = Vec::new();
    loop {
        let request = ListCases {
            offset: u32::try_from(cases.len()).unwrap(),
            limit: 500,
            ..crate::support::words("")
        };
        let page = desk.list_cases(request).await.unwrap();
        if page.rows.is_empty() {
            return cases;
        }
        cases.extend(page.rows);
    }
}

/// What a person and the program do all day, faster: titles change, the index is told and asked.
#[test]
#[ignore = "no test by itself: another starts it as the process that it kills"]
fn tells_until_it_is_killed() {
    let (Some(folder), Some(run)) = (std::env::var_os(FOLDER), std::env::var(RUN).ok()) else {
        return;
    };
    let run: u32 = run.parse().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let app = app(&PathBuf::from(folder), run);
        let desk = Desk::new(app.clone());
        desk.desk_state(NOTHING).await.unwrap();
        desk.sign_in(sign_in_as("anne", "regn over havnen"))
            .await
            .unwrap();
        let mut dice = Dice(u64::from(run) * 7919 + 1);
        let own: Vec<CaseRow> = cases_of(&desk)
            .await
            .into_iter()
            .filter(|case| case.source == OWN)
            .collect();
        std::fs::write(std::env::var_os(READY).unwrap(), "").unwrap();
        for round in 0.. {
            for _ in 0..3 {
                let at = usize::try_from(dice.below(own.len() as u64)).unwrap();
                let mended = MendIndexTitle {
                    object_id: own[at].id.clone(),
                    title: format!("Bevilling af rampe, {run} {round}"),
                };
                // The case may be outside her reach for writing; then another is.
                let _ = desk.mend_index_title(mended).await;
            }
            let _ = app.tell_index().await.unwrap();
            let _ = app.ask_index().await.unwrap();
        }
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_again_and_again_the_index_and_the_store_agree_in_the_end() {
    let folder = tempfile::TempDir::new().unwrap();
    let data = folder.path().join("data");
    let now = Utc::now();
    let plan = Plan::scaled(sagsbord_domain::danish_day(now), 200).without_documents();
    let store = make_demo_store(&data, &plan, now, &|_| ()).await.unwrap();
    store.close().await;
    let standin = StandIn::start(Options::of(CVR)).await.unwrap();
    let before = app(&data, 0);
    let desk = Desk::new(before.clone());
    desk.desk_state(NOTHING).await.unwrap();
    sign_in(&desk).await;
    connect(&desk, &standin).await;
    let queued = desk.queue_for_index().await.unwrap();
    before.close().await;

    let faults = [
        Fault::ReplyLost,
        Fault::CutBefore,
        Fault::HalfUnanswered,
        Fault::Busy(1),
        Fault::Nonsense,
    ];
    standin.faults().by_chance(11, 200, &faults);
    let mut dice = Dice(1);
    let mut told = 0_u128;
    for run in 1..=KILLS {
        standin.advance(BETWEEN);
        let now = Utc::now() + BETWEEN * i32::try_from(run).unwrap();
        let ready = folder.path().join(format!("begun {run}"));
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--ignored",
                "--exact",
                "shared_index_killed::tells_until_it_is_killed",
            ])
            .env(FOLDER, &data)
            .env(RUN, run.to_string())
            .env(READY, &ready)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // While it reads, others write.
        for _ in 0..3 {
            told += 1;
            let import = sagsbord_platform::index::Import {
                documents: Vec::new(),
                cases: vec![foreign(100_000 + told, "Andres sag")],
            };
            standin.index().tell(import, now);
        }
        let begun = std::time::Instant::now();
        while !ready.exists() {
            assert!(begun.elapsed() < LONGEST_START, "run {run} never began");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        tokio::time::sleep(Duration::from_millis(dice.below(400))).await;
        child.kill().unwrap();
        child.wait().unwrap();
    }
    standin.faults().stop();

    // An undisturbed end: everything that may go out does.
    let last = KILLS + 400;
    standin.advance(BETWEEN * 400);
    let app = app(&data, last);
    let desk = Desk::new(app.clone());
    desk.desk_state(NOTHING).await.unwrap();
    let mut rounds = 0;
    loop {
        let pushed = app.tell_index().await.unwrap();
        assert_eq!(pushed.stopped, None);
        rounds += 1;
        if pushed.messages == 0 || rounds > 500 {
            break;
        }
    }
    assert_eq!(app.ask_index().await.unwrap().stopped, None);
    desk.sign_in(sign_in_as("agnes", "nøglen ligger under krukken"))
        .await
        .unwrap();
    let counts = desk.index_queue().await.unwrap();
    assert_eq!(
        u128::from(desk.index_copies().await.unwrap()),
        told,
        "nothing lost"
    );
    assert_eq!((counts.sent, counts.parked), (0, 0), "{counts:?}");
    desk.sign_out(NOTHING).await.unwrap();
    desk.sign_in(sign_in_as("mads", "cykel mod vinden"))
        .await
        .unwrap();
    let here = cases_of(&desk).await;

    let index = standin.index();
    assert_eq!(
        index.imported_twice(),
        Vec::<Uuid>::new(),
        "nothing doubled"
    );
    let titles: BTreeMap<Uuid, String> = index
        .case_ids()
        .into_iter()
        .filter_map(|id| {
            let case = index.case(id)?;
            let newest = case.newest()?.lists.properties.iter().max_by_key(|said| {
                match said.effect.as_ref().and_then(|effect| effect.from) {
                    Some(sagsbord_platform::index::End::At(from)) => Some(from),
                    _ => None,
                }
            })?;
            Some((id, newest.title.clone()?))
        })
        .collect();
    let mut compared = 0;
    for case in &here {
        let id = Uuid::try_parse(&case.id).unwrap();
        match titles.get(&id) {
            Some(title) => {
                assert_eq!(title, &case.title, "{} from {}", case.number, case.source);
                compared += 1;
            }
            // Only what is held back, or belongs to a system that the demo invents, is not there.
            None if case.source == OWN => {}
            None => assert_ne!(case.source, "Kornblomst Ydelse test"),
        }
    }
    let held = usize::try_from(counts.held + counts.waiting).unwrap();
    let own_here = here.iter().filter(|case| case.source == OWN).count();
    let own_there = here
        .iter()
        .filter(|case| case.source == OWN)
        .filter(|case| Uuid::try_parse(&case.id).is_ok_and(|id| titles.contains_key(&id)))
        .count();
    assert!(
        own_here - own_there <= held,
        "{own_here} {own_there} {held}"
    );
    let asked = standin.count("fremsoeg");
    let changes = standin.count("importer") + standin.count("opdater");
    println!(
        "{KILLS} kills: {compared} cases compared, {told} of others', {queued} steps first, {asked} questions, \
         {changes} messages, {} tokens",
        standin.count("token")
    );
    // How much is reached between two kills depends on the machine: there was work of each kind to cut off.
    assert!(
        compared > 30 && queued > 50 && asked > 100 && changes > 100,
        "{compared} compared, {queued} queued, {asked} questions, {changes} messages"
    );
}
