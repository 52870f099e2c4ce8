use zeroize::Zeroizing;

/// The operating system's key service.
///
/// Each state it can be in is told apart, because each needs another act of the user. Nothing here
/// falls back to anything.
pub trait KeyRing: Send + Sync + 'static {
    /// `None`: the service answers and has no such key.
    fn get(&self, account: &str) -> Result<Option<Zeroizing<String>>, KeyRingError>;
    fn set(&self, account: &str, secret: &str) -> Result<(), KeyRingError>;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyRingError {
    #[error("no key service answers on this machine")]
    Unavailable,
    #[error("the key service is locked")]
    Locked,
    #[error("what the key service holds is not a key")]
    Unreadable,
}
