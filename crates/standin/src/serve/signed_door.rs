//! What every door for signed messages does before it looks at what is asked.

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::http::StatusCode as Status;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};

use super::token_doors::enveloped;
use super::{Cut, Peer, Shared};
use crate::faults::Fault;
use crate::refusal::Refusal;
use crate::schemas::is_valid_by;
use crate::signature::{Known, Verified, verify};

/// Where a door is, and what it is called in tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Door {
    pub(super) path: &'static str,
    pub(super) audience: &'static str,
}

pub(super) fn verified(
    shared: &Shared,
    door: Door,
    peer: Option<Extension<Peer>>,
    body: &[u8],
) -> Result<Verified, Refusal> {
    let Extension(Peer(shown)) = peer.ok_or(Refusal::NoCertificate)?;
    let text = std::str::from_utf8(body).map_err(|_| Refusal::NotXml)?;
    shared.keep_message(text);
    let address = format!("{}{}", shared.base, door.path);
    let known = Known {
        address: &address,
        issuer: shared.issuer.certificate(),
        now: shared.now(),
    };
    let verified = verify(text, known)?;
    let assertion = verified.assertion.as_ref().ok_or(Refusal::NotOurToken)?;
    if assertion.holder != shown {
        return Err(Refusal::WrongHolder);
    }
    if assertion.audience != door.audience {
        return Err(Refusal::WrongAudience);
    }
    if !shared.is_first(&verified.message) {
        return Err(Refusal::CameBefore);
    }
    Ok(verified)
}

/// What goes wrong before anything is done. `None`: go on.
pub(super) async fn befalls(planned: Option<Fault>) -> Option<Response> {
    Some(match planned? {
        Fault::Slow(wait) => {
            tokio::time::sleep(wait).await;
            return None;
        }
        Fault::CutBefore => cut(),
        Fault::Busy(seconds) => {
            let wait = [(RETRY_AFTER, seconds.to_string())];
            (Status::SERVICE_UNAVAILABLE, wait, "busy").into_response()
        }
        Fault::Nonsense => "<html><body>Gateway".into_response(),
        Fault::DeepNesting => enveloped(Status::OK, &"<a>".repeat(200_000)).into_response(),
        Fault::EntityBomb => ENTITY_BOMB.into_response(),
        Fault::Endless => endless(),
        _ => return None,
    })
}

const ENTITY_BOMB: &str = "<!DOCTYPE s [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;\">]><s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body>&c;</s:Body></s:Envelope>";

pub(super) fn cut() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(Cut);
    response
}

/// A gigabyte, so that whoever keeps reading is seen to.
pub(super) fn endless() -> Response {
    let piece = Bytes::from(vec![b'a'; 1 << 20]);
    let pieces = (0..1024).map(move |_| Ok::<_, std::convert::Infallible>(piece.clone()));
    Response::new(Body::from_stream(futures_util::stream::iter(pieces)))
}

/// By a published schema, where it lies beside us; otherwise by what can be read alone.
pub(super) fn is_valid(shared: &Shared, schema: &str, body: &str) -> bool {
    match &shared.options.schemas {
        Some(folder) => is_valid_by(&folder.join(schema), body),
        None => true,
    }
}
