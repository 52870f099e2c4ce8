use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{TimeDelta, Utc};
use sagsbord_app::ports::Clock;
use sagsbord_app::{Desk, DiffersIn, Stopped};
use sagsbord_contract::{
    ConnectPlatform, IndexTrouble, MendIndexTitle, PlatformSettings, ServiceSettings,
};
use sagsbord_domain::CaseId;
use sagsbord_platform::index::{
    ActorKind, CaseEntry, CaseIndexProperties, CaseLists, CaseProperties, CaseRegistration,
    CaseStep, Effect, Import, Progress, Reference, RegistrationHead, Relation, RelationKind, Role,
    RoleBook, Sensitivity,
};
use sagsbord_standin::{Fault, Options, StandIn};
use sagsbord_testkit::demo_store::make_demo_store;
use sagsbord_testkit::desk::{FixedClock, TestDesk};
use sagsbord_testkit::municipality::Plan;
use uuid::Uuid;

use crate::support::{NOTHING, sign_in_as, store_of, words};

pub(crate) const CVR: &str = "11111111";
/// Where the demo's own cases come from.
pub(crate) use sagsbord_domain::OWN_SOURCE as OWN;

pub(crate) struct Setting {
    pub(crate) test: TestDesk,
    pub(crate) standin: StandIn,
}

/// As the demo, and small: each case is checked, signed, sent and kept.
pub(crate) async fn municipality() -> TestDesk {
    let folder = tempfile::TempDir::new().unwrap();
    let now = FixedClock::default().now();
    let plan = Plan::scaled(sagsbord_domain::danish_day(now), 300).without_documents();
    let store = make_demo_store(&folder.path().join("data"), &plan, now, &|_| ())
        .await
        .unwrap();
    store.close().await;
    let test = TestDesk::in_folder(folder, true);
    test.desk.desk_state(NOTHING).await.unwrap();
    test
}

pub(crate) async fn sign_in(desk: &Desk) {
    let agnes = sign_in_as("agnes", "nøglen ligger under krukken");
    desk.sign_in(agnes).await.unwrap();
}

pub(crate) fn titled(object: impl std::fmt::Display, title: &str) -> MendIndexTitle {
    MendIndexTitle {
        object_id: object.to_string(),
        title: title.to_owned(),
    }
}

pub(crate) fn trouble(stopped: Option<Stopped>) -> Option<IndexTrouble> {
    match stopped? {
        Stopped::Trouble { kind, .. } => Some(kind),
        Stopped::NotConnected | Stopped::ByPerson => None,
    }
}

/// As the platform's administration would hand it out.
pub(crate) fn connection_to(standin: &StandIn) -> ConnectPlatform {
    let certificate = standin.system_certificate(CVR).unwrap().both();
    ConnectPlatform {
        settings: PlatformSettings {
            cvr: CVR.to_owned(),
            municipality: "Korsbæk Kommune".to_owned(),
            organisation_id: Uuid::from_u128(1).to_string(),
            system_id: Uuid::from_u128(2).to_string(),
            system_name: "Sagsbord".to_owned(),
            usual_action: "G01".to_owned(),
            issuer_address: standin.rest_issuer(),
            issuer_by_message: false,
            access_address: standin.access_address(),
            index_address: standin.index_address(),
            index_audience: "http://entityid.kombit.dk/service/sdi/sagdokumentindeks/6".to_owned(),
            trusts_only: Some(standin.authority().pem().to_owned()),
            classification: None,
            units: None,
            benefits: Some(ServiceSettings {
                address: standin.benefits_address(),
                audience: "http://stoettesystemerne.dk/service/ydelsesindeks/6".to_owned(),
            }),
            events: None,
            post: None,
        },
        certificate: Some(BASE64_STANDARD.encode(certificate)),
        password: None,
    }
}

pub(crate) async fn connect(desk: &Desk, standin: &StandIn) {
    desk.connect_platform(connection_to(standin)).await.unwrap();
}

pub(crate) async fn setting() -> Setting {
    let test = municipality().await;
    sign_in(&test.desk).await;
    let mut options = Options::of(CVR);
    // The test's clock stands still on a day of its own.
    options.clock_ahead = test.clock.now() - Utc::now();
    let standin = StandIn::start(options).await.unwrap();
    connect(&test.desk, &standin).await;
    Setting { test, standin }
}

#[tokio::test]
async fn what_is_ours_comes_to_the_index_whatever_goes_wrong_on_the_way() {
    let Setting { test, standin } = setting().await;
    let queued = test.desk.queue_for_index().await.unwrap();
    assert!(queued > 100, "{queued}");
    assert_eq!(
        test.desk.queue_for_index().await.unwrap(),
        0,
        "nothing twice"
    );
    let faults = [
        Fault::ReplyLost,
        Fault::CutBefore,
        Fault::HalfUnanswered,
        Fault::Busy(1),
        Fault::TokenRefused,
        Fault::Nonsense,
    ];
    standin.faults().by_chance(7, 400, &faults);
    let mut stops = 0;
    let mut confirmed = 0;
    for _ in 0..200 {
        let pushed = test.desk.app().tell_index().await.unwrap();
        confirmed += pushed.confirmed;
        if pushed.stopped.is_none() && pushed.messages == 0 && pushed.returned == 0 {
            break;
        }
        stops += u32::from(pushed.stopped.is_some());
        let later = TimeDelta::seconds(20);
        test.clock.advance(later);
        standin.advance(later);
    }
    standin.faults().stop();
    // The clock has gone on so far that the seat is locked by now.
    sign_in(&test.desk).await;
    let counts = test.desk.index_queue().await.unwrap();
    let left = (counts.waiting, counts.sent, counts.parked);
    assert_eq!(left, (0, 0, 0), "{confirmed} of {queued}, {counts:?}");
    assert!(stops > 0, "the faults did happen");
    assert_eq!(confirmed + counts.held, queued);
    let index = standin.index();
    let there = index.case_count() + index.document_count();
    assert_eq!(
        there as u64, confirmed,
        "what is confirmed is there, and no more"
    );
    assert_eq!(index.imported_twice(), Vec::<Uuid>::new());
}

#[tokio::test]
async fn without_a_connection_nothing_is_sent_and_nothing_is_lost() {
    let test = municipality().await;
    sign_in(&test.desk).await;
    let queued = test.desk.queue_for_index().await.unwrap();
    let pushed = test.desk.send_to_index().await.unwrap();
    assert_eq!(pushed.stopped, Some(Stopped::NotConnected));
    assert_eq!(test.desk.index_queue().await.unwrap().waiting, queued);
}

/// A case of another system's, in the same municipality. The person is invented (day + 60).
pub(crate) fn foreign(number: u128, title: &str) -> CaseEntry {
    let book = RoleBook::shipped().unwrap();
    let since = || {
        Some(Effect::since(
            "2026-03-02T09:15:00Z".parse().unwrap(),
            Reference::Urn(
                "urn:oio:it-system-uuid:17500000-0000-4000-8000-000000000001".to_owned(),
            ),
            ActorKind::System,
        ))
    };
    let relation = |kind, role, reference| {
        let mut relation = Relation::new(kind);
        relation.effect = since();
        relation.role = Some(book.role(role));
        relation.reference = Some(reference);
        relation
    };
    let by_id = |number| Reference::Id(Uuid::from_u128(number));
    let mut owner = relation(RelationKind::CaseActor, Role::CaseOwner, by_id(1));
    owner.extension.cvr = Some(CVR.to_owned());
    let mut unit = relation(RelationKind::CaseActor, Role::CaseResponsible, by_id(77));
    unit.extension.full_name = Some("Hjælpemidler".to_owned());
    let mut class = relation(RelationKind::CaseClass, Role::CaseClass, by_id(3));
    class.extension.user_key = Some("27.35.04".to_owned());
    let cpr = Reference::Urn("urn:oio:cpr-nr:7003801234".to_owned());
    let mut party = relation(RelationKind::CaseParty, Role::CaseParty, cpr);
    party.extension.full_name = Some("Ingeborg Skjern".to_owned());
    let mut master = relation(RelationKind::CaseSystem, Role::CaseMaster, by_id(99));
    master.system_name = Some("Kornblomst Ydelse".to_owned());
    CaseEntry {
        id: Uuid::from_u128(number),
        registrations: vec![CaseRegistration {
            head: RegistrationHead {
                at: Some("2026-03-02T09:15:00Z".parse().unwrap()),
                ..RegistrationHead::default()
            },
            lists: CaseLists {
                properties: vec![CaseProperties {
                    effect: since(),
                    number: Some(format!("KY-{number}")),
                    title: Some(title.to_owned()),
                    ..CaseProperties::default()
                }],
                index_properties: vec![CaseIndexProperties {
                    effect: since(),
                    sensitivity: Some(Sensitivity::Confidential),
                    ..CaseIndexProperties::default()
                }],
                progress: vec![Progress {
                    effect: since(),
                    step: Some(CaseStep::Oplyst),
                }],
                relations: vec![owner, unit, class, party, master],
            },
        }],
        quietly: false,
    }
}

pub(crate) fn told(standin: &StandIn, clock: &FixedClock, cases: Vec<CaseEntry>) {
    let import = Import {
        documents: Vec::new(),
        cases,
    };
    standin.index().tell(import, clock.now());
}

#[tokio::test]
async fn what_others_own_comes_here_page_by_page_and_once() {
    let Setting { test, standin } = setting().await;
    let many = (1000..2750).map(|number| foreign(number, "Bevilling af rampe"));
    told(&standin, &test.clock, many.collect());
    standin.faults().plan("fremsoeg", Fault::Busy(1));
    let app = test.desk.app();
    let stopped = app.ask_index().await.unwrap();
    let asked_to_wait = Stopped::Trouble {
        kind: IndexTrouble::Busy,
        wait_seconds: Some(1),
    };
    assert_eq!(stopped.stopped, Some(asked_to_wait));
    let pulled = app.ask_index().await.unwrap();
    assert_eq!((pulled.new, pulled.stopped), (1750, None), "{pulled:?}");
    assert!(pulled.messages >= 4, "{pulled:?}");
    let again = app.ask_index().await.unwrap();
    assert_eq!((again.new, again.changed), (0, 0), "{again:?}");

    // What it shows of our own is no other's case.
    test.desk.queue_for_index().await.unwrap();
    while app.tell_index().await.unwrap().messages > 0 {}
    // Of a unit and a subject that the manager may see: what lies elsewhere is in nobody's reach.
    let mads = sign_in_as("mads", "cykel mod vinden");
    test.desk.sign_out(NOTHING).await.unwrap();
    test.desk.sign_in(mads).await.unwrap();
    let seen = test.desk.list_cases(words("")).await.unwrap();
    let like = {
        let index = standin.index();
        let ours = seen.rows.iter().filter(|row| row.source == OWN);
        ours.filter_map(|row| index.case(Uuid::try_parse(&row.id).ok()?))
            .next()
            .unwrap()
    };
    let mut known = foreign(5000, "Ny sag");
    let book = RoleBook::shipped().unwrap();
    for relation in &mut known.registrations[0].lists.relations {
        let role = book.role_of(relation.role.as_ref());
        if matches!(role, Some(Role::CaseResponsible | Role::CaseClass)) {
            let of_role = |other: &&Relation| other.role == relation.role;
            let relations = &like.registrations[0].lists.relations;
            *relation = relations.iter().find(of_role).unwrap().clone();
        }
    }
    told(&standin, &test.clock, vec![known]);
    let pulled = app.ask_index().await.unwrap();
    assert_eq!((pulled.new, pulled.changed), (1, 0), "{pulled:?}");
    assert!(pulled.own > 0, "{pulled:?}");

    let found = test.desk.list_cases(words("KY-5000")).await.unwrap();
    let [row] = found.rows.as_slice() else {
        panic!("{} rows", found.rows.len());
    };
    assert_eq!(row.source, "Kornblomst Ydelse");
    assert_eq!(row.title, "Ny sag");
}

#[tokio::test]
async fn a_case_whose_readers_are_named_in_the_index_is_shown_to_nobody_here() {
    let Setting { test, standin } = setting().await;
    let mut guarded = foreign(1, "Personalesag");
    let mut named = Relation::new(RelationKind::CaseProtection);
    named.reference = Some(Reference::Id(Uuid::from_u128(4)));
    guarded.registrations[0].lists.relations.push(named);
    told(&standin, &test.clock, vec![guarded, foreign(2, "Rampe")]);
    let pulled = test.desk.app().ask_index().await.unwrap();
    assert_eq!((pulled.new, pulled.guarded), (1, 1), "{pulled:?}");

    // What is not ours is neither renamed nor told of nor removed.
    let other = Uuid::from_u128(2);
    assert!(test.desk.app().mend_in_index(&[other]).await.is_err());

    // One that was shown and names its readers later says nothing more here.
    let mut named_later = foreign(2, "Rampe");
    let mut named = Relation::new(RelationKind::CaseProtection);
    named.reference = Some(Reference::Id(Uuid::from_u128(4)));
    named_later.registrations[0].lists.relations.push(named);
    standin.index().lose(other);
    told(&standin, &test.clock, vec![named_later]);
    let pulled = test.desk.app().ask_index().await.unwrap();
    assert_eq!((pulled.new, pulled.guarded), (0, 2), "{pulled:?}");
    let store = store_of(&test).await;
    let mut writer = store.write().await.unwrap();
    let kept = writer
        .case_for_index(CaseId::new(other))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept.title, "Skærmet sag");
    assert!(kept.party.is_none());
    assert_eq!(kept.sensitivity, sagsbord_domain::Sensitivity::Vip);
}

#[tokio::test]
async fn what_the_index_says_that_it_has_and_does_not_show_waits_for_a_person() {
    let Setting { test, standin } = setting().await;
    let queued = test.desk.queue_for_index().await.unwrap();
    standin.faults().plan("importer", Fault::HalfInWrongState);
    let mut confirmed = 0;
    loop {
        let pushed = test.desk.app().tell_index().await.unwrap();
        confirmed += pushed.confirmed;
        if pushed.messages == 0 {
            break;
        }
    }
    let counts = test.desk.index_queue().await.unwrap();
    assert!(counts.parked > 0, "{counts:?}");
    assert_eq!((counts.sent, counts.waiting), (0, 0), "{counts:?}");
    assert_eq!(
        confirmed + counts.held + counts.parked,
        queued,
        "{counts:?}"
    );
}

#[tokio::test]
async fn an_index_that_never_says_what_became_of_anything_is_not_asked_without_end() {
    let Setting { test, standin } = setting().await;
    let queued = test.desk.queue_for_index().await.unwrap();
    standin.faults().by_chance(3, 1000, &[Fault::Silent]);
    let told = tokio::time::timeout(
        std::time::Duration::from_secs(120),
        test.desk.app().tell_index(),
    );
    let pushed = told.await.expect("it ends").unwrap();
    assert_eq!((pushed.confirmed, pushed.parked), (0, 0), "{pushed:?}");
    let counts = test.desk.index_queue().await.unwrap();
    assert_eq!((counts.sent, counts.waiting + counts.held), (0, queued));
}

#[tokio::test]
async fn where_the_index_says_something_else_it_is_told_in_words_and_mended() {
    let Setting { test, standin } = setting().await;
    let app = test.desk.app();
    test.desk.queue_for_index().await.unwrap();
    while app.tell_index().await.unwrap().messages > 0 {}
    let same = app.compare_with_index().await.unwrap();
    assert!(same.compared > 50, "{same:?}");
    assert_eq!(same.differences, []);

    // Somebody writes in our name, somebody removes, and something of ours is there that is not here.
    let ids = standin.index().case_ids();
    let (changed, removed) = (ids[0], ids[1]);
    let stray = CaseEntry {
        id: Uuid::from_u128(5),
        ..standin.index().case(ids[2]).unwrap()
    };
    standin.index().disturb(changed, "En helt anden titel");
    standin.index().lose(removed);
    told(&standin, &test.clock, vec![stray]);
    // What is told of as this system's is no other's case, also where it is not here.
    assert_eq!(app.ask_index().await.unwrap().new, 0);
    let compared = app.compare_with_index().await.unwrap();
    let mut found: Vec<_> = compared
        .differences
        .iter()
        .map(|difference| (difference.object, difference.about))
        .collect();
    found.sort_by_key(|(object, about)| (*object, *about as u8));
    let mut expected = vec![
        (changed, DiffersIn::Title),
        (removed, DiffersIn::MissingThere),
        (Uuid::from_u128(5), DiffersIn::MissingHere),
    ];
    expected.sort_by_key(|(object, about)| (*object, *about as u8));
    assert_eq!(found, expected, "{compared:?}");

    // What is mended is true from then on.
    let later = TimeDelta::seconds(1);
    test.clock.advance(later);
    standin.advance(later);
    let objects: Vec<Uuid> = found.iter().map(|(object, _)| *object).collect();
    assert_eq!(app.mend_in_index(&objects).await.unwrap(), 3);
    test.clock.advance(later);
    standin.advance(later);
    while app.tell_index().await.unwrap().messages > 0 {}
    let mended = app.compare_with_index().await.unwrap();
    assert_eq!(mended.differences, [], "{mended:?}");
}
