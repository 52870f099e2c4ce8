use sagsbord_contract::{IndexTrouble, SourceTrouble};

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
