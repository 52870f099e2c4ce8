use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::import::Import;
use super::outcome::{Answers, Outcome, StatusCode};
use super::removal::Removal;
use super::sdi;
use super::search::Search;
use super::search_reply::SearchReply;
use super::update::Update;
use crate::error::PlatformError;
use crate::line::Line;
use crate::soap::{Addressed, Blame, Shown, read_reply, signed_message};
use crate::token::{Token, TokenKeeper};
use crate::xml::{Malformed, Ns, Reader, Writer};

const ACTIONS: &str = "http://kombit.dk/sts/sagdokumentindeks";

/// The index, as far as our own token reaches.
#[derive(Debug, Clone)]
pub struct IndexClient {
    line: Line,
    tokens: Arc<TokenKeeper>,
    place: IndexPlace,
}

#[derive(Debug, Clone)]
pub struct IndexPlace {
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
trait Verdict {
    fn is_refused(&self) -> bool;
}

impl Verdict for Outcome {
    fn is_refused(&self) -> bool {
        match self {
            Self::Whole(returns) => returns
                .iter()
                .any(|answer| answer.code == StatusCode::NotAllowed),
            Self::Each(_) => false,
        }
    }
}

impl Verdict for SearchReply {
    fn is_refused(&self) -> bool {
        self.answer.code == StatusCode::NotAllowed
    }
}

impl IndexClient {
    pub fn new(line: Line, tokens: Arc<TokenKeeper>, place: IndexPlace) -> Self {
        Self {
            line,
            tokens,
            place,
        }
    }

    pub fn tokens(&self) -> &Arc<TokenKeeper> {
        &self.tokens
    }

    pub async fn import(
        &self,
        import: &Import,
        attempt: Attempt,
    ) -> Result<Outcome, PlatformError> {
        let write = |writer: &mut Writer| import.write(writer);
        self.change("importer", write, attempt).await
    }

    pub async fn update(
        &self,
        update: &Update,
        attempt: Attempt,
    ) -> Result<Outcome, PlatformError> {
        let write = |writer: &mut Writer| update.write(writer);
        self.change("opdater", write, attempt).await
    }

    pub async fn remove(
        &self,
        removal: &Removal,
        attempt: Attempt,
    ) -> Result<Outcome, PlatformError> {
        let write = |writer: &mut Writer| removal.write(writer);
        self.change("fjern", write, attempt).await
    }

    pub async fn search(
        &self,
        search: &Search,
        attempt: Attempt,
    ) -> Result<SearchReply, PlatformError> {
        let write = |writer: &mut Writer| search.write(writer);
        let wanted = sdi("FremsoegSagDokumentIndeksOutput").1;
        let read = |reader: &mut Reader<'_>, ns, local: &str| {
            if ns == Ns::Sdi && local == wanted {
                SearchReply::read_within(reader)
            } else {
                Err(Malformed::AnotherMessage)
            }
        };
        self.ask("fremsoeg", write, attempt, read).await
    }

    async fn change(
        &self,
        operation: &str,
        write: impl Fn(&mut Writer),
        attempt: Attempt,
    ) -> Result<Outcome, PlatformError> {
        let answers = match operation {
            "importer" => Answers::Import,
            "opdater" => Answers::Update,
            _ => Answers::Removal,
        };
        let read = |reader: &mut Reader<'_>, ns, local: &str| {
            if ns == Ns::Sdi && answers.is_named(local) {
                Outcome::read_within(reader)
            } else {
                Err(Malformed::AnotherMessage)
            }
        };
        self.ask(operation, write, attempt, read).await
    }

    /// A token that is not taken is renewed once. Asked again and again it would only lock the door.
    async fn ask<T: Verdict>(
        &self,
        operation: &str,
        write: impl Fn(&mut Writer),
        attempt: Attempt,
        read: impl Fn(&mut Reader<'_>, Ns, &str) -> Result<T, Malformed>,
    ) -> Result<T, PlatformError> {
        let audience = &self.place.audience;
        let token = self.tokens.token(audience, attempt.now).await?;
        let first = self.send(operation, &write, attempt, &token, &read).await;
        if !is_refused(&first) {
            return first;
        }
        self.tokens.refused(&token).await;
        let token = self.tokens.token(audience, attempt.now).await?;
        let second = self.send(operation, &write, attempt, &token, &read).await;
        if is_refused(&second) {
            return Err(PlatformError::NotAllowed);
        }
        second
    }

    async fn send<T>(
        &self,
        operation: &str,
        write: &impl Fn(&mut Writer),
        attempt: Attempt,
        token: &Token,
        read: &impl Fn(&mut Reader<'_>, Ns, &str) -> Result<T, Malformed>,
    ) -> Result<T, PlatformError> {
        let action = format!("{ACTIONS}/{operation}");
        let addressed = Addressed {
            action: &action,
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
