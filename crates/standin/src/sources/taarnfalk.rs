use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use uuid::Uuid;

use super::invented_case::{InventedCase, InventedDocument};
use super::misbehave::SourceFault;
use super::{Shared, SourceStandIn};

type Known = State<Arc<Shared>>;

const USUAL_SIZE: usize = 20;

pub(super) fn doors(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/oauth/token", post(token))
        .route("/api/v2/cases/search", post(search))
        .route("/api/v2/cases/changes", get(changes))
        .route("/api/v2/cases/{id}", get(case))
        .route("/api/v2/cases/{id}/documents", get(documents))
        .route("/api/v2/cases/{id}/journal", get(journal))
        .route("/api/v2/documents/{id}/content", get(content))
        .with_state(shared)
}

/// The form is read by hand: nothing else here needs a reader of forms.
async fn token(State(shared): Known, body: String) -> Response {
    let said: HashMap<&str, &str> = body
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .collect();
    let is_right = said.get("grant_type") == Some(&"client_credentials")
        && said.get("client_id") == Some(&"sagsbord")
        && said.get("client_secret") == Some(&SourceStandIn::SECRET);
    if !is_right {
        let error = json!({"error": "invalid_client"});
        return (StatusCode::BAD_REQUEST, Json(error)).into_response();
    }
    let token = Uuid::new_v4().simple().to_string();
    let mut state = shared.state();
    state.tokens.push(token.clone());
    state.tokens_handed_out += 1;
    Json(json!({"access_token": token, "token_type": "Bearer", "expires_in": 300})).into_response()
}

fn refused(shared: &Shared, headers: &HeaderMap) -> Option<Response> {
    let shown = headers.get(header::AUTHORIZATION)?.to_str().ok();
    let token = shown.and_then(|shown| shown.strip_prefix("Bearer "));
    let is_known = token.is_some_and(|token| shared.state().tokens.iter().any(|one| one == token));
    (!is_known).then(|| StatusCode::UNAUTHORIZED.into_response())
}

/// Nobody comes in without a token that counts.
macro_rules! let_in {
    ($shared:expr, $headers:expr) => {
        if !$headers.contains_key(header::AUTHORIZATION) {
            return StatusCode::UNAUTHORIZED.into_response();
        }
        if let Some(refused) = refused(&$shared, &$headers) {
            return refused;
        }
    };
}

async fn search(State(shared): Known, headers: HeaderMap, Json(asked): Json<Value>) -> Response {
    let_in!(shared, headers);
    let cpr = asked["partyId"].as_str().unwrap_or_default();
    let size = asked["limit"]
        .as_u64()
        .and_then(|size| usize::try_from(size).ok());
    let page = page_of(
        &shared,
        &shared.cases_of(cpr),
        asked["cursor"].as_str(),
        size,
    );
    Json(page).into_response()
}

async fn changes(
    State(shared): Known,
    headers: HeaderMap,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    let_in!(shared, headers);
    if !asked.contains_key("since") {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let cases = shared.state().cases.clone();
    let size = asked.get("limit").and_then(|size| size.parse().ok());
    let cursor = asked.get("cursor").map(String::as_str);
    Json(page_of(&shared, &cases, cursor, size)).into_response()
}

fn page_of(
    shared: &Shared,
    cases: &[InventedCase],
    cursor: Option<&str>,
    size: Option<usize>,
) -> Value {
    let fault = shared.state().fault;
    let size = size.unwrap_or(USUAL_SIZE);
    let from = cursor
        .and_then(|cursor| cursor.strip_prefix("fra-")?.parse().ok())
        .unwrap_or(0_usize);
    let rows: Vec<Value> = cases
        .iter()
        .enumerate()
        .skip(from)
        .take(size)
        .map(|(place, case)| in_their_words(case, place, fault))
        .collect();
    let next = match fault {
        Some(SourceFault::Endless) => Some(format!("fra-{}", from + 1)),
        Some(SourceFault::RoundAndRound) => Some("fra-0".to_owned()),
        _ => (from + size < cases.len()).then(|| format!("fra-{}", from + size)),
    };
    if fault == Some(SourceFault::AnotherShape) {
        return json!({"result": {"sager": rows}});
    }
    json!({"data": {"cases": rows, "page": {"next": next}}})
}

async fn case(State(shared): Known, headers: HeaderMap, Path(id): Path<String>) -> Response {
    let_in!(shared, headers);
    let fault = shared.state().fault;
    match shared.case(&id) {
        Some(case) => {
            Json(json!({"data": {"case": in_their_words(&case, 0, fault)}})).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn documents(State(shared): Known, headers: HeaderMap, Path(id): Path<String>) -> Response {
    let_in!(shared, headers);
    let Some(case) = shared.case(&id) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let rows: Vec<Value> = case.documents.iter().map(document).collect();
    Json(json!({"data": {"documents": rows, "page": {"next": null}}})).into_response()
}

async fn journal(State(shared): Known, headers: HeaderMap, Path(id): Path<String>) -> Response {
    let_in!(shared, headers);
    let Some(case) = shared.case(&id) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let rows: Vec<Value> = case
        .notes
        .iter()
        .map(|note| {
            json!({
                "entryId": note.id, "createdAt": format!("{}T09:30:00Z", note.date), "text": note.text,
                "author": {"name": note.author}
            })
        })
        .collect();
    Json(json!({"data": {"entries": rows}})).into_response()
}

async fn content(State(shared): Known, headers: HeaderMap, Path(id): Path<String>) -> Response {
    let_in!(shared, headers);
    match shared.document(&id) {
        Some(document) => {
            let media_type = [(header::CONTENT_TYPE, document.media_type)];
            (media_type, document.bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn in_their_words(case: &InventedCase, place: usize, fault: Option<SourceFault>) -> Value {
    let parties: Vec<Value> = case
        .parties
        .iter()
        .map(|party| {
            json!({
                "role": if party.is_primary { "PRIMARY" } else { "OTHER" },
                "identity": {"cpr": party.cpr, "name": party.name}
            })
        })
        .collect();
    let opened = match (fault, place % 3) {
        (Some(SourceFault::ThreeDates), 1) => case.opened.format("%d-%m-%Y").to_string(),
        (Some(SourceFault::ThreeDates), 2) => case.opened.format("%d.%m.%Y").to_string(),
        _ => case.opened.to_string(),
    };
    let title = match fault {
        Some(SourceFault::NoTitle) if place == 0 => Value::Null,
        _ => Value::from(case.title.as_str()),
    };
    json!({
        "caseId": case.id,
        "caseNumber": case.number,
        "title": title,
        "dates": {"opened": opened, "deadline": case.due.map(|due| due.to_string())},
        "state": {"code": case.status},
        "protection": {"level": case.protection},
        "classification": {"kle": {"subject": case.kle}},
        "responsible": {"unit": {"code": case.unit}},
        "parties": parties
    })
}

fn document(document: &InventedDocument) -> Value {
    json!({
        "documentId": document.id,
        "title": document.title,
        "dates": {"document": document.date.to_string()},
        "direction": document.direction,
        "protection": {"level": "INTERNAL"}
    })
}
