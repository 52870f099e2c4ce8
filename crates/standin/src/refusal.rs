/// Why the stand-in will not do as it is asked. The words are ours: the platform's own are not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("the message is no XML that can be read")]
    NotXml,
    #[error("the message is no signed envelope")]
    NotAnEnvelope,
    #[error("a part that must be signed is not: {0}")]
    NotSigned(&'static str),
    #[error("two parts have the same id")]
    TwoWithOneId,
    #[error("a reference names a part that is not there")]
    NoSuchPart,
    #[error("a reference uses a way that is not allowed")]
    UnknownWay,
    #[error("a part was changed after it was signed")]
    Changed,
    #[error("the signature is not made with the key that is shown")]
    WrongSignature,
    #[error("the message was made too long ago, or in the future")]
    NotNow,
    #[error("the message is for another address")]
    WrongAddress,
    #[error("the same message came before")]
    CameBefore,
    #[error("the token was not issued here")]
    NotOurToken,
    #[error("the token has run out")]
    TokenRunOut,
    #[error("the token is for another service")]
    WrongAudience,
    #[error("the token is held by another key")]
    WrongHolder,
    #[error("no certificate was shown on the line")]
    NoCertificate,
    #[error("the certificate does not belong to the municipality that is named")]
    WrongMunicipality,
    #[error("what is asked for cannot be understood")]
    NotUnderstood,
}
