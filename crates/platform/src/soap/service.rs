use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::reply::{Blame, read_reply};
use super::request::{Addressed, Shown, signed_message};
use crate::error::PlatformError;
use crate::line::Line;
use crate::token::{Token, TokenKeeper};
use crate::xml::{Malformed, Ns, Reader, Writer};

/// A service that is asked by signed messages, as far as our own token reaches.
#[derive(Debug, Clone)]
pub(crate) struct SignedService {
    line: Line,
    tokens: Arc<TokenKeeper>,
    place: ServicePlace,
}

#[derive(Debug, Clone)]
pub struct ServicePlace {
    pub address: String,
    /// What the service is called in tokens.
    pub audience: String,
}

/// One attempt: what the platform's people can find it by, and when it is made.
#[derive(Debug, Clone, Copy)]
pub struct Attempt {
    pub transaction: Uuid,
    pub now: DateTime<Utc>,
}

/// What was said about the whole of a message.
pub(crate) trait Verdict {
    /// The token was not taken.
    fn is_refused(&self) -> bool;
}

impl SignedService {
    pub(crate) fn new(line: Line, tokens: Arc<TokenKeeper>, place: ServicePlace) -> Self {
        Self {
            line,
            tokens,
            place,
        }
    }

    pub(crate) fn tokens(&self) -> &Arc<TokenKeeper> {
        &self.tokens
    }

    /// A token that is not taken is renewed once. Asked again and again it would only lock the door.
    pub(crate) async fn ask<T: Verdict>(
        &self,
        action: &str,
        write: impl Fn(&mut Writer),
        attempt: Attempt,
        read: impl Fn(&mut Reader<'_>, Ns, &str) -> Result<T, Malformed>,
    ) -> Result<T, PlatformError> {
        let audience = &self.place.audience;
        let token = self.tokens.token(audience, attempt.now).await?;
        let first = self.send(action, &write, attempt, &token, &read).await;
        if !is_refused(&first) {
            return first;
        }
        self.tokens.refused(&token).await;
        let token = self.tokens.token(audience, attempt.now).await?;
        let second = self.send(action, &write, attempt, &token, &read).await;
        if is_refused(&second) {
            return Err(PlatformError::NotAllowed);
        }
        second
    }

    async fn send<T>(
        &self,
        action: &str,
        write: &impl Fn(&mut Writer),
        attempt: Attempt,
        token: &Token,
        read: &impl Fn(&mut Reader<'_>, Ns, &str) -> Result<T, Malformed>,
    ) -> Result<T, PlatformError> {
        let addressed = Addressed {
            action,
            to: &self.place.address,
            message: Uuid::new_v4(),
            transaction: Some(attempt.transaction),
            now: attempt.now,
        };
        let certificate = self.tokens.certificate();
        let message = signed_message(addressed, Shown::Token(token), certificate, write)?;
        let content_type = format!("application/soap+xml; charset=utf-8; action=\"{action}\"");
        let headers = [("content-type", content_type.as_str())];
        let reply = self
            .line
            .post(&self.place.address, &headers, message.into_bytes())
            .await?;
        let trouble = reply.trouble();
        let answer = reply.text().and_then(|text| {
            Ok(read_reply(text, |reader, (ns, local)| {
                read(reader, ns, local)
            })?)
        });
        match (answer, trouble) {
            (Ok(Ok(_)) | Err(_), Some(trouble)) => Err(trouble),
            (Ok(Ok(answer)), None) => Ok(answer),
            (Ok(Err(fault)), _) => Err(PlatformError::Fault(fault)),
            (Err(error), None) => Err(error),
        }
    }
}

fn is_refused<T: Verdict>(answer: &Result<T, PlatformError>) -> bool {
    match answer {
        Ok(answer) => answer.is_refused(),
        Err(PlatformError::Fault(fault)) => fault.blame == Blame::Security,
        Err(PlatformError::Refused(status)) => matches!(status, 401 | 403),
        Err(_) => false,
    }
}
