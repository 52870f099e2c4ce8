use sagsbord_app::ports::Clock as _;
use sagsbord_contract::*;

use crate::cases::demo;
use crate::support::{NOTHING, ended, sign_in_as, words};

async fn demo_for_the_administrator() -> sagsbord_testkit::desk::TestDesk {
    let test = demo().await;
    test.desk
        .sign_in(sign_in_as("agnes", "nøglen ligger under krukken"))
        .await
        .unwrap();
    test
}

#[tokio::test]
async fn the_search_index_is_rebuilt_and_finds_the_same() {
    let test = demo_for_the_administrator().await;
    let dpo = test.second_desk();
    dpo.sign_in(sign_in_as("dorthe", "lyset i det øverste vindue"))
        .await
        .unwrap();
    let before = dpo.list_cases(words("støtte")).await.unwrap().rows;
    let mut events = test.desk.events();
    let job = test.desk.start_search_rebuild(NOTHING).await.unwrap();
    let twice = test.desk.start_search_rebuild(NOTHING).await.unwrap_err();
    assert_eq!(twice.code, ErrorCode::JobRunning);
    let row = ended(&test, &job.job_id).await;
    assert_eq!(
        (row.state, row.done, row.of),
        (JobState::Done, 12_000, 12_000)
    );
    assert_eq!(dpo.list_cases(words("støtte")).await.unwrap().rows, before);

    let mut told = Vec::new();
    while let Ok(Some(event)) =
        tokio::time::timeout(std::time::Duration::from_millis(200), events.next()).await
    {
        if let DeskEvent::Job(row) = event {
            told.push(row);
        }
    }
    assert_eq!(
        told.last().unwrap().state,
        JobState::Done,
        "the last event tells the end"
    );
}

#[tokio::test]
async fn a_job_stopped_by_the_end_of_the_program_goes_on_where_it_was() {
    let test = demo_for_the_administrator().await;
    let job = test.desk.start_search_rebuild(NOTHING).await.unwrap();
    // Wait until some steps are kept, then end the program under it.
    loop {
        let rows = test.desk.list_jobs(NOTHING).await.unwrap().rows;
        if rows
            .iter()
            .any(|row| row.id == job.job_id && row.done >= 1_000)
        {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let test = test.restart().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    test.desk
        .sign_in(sign_in_as("agnes", "nøglen ligger under krukken"))
        .await
        .unwrap();
    let row = ended(&test, &job.job_id).await;
    assert_eq!((row.state, row.done), (JobState::Done, 12_000));
    let dpo = test.second_desk();
    dpo.sign_in(sign_in_as("dorthe", "lyset i det øverste vindue"))
        .await
        .unwrap();
    assert!(dpo.list_cases(words("støtte")).await.unwrap().total > 0);
}

#[tokio::test]
async fn a_job_can_be_cancelled_and_says_so() {
    let test = demo_for_the_administrator().await;
    let job = test.desk.start_search_rebuild(NOTHING).await.unwrap();
    test.desk
        .cancel_job(CancelJob {
            job_id: job.job_id.clone(),
        })
        .await
        .unwrap();
    let row = ended(&test, &job.job_id).await;
    assert_eq!(row.state, JobState::Cancelled);
    let gone = test
        .desk
        .cancel_job(CancelJob { job_id: job.job_id })
        .await
        .unwrap_err();
    assert_eq!(gone.code, ErrorCode::NotFound);
}

/// What a window does by itself after opening, waited for through its events.
async fn upkeep_of(test: &sagsbord_testkit::desk::TestDesk, kind: JobKind) -> JobRow {
    let mut events = test.desk.events();
    test.desk.desk_state(NOTHING).await.unwrap();
    let ended = async {
        loop {
            match events.next().await {
                Some(DeskEvent::Job(row)) if row.kind == kind && row.ended_at.is_some() => {
                    return row;
                }
                Some(_) => {}
                None => panic!("the desk closed before its upkeep ended"),
            }
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), ended)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_index_made_by_an_earlier_program_is_made_anew_after_opening() {
    let test = demo().await;
    let folder = test.folder();
    test.desk.app().close().await;
    let key = std::fs::read_to_string(folder.join("demo-key.hex")).unwrap();
    let key = sagsbord_store::StoreKey::from_hex(key.trim()).unwrap();
    let store = sagsbord_store::Store::open(&folder, &key, test.clock.now())
        .await
        .unwrap();
    let mut writer = store.write().await.unwrap();
    writer.clear_case_search().await.unwrap();
    writer
        .put_fact(sagsbord_store::Fact::SearchOutdated, "yes")
        .await
        .unwrap();
    writer.commit().await.unwrap();
    store.close().await;

    let test = test.restart_with_upkeep().await;
    let row = upkeep_of(&test, JobKind::RebuildSearch).await;
    assert_eq!((row.state, row.done), (JobState::Done, 12_000));
    let found = async |test: &sagsbord_testkit::desk::TestDesk| {
        test.desk
            .sign_in(sign_in_as("dorthe", "lyset i det øverste vindue"))
            .await
            .unwrap();
        test.desk.list_cases(words("støtte")).await.unwrap().total
    };
    assert!(found(&test).await > 0);

    // Once is enough: the next start finds nothing to do.
    let test = test.restart_with_upkeep().await;
    upkeep_of(&test, JobKind::CheckStore).await;
    test.desk
        .sign_in(sign_in_as("agnes", "nøglen ligger under krukken"))
        .await
        .unwrap();
    let rows = test.desk.list_jobs(NOTHING).await.unwrap().rows;
    let rebuilt = rows.iter().filter(|row| row.kind == JobKind::RebuildSearch);
    assert_eq!(rebuilt.count(), 1);
}

#[tokio::test]
async fn a_store_is_read_through_after_opening_and_damage_is_told_before_anyone_signs_in() {
    let test = demo().await.restart_with_upkeep().await;
    let row = upkeep_of(&test, JobKind::CheckStore).await;
    assert_eq!(row.state, JobState::Done);
    assert!(row.of > 0, "the first check reads the files too");
    assert!(!test.desk.desk_state(NOTHING).await.unwrap().damage_found);

    // The same day the files are not read again: only the database.
    let test = test.restart_with_upkeep().await;
    assert_eq!(upkeep_of(&test, JobKind::CheckStore).await.of, 0);

    let lost = crate::storage::first_blob(&test.folder().join("blobs"));
    std::fs::remove_file(lost).unwrap();
    test.clock.advance(chrono::TimeDelta::days(8));
    let test = test.restart_with_upkeep().await;
    let row = upkeep_of(&test, JobKind::CheckStore).await;
    assert_eq!(
        (row.state, row.error),
        (JobState::Failed, Some(ErrorCode::StoreDamaged))
    );
    assert!(test.desk.desk_state(NOTHING).await.unwrap().damage_found);
}
