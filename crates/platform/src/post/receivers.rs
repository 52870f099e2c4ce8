use std::sync::Arc;

use sagsbord_domain::Cpr;
use serde::Deserialize;

use crate::error::PlatformError;
use crate::index::Attempt;
use crate::line::Line;
use crate::token::TokenKeeper;
use crate::xml::{Malformed, moment_text};

/// Digital Post, as far as our own token reaches.
#[derive(Debug, Clone)]
pub struct PostClient {
    line: Line,
    tokens: Arc<TokenKeeper>,
    place: PostPlace,
}

#[derive(Debug, Clone)]
pub struct PostPlace {
    /// Where it is asked who can receive.
    pub ask_address: String,
    pub ask_audience: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receiver {
    Person(Cpr),
    /// Eight digits.
    Company(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    DigitalPost,
    NemSms,
}

#[derive(Deserialize)]
struct Answer {
    result: bool,
}

impl PostClient {
    pub fn new(line: Line, tokens: Arc<TokenKeeper>, place: PostPlace) -> Self {
        Self {
            line,
            tokens,
            place,
        }
    }

    /// Asked before anything is sent (*PostForespoerg*): who is exempt must be written to in another way.
    pub async fn can_receive(
        &self,
        receiver: &Receiver,
        way: Way,
        attempt: Attempt,
    ) -> Result<bool, PlatformError> {
        let audience = &self.place.ask_audience;
        let access = self.tokens.access(audience, attempt.now).await?;
        let number = match receiver {
            Receiver::Person(cpr) => format!("cprNumber={}", cpr.digits()),
            Receiver::Company(cvr) if is_cvr(cvr) => format!("cvrNumber={cvr}"),
            Receiver::Company(_) => return Err(Malformed::NotA("a CVR number").into()),
        };
        let way = match way {
            Way::DigitalPost => "digitalpost",
            Way::NemSms => "nemsms",
        };
        let address = format!("{}/{way}?{number}", self.place.ask_address);
        let headers = [
            ("authorization", access.header()),
            ("accept", "application/json".to_owned()),
            ("x-transaktionsid", attempt.transaction.to_string()),
            ("x-transaktionstid", moment_text(attempt.now)),
        ];
        let headers: Vec<(&'static str, &str)> = headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let reply = self.line.get(&address, &headers).await?;
        if let Some(trouble) = reply.trouble() {
            return Err(trouble);
        }
        let answer: Answer =
            serde_json::from_slice(&reply.body).map_err(|_| Malformed::AnotherMessage)?;
        Ok(answer.result)
    }
}

fn is_cvr(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit())
}
