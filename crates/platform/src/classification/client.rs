use std::sync::Arc;

use super::class::Classification;
use super::list::{ANSWER, ListReply, Wanted};
use crate::error::PlatformError;
use crate::line::Line;
use crate::soap::{Attempt, ServicePlace, SignedService, Verdict};
use crate::token::TokenKeeper;
use crate::xml::{Malformed, Ns, Reader, Writer};

const ACTION: &str =
    "http://www.kombit.dk/2017/01/01/KlassifikationListeHentService_2#KlassifikationListeHent";

/// The classification, as far as our own token reaches.
#[derive(Debug, Clone)]
pub struct ClassificationClient {
    service: SignedService,
}

impl Verdict for ListReply {
    fn is_refused(&self) -> bool {
        // What is wrong with a token is said by a fault of the envelope.
        false
    }
}

impl ClassificationClient {
    pub fn new(line: Line, tokens: Arc<TokenKeeper>, place: ServicePlace) -> Self {
        Self {
            service: SignedService::new(line, tokens, place),
        }
    }

    /// Whole plans by their keys. One that the platform does not know is not among them.
    pub async fn classifications(
        &self,
        wanted: &Wanted,
        attempt: Attempt,
    ) -> Result<Vec<Classification>, PlatformError> {
        let write = |writer: &mut Writer| wanted.write(writer, attempt.transaction, attempt.now);
        let read = |reader: &mut Reader<'_>, ns, local: &str| {
            if ns == Ns::Kombit && local == ANSWER {
                ListReply::read_within(reader)
            } else {
                Err(Malformed::AnotherMessage)
            }
        };
        let reply = self.service.ask(ACTION, write, attempt, read).await?;
        match reply.fault {
            Some(fault) => Err(PlatformError::Fault(fault)),
            None => Ok(reply.classifications),
        }
    }
}
