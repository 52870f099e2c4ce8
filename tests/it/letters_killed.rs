use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chrono::Utc;
use sagsbord_app::{Desk, LetterSent};
use sagsbord_contract::{DecideLetter, LetterChoice, LetterState, Letters, ShowCase};
use sagsbord_domain::CaseId;
use sagsbord_standin::{Fault, Options};
use sagsbord_testkit::demo_store::make_demo_store;
use sagsbord_testkit::municipality::Plan;
use uuid::Uuid;

use crate::letters::{SOMEBODY, draft, post_at};
use crate::platform_events::{events_at, telling_standin};
use crate::shared_index::{CVR, OWN, connection_to, sign_in};
use crate::shared_index_killed::{Dice, app};
use crate::support::{NOTHING, sign_in_as, words};

const FOLDER: &str = "SAGSBORD_WRITES_FROM";
/// Made by the process when it has begun, so that it is killed at work and not on its way there.
const READY: &str = "SAGSBORD_WRITES_READY";
const KILLS: u32 = 40;
const LONG: Duration = Duration::from_secs(60);

async fn own_case(desk: &Desk) -> CaseId {
    let rows = desk.list_cases(words("")).await.unwrap().rows;
    let own = rows.iter().find(|row| row.source == OWN).unwrap();
    own.id.parse().unwrap()
}

/// Writes and sends letters one after the other, and listens for what becomes of them.
#[test]
#[ignore = "no test by itself: another starts it as the process that it kills"]
fn writes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let app = app(&PathBuf::from(folder), 0);
        let desk = Desk::new(app.clone());
        desk.desk_state(NOTHING).await.unwrap();
        let anne = sign_in_as("anne", "regn over havnen");
        desk.sign_in(anne).await.unwrap();
        let case = own_case(&desk).await;
        app.start_events().await.unwrap();
        std::fs::write(std::env::var_os(READY).unwrap(), "").unwrap();
        loop {
            let letter = desk.draft_letter(draft(case, SOMEBODY)).await.unwrap();
            desk.send_letter(letter).await.unwrap();
        }
    });
}

async fn started(data: &Path, ready: &Path) -> Child {
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--ignored",
            "--exact",
            "letters_killed::writes_until_it_is_killed",
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

fn counted(letters: &Letters) -> HashMap<LetterState, usize> {
    let mut counted = HashMap::new();
    for row in &letters.rows {
        *counted.entry(row.state).or_default() += 1;
    }
    counted
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_again_and_again_no_letter_is_handed_in_twice_and_none_is_forgotten() {
    let folder = tempfile::TempDir::new().unwrap();
    let data = folder.path().join("data");
    let now = Utc::now();
    let plan = Plan::scaled(sagsbord_domain::danish_day(now), 300).without_documents();
    let store = make_demo_store(&data, &plan, now, &|_| ()).await.unwrap();
    store.close().await;
    let (standin, queue) = telling_standin(Options::of(CVR)).await;
    let before = app(&data, 0);
    let desk = Desk::new(before.clone());
    desk.desk_state(NOTHING).await.unwrap();
    sign_in(&desk).await;
    let mut connection = connection_to(&standin);
    connection.settings.events = Some(events_at(&standin, &queue));
    connection.settings.post = Some(post_at(&standin));
    desk.connect_platform(connection).await.unwrap();
    before.close().await;

    let faults = [
        Fault::ReplyLost,
        Fault::CutBefore,
        Fault::Busy(1),
        Fault::LetterRefused,
        Fault::Twice,
        Fault::Late,
    ];
    standin.faults().by_chance(23, 150, &faults);
    let mut dice = Dice(29);
    for run in 1..=KILLS {
        let ready = folder.path().join(format!("begun {run}"));
        let mut child = started(&data, &ready).await;
        tokio::time::sleep(Duration::from_millis(dice.below(700))).await;
        child.kill().unwrap();
        child.wait().unwrap();
    }
    standin.faults().stop();

    // An undisturbed end: every status is heard.
    let app = app(&data, 0);
    let desk = Desk::new(app.clone());
    desk.desk_state(NOTHING).await.unwrap();
    let anne = sign_in_as("anne", "regn over havnen");
    desk.sign_in(anne).await.unwrap();
    let id = own_case(&desk).await.to_string();
    let list = async || {
        desk.list_letters(ShowCase { id: id.clone() })
            .await
            .unwrap()
    };
    let first = counted(&list().await);
    app.start_events().await.unwrap();
    let taken = standin.letters();
    let waited = std::time::Instant::now();
    let letters = loop {
        let letters = list().await;
        let all_heard = letters.rows.iter().all(|row| {
            let is_taken = taken.contains_key(&Uuid::try_parse(&row.id).unwrap());
            !is_taken || row.state == LetterState::Delivered
        });
        if all_heard {
            break letters;
        }
        assert!(waited.elapsed() < LONG, "{:?}", counted(&letters));
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    let last = counted(&letters);
    println!(
        "{KILLS} kills: {} letters written, {} handed in {} times, {} taken, {} of them more than once; at the last \
         start {first:?}, in the end {last:?}",
        letters.rows.len(),
        taken.len(),
        standin.count("letter"),
        taken.values().sum::<u32>(),
        taken.values().filter(|times| **times > 1).count(),
    );
    assert!(taken.values().all(|times| *times == 1), "none twice");
    let known: Vec<Uuid> = letters
        .rows
        .iter()
        .filter_map(|row| Uuid::try_parse(&row.id).ok())
        .collect();
    assert!(
        taken.keys().all(|id| known.contains(id)),
        "none was handed in that is not kept here"
    );
    assert!(!last.contains_key(&LetterState::Sending), "{last:?}");
    assert!(taken.len() > 20, "it was killed at work");
    assert!(first.contains_key(&LetterState::Unknown), "{first:?}");

    // What nobody answered for was never taken; a person sends it anew, under another id.
    let doubtful: Vec<String> = letters
        .rows
        .iter()
        .filter(|row| row.state == LetterState::Unknown)
        .map(|row| row.id.clone())
        .collect();
    for id in doubtful {
        let choice = LetterChoice::SendAnew;
        let decided = desk.decide_letter(DecideLetter {
            id: id.clone(),
            choice,
        });
        let decided = decided.await.unwrap();
        let anew = decided
            .rows
            .iter()
            .find(|row| row.instead_of.as_ref() == Some(&id))
            .unwrap();
        let sent = desk.send_letter(anew.id.parse().unwrap()).await.unwrap();
        assert_eq!(sent, LetterSent::HandedIn);
    }
    assert!(standin.letters().values().all(|times| *times == 1));
    app.stop_events().await;
}
