//! The stand-in by itself: for development and the demo municipality. When it is ready it says on one line how it is
//! reached, and then takes orders, a line of JSON for each (`orders.rs`).

mod orders;

use std::collections::HashMap;
use std::path::PathBuf;

use anyhow::Result;
use chrono::{TimeDelta, Utc};
use clap::Parser;
use sagsbord_standin::{
    Authority, Broker, Holder, InventedSystem, Many, Options, Publisher, SourceStandIn, StandIn,
    Told,
};
use serde_json::json;

/// The municipality's subscription (*dueslag*).
const QUEUE: &str = "d0e51a90-0000-4000-8000-000000000001";

#[derive(Parser)]
#[command(
    name = "sagsbord-standin",
    about = "A stand-in for the service platform"
)]
struct Arguments {
    /// The port that it listens at; 0 takes a free one.
    #[arg(long, default_value_t = 8443)]
    port: u16,
    /// The municipality's CVR number.
    #[arg(long, default_value = "11111111")]
    cvr: String,
    /// Refuses what breaks the platform's guidance.
    #[arg(long)]
    strict: bool,
    /// Where the published schemas lie; every request is held against them.
    #[arg(long)]
    schemas: Option<PathBuf>,
    /// Events are told through a broker of its own: RabbitMQ must be on the machine.
    #[arg(long)]
    events: bool,
    /// The port where events are listened to; 0 takes a free one.
    #[arg(long, default_value_t = 5671)]
    event_port: u16,
    /// Answers as if other systems had put so many cases there.
    #[arg(long)]
    many: Option<u32>,
    /// Two invented systems with web APIs beside it, as the shipped mappings describe them.
    #[arg(long)]
    sources: bool,
    /// Every message is kept, so that it can be asked what was ever said.
    #[arg(long)]
    keeps_messages: bool,
    /// How long the system's certificate is valid.
    #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(i64).range(1..=3650))]
    certificate_days: i64,
    /// Where its authority's certificate, and a system's certificate with its key, are written.
    #[arg(long)]
    folder: PathBuf,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut options = Options::of(&arguments.cvr);
    options.port = arguments.port;
    options.is_strict = arguments.strict;
    options.schemas = arguments.schemas;
    options.keeps_messages = arguments.keeps_messages;
    if let Some(count) = arguments.many {
        options.many = Some(Many::new(count, &arguments.cvr)?);
    }
    let broker = if arguments.events {
        let broker = Broker::start(&Authority::new()?, &[StandIn::SYSTEM]).await?;
        broker.add_queue(QUEUE).await?;
        options.event_port = arguments.event_port;
        options.told = Some(Told {
            broker: broker.place().clone(),
            queues: HashMap::from([(arguments.cvr.clone(), vec![QUEUE.to_owned()])]),
        });
        Some(broker)
    } else {
        None
    };
    let standin = StandIn::start(options).await?;
    std::fs::create_dir_all(&arguments.folder)?;
    let write = |name: &str, text: &str| std::fs::write(arguments.folder.join(name), text);
    write("udsteder.pem", standin.authority().pem())?;
    let now = Utc::now();
    let valid = (
        now - TimeDelta::days(1),
        now + TimeDelta::days(arguments.certificate_days),
    );
    let system =
        standin
            .authority()
            .mint(Holder::System, StandIn::SYSTEM, &arguments.cvr, valid)?;
    write("system.pem", &system.both())?;
    write("adresse.txt", standin.base())?;
    if let Some(port) = standin.event_port() {
        write("haendelser.txt", &format!("localhost:{port}\n{QUEUE}\n"))?;
    }
    let sources = if arguments.sources {
        let taarnfalk = SourceStandIn::start(InventedSystem::Taarnfalk).await?;
        let kornblomst = SourceStandIn::start(InventedSystem::Kornblomst).await?;
        taarnfalk.know_anybody();
        vec![("taarnfalk", taarnfalk), ("kornblomst", kornblomst)]
    } else {
        Vec::new()
    };
    let address_of = |name: &str| {
        let mut of = sources.iter().filter(|(known, _)| *known == name);
        of.next().map(|(_, source)| source.base())
    };
    orders::say(&json!({
        "taarnfalkAddress": address_of("taarnfalk"),
        "kornblomstAddress": address_of("kornblomst"),
        "sourceSecret": SourceStandIn::SECRET,
        "cvr": arguments.cvr,
        "issuerAddress": standin.rest_issuer(),
        "accessAddress": standin.access_address(),
        "indexAddress": standin.index_address(),
        "classificationAddress": standin.classification_address(),
        "unitsAddress": standin.units_address(),
        "eventPort": standin.event_port(),
        "eventQueue": QUEUE,
        "trusts": arguments.folder.join("udsteder.pem"),
        "certificate": arguments.folder.join("system.pem"),
    }))?;
    let queue = match &broker {
        Some(broker) => Some(orders::Queue {
            publisher: Publisher::connect(broker.place()).await?,
            name: QUEUE,
        }),
        None => None,
    };
    let ordered = async {
        orders::take_orders(&standin, queue.as_ref(), &sources).await?;
        // Whoever gave them is gone; those who speak with it may still be there.
        std::future::pending::<Result<()>>().await
    };
    tokio::select! {
        ended = ordered => ended?,
        asked = tokio::signal::ctrl_c() => asked?,
    }
    drop(broker);
    Ok(())
}
