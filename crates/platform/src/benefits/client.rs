use std::sync::Arc;

use super::search::{FoundGrants, SearchGrants};
use crate::error::PlatformError;
use crate::index::StatusCode;
use crate::line::Line;
use crate::soap::{Attempt, ServicePlace, SignedService, Verdict};
use crate::token::TokenKeeper;
use crate::xml::{Malformed, Ns, Reader, Writer};

const SEARCH: &str = "http://kombit.dk/sts/ydelseindeks/fremsoeg";

/// The index of benefits, as far as our own token reaches.
#[derive(Debug, Clone)]
pub struct BenefitsClient {
    service: SignedService,
}

impl Verdict for FoundGrants {
    fn is_refused(&self) -> bool {
        self.answer.code == StatusCode::NotAllowed
    }
}

impl BenefitsClient {
    pub fn new(line: Line, tokens: Arc<TokenKeeper>, place: ServicePlace) -> Self {
        Self {
            service: SignedService::new(line, tokens, place),
        }
    }

    pub async fn search(
        &self,
        search: &SearchGrants,
        attempt: Attempt,
    ) -> Result<FoundGrants, PlatformError> {
        let read = |reader: &mut Reader<'_>, ns, local: &str| {
            if ns == Ns::Benefits && local == FoundGrants::NAME {
                FoundGrants::read_within(reader)
            } else {
                Err(Malformed::AnotherMessage)
            }
        };
        let write = |writer: &mut Writer| search.write(writer);
        self.service.ask(SEARCH, write, attempt, read).await
    }
}
