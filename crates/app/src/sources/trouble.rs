use sagsbord_contract::{IndexTrouble, SourceTrouble};
use sagsbord_sources::SourceError;

/// The index's troubles in the words that all sources share.
pub(super) const fn of_index(trouble: IndexTrouble) -> SourceTrouble {
    match trouble {
        IndexTrouble::NotConnected => SourceTrouble::NotConnected,
        IndexTrouble::Unreachable => SourceTrouble::NotReached,
        IndexTrouble::Busy => SourceTrouble::Busy,
        IndexTrouble::Nonsense => SourceTrouble::Shape,
        IndexTrouble::NotAllowed | IndexTrouble::Certificate => SourceTrouble::NotAllowed,
        IndexTrouble::NotTrusted | IndexTrouble::Clock => SourceTrouble::NotTrusted,
    }
}

/// With the field that is to blame.
pub(super) fn of_source(error: &SourceError) -> (SourceTrouble, Option<String>) {
    tracing::warn!(%error, "a source did not answer as it should");
    let trouble = match error {
        SourceError::NotReached => SourceTrouble::NotReached,
        SourceError::TimedOut => SourceTrouble::TimedOut,
        SourceError::NotAllowed(_) => SourceTrouble::NotAllowed,
        SourceError::NotTrusted => SourceTrouble::NotTrusted,
        SourceError::NotFound => SourceTrouble::NotFound,
        SourceError::Busy(_) => SourceTrouble::Busy,
        SourceError::Refused(_) => SourceTrouble::Refused,
        SourceError::NotJson => SourceTrouble::NotJson,
        SourceError::TooLarge(_) => SourceTrouble::TooLarge,
        SourceError::Shape { field } => return (SourceTrouble::Shape, Some(field.clone())),
        SourceError::TooManyPages(_) => SourceTrouble::TooManyPages,
        SourceError::Redirected => SourceTrouble::Redirected,
        SourceError::NoSecret => SourceTrouble::NoSecret,
        SourceError::BadAddress | SourceError::NotOffered => SourceTrouble::Mapping,
    };
    (trouble, None)
}

/// A word of another program's is one that says nothing more.
pub(super) fn from_kept(word: &str) -> SourceTrouble {
    serde_json::from_value(word.into()).unwrap_or(SourceTrouble::Refused)
}

/// The word that it is kept under, and that the screens have a sentence for.
pub(super) const fn word(trouble: SourceTrouble) -> &'static str {
    match trouble {
        SourceTrouble::NotConnected => "not_connected",
        SourceTrouble::NotReached => "not_reached",
        SourceTrouble::TimedOut => "timed_out",
        SourceTrouble::NotAllowed => "not_allowed",
        SourceTrouble::NotTrusted => "not_trusted",
        SourceTrouble::NotFound => "not_found",
        SourceTrouble::Busy => "busy",
        SourceTrouble::Refused => "refused",
        SourceTrouble::NotJson => "not_json",
        SourceTrouble::TooLarge => "too_large",
        SourceTrouble::Shape => "shape",
        SourceTrouble::TooManyPages => "too_many_pages",
        SourceTrouble::Redirected => "redirected",
        SourceTrouble::NoSecret => "no_secret",
        SourceTrouble::KeyService => "key_service",
        SourceTrouble::Mapping => "mapping",
    }
}
