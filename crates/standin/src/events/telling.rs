use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sagsbord_platform::events::{Content, Event, EventHead, ObjectTold, Packing};
use sagsbord_platform::index::{CaseEntry, Reference, RelationKind, Sensitivity};
use sagsbord_platform::post::{PostOutcome, PostStatus};
use sagsbord_platform::xml::Writer;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use uuid::{Uuid, uuid};

use super::broker::BrokerPlace;
use super::publisher::Publisher;
use crate::faults::{Fault, Faults};
use crate::invented::Events;

/// Who is told of what happens.
#[derive(Debug, Clone)]
pub struct Told {
    pub broker: BrokerPlace,
    /// The queues of each municipality, by its CVR number.
    pub queues: HashMap<String, Vec<String>>,
}

/// Tells of what happened in the order in which it did, for as long as it takes the broker to hear it.
pub(crate) struct Teller {
    tells: mpsc::UnboundedSender<(String, Event)>,
    task: JoinHandle<()>,
}

/// Published with the platform's own examples.
const CONFIDENTIAL: Uuid = uuid!("44f4108b-26d4-46de-a90f-35e35b55b8d8");
const NOT_CONFIDENTIAL: Uuid = uuid!("1d81c472-0808-44cc-963d-f5ef0170ae1d");
const CASE: Uuid = uuid!("7f04a5f2-5437-4bf3-9605-46a5ba882bcc");

/// Those who are told, and the line to the broker while it holds.
struct Line {
    told: Told,
    publisher: Option<Publisher>,
}

impl Teller {
    pub(crate) fn start(told: Told, faults: Arc<Faults>) -> Self {
        let (tells, waiting) = mpsc::unbounded_channel();
        let line = Line {
            told,
            publisher: None,
        };
        let task = tokio::spawn(line.tell_all(waiting, faults));
        Self { tells, task }
    }

    pub(crate) fn tell(&self, cvr: &str, event: Event) {
        // Nobody hears it only when the stand-in is going away.
        let _heard = self.tells.send((cvr.to_owned(), event));
    }
}

impl Drop for Teller {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Line {
    async fn tell_all(
        mut self,
        mut waiting: mpsc::UnboundedReceiver<(String, Event)>,
        faults: Arc<Faults>,
    ) {
        let mut late = None;
        while let Some(told) = waiting.recv().await {
            let fault = faults.next("event");
            if fault == Some(Fault::Late) && late.is_none() {
                late = Some(told);
                continue;
            }
            self.tell(&told).await;
            if fault == Some(Fault::Twice) {
                self.tell(&told).await;
            }
            if let Some(told) = late.take() {
                self.tell(&told).await;
            }
        }
    }

    async fn tell(&mut self, (cvr, event): &(String, Event)) {
        let packing = match event.content {
            Content::Case(_) => Packing::Plain,
            Content::PostStatus(_) => Packing::Base64,
        };
        let mut writer = Writer::new();
        event.write(&mut writer, packing);
        let message = writer.into_text().into_bytes();
        let queues = self.told.queues.get(cvr).cloned().unwrap_or_default();
        for queue in queues {
            while let Err(error) = self.publish(&queue, &message).await {
                tracing::debug!(%error, "the broker does not hear");
                self.publisher = None;
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }

    async fn publish(&mut self, queue: &str, message: &[u8]) -> anyhow::Result<()> {
        let publisher = match self.publisher.take() {
            Some(publisher) => publisher,
            None => Publisher::connect(&self.told.broker).await?,
        };
        publisher.publish(queue, message).await?;
        self.publisher = Some(publisher);
        Ok(())
    }
}

/// That a case was registered, as it stands in the index now.
pub(crate) fn of_case(
    case: CaseEntry,
    cvr: &str,
    is_new: bool,
    invented: &Events,
    now: DateTime<Utc>,
) -> Event {
    let newest = case.newest();
    let kle = newest.and_then(|registration| {
        registration
            .lists
            .relations
            .iter()
            .filter(|relation| relation.kind == RelationKind::CaseClass)
            .filter_map(|class| class.extension.user_key.clone())
            // The class of what is done in the case has no dots.
            .find(|key| key.contains('.'))
    });
    let is_open = newest.is_some_and(|registration| {
        registration
            .lists
            .index_properties
            .iter()
            .any(|said| said.sensitivity == Some(Sensitivity::NotConfidential))
    });
    let action = if is_new {
        invented.case_imported
    } else {
        invented.case_updated
    };
    let object = ObjectTold {
        registration: Some(Reference::Id(Uuid::new_v4())),
        by: newest.and_then(|registration| registration.head.by.clone()),
        at: newest.and_then(|registration| registration.head.received),
        authority: Some(authority(cvr)),
        object: Some(Reference::Id(case.id)),
        object_type: Some(Reference::Id(CASE)),
        action: Some(Reference::Id(action)),
        subject: kle.map(|kle| Reference::Urn(format!("urn:oio:kle:{kle}"))),
    };
    let mut head = head(invented.case_registered, cvr, object, now);
    head.responsible = Some(Reference::Id(invented.index));
    if is_open {
        head.classification = Some(Reference::Id(NOT_CONFIDENTIAL));
    }
    Event {
        head,
        content: Content::Case(Box::new(case)),
    }
}

/// What became of a letter.
pub(crate) fn of_letter(
    status: PostStatus,
    outcome: PostOutcome,
    cvr: &str,
    invented: &Events,
    now: DateTime<Utc>,
) -> Event {
    let object = ObjectTold {
        registration: Some(Reference::Id(Uuid::new_v4())),
        at: Some(now),
        authority: Some(authority(cvr)),
        object: status.message.map(Reference::Id),
        object_type: Some(Reference::Id(invented.letter)),
        action: Some(Reference::Id(outcome.id())),
        ..ObjectTold::default()
    };
    Event {
        head: head(PostStatus::KIND, cvr, object, now),
        content: Content::PostStatus(Box::new(status)),
    }
}

fn head(kind: Uuid, cvr: &str, object: ObjectTold, now: DateTime<Utc>) -> EventHead {
    let mut head = EventHead::new(Reference::Id(Uuid::new_v4()), Reference::Id(kind));
    head.allowed = vec![authority(cvr)];
    head.objects = vec![object];
    head.created = Some(now);
    head.transaction = Some(Reference::Id(Uuid::new_v4()));
    head.classification = Some(Reference::Id(CONFIDENTIAL));
    head.valid_from = Some(now);
    head
}

fn authority(cvr: &str) -> Reference {
    Reference::Urn(format!("urn:oio:cvr-nr:{cvr}"))
}
