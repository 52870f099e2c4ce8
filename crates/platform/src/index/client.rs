use std::sync::Arc;

use super::import::Import;
use super::outcome::{Answers, Outcome, StatusCode};
use super::removal::Removal;
use super::sdi;
use super::search::Search;
use super::search_reply::SearchReply;
use super::update::Update;
use crate::error::PlatformError;
use crate::line::Line;
use crate::soap::{Attempt, ServicePlace, SignedService, Verdict};
use crate::token::TokenKeeper;
use crate::xml::{Malformed, Ns, Reader, Writer};

const ACTIONS: &str = "http://kombit.dk/sts/sagdokumentindeks";

/// The index, as far as our own token reaches.
#[derive(Debug, Clone)]
pub struct IndexClient {
    service: SignedService,
}

#[derive(Debug, Clone)]
pub struct IndexPlace {
    pub address: String,
    /// What the service is called in tokens.
    pub audience: String,
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
        let place = ServicePlace {
            address: place.address,
            audience: place.audience,
        };
        Self {
            service: SignedService::new(line, tokens, place),
        }
    }

    pub fn tokens(&self) -> &Arc<TokenKeeper> {
        self.service.tokens()
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
        let action = format!("{ACTIONS}/fremsoeg");
        self.service.ask(&action, write, attempt, read).await
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
        let action = format!("{ACTIONS}/{operation}");
        self.service.ask(&action, write, attempt, read).await
    }
}
