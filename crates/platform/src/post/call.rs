use std::sync::Arc;

use super::letter::{Letter, MemoVersion};
use super::limits::PostLimits;
use crate::error::PlatformError;
use crate::index::Attempt;
use crate::line::{Line, Reply};
use crate::token::TokenKeeper;
use crate::xml::moment_text;

/// Digital Post, as far as our own token reaches.
#[derive(Debug, Clone)]
pub struct PostClient {
    line: Line,
    tokens: Arc<TokenKeeper>,
    pub(super) place: PostPlace,
    pub(super) limits: PostLimits,
}

#[derive(Debug, Clone)]
pub struct PostPlace {
    /// Where it is asked who can receive (*PostForespoerg*).
    pub ask_address: String,
    pub ask_audience: String,
    /// Where letters are handed in (*KombiPostAfsend*).
    pub send_address: String,
    pub send_audience: String,
}

/// What is asked of a service.
#[derive(Clone, Copy)]
pub(super) enum Request<'a> {
    /// At this address.
    Ask(&'a str),
    Send(&'a Letter, MemoVersion),
}

impl PostClient {
    pub fn new(line: Line, tokens: Arc<TokenKeeper>, place: PostPlace, limits: PostLimits) -> Self {
        Self {
            line,
            tokens,
            place,
            limits,
        }
    }

    /// With an access token for that service. One that is not taken is replaced once: the service says so before it
    /// has done anything.
    pub(super) async fn call(
        &self,
        audience: &str,
        attempt: Attempt,
        request: Request<'_>,
    ) -> Result<Reply, PlatformError> {
        let mut is_second = false;
        loop {
            let access = self.tokens.access(audience, attempt.now).await?;
            let owned = [
                ("authorization", access.header()),
                ("x-transaktionsid", attempt.transaction.to_string()),
                ("x-transaktionstid", moment_text(attempt.now)),
            ];
            let mut headers: Vec<(&'static str, &str)> = owned
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            let reply = match request {
                Request::Ask(address) => {
                    headers.push(("accept", "application/json"));
                    self.line.get(address, &headers).await?
                }
                Request::Send(letter, version) => {
                    headers.push(("content-type", "application/xml; charset=utf-8"));
                    headers.push(("accept", "application/xml"));
                    let message = letter.message(version).into_bytes();
                    let address = &self.place.send_address;
                    self.line.post(address, &headers, message).await?
                }
            };
            if reply.status != 401 {
                return Ok(reply);
            }
            if is_second {
                return Err(PlatformError::NotAllowed);
            }
            self.tokens.access_refused(audience, &access).await;
            is_second = true;
        }
    }
}
