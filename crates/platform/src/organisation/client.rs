use std::sync::Arc;

use super::messages::{ListUnits, SearchUnits, UnitIds, UnitList};
use crate::error::PlatformError;
use crate::index::StatusCode;
use crate::line::Line;
use crate::soap::{Attempt, ServicePlace, SignedService, Verdict};
use crate::token::TokenKeeper;
use crate::xml::{Malformed, Ns, Reader, Writer};

const ACTIONS: &str = "http://kombit.dk/sts/organisation/organisationenhed";

/// The organisation's units, as far as our own token reaches.
#[derive(Debug, Clone)]
pub struct OrganisationClient {
    service: SignedService,
}

impl Verdict for UnitIds {
    fn is_refused(&self) -> bool {
        self.answer.code == StatusCode::NotAllowed
    }
}

impl Verdict for UnitList {
    fn is_refused(&self) -> bool {
        self.answer.code == StatusCode::NotAllowed
    }
}

impl OrganisationClient {
    /// The address is that of the units: each kind of object has one of its own.
    pub fn new(line: Line, tokens: Arc<TokenKeeper>, place: ServicePlace) -> Self {
        Self {
            service: SignedService::new(line, tokens, place),
        }
    }

    pub async fn search(
        &self,
        search: &SearchUnits,
        attempt: Attempt,
    ) -> Result<UnitIds, PlatformError> {
        let read = |reader: &mut Reader<'_>, ns, local: &str| {
            expect(ns, local, UnitIds::NAME)?;
            UnitIds::read_within(reader)
        };
        let write = |writer: &mut Writer| search.write(writer);
        let action = format!("{ACTIONS}/soeg");
        self.service.ask(&action, write, attempt, read).await
    }

    pub async fn list(
        &self,
        list: &ListUnits,
        attempt: Attempt,
    ) -> Result<UnitList, PlatformError> {
        let read = |reader: &mut Reader<'_>, ns, local: &str| {
            expect(ns, local, UnitList::NAME)?;
            UnitList::read_within(reader)
        };
        let write = |writer: &mut Writer| list.write(writer);
        let action = format!("{ACTIONS}/list");
        self.service.ask(&action, write, attempt, read).await
    }
}

fn expect(ns: Ns, local: &str, wanted: &str) -> Result<(), Malformed> {
    if ns == Ns::OrganisationUnit && local == wanted {
        Ok(())
    } else {
        Err(Malformed::AnotherMessage)
    }
}
