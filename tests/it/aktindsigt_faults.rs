//! What goes wrong while something is built or given: nothing is half, and nothing goes out that was taken back.

use std::path::PathBuf;
use std::time::Duration;

use sagsbord_app::Desk;
use sagsbord_contract::*;

use crate::aktindsigt_killed::desk_at;
use crate::aktindsigt_release::{
    approve, as_anne, built, manager, ready_to_build, release, send, standing,
};
use crate::support::{NOTHING, sign_in_as};

/// Two people at the same moment: one gives what was approved, the other takes the approval back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_taken_back_while_it_is_given_is_either_given_or_taken_back() {
    let (test, id) = ready_to_build().await;
    let folder = test.outer_folder().join("udleveret");
    std::fs::create_dir(&folder).unwrap();
    let mads = manager(&test).await;
    for number in 1..=14 {
        let sent = send(&test.desk, &id, false).await;
        assert!(sent.was_done, "{sent:?}");
        assert!(approve(&mads, &id, number).await.unwrap().was_done);
        let bundle = built(&test.desk, &id, BundleForm::Bundle).await;
        // Twice as late each time, until whoever takes it back comes second, however slow the machine is.
        let wait = Duration::from_millis(1 << number);
        let back = async {
            if number > 1 {
                tokio::time::sleep(wait).await;
            }
            mads.return_from_approval(ReturnFromApproval {
                id: id.clone(),
                number,
                note: "Vent lidt.".to_owned(),
                comments: Vec::new(),
            })
            .await
        };
        let give = release(&test, &id, &bundle, &folder);
        let (given, back) = if number == 1 {
            let back = back.await;
            (give.await, back)
        } else {
            tokio::join!(give, back)
        };
        let after = standing(&test.desk, &id).await;
        let written = std::fs::read_dir(&folder).unwrap().count();
        match given {
            Ok(given) if given.was_done => {
                assert!(number > 1, "it had been taken back");
                assert!(back.is_err(), "what was given cannot be taken back");
                assert_eq!(after.releases.len(), 1);
                assert_eq!(after.releases[0].deliveries[0].outcome, "written");
                assert!(written > 0);
                break;
            }
            refused => {
                assert!(back.unwrap().was_done, "{refused:?}");
                assert!(after.releases.is_empty());
                assert_eq!(written, 0, "nothing went out");
            }
        }
    }
    assert_eq!(standing(&test.desk, &id).await.releases.len(), 1);
}

const FOLDER: &str = "SAGSBORD_CRAMPED_IN";
const REQUEST: &str = "SAGSBORD_CRAMPED_REQUEST";
/// What came of it is written there.
const OUTCOME: &str = "SAGSBORD_CRAMPED_OUTCOME";

/// Builds once, and tells what came of it.
#[test]
#[ignore = "no test by itself: another starts it where no file may grow any more"]
fn builds_once_where_there_is_little_room() {
    let (Some(folder), Ok(request)) = (std::env::var_os(FOLDER), std::env::var(REQUEST)) else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let outcome = runtime.block_on(async {
        let desk = desk_at(PathBuf::from(folder));
        let outcome = built_or_not(&desk, &request).await;
        desk.app().close().await;
        outcome
    });
    std::fs::write(std::env::var_os(OUTCOME).unwrap(), outcome).unwrap();
}

async fn built_or_not(desk: &Desk, request: &str) -> String {
    let refused = |reply: ErrorReply| format!("refused {:?}", reply.code);
    if let Err(reply) = desk.desk_state(NOTHING).await {
        return refused(reply);
    }
    let anne = sign_in_as("anne", "regn over havnen");
    if let Err(reply) = desk.sign_in(anne).await {
        return refused(reply);
    }
    let mut events = desk.events();
    let asked = BuildBundle {
        id: request.to_owned(),
        form: BundleForm::Bundle,
        is_part: false,
    };
    let job = match desk.build_bundle(asked).await {
        Ok(job) => job,
        Err(reply) => return refused(reply),
    };
    loop {
        if let Some(DeskEvent::Job(row)) = events.next().await
            && row.id == job.job_id
            && row.ended_at.is_some()
        {
            return format!("{:?} {:?}", row.state, row.error);
        }
    }
}

/// A limit on the length of files, in blocks of 512 bytes, is what a disk without room is to a program.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_disk_takes_no_more_a_bundle_is_there_whole_or_not_at_all() {
    let (test, id) = ready_to_build().await;
    let first = built(&test.desk, &id, BundleForm::Bundle).await;
    let data = test.folder();
    test.desk.app().close().await;
    let outcome = test.outer_folder().join("outcome");
    let mut outcomes = Vec::new();
    for blocks in [40, 160, 320, 640, 1_280, 2_560, 100_000] {
        let _ = std::fs::remove_file(&outcome);
        let done = std::process::Command::new("sh")
            .args([
                "-c",
                "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"",
                "sh",
                &blocks.to_string(),
            ])
            .arg(std::env::current_exe().unwrap())
            .args([
                "--ignored",
                "--exact",
                "aktindsigt_faults::builds_once_where_there_is_little_room",
            ])
            .env(FOLDER, &data)
            .env(REQUEST, &id)
            .env(OUTCOME, &outcome)
            .output()
            .unwrap();
        assert!(done.status.success(), "{blocks}: {done:?}");
        outcomes.push(std::fs::read_to_string(&outcome).unwrap());
    }
    let is_done = |outcome: &String| outcome.starts_with("Done");
    assert!(!is_done(&outcomes[0]), "{outcomes:?}");
    assert!(outcomes.last().is_some_and(is_done), "{outcomes:?}");

    let test = test.restart().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    as_anne(&test).await;
    assert!(!data.join("samling").exists());
    for bundle in standing(&test.desk, &id).await.bundles {
        assert!(bundle.is_clean, "{outcomes:?}");
        assert_eq!(bundle.files[0].fingerprint, first.files[0].fingerprint);
        let file = test.desk.bundle_file(&bundle.id, 0).await.unwrap();
        assert_eq!(file.bytes.len(), bundle.files[0].size as usize);
    }
    let again = built(&test.desk, &id, BundleForm::Bundle).await;
    assert_eq!(again.files[0].fingerprint, first.files[0].fingerprint);
}
