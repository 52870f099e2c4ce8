use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sagsbord_domain::SourceId;
use sagsbord_sources::Connector;

/// The lines to the sources, as long as their mappings are the same: a token lasts for a while.
#[derive(Default)]
pub(crate) struct SourcesAtHand(Mutex<HashMap<SourceId, (u32, Arc<Connector>)>>);

impl SourcesAtHand {
    pub(super) fn connector(&self, source: SourceId, version: u32) -> Option<Arc<Connector>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of_version, connector) = kept.get(&source)?;
        (*of_version == version).then(|| Arc::clone(connector))
    }

    pub(super) fn keep(&self, source: SourceId, version: u32, connector: &Arc<Connector>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(source, (version, Arc::clone(connector)));
    }

    /// The secret may be another one now.
    pub(super) fn forget(&self, source: SourceId) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.remove(&source);
    }
}
