/// Why a source did not answer as its mapping says. None of them holds anything of what it answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    #[error("the source could not be reached")]
    NotReached,
    #[error("the source did not answer in time")]
    TimedOut,
    #[error("the source does not let us in (status {0})")]
    NotAllowed(u16),
    #[error("the source is not who it should be")]
    NotTrusted,
    #[error("what the mapping points at is not there")]
    NotFound,
    #[error("the source is too busy (status {0})")]
    Busy(u16),
    #[error("the source answers with status {0}")]
    Refused(u16),
    /// Often a page to sign in at.
    #[error("the answer is no JSON")]
    NotJson,
    #[error("the answer is larger than {0} bytes")]
    TooLarge(u64),
    /// As the mapping names it.
    #[error("the answer has no usable `{field}`")]
    Shape { field: String },
    #[error("the answer goes on for more than {0} pages")]
    TooManyPages(u32),
    #[error("the source sends us to another system")]
    Redirected,
    #[error("there is no secret to show")]
    NoSecret,
    #[error("the address is none that can be called")]
    BadAddress,
    #[error("the mapping says nothing of how this is asked for")]
    NotOffered,
}

impl SourceError {
    pub(crate) fn shape(field: impl Into<String>) -> Self {
        Self::Shape {
            field: field.into(),
        }
    }
}
