use sagsbord_domain::Cpr;
use serde::Deserialize;

use super::call::{PostClient, Request};
use crate::error::PlatformError;
use crate::index::Attempt;
use crate::xml::Malformed;

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
    /// Asked before anything is sent (*PostForespoerg*): who is exempt must be written to in another way.
    pub async fn can_receive(
        &self,
        receiver: &Receiver,
        way: Way,
        attempt: Attempt,
    ) -> Result<bool, PlatformError> {
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
        let audience = &self.place.ask_audience;
        let reply = self.call(audience, attempt, Request::Ask(&address)).await?;
        if let Some(trouble) = reply.trouble() {
            return Err(trouble);
        }
        let answer: Answer =
            serde_json::from_slice(&reply.body).map_err(|_| Malformed::AnotherMessage)?;
        Ok(answer.result)
    }
}

pub(super) fn is_cvr(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit())
}
