use sagsbord_contract::{SourceCapability, SourceKind, SourceTrouble};
use sagsbord_domain::access::Session;

use super::port::{About, Came, Failed, Later, Source};
use super::trouble;
use crate::Desk;
use crate::shared_index::{AskedAbout, Stopped, ask_index};

/// What other systems show in the shared index.
pub(super) struct SharedIndex<'d> {
    pub(super) desk: &'d Desk,
    pub(super) session: &'d Session,
}

pub(super) const INDEX_ID: &str = "index";
/// What the municipalities call it.
pub(super) const INDEX_NAME: &str = "Sags- og Dokumentindekset";

impl Source for SharedIndex<'_> {
    fn id(&self) -> String {
        INDEX_ID.to_owned()
    }

    fn name(&self) -> &str {
        INDEX_NAME
    }

    fn kind(&self) -> SourceKind {
        SourceKind::SharedIndex
    }

    fn capabilities(&self) -> Vec<SourceCapability> {
        vec![
            SourceCapability::Cases,
            SourceCapability::Documents,
            SourceCapability::Benefits,
            SourceCapability::Changes,
        ]
    }

    fn ask<'a>(&'a self, about: About) -> Later<'a, Result<Came, Failed>> {
        Box::pin(async move {
            let about = match about {
                About::Citizen(citizen) => AskedAbout::Citizen(citizen),
                About::Case(case) => AskedAbout::Case(case),
            };
            let told = ask_index(self.desk, self.session, about).await?;
            match told.stopped {
                None => Ok(Came {
                    incomplete: u32::try_from(told.cases.incomplete).unwrap_or(u32::MAX),
                    at: self.desk.app().clock.now(),
                }),
                Some(Stopped::NotConnected) => Err(SourceTrouble::NotConnected.into()),
                Some(Stopped::ByPerson) => Err(SourceTrouble::Refused.into()),
                Some(Stopped::Trouble { kind, .. }) => Err(trouble::of_index(kind).into()),
            }
        })
    }
}
