use chrono::{DateTime, Utc};
use sagsbord_contract::{SourceCapability, SourceKind};
use sagsbord_domain::OWN_SOURCE;

use super::port::{About, Came, Failed, Later, Source};

/// The municipality's own cases: they are here already, and always as new as now.
pub(super) struct OwnCases {
    pub(super) now: DateTime<Utc>,
}

pub(super) const OWN_ID: &str = "own";

impl Source for OwnCases {
    fn id(&self) -> String {
        OWN_ID.to_owned()
    }

    fn name(&self) -> &str {
        OWN_SOURCE
    }

    fn kind(&self) -> SourceKind {
        SourceKind::Own
    }

    fn capabilities(&self) -> Vec<SourceCapability> {
        vec![
            SourceCapability::Cases,
            SourceCapability::Documents,
            SourceCapability::DocumentBytes,
        ]
    }

    fn ask<'a>(&'a self, _: About) -> Later<'a, Result<Came, Failed>> {
        let came = Came {
            incomplete: 0,
            at: self.now,
        };
        Box::pin(std::future::ready(Ok(came)))
    }
}
