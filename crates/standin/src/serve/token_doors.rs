//! Where tokens are given out (SF1514): as JSON, by a signed message, and for the REST services.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use x509_cert::Certificate;
use x509_cert::der::Decode;

use super::{Peer, Shared};
use crate::document::{ADDRESSING, SECURITY, Tree};
use crate::issuer::{Access, Asked};
use crate::refusal::Refusal;
use crate::signature::{Known, verify, verify_alone};

pub(super) const REST: &str = "/runtime/api/rest/wstrust/v1/issue";
pub(super) const TRUST: &str = "/runtime/services/kombittrust/14/certificatemixed";
pub(super) const ACCESS: &str = "/service/AccessTokenService_1/token";

const WST: &str = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";
const AUTH: &str = "http://docs.oasis-open.org/wsfed/authorization/200706";

pub(super) async fn rest(
    State(shared): State<Arc<Shared>>,
    peer: Option<Extension<Peer>>,
    body: Bytes,
) -> Response {
    shared.tell("token");
    let now = shared.now();
    let answer = rest_assertion(&shared, peer, &body, now);
    match answer {
        Ok(assertion) => {
            let to = now + TimeDelta::hours(shared.invented.tokens.hours);
            axum::Json(json!({
                "RequestedSecurityToken": { "Assertion": BASE64_STANDARD.encode(assertion) },
                "Lifetime": to.format("%m/%d/%Y %H:%M:%S").to_string(),
            }))
            .into_response()
        }
        Err(refusal) => {
            shared.tell("token refused");
            (StatusCode::BAD_REQUEST, refusal.to_string()).into_response()
        }
    }
}

fn rest_assertion(
    shared: &Shared,
    peer: Option<Extension<Peer>>,
    body: &[u8],
    now: DateTime<Utc>,
) -> Result<String, Refusal> {
    let Extension(Peer(shown)) = peer.ok_or(Refusal::NoCertificate)?;
    let asked: Value = serde_json::from_slice(body).map_err(|_| Refusal::NotUnderstood)?;
    let text = |pointer: &str| asked.pointer(pointer).and_then(Value::as_str);
    let named = text("/UseKey")
        .and_then(|key| BASE64_STANDARD.decode(key).ok())
        .ok_or(Refusal::NotUnderstood)?;
    if named != shown {
        return Err(Refusal::WrongHolder);
    }
    let cvr = text("/AnvenderKontekst/Cvr").ok_or(Refusal::NotUnderstood)?;
    let audience = text("/AppliesTo/EndpointReference/Address").ok_or(Refusal::NotUnderstood)?;
    issue(shared, &shown, cvr, audience, now)
}

fn issue(
    shared: &Shared,
    holder: &[u8],
    cvr: &str,
    audience: &str,
    now: DateTime<Utc>,
) -> Result<String, Refusal> {
    let owner = cvr_of(holder).ok_or(Refusal::WrongMunicipality)?;
    if owner != cvr || !shared.options.reach.contains_key(cvr) {
        return Err(Refusal::WrongMunicipality);
    }
    let asked = Asked {
        audience,
        cvr,
        holder,
        now,
    };
    shared
        .issuer
        .assertion(asked)
        .map_err(|_| Refusal::NotUnderstood)
}

/// As function certificates name the organisation.
fn cvr_of(certificate: &[u8]) -> Option<String> {
    let certificate = Certificate::from_der(certificate).ok()?;
    let subject = certificate.tbs_certificate.subject.to_string();
    let after = subject.split_once("NTRDK-").map(|(_, after)| after);
    // The part may stand as the bytes of its text.
    let after = match after {
        Some(after) => after.to_owned(),
        None => {
            let (_, hex) = subject.split_once("2.5.4.97=#")?;
            let hex: String = hex.chars().take_while(char::is_ascii_hexdigit).collect();
            let bytes: Vec<u8> = hex
                .as_bytes()
                .chunks(2)
                .filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
                .collect();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            text.split_once("NTRDK-")
                .map(|(_, after)| after.to_owned())?
        }
    };
    after.get(..8).map(str::to_owned)
}

pub(super) async fn trust(
    State(shared): State<Arc<Shared>>,
    peer: Option<Extension<Peer>>,
    body: Bytes,
) -> Response {
    shared.tell("token");
    let answer = trust_assertion(&shared, peer, &body);
    let (status, within) = match answer {
        Ok(assertion) => (
            StatusCode::OK,
            format!(
                "<wst:RequestSecurityTokenResponseCollection xmlns:wst=\"{WST}\"><wst:RequestSecurityTokenResponse><wst:RequestedSecurityToken>{assertion}</wst:RequestedSecurityToken></wst:RequestSecurityTokenResponse></wst:RequestSecurityTokenResponseCollection>"
            ),
        ),
        Err(refusal) => {
            shared.tell("token refused");
            (StatusCode::INTERNAL_SERVER_ERROR, fault(refusal))
        }
    };
    enveloped(status, &within)
}

pub(super) fn enveloped(status: StatusCode, within: &str) -> Response {
    let envelope = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Header/><s:Body>{within}</s:Body></s:Envelope>"
    );
    let kind = "application/soap+xml; charset=utf-8";
    (status, [(CONTENT_TYPE, kind)], envelope).into_response()
}

pub(super) fn fault(refusal: Refusal) -> String {
    let kind = match refusal {
        Refusal::NotOurToken | Refusal::TokenRunOut | Refusal::WrongAudience => {
            "InvalidSecurityToken"
        }
        Refusal::WrongHolder | Refusal::NoCertificate | Refusal::WrongMunicipality => {
            "FailedAuthentication"
        }
        Refusal::NotUnderstood | Refusal::WrongAddress => "InvalidRequest",
        _ => "InvalidSecurity",
    };
    format!(
        "<s:Fault xmlns:o=\"{SECURITY}\"><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>o:{kind}</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en\">{refusal}</s:Text></s:Reason></s:Fault>"
    )
}

fn trust_assertion(
    shared: &Shared,
    peer: Option<Extension<Peer>>,
    body: &[u8],
) -> Result<String, Refusal> {
    let Extension(Peer(shown)) = peer.ok_or(Refusal::NoCertificate)?;
    let text = std::str::from_utf8(body).map_err(|_| Refusal::NotXml)?;
    shared.keep_message(text);
    let now = shared.now();
    let address = format!("{}{TRUST}", shared.base);
    let known = Known {
        address: &address,
        issuer: shared.issuer.certificate(),
        now,
    };
    let verified = verify(text, known)?;
    if verified.certificate != shown {
        return Err(Refusal::WrongHolder);
    }
    if !shared.is_first(&verified.message) {
        return Err(Refusal::CameBefore);
    }
    let tree = Tree::of(&verified.body)?;
    let asked = tree.top()?;
    if !tree.is(asked, WST, "RequestSecurityToken") {
        return Err(Refusal::NotUnderstood);
    }
    let said = |ns, local| {
        tree.below(asked, ns, local)
            .map(|node| tree.text(node))
            .ok_or(Refusal::NotUnderstood)
    };
    let cvr = said(AUTH, "Value")?;
    let audience = said(ADDRESSING, "Address")?;
    let named = BASE64_STANDARD
        .decode(said(SECURITY, "BinarySecurityToken")?)
        .map_err(|_| Refusal::NotUnderstood)?;
    if named != shown {
        return Err(Refusal::WrongHolder);
    }
    issue(shared, &shown, &cvr, &audience, now)
}

pub(super) async fn access(
    State(shared): State<Arc<Shared>>,
    peer: Option<Extension<Peer>>,
    body: Bytes,
) -> Response {
    shared.tell("access token");
    match exchanged(&shared, peer, &body) {
        Ok(value) => axum::Json(json!({
            "access_token": value,
            "token_type": "Holder-of-key",
            "expires_in": shared.issuer.access_seconds(),
        }))
        .into_response(),
        Err(refusal) => (StatusCode::UNAUTHORIZED, refusal.to_string()).into_response(),
    }
}

fn exchanged(
    shared: &Shared,
    peer: Option<Extension<Peer>>,
    body: &[u8],
) -> Result<String, Refusal> {
    let Extension(Peer(shown)) = peer.ok_or(Refusal::NoCertificate)?;
    let form = std::str::from_utf8(body).map_err(|_| Refusal::NotUnderstood)?;
    let packed = form
        .strip_prefix("saml-token=")
        .ok_or(Refusal::NotUnderstood)?
        .replace("%2B", "+")
        .replace("%2F", "/")
        .replace("%3D", "=");
    let assertion = BASE64_STANDARD
        .decode(packed)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or(Refusal::NotUnderstood)?;
    let now = shared.now();
    let known = Known {
        address: "",
        issuer: shared.issuer.certificate(),
        now,
    };
    let token = verify_alone(&assertion, known)?;
    if token.holder != shown {
        return Err(Refusal::WrongHolder);
    }
    Ok(shared.issuer.give_access(Access {
        audience: token.audience,
        cvr: token.cvr,
        holder: shown,
        valid_to: now + TimeDelta::seconds(shared.issuer.access_seconds()),
    }))
}
