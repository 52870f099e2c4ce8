use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sagsbord_app::{App, AppConfig, Desk};
use sagsbord_contract::*;
use sagsbord_testkit::desk::{FixedClock, MemoryKeyRing, helper};

use crate::aktindsigt_release::{as_anne, built, ready_to_build, standing};
use crate::shared_index_killed::Dice;
use crate::support::{NOTHING, sign_in_as};

const FOLDER: &str = "SAGSBORD_BUILDS_FROM";
const REQUEST: &str = "SAGSBORD_BUILDS_REQUEST";
/// Made by the process when it has begun, so that it is killed at work and not on its way there.
const READY: &str = "SAGSBORD_BUILDS_READY";
const KILLS: u32 = 12;
const LONG: Duration = Duration::from_secs(60);

/// Builds the same bundle one time after the other.
#[test]
#[ignore = "no test by itself: another starts it as the process that it kills"]
fn builds_until_it_is_killed() {
    let (Some(folder), Ok(request)) = (std::env::var_os(FOLDER), std::env::var(REQUEST)) else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let desk = desk_at(PathBuf::from(folder));
        desk.desk_state(NOTHING).await.unwrap();
        let anne = sign_in_as("anne", "regn over havnen");
        desk.sign_in(anne).await.unwrap();
        std::fs::write(std::env::var_os(READY).unwrap(), "").unwrap();
        loop {
            built(&desk, &request, BundleForm::Bundle).await;
        }
    });
}

/// As another process opens what is there.
pub(crate) fn desk_at(folder: PathBuf) -> Arc<Desk> {
    Desk::new(App::new(
        AppConfig {
            folder,
            demo: true,
            upkeep_after: None,
            helper: helper(),
        },
        Arc::new(FixedClock::default()),
        Arc::new(MemoryKeyRing::default()),
    ))
}

fn started(data: &Path, request: &str, ready: &Path) -> Child {
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--ignored",
            "--exact",
            "aktindsigt_killed::builds_until_it_is_killed",
        ])
        .env(FOLDER, data)
        .env(REQUEST, request)
        .env(READY, ready)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while !ready.exists() {
        assert!(begun.elapsed() < LONG, "it never began");
        std::thread::sleep(Duration::from_millis(1));
    }
    child
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bundle_is_there_whole_or_not_at_all_however_often_its_building_is_killed() {
    let (test, id) = ready_to_build().await;
    let first = built(&test.desk, &id, BundleForm::Bundle).await;
    let data = test.folder();
    test.desk.app().close().await;
    let mut dice = Dice(31);
    for run in 1..=KILLS {
        let ready = test.outer_folder().join(format!("begun {run}"));
        let mut child = started(&data, &id, &ready);
        tokio::time::sleep(Duration::from_millis(dice.below(1_200))).await;
        child.kill().unwrap();
        child.wait().unwrap();
    }

    let test = test.restart().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    as_anne(&test).await;
    // What others were to read was plain text in files: it is gone before anything else happens.
    assert!(!data.join("samling").exists());
    let admin = test.second_desk();
    let agnes = sign_in_as("agnes", "nøglen ligger under krukken");
    admin.sign_in(agnes).await.unwrap();
    let jobs = admin.list_jobs(NOTHING).await.unwrap().rows;
    let running: Vec<_> = jobs.iter().filter(|job| job.ended_at.is_none()).collect();
    assert!(running.is_empty(), "{running:?}");
    for bundle in standing(&test.desk, &id).await.bundles {
        assert!(bundle.is_clean);
        assert_eq!(bundle.files[0].fingerprint, first.files[0].fingerprint);
        let file = test.desk.bundle_file(&bundle.id, 0).await.unwrap();
        assert_eq!(file.bytes.len(), bundle.files[0].size as usize);
    }
    let again = built(&test.desk, &id, BundleForm::Bundle).await;
    assert_eq!(again.files[0].fingerprint, first.files[0].fingerprint);
}
