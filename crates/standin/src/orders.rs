use std::io::Write as _;

use anyhow::{Context as _, Result};
use chrono::Utc;
use sagsbord_platform::events::{Content, Event, EventHead, Packing};
use sagsbord_platform::index::{CaseEntry, Import, Reference, RelationKind};
use sagsbord_platform::xml::Writer;
use sagsbord_standin::{Fault, Publisher, SourceFault, SourceStandIn, StandIn};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use uuid::Uuid;

/// What somebody beside the stand-in wants of it: a line of JSON for each, and a line for an answer.
#[derive(Deserialize)]
#[serde(tag = "order", rename_all = "snake_case", deny_unknown_fields)]
enum Order {
    /// Once, the next time that this operation is asked for.
    Fault {
        at: String,
        kind: OrderedFault,
    },
    /// Somebody writes another title in the index.
    Disturb {
        case: Uuid,
        title: String,
    },
    /// A case is gone without anybody having been told.
    Lose {
        case: Uuid,
    },
    /// Another system tells the index of a case like this one, and an event tells of it.
    TellAnothers(Anothers),
    /// From now on, of one of the invented systems; without a kind it behaves again.
    SourceFault {
        at: String,
        kind: Option<OrderedSourceFault>,
    },
    /// What the index says of a case.
    Show {
        case: Uuid,
    },
    Count,
    /// How many of the messages that came held this text; of those that are kept (`--keeps-messages`).
    Said {
        text: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Anothers {
    like: Uuid,
    number: String,
    title: String,
    system: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum OrderedFault {
    TokenRefused,
    HalfInWrongState,
    ReplyLost,
    Busy,
    Nonsense,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum OrderedSourceFault {
    Hang,
    Html,
    NotAllowed,
    NoTitle,
}

/// Where events are put for those who listen.
pub(crate) struct Queue<'a> {
    pub(crate) publisher: Publisher,
    pub(crate) name: &'a str,
}

/// Takes orders until nobody gives any more.
pub(crate) async fn take_orders(
    standin: &StandIn,
    queue: Option<&Queue<'_>>,
    sources: &[(&str, SourceStandIn)],
) -> Result<()> {
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        let answer = match serde_json::from_str(&line) {
            Ok(order) => carry_out(standin, queue, sources, order).await,
            Err(error) => Err(error.into()),
        };
        say(&answer.unwrap_or_else(|error| json!({ "error": error.to_string() })))?;
    }
    Ok(())
}

pub(crate) fn say(what: &Value) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{what}")?;
    Ok(out.flush()?)
}

async fn carry_out(
    standin: &StandIn,
    queue: Option<&Queue<'_>>,
    sources: &[(&str, SourceStandIn)],
    order: Order,
) -> Result<Value> {
    Ok(match order {
        Order::Fault { at, kind } => {
            standin.faults().plan(&at, kind.fault());
            json!({})
        }
        Order::Disturb { case, title } => {
            standin.index().disturb(case, &title);
            json!({})
        }
        Order::Lose { case } => {
            standin.index().lose(case);
            json!({})
        }
        Order::TellAnothers(told) => {
            let queue = queue.context("there is no queue: start with --events")?;
            json!({ "case": tell_anothers(standin, queue, &told).await? })
        }
        Order::SourceFault { at, kind } => {
            let source = sources.iter().find(|(name, _)| *name == at);
            let (_, source) = source.context("there is no such system: start with --sources")?;
            source.misbehave(kind.map(|kind| kind.fault()));
            json!({})
        }
        Order::Show { case } => {
            let found = standin.index().case(case);
            let title = found.as_ref().and_then(|case| {
                let newest = case.newest()?;
                newest.lists.properties.last()?.title.clone()
            });
            json!({ "isThere": found.is_some(), "title": title })
        }
        Order::Said { text } => {
            let messages = standin.messages();
            let with = messages.iter().filter(|message| message.contains(&text));
            json!({ "messages": with.count(), "of": messages.len() })
        }
        Order::Count => {
            let index = standin.index();
            json!({ "cases": index.case_count(), "documents": index.document_count() })
        }
    })
}

async fn tell_anothers(standin: &StandIn, queue: &Queue<'_>, told: &Anothers) -> Result<Uuid> {
    let like = standin.index().case(told.like);
    let entry = anothers(like.context("there is no such case")?, told);
    let id = entry.id;
    let import = Import {
        documents: Vec::new(),
        cases: vec![entry],
    };
    standin.index().tell(import, Utc::now());
    // As the index has it now: with when it came.
    let there = standin.index().case(id);
    let event = Event {
        head: EventHead::new(
            Reference::Id(Uuid::new_v4()),
            Reference::Id(Uuid::from_u128(0xbeef)),
        ),
        content: Content::Case(Box::new(there.context("the index did not take it")?)),
    };
    let mut writer = Writer::new();
    event.write(&mut writer, Packing::Base64);
    let message = writer.into_text().into_bytes();
    queue.publisher.publish(queue.name, &message).await?;
    Ok(id)
}

/// The same municipality, unit, subject and people, in another system.
fn anothers(mut entry: CaseEntry, told: &Anothers) -> CaseEntry {
    entry.id = Uuid::new_v4();
    for registration in &mut entry.registrations {
        for properties in &mut registration.lists.properties {
            properties.number = Some(told.number.clone());
            properties.title = Some(told.title.clone());
        }
        for relation in &mut registration.lists.relations {
            if relation.kind == RelationKind::CaseSystem {
                relation.reference = Some(Reference::Id(Uuid::new_v4()));
                relation.system_name = Some(told.system.clone());
            }
        }
    }
    entry
}

impl OrderedSourceFault {
    fn fault(&self) -> SourceFault {
        match self {
            Self::Hang => SourceFault::Hang,
            Self::Html => SourceFault::Html,
            Self::NotAllowed => SourceFault::NotAllowed,
            Self::NoTitle => SourceFault::NoTitle,
        }
    }
}

impl OrderedFault {
    fn fault(&self) -> Fault {
        match self {
            Self::TokenRefused => Fault::TokenRefused,
            Self::HalfInWrongState => Fault::HalfInWrongState,
            Self::ReplyLost => Fault::ReplyLost,
            Self::Busy => Fault::Busy(1),
            Self::Nonsense => Fault::Nonsense,
        }
    }
}
