use std::io::Write as _;

use anyhow::Result;
use sagsbord_standin::{Fault, StandIn};
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
    /// What the index says of a case.
    Show {
        case: Uuid,
    },
    Count,
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

/// Takes orders until nobody gives any more.
pub(crate) async fn take_orders(standin: &StandIn) -> Result<()> {
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        let answer = match serde_json::from_str(&line) {
            Ok(order) => carry_out(standin, order),
            Err(error) => json!({ "error": error.to_string() }),
        };
        say(&answer)?;
    }
    Ok(())
}

pub(crate) fn say(what: &Value) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{what}")?;
    Ok(out.flush()?)
}

fn carry_out(standin: &StandIn, order: Order) -> Value {
    match order {
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
        Order::Show { case } => {
            let found = standin.index().case(case);
            let title = found.as_ref().and_then(|case| {
                let newest = case.newest()?;
                newest.lists.properties.last()?.title.clone()
            });
            json!({ "isThere": found.is_some(), "title": title })
        }
        Order::Count => {
            let index = standin.index();
            json!({ "cases": index.case_count(), "documents": index.document_count() })
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
