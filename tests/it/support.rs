use sagsbord_app::ports::Clock as _;
use sagsbord_contract::*;
use sagsbord_store::{Store, StoreKey};
use sagsbord_testkit::desk::{ADMINISTRATOR, PASSWORD, TestDesk};

pub(crate) const NOTHING: Nothing = Nothing {};

pub(crate) async fn started() -> TestDesk {
    let test = TestDesk::new().unwrap();
    test.first_start().await.unwrap();
    test
}

pub(crate) async fn phase(test: &TestDesk) -> DeskPhase {
    test.desk.desk_state(NOTHING).await.unwrap().phase
}

pub(crate) fn sign_in_as(username: &str, password: &str) -> SignIn {
    SignIn {
        username: username.to_owned(),
        password: password.to_owned(),
    }
}

pub(crate) fn administrator() -> SignIn {
    sign_in_as(ADMINISTRATOR, PASSWORD)
}

pub(crate) fn words(text: &str) -> ListCases {
    ListCases {
        text: text.to_owned(),
        limit: 100,
        ..ListCases::default()
    }
}

/// Adds a person and gives them one grant over everything.
pub(crate) async fn add_person(test: &TestDesk, username: &str, role: Role) -> PersonRow {
    let person = test
        .desk
        .add_person(AddPerson {
            name: format!("{username} Prøve"),
            username: username.to_owned(),
            unit_id: None,
            first_password: "midlertidig nøgle".to_owned(),
        })
        .await
        .unwrap();
    test.desk.give_grant(grant(&person.id, role)).await.unwrap()
}

pub(crate) fn grant(person_id: &str, role: Role) -> GiveGrant {
    GiveGrant {
        person_id: person_id.to_owned(),
        role,
        kle: None,
        unit_id: None,
        team_id: None,
        up_to: Sensitivity::Sensitive,
        valid_from: None,
        valid_to: None,
        employment_id: None,
    }
}

/// Waits for a background job to end, and gives its last row.
pub(crate) async fn ended(test: &TestDesk, job_id: &str) -> JobRow {
    for _ in 0..3_000 {
        let jobs = test.desk.list_jobs(NOTHING).await.unwrap();
        if let Some(job) = jobs
            .rows
            .into_iter()
            .find(|job| job.id == job_id && job.ended_at.is_some())
        {
            return job;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the job did not end");
}

/// The store of a program that is not running.
pub(crate) async fn store_of(test: &TestDesk) -> Store {
    test.desk.app().close().await;
    let folder = test.folder();
    let key = std::fs::read_to_string(folder.join("demo-key.hex")).unwrap();
    let key = StoreKey::from_hex(key.trim()).unwrap();
    Store::open(&folder, &key, test.clock.now()).await.unwrap()
}
