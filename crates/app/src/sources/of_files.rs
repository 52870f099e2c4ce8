use chrono::{DateTime, Utc};
use sagsbord_contract::{SourceCapability, SourceKind};

use super::port::{About, Came, Failed, Later, Source};

/// Files, folders, archives and mails that somebody hands in for a case (`intake`): they give documents and their
/// bytes, and know no case by themselves.
pub(super) struct HandedIn;

pub(super) const FILES_ID: &str = "files";

impl Source for HandedIn {
    fn id(&self) -> String {
        FILES_ID.to_owned()
    }

    fn name(&self) -> &str {
        "Filer og mails"
    }

    fn kind(&self) -> SourceKind {
        SourceKind::Files
    }

    fn capabilities(&self) -> Vec<SourceCapability> {
        vec![SourceCapability::Documents, SourceCapability::DocumentBytes]
    }

    fn ask<'a>(&'a self, _: About) -> Later<'a, Result<Came, Failed>> {
        let nothing = Came {
            incomplete: 0,
            at: DateTime::<Utc>::UNIX_EPOCH,
        };
        Box::pin(std::future::ready(Ok(nothing)))
    }
}
