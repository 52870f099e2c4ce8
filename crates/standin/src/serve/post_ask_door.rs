//! Who can receive Digital Post (SF1601, PostForespoerg).

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

use super::{Peer, Shared};
use crate::issuer::Access;
use crate::refusal::Refusal;

pub(super) const ASK: &str = "/service/PostForespoerg_1";
pub(super) const ASK_WAY: &str = "/service/PostForespoerg_1/{way}";
const AUDIENCE: &str = "http://entityid.kombit.dk/service/postforespoerg/1";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct About {
    cpr_number: Option<String>,
    cvr_number: Option<String>,
}

pub(super) async fn ask(
    State(shared): State<Arc<Shared>>,
    Path(way): Path<String>,
    Query(about): Query<About>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Response {
    shared.tell("post asked");
    match allowed(&shared, peer, &headers, AUDIENCE) {
        Ok(_) => {}
        Err(refusal) => return (StatusCode::UNAUTHORIZED, refusal.to_string()).into_response(),
    }
    let number = about.cpr_number.or(about.cvr_number);
    match (way.as_str(), number) {
        ("digitalpost" | "nemsms", Some(number)) => {
            let can = !shared.options.exempt_from_post.contains(&number);
            axum::Json(json!({ "result": can })).into_response()
        }
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// Whose access token it is, if it is one for this service from this line.
pub(super) fn allowed(
    shared: &Shared,
    peer: Option<Extension<Peer>>,
    headers: &HeaderMap,
    audience: &str,
) -> Result<Access, Refusal> {
    let Extension(Peer(shown)) = peer.ok_or(Refusal::NoCertificate)?;
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if header("x-transaktionsid").is_none() || header("x-transaktionstid").is_none() {
        return Err(Refusal::NotUnderstood);
    }
    let token = header(AUTHORIZATION.as_str()).ok_or(Refusal::NotOurToken)?;
    let access = shared
        .issuer
        .access(token, &shown, audience, shared.now())?;
    if !shared.options.reach.contains_key(&access.cvr) {
        return Err(Refusal::WrongMunicipality);
    }
    Ok(access)
}
