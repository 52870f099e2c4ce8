use std::time::Duration;

use chrono::Utc;
use sagsbord_app::ports::Clock;
use sagsbord_contract::{ErrorCode, IndexTrouble, ServiceSettings};
use sagsbord_platform::index::{Effect, End, Reference};
use sagsbord_platform::organisation::{Told, UnitEntry, UnitRegistration};
use sagsbord_standin::{Fault, Options, StandIn};
use sagsbord_testkit::demo_store::make_demo_store;
use sagsbord_testkit::desk::{FixedClock, TestDesk};
use sagsbord_testkit::municipality::{Municipality, Plan, Unit};
use uuid::Uuid;

use crate::shared_index::{connection_to, trouble};
use crate::support::{NOTHING, sign_in_as, words};

const CVR: &str = "11111111";
const ORGANISATION: Uuid = Uuid::from_u128(1);
const AGNES: (&str, &str) = ("agnes", "nøglen ligger under krukken");
const ANNE: (&str, &str) = ("anne", "regn over havnen");
/// Sees what lies under *Social og Sundhed*.
const MADS: (&str, &str) = ("mads", "cykel mod vinden");
/// Sees all.
const DORTHE: (&str, &str) = ("dorthe", "lyset i det øverste vindue");

struct Setting {
    test: TestDesk,
    standin: StandIn,
    units: Vec<Unit>,
}

async fn setting() -> Setting {
    let folder = tempfile::TempDir::new().unwrap();
    let now = FixedClock::default().now();
    let plan = Plan::scaled(sagsbord_domain::danish_day(now), 200).without_documents();
    let units = Municipality::generate(&plan).town.units;
    let store = make_demo_store(&folder.path().join("data"), &plan, now, &|_| ())
        .await
        .unwrap();
    store.close().await;
    let test = TestDesk::in_folder(folder, true);
    test.desk.desk_state(NOTHING).await.unwrap();
    let mut options = Options::of(CVR);
    options.clock_ahead = test.clock.now() - Utc::now();
    let standin = StandIn::start(options).await.unwrap();
    let setting = Setting {
        test,
        standin,
        units,
    };
    for unit in &setting.units {
        let above = unit.parent.map(|parent| parent.uuid());
        let entry = entry(unit.id.uuid(), unit.name, above);
        setting.standin.units().push(entry);
    }
    seat(&setting, AGNES).await;
    connect(&setting).await;
    setting
}

fn told<T>(what: T) -> Told<T> {
    let effect = None;
    Told { effect, what }
}

fn entry(id: Uuid, name: &str, above: Option<Uuid>) -> UnitEntry {
    UnitEntry {
        id,
        registrations: vec![UnitRegistration {
            at: Some(FixedClock::default().now()),
            life_cycle: Some("Opstaaet".to_owned()),
            names: vec![told(name.to_owned())],
            active: vec![told(true)],
            above: above
                .map(|above| told(Some(Reference::Id(above))))
                .into_iter()
                .collect(),
            belongs_to: vec![told(Some(Reference::Id(ORGANISATION)))],
        }],
    }
}

async fn connect(setting: &Setting) {
    let standin = &setting.standin;
    let mut request = connection_to(standin);
    request.settings.organisation_id = ORGANISATION.to_string();
    request.settings.units = Some(ServiceSettings {
        address: standin.units_address(),
        audience: "http://stoettesystemerne.dk/service/organisation/3".to_owned(),
    });
    setting.test.desk.connect_platform(request).await.unwrap();
}

/// Whoever sits there leaves.
async fn seat(setting: &Setting, (username, password): (&str, &str)) {
    let desk = &setting.test.desk;
    desk.sign_out(NOTHING).await.ok();
    desk.sign_in(sign_in_as(username, password)).await.unwrap();
}

fn change(setting: &Setting, name: &str, change: impl Fn(&mut UnitRegistration)) {
    let id = id_of(setting, name);
    for entry in setting.standin.units().iter_mut() {
        if entry.id == id {
            entry.registrations.iter_mut().for_each(&change);
        }
    }
}

fn id_of(setting: &Setting, name: &str) -> Uuid {
    let unit = setting.units.iter().find(|unit| unit.name == name);
    unit.unwrap().id.uuid()
}

/// The number of a case that lies in the unit or right below it.
async fn case_in(setting: &Setting, name: &str) -> String {
    seat(setting, DORTHE).await;
    let mut request = words("");
    request.unit_id = Some(id_of(setting, name).to_string());
    let page = setting.test.desk.list_cases(request).await.unwrap();
    page.rows.first().unwrap().number.clone()
}

async fn finds(setting: &Setting, number: &str) -> bool {
    let page = setting.test.desk.list_cases(words(number)).await.unwrap();
    page.rows.iter().any(|row| row.number == number)
}

#[tokio::test]
async fn a_unit_that_moves_takes_its_cases_into_and_out_of_reach() {
    let setting = setting().await;
    let desk = &setting.test.desk;
    let fetched = desk.fetch_units().await.unwrap();
    assert_eq!(fetched.stopped, None);
    assert_eq!(fetched.units.as_before, setting.units.len() as u64);

    let comes = case_in(&setting, "Familieafdelingen").await;
    let goes = case_in(&setting, "Voksenstøtte").await;
    seat(&setting, MADS).await;
    assert!(!finds(&setting, &comes).await);
    assert!(finds(&setting, &goes).await);

    let to = |name: &str| vec![told(Some(Reference::Id(id_of(&setting, name))))];
    let (social, children) = (to("Social og Sundhed"), to("Børn, Skole og Familie"));
    change(&setting, "Familieafdelingen", |unit| {
        unit.above.clone_from(&social);
    });
    change(&setting, "Voksenstøtte", |unit| {
        unit.above.clone_from(&children);
    });
    seat(&setting, AGNES).await;
    let moved = desk.fetch_units().await.unwrap();
    assert_eq!((moved.units.moved, moved.units.changed), (2, 0));
    assert_eq!(moved.stopped, None);

    seat(&setting, MADS).await;
    assert!(!finds(&setting, &goes).await, "out of reach at once");
    // What is found by words comes when the index has been made anew.
    let mut tries = 0;
    while !finds(&setting, &comes).await {
        tries += 1;
        assert!(tries < 400, "it never came into reach");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn all_pages_are_read_and_units_that_are_gone_or_nameless_are_told_apart() {
    let setting = setting().await;
    let desk = &setting.test.desk;
    let own = setting.units.len() as u64;
    for number in 0..1_100_u128 {
        let name = format!("Opdigtet enhed {number}");
        let entry = entry(Uuid::from_u128(0xabc_000 + number), &name, None);
        setting.standin.units().push(entry);
    }
    // Another municipality's, one without a name, and one that ended with its name and its place.
    let until = |what| {
        let mut effect = Effect::since(
            Utc::now() - chrono::TimeDelta::days(3_000),
            Reference::Id(ORGANISATION),
            sagsbord_platform::index::ActorKind::System,
        );
        effect.to = Some(End::At(Utc::now() - chrono::TimeDelta::days(2_000)));
        Told {
            effect: Some(effect),
            what,
        }
    };
    let mut others = entry(Uuid::from_u128(0xdef), "Nabokommunens", None);
    others.registrations[0].belongs_to = vec![told(Some(Reference::Id(Uuid::from_u128(99))))];
    setting.standin.units().push(others);
    let nameless = entry(Uuid::from_u128(0xdee), "", None);
    setting.standin.units().push(nameless);
    let place = Some(Reference::Id(id_of(&setting, "Social og Sundhed")));
    change(&setting, "Voksenstøtte", |unit| {
        let name = unit.names[0].what.clone();
        unit.names = vec![Told {
            effect: until(true).effect,
            what: name,
        }];
        unit.active = vec![told(false)];
        unit.above = vec![until_place(&until(true), place.clone())];
    });
    let fetched = desk.fetch_units().await.unwrap();
    assert_eq!(fetched.stopped, None);
    assert_eq!(fetched.units.new, 1_100);
    assert_eq!(fetched.incomplete, 1);
    let units = fetched.units;
    assert_eq!((units.moved, units.changed, units.loose), (0, 1, 0));
    assert_eq!(units.as_before, own - 1);
    let again = desk.app().fetch_units().await.unwrap();
    assert_eq!(again.units.as_before, own + 1_100);
}

fn until_place(until: &Told<bool>, what: Option<Reference>) -> Told<Option<Reference>> {
    Told {
        effect: until.effect.clone(),
        what,
    }
}

#[tokio::test]
async fn what_goes_wrong_half_way_leaves_the_units_as_they_were() {
    let setting = setting().await;
    let desk = &setting.test.desk;
    let entry = entry(Uuid::from_u128(0xabc), "Ny enhed", None);
    setting.standin.units().push(entry);
    for operation in ["organisationenhed/soeg", "organisationenhed/list"] {
        for (fault, expected) in [
            (Fault::ReplyLost, IndexTrouble::Unreachable),
            (Fault::Busy(1), IndexTrouble::Busy),
            (Fault::Nonsense, IndexTrouble::Nonsense),
        ] {
            setting.standin.faults().plan(operation, fault);
            let stopped = desk.fetch_units().await.unwrap().stopped;
            assert_eq!(trouble(stopped), Some(expected), "{operation} {fault:?}");
        }
        for _ in 0..2 {
            setting
                .standin
                .faults()
                .plan(operation, Fault::TokenRefused);
        }
        let stopped = desk.fetch_units().await.unwrap().stopped;
        let refused = Some(IndexTrouble::NotAllowed);
        assert_eq!(trouble(stopped), refused, "{operation}");
    }
    assert_eq!(desk.fetch_units().await.unwrap().units.new, 1);

    seat(&setting, ANNE).await;
    let refused = desk.fetch_units().await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::NotAllowed);
}
