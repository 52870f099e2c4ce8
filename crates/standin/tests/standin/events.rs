//! Events over a real broker, through whatever happens on the way.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sagsbord_platform::events::{
    Content, EventSource, EventState, Pace, Phase, Subscription, Taken, Trouble, Unreadable,
};
use sagsbord_platform::index::{
    CaseLists, CaseProperties, CaseUpdate, Import, Reference, Sensitivity, Update,
};
use sagsbord_platform::{FunctionCertificate, IssuerWay, LineBounds, Trust};
use sagsbord_standin::{Authority, Fault, Holder, Options, StandIn};
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use uuid::Uuid;

use crate::listening::{LONG, Listening, broker, message, next, number, own_broker, until};
use crate::setting::{CVR, attempt, case, certificate, client, line, moment, schemas, tokens};

#[tokio::test]
async fn an_event_comes_through_the_broker_and_is_gone_from_it_when_it_is_committed() {
    let broker = broker().await;
    let listening = Listening::at(broker).await;
    let mut subscription = Subscription::start(listening.source.clone());
    until(&subscription, EventState::is_connected).await;
    for number in 1..=3 {
        listening.publish(number).await;
    }
    for expected in 1..=3 {
        let arrived = next(&mut subscription).await;
        assert_eq!(number(&arrived), expected);
        assert!(!arrived.came_before);
        let Taken::Event(event) = &arrived.taken else {
            panic!("{arrived:?}");
        };
        let Content::Case(case) = &event.content else {
            panic!("{event:?}");
        };
        assert_eq!(case.id, Uuid::from_u128(expected));
        arrived.committed().await;
    }
    let state = until(&subscription, |state| state.messages == 3).await;
    assert!(state.last_message.is_some() && state.trouble.is_none());
    assert_eq!(listening.standin.count("token"), 1);
    subscription.stop().await;
    assert_eq!(broker.waiting(&listening.queue).await.unwrap(), 0);
}

#[tokio::test]
async fn the_broker_itself_takes_certificate_and_token_as_they_are_shown() {
    let broker = broker().await;
    let listening = Listening::at(broker).await;
    listening.publish(1).await;
    let mut source = listening.source.clone();
    // Not by the stand-in's own door, which looks at tokens: RabbitMQ looks at certificates alone.
    source.place.port = broker.secured_port();
    let mut subscription = Subscription::start(source);
    let arrived = next(&mut subscription).await;
    assert_eq!(number(&arrived), 1);
    arrived.committed().await;
    assert_eq!(listening.standin.count("listener"), 0);
}

#[tokio::test]
async fn what_is_not_committed_stays_in_the_queue_and_comes_again() {
    let broker = broker().await;
    let listening = Listening::at(broker).await;
    for number in 1..=6 {
        listening.publish(number).await;
    }
    let mut subscription = Subscription::start(listening.source.clone());
    next(&mut subscription).await.committed().await;
    let kept = next(&mut subscription).await;
    assert_eq!(number(&kept), 2);
    // Given back without having been kept, as when a disk is full.
    drop(kept);
    let state = until(&subscription, |state| state.trouble.is_some()).await;
    assert!(matches!(state.trouble, Some((_, Trouble::GivenBack))));
    let mut again = Vec::new();
    while again.len() < 5 {
        let arrived = next(&mut subscription).await;
        again.push((number(&arrived), arrived.came_before));
        arrived.committed().await;
    }
    again.sort_unstable();
    // As many as may be under way at once had come before; what was committed does not come again.
    assert_eq!(
        again,
        [(2, true), (3, true), (4, true), (5, true), (6, false)]
    );
    subscription.stop().await;
    assert_eq!(broker.waiting(&listening.queue).await.unwrap(), 0);
}

#[tokio::test]
async fn what_is_held_when_it_stops_is_still_in_the_queue() {
    let broker = broker().await;
    let listening = Listening::at(broker).await;
    for number in 1..=6 {
        listening.publish(number).await;
    }
    let mut subscription = Subscription::start(listening.source.clone());
    let held = next(&mut subscription).await;
    until(&subscription, |state| state.messages == 4).await;
    assert_eq!(broker.waiting(&listening.queue).await.unwrap(), 2);
    let state = subscription.state();
    subscription.stop().await;
    assert_eq!(state.borrow().phase, Phase::Stopped);
    // Too late: it comes again, to whoever listens next.
    held.committed().await;
    let mut subscription = Subscription::start(listening.source.clone());
    let mut came = HashSet::new();
    for _ in 1..=6 {
        let arrived = next(&mut subscription).await;
        came.insert(number(&arrived));
        arrived.committed().await;
    }
    assert_eq!(came, HashSet::from([1, 2, 3, 4, 5, 6]));
}

#[tokio::test]
async fn events_that_come_twice_or_out_of_order_are_known_by_their_id() {
    let broker = broker().await;
    let listening = Listening::at(broker).await;
    for number in [3, 1, 3, 2, 1] {
        listening.publish(number).await;
    }
    let mut subscription = Subscription::start(listening.source.clone());
    let mut came = Vec::new();
    let mut known = HashSet::new();
    for _ in 0..5 {
        let arrived = next(&mut subscription).await;
        came.push(number(&arrived));
        known.insert(number(&arrived));
        // The broker does not know that they are the same.
        assert!(!arrived.came_before);
        arrived.committed().await;
    }
    assert_eq!(came, [3, 1, 3, 2, 1]);
    assert_eq!(known, HashSet::from([1, 2, 3]));
}

#[tokio::test]
async fn a_broker_that_dies_and_comes_back_loses_nothing() {
    const ALL: u128 = 200;
    let broker = own_broker().await;
    let listening = Listening::at(&broker).await;
    for number in 1..=ALL {
        listening.publish(number).await;
    }
    let mut subscription = Subscription::start(listening.source.clone());
    let mut committed = HashSet::new();
    let mut ends = vec![50, 120];
    while committed.len() < ALL as usize {
        let arrived = next(&mut subscription).await;
        let which = number(&arrived);
        arrived.committed().await;
        // A broker that dies forgets what was acknowledged last, beside what was under way: the id tells.
        committed.insert(which);
        if ends.first() == Some(&committed.len()) {
            ends.remove(0);
            broker.kill().unwrap();
            until(&subscription, |state| !state.is_connected()).await;
            broker.start_again().await.unwrap();
        }
    }
    let state = until(&subscription, EventState::is_connected).await;
    assert!(state.trouble.is_some());
    subscription.stop().await;
    assert_eq!(broker.waiting(&listening.queue).await.unwrap(), 0);
}

/// A way to the broker that can be cut.
struct Way {
    port: u16,
    lines: Arc<tokio::sync::Mutex<JoinSet<()>>>,
    opened: Arc<std::sync::atomic::AtomicU64>,
}

impl Way {
    /// `None` leads nowhere: whoever comes is let in and hears nothing.
    async fn to(port: Option<u16>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let way = Self {
            port: listener.local_addr().unwrap().port(),
            lines: Arc::default(),
            opened: Arc::default(),
        };
        let (lines, opened) = (Arc::clone(&way.lines), Arc::clone(&way.opened));
        tokio::spawn(async move {
            while let Ok((mut from, _)) = listener.accept().await {
                opened.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                lines.lock().await.spawn(async move {
                    let Some(port) = port else {
                        return std::future::pending().await;
                    };
                    let mut to = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                    let _ended = tokio::io::copy_bidirectional(&mut from, &mut to).await;
                });
            }
        });
        way
    }

    async fn cut(&self) {
        self.lines.lock().await.shutdown().await;
    }

    fn opened(&self) -> u64 {
        self.opened.load(std::sync::atomic::Ordering::Relaxed)
    }
}

#[tokio::test]
async fn a_line_that_is_cut_is_opened_again_and_what_was_under_way_comes_again() {
    let broker = broker().await;
    let listening = Listening::at(broker).await;
    let way = Way::to(listening.standin.event_port()).await;
    let mut source = listening.source.clone();
    source.place.port = way.port;
    for number in 1..=8 {
        listening.publish(number).await;
    }
    let mut subscription = Subscription::start(source);
    next(&mut subscription).await.committed().await;
    let held = next(&mut subscription).await;
    way.cut().await;
    until(&subscription, |state| state.trouble.is_some()).await;
    // Committed here, and the broker cannot hear it.
    held.committed().await;
    // In no order, and the first perhaps again: the broker may notice later than we do that the old line is gone, and
    // need not have heard of what was said on it last.
    let mut came = HashSet::from([1]);
    while came.len() < 8 {
        let arrived = next(&mut subscription).await;
        came.insert(number(&arrived));
        arrived.committed().await;
    }
    assert!((1..=8).all(|number| came.contains(&number)));
    let state = subscription.state();
    assert!(matches!(state.borrow().trouble, Some((_, Trouble::Cut))));
    subscription.stop().await;
    assert_eq!(broker.waiting(&listening.queue).await.unwrap(), 0);
}

#[tokio::test]
async fn what_cannot_be_read_is_handed_out_once_and_stops_nothing() {
    let broker = broker().await;
    let listening = Listening::at(broker).await;
    let unknown = String::from_utf8(message(1))
        .unwrap()
        .replace("RegistreringBesked", "PersonBesked");
    let large = vec![b' '; 50 << 20];
    for message in [
        &b"garbage"[..],
        &large,
        b"",
        unknown.as_bytes(),
        &[0xff; 900],
    ] {
        listening
            .publisher
            .publish(&listening.queue, message)
            .await
            .unwrap();
    }
    listening.publish(6).await;
    let mut subscription = Subscription::start(listening.source.clone());
    let mut came = Vec::new();
    for _ in 0..6 {
        let arrived = next(&mut subscription).await;
        came.push(match &arrived.taken {
            Taken::Event(event) => format!("{:?}", event.head.id),
            Taken::Unknown(_, kept) => {
                assert_eq!(kept.bytes, unknown.as_bytes());
                "unknown".to_owned()
            }
            Taken::Unreadable(why, kept) => {
                assert_eq!(kept.is_whole, *why != Unreadable::TooLarge);
                format!("{why}")
            }
        });
        arrived.committed().await;
    }
    assert_eq!(
        came,
        [
            "it is no XML",
            "it is larger than any event",
            "it is no XML",
            "unknown",
            "it is no text",
            "Id(00000000-0000-0000-0000-000000000006)",
        ]
    );
    subscription.stop().await;
    assert_eq!(broker.waiting(&listening.queue).await.unwrap(), 0);
}

/// What a subscription that cannot begin says, and that it does not try without end.
async fn trouble_of(source: EventSource) -> Trouble {
    let subscription = Subscription::start(source);
    let state = until(&subscription, |state| state.trouble.is_some()).await;
    subscription.stop().await;
    state.trouble.unwrap().1
}

#[tokio::test]
async fn each_reason_why_nothing_comes_is_told_apart() {
    let broker = broker().await;
    let listening = Listening::at(broker).await;
    let good = || listening.source.clone();
    let standin = &listening.standin;
    let mut source = good();
    source.place.queue = Uuid::new_v4().to_string();
    let trouble = trouble_of(source).await;
    assert!(matches!(trouble, Trouble::NoSuchQueue), "{trouble:?}");

    let mut source = good();
    source.place.virtual_host = "another".to_owned();
    let trouble = trouble_of(source).await;
    assert!(matches!(trouble, Trouble::NotAllowed), "{trouble:?}");

    let mut source = good();
    "http://entityid.kombit.dk/service/sdi/sagdokumentindeks/6"
        .clone_into(&mut source.place.audience);
    let trouble = trouble_of(source).await;
    assert!(matches!(trouble, Trouble::NotAllowed), "{trouble:?}");
    assert!(standin.count("listener refused") > 0);

    let mut source = good();
    source.place.port = 1;
    let trouble = trouble_of(source).await;
    assert!(matches!(trouble, Trouble::Unreachable), "{trouble:?}");

    // Ours is a good certificate for the stand-in, and the broker does not know the name in it.
    let now = Utc::now();
    let valid = (
        now - chrono::TimeDelta::days(1),
        now + chrono::TimeDelta::days(9),
    );
    let minted = standin
        .authority()
        .mint(Holder::System, "En anden", CVR, valid)
        .unwrap();
    let other = FunctionCertificate::from_pem(minted.both().as_bytes()).unwrap();
    let other_line = line(standin, &other, LineBounds::default());
    let before = standin.count("token");
    let mut source = good();
    source.tokens = tokens(standin, &other, IssuerWay::Rest, &other_line);
    source.pace.first = LONG;
    let trouble = trouble_of(source).await;
    assert!(matches!(trouble, Trouble::NotAllowed), "{trouble:?}");
    let asked = standin.count("token") - before;
    assert_eq!(asked, 2, "a new token is tried once");

    let mut source = good();
    source.trust = Trust::Only(Authority::unknown().unwrap().pem().as_bytes().to_vec());
    let trouble = trouble_of(source).await;
    assert!(matches!(trouble, Trouble::NotTrusted), "{trouble:?}");

    let elsewhere = StandIn::start(Options::of(CVR)).await.unwrap();
    let certificate = certificate(&elsewhere);
    let line = line(&elsewhere, &certificate, LineBounds::default());
    let mut source = good();
    source.tokens = tokens(&elsewhere, &certificate, IssuerWay::Rest, &line);
    drop(elsewhere);
    let trouble = trouble_of(source).await;
    assert!(matches!(trouble, Trouble::NoToken(_)), "{trouble:?}");
}

#[tokio::test]
async fn a_broker_that_is_away_is_not_asked_without_end() {
    let broker = broker().await;
    let listening = Listening::at(broker).await;
    // Nothing listens behind this way, so that each try ends at once.
    let way = Way::to(Some(1)).await;
    let mut source = listening.source.clone();
    source.place.port = way.port;
    source.pace = Pace {
        first: Duration::from_millis(100),
        longest: Duration::from_millis(800),
    };
    let subscription = Subscription::start(source);
    let mut waits = Vec::new();
    let mut state = subscription.state();
    while waits.len() < 5 {
        let waiting = timeout(
            LONG,
            state.wait_for(|state| matches!(state.phase, Phase::Waiting { .. })),
        );
        let phase = waiting.await.unwrap().unwrap().phase;
        if let Phase::Waiting { until } = phase {
            waits.push((until - Utc::now()).num_milliseconds());
        }
        let going_on = state.wait_for(|state| state.phase != phase);
        timeout(LONG, going_on).await.unwrap().unwrap();
    }
    assert!(waits[4] > waits[0] && waits[4] >= 300, "{waits:?}");
    assert!(way.opened() <= 6, "{}", way.opened());
    subscription.stop().await;
}

#[tokio::test]
async fn it_stops_at_once_also_where_nobody_answers() {
    let broker = broker().await;
    let listening = Listening::at(broker).await;
    let way = Way::to(None).await;
    let mut source = listening.source.clone();
    source.place.port = way.port;
    let subscription = Subscription::start(source);
    while way.opened() == 0 {
        tokio::task::yield_now().await;
    }
    timeout(Duration::from_secs(5), subscription.stop())
        .await
        .unwrap();
}

#[tokio::test]
async fn nothing_of_it_is_left_behind_where_a_broker_lets_it_in_and_is_silent() {
    let broker = broker().await;
    let listening = Listening::at(broker).await;
    let (port, mut silent) = silent_broker(&listening.standin).await;
    let mut source = listening.source.clone();
    source.place.port = port;
    let subscription = Subscription::start(source);
    let mut line = timeout(LONG, silent.recv()).await.unwrap().unwrap();
    // It has said which protocol it speaks, and waits for an answer.
    let mut said = [0; 8];
    line.read_exact(&mut said).await.unwrap();
    assert_eq!(&said, b"AMQP\0\0\x09\x01");
    timeout(Duration::from_secs(5), subscription.stop())
        .await
        .unwrap();
    // The other end of the line is shut, so nobody sits and waits there.
    let mut rest = Vec::new();
    let ended = timeout(LONG, line.read_to_end(&mut rest)).await.unwrap();
    assert!(ended.is_err() || rest.is_empty());
}

/// Shows a good certificate, and then says nothing.
async fn silent_broker(
    standin: &StandIn,
) -> (u16, tokio::sync::mpsc::Receiver<TlsStream<TcpStream>>) {
    let now = Utc::now();
    let valid = (
        now - chrono::TimeDelta::days(1),
        now + chrono::TimeDelta::days(9),
    );
    let own = standin
        .authority()
        .mint(Holder::Server, "silent", CVR, valid)
        .unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from_pem_slice(own.certificate.as_bytes()).unwrap()],
            PrivateKeyDer::from_pem_slice(own.key.as_bytes()).unwrap(),
        )
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (lines, taken) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let line = acceptor.accept(stream).await.unwrap();
            lines.send(line).await.unwrap();
        }
    });
    (port, taken)
}

#[tokio::test]
async fn what_happens_in_the_index_is_told_to_the_municipality_that_it_belongs_to() {
    let broker = broker().await;
    let mut options = Options::of(CVR);
    options.schemas = schemas();
    let listening = Listening::with(broker, options).await;
    let standin = &listening.standin;
    let mut subscription = Subscription::start(listening.source.clone());
    let own = certificate(standin);
    let index = client(standin, &own, IssuerWay::Rest, LineBounds::default());
    let entry = |number, quietly| {
        let mut entry = case(number, "Kørestol", "27.35.04", Sensitivity::Sensitive);
        entry.quietly = quietly;
        entry
    };
    let import = Import {
        documents: Vec::new(),
        cases: vec![entry(1, true), entry(2, false)],
    };
    index.import(&import, attempt()).await.unwrap();
    let update = Update {
        documents: Vec::new(),
        cases: vec![CaseUpdate {
            id: Uuid::from_u128(2),
            note: None,
            lists: CaseLists {
                properties: vec![CaseProperties {
                    title: Some("Rampe".to_owned()),
                    number: Some("S-2".to_owned()),
                    user_key: Some("S-2".to_owned()),
                    ..CaseProperties::default()
                }],
                ..CaseLists::default()
            },
            at: moment("2026-03-10T10:00:00Z"),
            quietly: false,
        }],
    };
    index.update(&update, attempt()).await.unwrap();
    let mut known = HashSet::new();
    for title in ["Kørestol", "Rampe"] {
        let arrived = next(&mut subscription).await;
        let Taken::Event(event) = &arrived.taken else {
            panic!("{arrived:?}");
        };
        assert!(known.insert(event.head.id.clone()));
        let object = &event.head.objects[0];
        assert_eq!(object.object, Some(Reference::Id(Uuid::from_u128(2))));
        let subject = Reference::Urn("urn:oio:kle:27.35.04".to_owned());
        assert_eq!(object.subject, Some(subject));
        let Content::Case(told) = &event.content else {
            panic!("{event:?}");
        };
        let newest = told.newest().unwrap();
        assert_eq!(newest.lists.properties[0].title.as_deref(), Some(title));
        assert!(newest.head.received.is_some());
        arrived.committed().await;
    }
    subscription.stop().await;
    assert_eq!(broker.waiting(&listening.queue).await.unwrap(), 0);
}

#[tokio::test]
async fn the_stand_in_tells_twice_and_late_on_order() {
    let broker = broker().await;
    let listening = Listening::at(broker).await;
    let standin = &listening.standin;
    let own = certificate(standin);
    let index = client(standin, &own, IssuerWay::Rest, LineBounds::default());
    standin.faults().plan("event", Fault::Late);
    standin.faults().plan("event", Fault::Twice);
    for number in 1..=3 {
        let import = Import {
            documents: Vec::new(),
            cases: vec![case(number, "x", "27.35.04", Sensitivity::Sensitive)],
        };
        index.import(&import, attempt()).await.unwrap();
    }
    let mut subscription = Subscription::start(listening.source.clone());
    let mut came = Vec::new();
    for _ in 0..4 {
        let arrived = next(&mut subscription).await;
        let Taken::Event(event) = &arrived.taken else {
            panic!("{arrived:?}");
        };
        let Content::Case(told) = &event.content else {
            panic!("{event:?}");
        };
        came.push((told.id.as_u128(), event.head.id.clone()));
        arrived.committed().await;
    }
    let numbers: Vec<u128> = came.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, [2, 2, 1, 3]);
    assert_eq!(came[0].1, came[1].1, "twice the same event");
}
