use std::collections::BTreeSet;

use chrono::Utc;
use sagsbord_app::ports::Clock;
use sagsbord_app::{PlanLoaded, PlanWrong, Stopped};
use sagsbord_contract::{ClassificationSettings, ErrorCode, IndexTrouble};
use sagsbord_standin::{Fault, Options, StandIn};
use sagsbord_testkit::demo_store::make_demo_store;
use sagsbord_testkit::desk::{FixedClock, TestDesk};
use sagsbord_testkit::municipality::{Municipality, Plan};
use uuid::Uuid;

use crate::shared_index::{connection_to, trouble};
use crate::support::{NOTHING, sign_in_as};

const CVR: &str = "11111111";
const FETCH: &str = "KlassifikationListeHent";

struct Setting {
    test: TestDesk,
    standin: StandIn,
    /// Every number of the demo's plan, with its title.
    known: Vec<(String, String)>,
}

/// A small municipality whose plan the stand-in knows too.
async fn setting() -> Setting {
    let folder = tempfile::TempDir::new().unwrap();
    let now = FixedClock::default().now();
    let plan = Plan::scaled(sagsbord_domain::danish_day(now), 40).without_documents();
    let kle = Municipality::generate(&plan).town.kle;
    let known: Vec<_> = kle
        .into_iter()
        .map(|entry| (entry.number, entry.title))
        .collect();
    let store = make_demo_store(&folder.path().join("data"), &plan, now, &|_| ())
        .await
        .unwrap();
    store.close().await;
    let test = TestDesk::in_folder(folder, true);
    test.desk.desk_state(NOTHING).await.unwrap();
    sign_in(&test, "agnes", "nøglen ligger under krukken").await;
    let mut options = Options::of(CVR);
    options.clock_ahead = test.clock.now() - Utc::now();
    options.keeps_messages = true;
    let standin = StandIn::start(options).await.unwrap();
    {
        let mut plans = standin.plans();
        let classes = &mut plans[0].facets[0].classes;
        let mut number = 0;
        let mut model = classes[0].clone();
        classes.retain(|class| class.key.starts_with("99"));
        for (key, title) in &known {
            number += 1;
            model.id = class_id(number).to_string();
            model.key.clone_from(key);
            model.title.clone_from(title);
            classes.push(model.clone());
        }
    }
    Setting {
        test,
        standin,
        known,
    }
}

fn class_id(number: u128) -> Uuid {
    Uuid::from_u128((0x4b << 64) | number)
}

async fn sign_in(test: &TestDesk, who: &str, password: &str) {
    test.desk.sign_in(sign_in_as(who, password)).await.unwrap();
}

async fn connect(setting: &Setting, with_classification: bool) {
    let standin = &setting.standin;
    let mut request = connection_to(standin);
    request.settings.classification = with_classification.then(|| ClassificationSettings {
        address: standin.classification_address(),
        audience: "http://entityid.kombit.dk/service/klassifikation/7".to_owned(),
        plan: "KLE".to_owned(),
        roles: "Indekser/Relationsroller".to_owned(),
    });
    setting.test.desk.connect_platform(request).await.unwrap();
}

#[tokio::test]
async fn the_plan_is_fetched_whole_and_the_index_then_hears_classes_by_their_ids() {
    let setting = setting().await;
    let Setting {
        test,
        standin,
        known,
    } = &setting;
    connect(&setting, true).await;
    let fetched = test.desk.fetch_classification().await.unwrap();
    assert_eq!(fetched.stopped, None);
    assert_eq!(fetched.unknown, 0);
    assert_eq!(
        fetched.plan.changed,
        known.len() as u64,
        "each got its id, under the title that it had"
    );
    assert_eq!(fetched.plan.new, 9, "five subjects and four actions");
    assert_eq!(
        fetched.plan.passed_over, 1,
        "a class of the municipality's own"
    );
    assert_eq!(fetched.roles, 5);
    let again = test.desk.app().fetch_classification().await.unwrap();
    assert_eq!((again.plan.new, again.plan.changed, again.roles), (0, 0, 0));
    assert_eq!(again.plan.as_before, known.len() as u64 + 9);

    // A title that changes there changes here, and a plan under another name is not taken for this one.
    standin.plans()[0].facets[0].classes[0].title = "Nyt navn".to_owned();
    standin.plans()[1].key = "Noget andet".to_owned();
    let changed = test.desk.fetch_classification().await.unwrap();
    assert_eq!((changed.plan.changed, changed.unknown), (1, 1));

    let queued = test.desk.queue_for_index().await.unwrap();
    assert!(queued > 0);
    let pushed = test.desk.send_to_index().await.unwrap();
    assert_eq!(pushed.stopped, None);
    assert!(pushed.confirmed > 0);
    let messages = standin.messages().concat();
    assert!(
        !messages.contains("urn:oio:kle:2"),
        "no subject by its number"
    );
    let ids: BTreeSet<Uuid> = (1..=known.len() as u128)
        .map(class_id)
        .filter(|id| messages.contains(&id.to_string()))
        .collect();
    assert!(ids.len() > 1, "{ids:?}");
}

#[tokio::test]
async fn what_goes_wrong_on_the_way_changes_nothing() {
    let setting = setting().await;
    let Setting { test, standin, .. } = &setting;
    let stopped = async || test.desk.fetch_classification().await.unwrap().stopped;
    assert_eq!(stopped().await, Some(Stopped::NotConnected));
    connect(&setting, false).await;
    assert_eq!(stopped().await, Some(Stopped::NotConnected));
    connect(&setting, true).await;
    for (fault, expected) in [
        (Fault::ReplyLost, IndexTrouble::Unreachable),
        (Fault::CutBefore, IndexTrouble::Unreachable),
        (Fault::Busy(1), IndexTrouble::Busy),
        (Fault::Nonsense, IndexTrouble::Nonsense),
        (Fault::DeepNesting, IndexTrouble::Nonsense),
        (Fault::EntityBomb, IndexTrouble::Nonsense),
    ] {
        standin.faults().plan(FETCH, fault);
        assert_eq!(trouble(stopped().await), Some(expected), "{fault:?}");
    }
    for _ in 0..2 {
        standin.faults().plan(FETCH, Fault::TokenRefused);
    }
    assert_eq!(trouble(stopped().await), Some(IndexTrouble::NotAllowed));
    let fetched = test.desk.fetch_classification().await.unwrap();
    assert_eq!(fetched.plan.new, 9, "all of it was still to come");
    assert_eq!(fetched.plan.as_before, 0);
}

fn plan_file(subjects: &[(&str, &str, &str)]) -> Vec<u8> {
    let subjects: String = subjects
        .iter()
        .map(|(number, title, history)| {
            format!(
                "<Emne><EmneNr>{number}</EmneNr><EmneTitel>{title}</EmneTitel><EmneAdministrativInfo><OprettetDato>2020-01-01</OprettetDato>{history}</EmneAdministrativInfo><BevaringJaevnfoerArkivloven>K</BevaringJaevnfoerArkivloven></Emne>\n"
            )
        })
        .collect();
    format!(
        "<KLE-Emneplan>\n<UdgivelsesDato>2026-11-01</UdgivelsesDato><Hovedgruppe><HovedgruppeNr>98</HovedgruppeNr><HovedgruppeTitel>Opdigtet</HovedgruppeTitel><Gruppe><GruppeNr>98.10</GruppeNr><GruppeTitel>Opdigtet</GruppeTitel>\n{subjects}</Gruppe></Hovedgruppe></KLE-Emneplan>"
    )
    .into_bytes()
}

#[tokio::test]
async fn the_municipalitys_own_file_is_loaded_whole_or_not_at_all() {
    let setting = setting().await;
    let desk = &setting.test.desk;
    let faulty = plan_file(&[
        ("98.10.01", "En", ""),
        ("98.11.02", "To", ""),
        ("98.10.03", "", ""),
    ]);
    let PlanLoaded::Faulty(faults) = desk.load_plan(faulty).await.unwrap() else {
        panic!("it is wrong in two places");
    };
    let told: Vec<_> = faults
        .iter()
        .map(|fault| (fault.line, fault.wrong.clone()))
        .collect();
    assert_eq!(told, [(4, PlanWrong::OutOfPlace), (5, PlanWrong::NoTitle)]);

    let ended = "<Historisk><UdgaaetDato>2026-01-01</UdgaaetDato></Historisk>";
    for (history, new, changed, as_before) in [("", 4, 0, 0), ("", 0, 0, 4), (ended, 0, 1, 3)] {
        let file = plan_file(&[("98.10.01", "En", ""), ("98.10.02", "To", history)]);
        let PlanLoaded::Kept { issued, plan } = desk.load_plan(file).await.unwrap() else {
            panic!("nothing is wrong with it");
        };
        assert_eq!(issued.to_string(), "2026-11-01");
        let counts = (plan.new, plan.changed, plan.as_before, plan.passed_over);
        assert_eq!(counts, (new, changed, as_before, 0));
    }
}

#[tokio::test]
async fn only_who_runs_the_program_changes_its_plan() {
    let setting = setting().await;
    let desk = &setting.test.desk;
    desk.sign_out(NOTHING).await.unwrap();
    sign_in(&setting.test, "anne", "regn over havnen").await;
    let loaded = desk.load_plan(plan_file(&[("98.10.01", "En", "")])).await;
    assert_eq!(loaded.unwrap_err().code, ErrorCode::NotAllowed);
    let fetched = desk.fetch_classification().await;
    assert_eq!(fetched.unwrap_err().code, ErrorCode::NotAllowed);
}
