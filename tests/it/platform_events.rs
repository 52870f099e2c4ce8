use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use sagsbord_app::ports::Clock;
use sagsbord_app::{App, ListeningPhase};
use sagsbord_contract::{ErrorCode, EventSettings, IndexTrouble};
use sagsbord_domain::CaseId;
use sagsbord_platform::events::{Content, Event, EventHead, Packing};
use sagsbord_platform::index::{CaseEntry, Reference, Relation, RelationKind};
use sagsbord_platform::xml::Writer;
use sagsbord_standin::{Authority, Broker, Fault, Options, Publisher, StandIn, Told};
use sagsbord_store::EventCounts;
use sagsbord_testkit::desk::TestDesk;
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::shared_index::{CVR, connect, connection_to, foreign, municipality, sign_in, told};
use crate::support::{NOTHING, store_of};

const LONG: Duration = Duration::from_secs(60);

/// One broker for all tests. It goes when this process does.
pub(crate) async fn broker() -> &'static Broker {
    static BROKER: OnceCell<Broker> = OnceCell::const_new();
    BROKER
        .get_or_init(async || {
            let authority = Authority::new().unwrap();
            Broker::start(&authority, &[StandIn::SYSTEM]).await.unwrap()
        })
        .await
}

/// A stand-in that tells a queue of its own of what happens there.
pub(crate) async fn telling_standin(mut options: Options) -> (StandIn, String) {
    let broker = broker().await;
    let queue = Uuid::new_v4().to_string();
    broker.add_queue(&queue).await.unwrap();
    options.told = Some(Told {
        broker: broker.place().clone(),
        queues: HashMap::from([(CVR.to_owned(), vec![queue.clone()])]),
    });
    (StandIn::start(options).await.unwrap(), queue)
}

pub(crate) fn events_at(standin: &StandIn, queue: &str) -> EventSettings {
    EventSettings {
        host: "localhost".to_owned(),
        port: standin.event_port().unwrap(),
        virtual_host: "BF".to_owned(),
        queue: queue.to_owned(),
        audience: "http://entityid.kombit.dk/service/bfo_modtag/2".to_owned(),
    }
}

struct Setting {
    test: TestDesk,
    standin: StandIn,
    queue: String,
    publisher: Publisher,
}

async fn setting() -> Setting {
    let test = municipality().await;
    sign_in(&test.desk).await;
    let mut options = Options::of(CVR);
    options.clock_ahead = test.clock.now() - Utc::now();
    let (standin, queue) = telling_standin(options).await;
    let mut connection = connection_to(&standin);
    connection.settings.events = Some(events_at(&standin, &queue));
    test.desk.connect_platform(connection).await.unwrap();
    let publisher = Publisher::connect(broker().await.place()).await.unwrap();
    Setting {
        test,
        standin,
        queue,
        publisher,
    }
}

impl Setting {
    async fn publish(&self, message: &[u8]) {
        self.publisher.publish(&self.queue, message).await.unwrap();
    }

    /// Of a case as it stands in the index now, or as it is given.
    async fn publish_case(&self, event: u128, entry: CaseEntry) {
        self.publish(&message(event, entry)).await;
    }

    fn in_index(&self, case: u128) -> CaseEntry {
        self.standin.index().case(Uuid::from_u128(case)).unwrap()
    }

    async fn counts(&self) -> EventCounts {
        counts(&self.test).await
    }

    async fn until(&self, is_so: impl Fn(EventCounts) -> bool) -> EventCounts {
        let waited = std::time::Instant::now();
        loop {
            let counts = self.counts().await;
            if is_so(counts) {
                return counts;
            }
            assert!(waited.elapsed() < LONG, "{counts:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

async fn counts(test: &TestDesk) -> EventCounts {
    test.desk.app().event_counts().await.unwrap()
}

pub(crate) fn message(event: u128, entry: CaseEntry) -> Vec<u8> {
    let event = Event {
        head: EventHead::new(
            Reference::Id(Uuid::from_u128(event)),
            Reference::Id(Uuid::from_u128(0xbeef)),
        ),
        content: Content::Case(Box::new(entry)),
    };
    let mut writer = Writer::new();
    event.write(&mut writer, Packing::Base64);
    writer.into_text().into_bytes()
}

/// Title, whether it has a party, and whether it is open, of what is kept here. It ends the program.
async fn kept(test: &TestDesk, case: u128) -> Option<(String, bool)> {
    let store = store_of(test).await;
    let mut writer = store.write().await.unwrap();
    let case = CaseId::new(Uuid::from_u128(case));
    let kept = writer.case_for_index(case).await.unwrap();
    drop(writer);
    store.close().await;
    kept.map(|kept| (kept.title, kept.party.is_some()))
}

#[tokio::test]
async fn a_case_of_anothers_comes_here_after_an_event_and_many_events_are_one_question() {
    let setting = setting().await;
    let app = setting.test.desk.app();
    let many = (1..=60).map(|number| foreign(number, "Bevilling af rampe"));
    told(&setting.standin, &setting.test.clock, many.collect());
    for number in 1..=60 {
        setting
            .publish_case(1000 + number, setting.in_index(number))
            .await;
        // Twice, and in the wrong order.
        if number > 1 {
            setting
                .publish_case(999 + number, setting.in_index(number - 1))
                .await;
        }
    }
    assert!(app.start_events().await.unwrap());
    setting
        .until(|counts| counts.kept == 60 && counts.to_fetch == 0)
        .await;
    let asked = setting.standin.count("fremsoeg");
    assert!(asked <= 10, "{asked} questions");
    assert_eq!(setting.test.desk.index_copies().await.unwrap(), 60);
    let listening = app.event_listening();
    assert_eq!(listening.phase, ListeningPhase::Connected);
    assert!(listening.since.is_some() && listening.trouble.is_none());

    // The same again has no effect, and an older state of a case than what is kept has none either.
    let mut older = setting.in_index(1);
    setting.publish_case(1001, older.clone()).await;
    older.registrations[0].head.received = Some(Utc::now() - TimeDelta::days(3));
    setting.publish_case(5000, older).await;
    setting.until(|counts| counts.kept == 61).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(setting.counts().await.to_fetch, 0);
    assert_eq!(setting.standin.count("fremsoeg"), asked);

    app.stop_events().await;
    assert_eq!(app.event_listening().phase, ListeningPhase::Off);
    let waiting = broker().await.waiting(&setting.queue).await.unwrap();
    assert_eq!(waiting, 0, "all are acknowledged");
}

#[tokio::test]
async fn what_the_index_does_not_show_any_more_says_nothing_here_until_it_does_again() {
    let setting = setting().await;
    let app = setting.test.desk.app();
    let clock = &setting.test.clock;
    told(
        &setting.standin,
        clock,
        vec![foreign(1, "Rampe"), foreign(2, "Kørestol")],
    );
    app.ask_index().await.unwrap();
    let (mut lost, mut deleted) = (setting.in_index(1), setting.in_index(2));
    setting.standin.index().lose(Uuid::from_u128(1));
    setting.standin.index().lose(Uuid::from_u128(2));
    // One is deleted and still shown so.
    deleted.registrations[0].head.life_cycle = Some("Slettet".to_owned());
    told(&setting.standin, clock, vec![deleted]);
    lost.registrations[0].head.received = Some(clock.now() + TimeDelta::minutes(1));
    setting.publish_case(10, lost).await;
    setting.publish_case(11, setting.in_index(2)).await;
    app.start_events().await.unwrap();
    setting
        .until(|counts| counts.kept == 2 && counts.to_fetch == 0)
        .await;

    // It comes again under the same id.
    told(&setting.standin, clock, vec![foreign(1, "Rampe igen")]);
    setting.publish_case(12, setting.in_index(1)).await;
    setting
        .until(|counts| counts.kept == 3 && counts.to_fetch == 0)
        .await;
    let again = kept(&setting.test, 1).await.unwrap();
    assert_eq!(again, ("Rampe igen".to_owned(), true));
    let gone = kept(&setting.test, 2).await.unwrap();
    assert_eq!(gone, ("Ikke længere i indekset".to_owned(), false));
}

#[tokio::test]
async fn one_short_answer_does_not_take_away_what_is_kept() {
    let setting = setting().await;
    let app = setting.test.desk.app();
    let clock = &setting.test.clock;
    told(&setting.standin, clock, vec![foreign(1, "Rampe")]);
    app.ask_index().await.unwrap();
    let mut changed = setting.in_index(1);
    changed.registrations[0].head.received = Some(clock.now() + TimeDelta::minutes(1));
    setting.publish_case(10, changed).await;
    // Two questions fail, and one is answered with nothing at all.
    for fault in [Fault::CutBefore, Fault::Nonsense, Fault::Silent] {
        setting.standin.faults().plan("fremsoeg", fault);
    }
    app.start_events().await.unwrap();
    setting
        .until(|counts| counts.kept == 1 && counts.to_fetch == 0)
        .await;
    let kept = kept(&setting.test, 1).await.unwrap();
    assert_eq!(kept, ("Rampe".to_owned(), true));
}

#[tokio::test]
async fn a_case_whose_readers_are_named_says_nothing_more_after_an_event() {
    let setting = setting().await;
    let app = setting.test.desk.app();
    let clock = &setting.test.clock;
    told(&setting.standin, clock, vec![foreign(1, "Personalesag")]);
    app.ask_index().await.unwrap();
    let mut guarded = foreign(1, "Personalesag");
    let mut named = Relation::new(RelationKind::CaseProtection);
    named.reference = Some(Reference::Id(Uuid::from_u128(4)));
    guarded.registrations[0].lists.relations.push(named);
    setting.standin.index().lose(Uuid::from_u128(1));
    told(&setting.standin, clock, vec![guarded]);
    setting.publish_case(10, setting.in_index(1)).await;
    app.start_events().await.unwrap();
    setting
        .until(|counts| counts.kept == 1 && counts.to_fetch == 0)
        .await;
    let kept = kept(&setting.test, 1).await.unwrap();
    assert_eq!(kept, ("Skærmet sag".to_owned(), false));
}

#[tokio::test]
async fn what_cannot_be_used_waits_for_a_person_and_stops_nothing() {
    let setting = setting().await;
    let app = setting.test.desk.app();
    let clock = &setting.test.clock;
    told(&setting.standin, clock, vec![foreign(1, "Rampe")]);
    setting.publish(b"ikke XML").await;
    setting.publish(&[0xff, 0xfe, 0x00]).await;
    // Twice the same bytes are one.
    setting.publish(b"ikke XML").await;
    let known = String::from_utf8(message(20, foreign(1, "Rampe"))).unwrap();
    let begin = known
        .find("<k:Beskeddata>")
        .unwrap_or_else(|| known.find("Beskeddata").unwrap());
    let unknown = known.replace(
        &known[begin..],
        "<k:Beskeddata><andet xmlns=\"urn:andet\"/></k:Beskeddata></k:Haendelsesbesked>",
    );
    setting.publish(unknown.as_bytes()).await;
    setting.publish_case(10, setting.in_index(1)).await;
    app.start_events().await.unwrap();
    let counts = setting
        .until(|counts| counts.kept == 4 && counts.to_fetch == 0)
        .await;
    assert_eq!(counts.listed, 3);
    assert_eq!(setting.test.desk.index_copies().await.unwrap(), 1);

    let desk = &setting.test.desk;
    let listed = desk.listed_events(0, 50).await.unwrap();
    let mut reasons: Vec<&str> = listed.iter().map(|event| event.reason.as_str()).collect();
    reasons.sort_unstable();
    assert_eq!(reasons, ["malformed", "not_text", "unknown_kind"]);
    let unreadable = listed.iter().find(|event| event.reason == "malformed");
    let id = &unreadable.unwrap().id;
    desk.dismiss_event(id).await.unwrap();
    let twice = desk.dismiss_event(id).await;
    assert_eq!(twice.unwrap_err().code, ErrorCode::NotFound);
    // One that was put away is known when it comes again.
    setting.publish(b"ikke XML").await;
    setting.publish_case(11, setting.in_index(1)).await;
    let counts = setting.until(|counts| counts.kept == 5).await;
    assert_eq!(counts.listed, 2);

    desk.sign_out(NOTHING).await.unwrap();
    let anne = crate::support::sign_in_as("anne", "regn over havnen");
    desk.sign_in(anne).await.unwrap();
    let refused = desk.listed_events(0, 50).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::NotAllowed);
}

#[tokio::test]
async fn an_event_of_our_own_message_changes_nothing_and_one_of_anothers_is_compared() {
    let setting = setting().await;
    let app = setting.test.desk.app();
    app.start_events().await.unwrap();
    setting.test.desk.queue_for_index().await.unwrap();
    while app.tell_index().await.unwrap().messages > 0 {}
    let ours = setting.standin.index().case_ids();
    let told = ours.len() as u64;
    let counts = setting
        .until(|counts| counts.kept == told && counts.to_fetch == 0)
        .await;
    assert_eq!(counts.to_compare, 0, "{counts:?}");

    let mut disturbed = setting.standin.index().case(ours[0]).unwrap();
    let later = setting.test.clock.now() + TimeDelta::hours(1);
    disturbed.registrations[0].head.at = Some(later);
    setting.publish_case(10, disturbed).await;
    let counts = setting.until(|counts| counts.kept == told + 1).await;
    assert_eq!((counts.to_fetch, counts.to_compare), (0, 1), "{counts:?}");

    // It is told where the index is looked at, and a comparison has looked.
    let health = setting.test.desk.index_health(NOTHING).await.unwrap();
    let events = health.events.unwrap();
    assert!(events.is_connected && events.since.is_some() && events.last_message.is_some());
    assert_eq!((events.listed, events.to_compare), (Some(0), Some(1)));
    app.compare_with_index().await.unwrap();
    assert_eq!(setting.counts().await.to_compare, 0);
    let anne = crate::support::sign_in_as("anne", "regn over havnen");
    setting.test.desk.sign_out(NOTHING).await.unwrap();
    setting.test.desk.sign_in(anne).await.unwrap();
    let health = setting.test.desk.index_health(NOTHING).await.unwrap();
    let events = health.events.unwrap();
    assert_eq!((events.listed, events.to_compare), (None, None));
}

#[tokio::test]
async fn without_a_queue_there_is_nothing_to_listen_at_and_a_wrong_one_is_told() {
    let setting = setting().await;
    let app: &Arc<App> = setting.test.desk.app();
    connect(&setting.test.desk, &setting.standin).await;
    assert!(!app.start_events().await.unwrap());
    assert_eq!(app.event_listening().phase, ListeningPhase::Off);

    let mut wrong = connection_to(&setting.standin);
    wrong.settings.events = Some(EventSettings {
        queue: "findes ikke".to_owned(),
        ..events_at(&setting.standin, &setting.queue)
    });
    setting.test.desk.connect_platform(wrong).await.unwrap();
    assert!(app.start_events().await.unwrap());
    let waited = std::time::Instant::now();
    let listening = loop {
        let listening = app.event_listening();
        if listening.trouble.is_some() {
            break listening;
        }
        assert!(waited.elapsed() < LONG, "{listening:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert_eq!(listening.phase, ListeningPhase::Waiting);
    assert!(listening.since.is_some());
    let health = setting.test.desk.index_health(NOTHING).await.unwrap();
    let events = health.events.unwrap();
    assert!(!events.is_connected);
    assert_eq!(events.trouble, Some(IndexTrouble::NotAllowed));
    app.stop_events().await;
}
