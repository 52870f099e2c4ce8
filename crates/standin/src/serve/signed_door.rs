//! What every door for signed messages does before it looks at what is asked.

use std::sync::Arc;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::http::StatusCode as Status;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};

use super::token_doors::{enveloped, fault};
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

/// What one door answers to what was asked.
pub(super) struct Asked {
    pub(super) operation: String,
    pub(super) verified: Verified,
    pub(super) planned: Option<Fault>,
}

/// Looks at the message, lets happen to it what is to happen, and answers.
pub(super) async fn through(
    shared: Arc<Shared>,
    door: Door,
    operation_of: fn(&str) -> String,
    (peer, body): (Option<Extension<Peer>>, Bytes),
    answer: fn(&Shared, &Asked) -> Result<String, Refusal>,
) -> Response {
    let verified = match verified(&shared, door, peer, &body) {
        Ok(verified) => verified,
        Err(refusal) => {
            shared.tell("message refused");
            return enveloped(Status::INTERNAL_SERVER_ERROR, &fault(refusal));
        }
    };
    let operation = operation_of(&verified.action);
    shared.tell(&operation);
    let planned = shared.faults.next(&operation);
    if let Some(befallen) = befalls(planned).await {
        return befallen;
    }
    let asked = Asked {
        operation,
        verified,
        planned,
    };
    // On a thread that may wait, since a validator may run.
    let within = tokio::task::spawn_blocking(move || answer(&shared, &asked)).await;
    match within {
        Ok(Ok(_)) if planned == Some(Fault::ReplyLost) => cut(),
        Ok(Ok(within)) => enveloped(Status::OK, &within),
        Ok(Err(refusal)) => enveloped(Status::INTERNAL_SERVER_ERROR, &fault(refusal)),
        Err(_) => Status::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn verified(
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
async fn befalls(planned: Option<Fault>) -> Option<Response> {
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
