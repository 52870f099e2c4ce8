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
