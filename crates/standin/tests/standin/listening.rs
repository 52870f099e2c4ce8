//! A municipality's system that listens at a queue of a real broker: RabbitMQ, started here in a folder of its own.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;
use sagsbord_platform::events::{
    Arrived, Content, Event, EventHead, EventPlace, EventSource, EventState, Pace, Packing,
    Subscription, Taken,
};
use sagsbord_platform::index::{Reference, Sensitivity};
use sagsbord_platform::xml::Writer;
use sagsbord_platform::{IssuerWay, LineBounds, TokenKeeper, Trust};
use sagsbord_standin::{Authority, Broker, Options, Publisher, StandIn, Told};
use tokio::sync::OnceCell;
use tokio::time::timeout;
use uuid::Uuid;

use crate::setting::{CVR, case, certificate, line, tokens};

const AUDIENCE: &str = "http://entityid.kombit.dk/service/bfo_modtag/2";
/// Far longer than anything here takes, so that a test that waits for it has failed.
pub(crate) const LONG: Duration = Duration::from_secs(60);

/// One broker for all tests. It goes when this process does.
pub(crate) async fn broker() -> &'static Broker {
    static BROKER: OnceCell<Broker> = OnceCell::const_new();
    BROKER.get_or_init(own_broker).await
}

pub(crate) async fn own_broker() -> Broker {
    let authority = Authority::new().unwrap();
    Broker::start(&authority, &[StandIn::SYSTEM]).await.unwrap()
}

/// A municipality's system that listens at a queue of its own.
pub(crate) struct Listening {
    pub(crate) standin: StandIn,
    pub(crate) source: EventSource,
    pub(crate) publisher: Publisher,
    pub(crate) queue: String,
}

impl Listening {
    pub(crate) async fn at(broker: &Broker) -> Self {
        Self::with(broker, Options::of(CVR)).await
    }

    /// The stand-in tells the queue of what happens there.
    pub(crate) async fn with(broker: &Broker, mut options: Options) -> Self {
        let queue = Uuid::new_v4().to_string();
        broker.add_queue(&queue).await.unwrap();
        options.told = Some(Told {
            broker: broker.place().clone(),
            queues: HashMap::from([(CVR.to_owned(), vec![queue.clone()])]),
        });
        let standin = StandIn::start(options).await.unwrap();
        let certificate = certificate(&standin);
        let line = line(&standin, &certificate, LineBounds::default());
        let tokens = tokens(&standin, &certificate, IssuerWay::Rest, &line);
        let publisher = Publisher::connect(broker.place()).await.unwrap();
        let source = source(&standin, tokens, broker, &queue);
        Self {
            standin,
            source,
            publisher,
            queue,
        }
    }

    pub(crate) async fn publish(&self, number: u128) {
        let message = message(number);
        self.publisher.publish(&self.queue, &message).await.unwrap();
    }
}

fn source(
    standin: &StandIn,
    tokens: Arc<TokenKeeper>,
    broker: &Broker,
    queue: &str,
) -> EventSource {
    EventSource {
        place: EventPlace {
            host: "localhost".to_owned(),
            port: standin.event_port().unwrap(),
            virtual_host: broker.virtual_host().to_owned(),
            queue: queue.to_owned(),
            audience: AUDIENCE.to_owned(),
        },
        tokens,
        trust: Trust::Only(standin.authority().pem().as_bytes().to_vec()),
        at_once: 4,
        pace: Pace {
            first: Duration::from_millis(50),
            longest: Duration::from_secs(1),
        },
        clock: Arc::new(Utc::now),
    }
}

pub(crate) fn message(number: u128) -> Vec<u8> {
    let entry = case(number, "Ansøgning", "27.35.04", Sensitivity::Sensitive);
    let event = Event {
        head: EventHead::new(
            Reference::Id(Uuid::from_u128(number)),
            Reference::Id(Uuid::from_u128(0xbeef)),
        ),
        content: Content::Case(Box::new(entry)),
    };
    let mut writer = Writer::new();
    let packing = if number.is_multiple_of(2) {
        Packing::Base64
    } else {
        Packing::Plain
    };
    event.write(&mut writer, packing);
    writer.into_text().into_bytes()
}

pub(crate) async fn next(subscription: &mut Subscription) -> Arrived {
    timeout(LONG, subscription.next()).await.unwrap().unwrap()
}

pub(crate) fn number(arrived: &Arrived) -> u128 {
    let Taken::Event(event) = &arrived.taken else {
        return 0;
    };
    match event.head.id {
        Reference::Id(id) => id.as_u128(),
        Reference::Urn(_) => 0,
    }
}

pub(crate) async fn until(
    subscription: &Subscription,
    is_so: impl FnMut(&EventState) -> bool,
) -> EventState {
    let mut state = subscription.state();
    let state = timeout(LONG, state.wait_for(is_so)).await.unwrap().unwrap();
    state.clone()
}
