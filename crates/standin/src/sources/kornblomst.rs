use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::invented_case::InventedCase;
use super::misbehave::SourceFault;
use super::{Shared, SourceStandIn};

type Known = State<Arc<Shared>>;

pub(super) fn doors(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/rest/sager", get(cases))
        .route("/rest/sager/{id}", get(case))
        .route("/rest/dokumenter", get(documents))
        .route("/rest/dokumenter/{id}/indhold", get(content))
        .with_state(shared)
}

fn is_let_in(headers: &HeaderMap) -> bool {
    let shown = headers
        .get("X-Api-Noegle")
        .and_then(|key| key.to_str().ok());
    shown == Some(SourceStandIn::SECRET)
}

async fn cases(
    State(shared): Known,
    headers: HeaderMap,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    if !is_let_in(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let cpr = asked.get("cprnr").map(|cpr| cpr.replace('-', ""));
    let found = shared.cases_of(&cpr.unwrap_or_default());
    let number = |name: &str, otherwise: usize| {
        let said = asked.get(name).and_then(|text| text.parse().ok());
        said.unwrap_or(otherwise).max(1)
    };
    let (page, size) = (number("side", 1), number("antal", 10));
    let fault = shared.state().fault;
    let rows: Vec<Value> = found
        .iter()
        .enumerate()
        .skip((page - 1) * size)
        .take(size)
        .map(|(place, case)| in_their_words(case, place, fault))
        .collect();
    let pages = match fault {
        Some(SourceFault::Endless | SourceFault::RoundAndRound) => page + 1,
        _ => found.len().div_ceil(size),
    };
    let name = match fault {
        Some(SourceFault::AnotherShape) => "Raekker",
        _ => "Rows",
    };
    Json(json!({name: rows, "AntalSider": pages.to_string()})).into_response()
}

async fn case(State(shared): Known, headers: HeaderMap, Path(id): Path<String>) -> Response {
    if !is_let_in(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let fault = shared.state().fault;
    match shared.case(&id) {
        Some(case) => Json(json!({"Rows": [in_their_words(&case, 0, fault)]})).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn documents(
    State(shared): Known,
    headers: HeaderMap,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    if !is_let_in(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let case = asked.get("sagsnr").and_then(|number| shared.case(number));
    let documents = case.map(|case| case.documents).unwrap_or_default();
    let rows: Vec<Value> = documents
        .iter()
        .map(|document| {
            json!({
                "DokId": document.id, "Titel": document.title,
                "Dato": document.date.format("%d-%m-%Y").to_string(), "Retning": document.direction
            })
        })
        .collect();
    Json(json!({"Rows": rows})).into_response()
}

async fn content(State(shared): Known, headers: HeaderMap, Path(id): Path<String>) -> Response {
    if !is_let_in(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match shared.document(&id) {
        Some(document) => Json(json!({
            "Indhold": BASE64_STANDARD.encode(document.bytes), "Filnavn": document.name,
            "Type": document.media_type
        }))
        .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Everything is text here, numbers and dates too.
fn in_their_words(case: &InventedCase, place: usize, fault: Option<SourceFault>) -> Value {
    let danish = |day: chrono::NaiveDate| day.format("%d-%m-%Y").to_string();
    let opened = match (fault, place % 3) {
        (Some(SourceFault::ThreeDates), 1) => case.opened.to_string(),
        (Some(SourceFault::ThreeDates), 2) => case.opened.format("%d.%m.%Y").to_string(),
        _ => danish(case.opened),
    };
    let party = case.parties.first();
    let title = match fault {
        Some(SourceFault::NoTitle) if place == 0 => "",
        _ => case.title.as_str(),
    };
    let cpr = party.map(|party| {
        let (day, rest) = party.cpr.split_at(party.cpr.len().min(6));
        format!("{day}-{rest}")
    });
    json!({
        "SagId": case.id, "Sagsnr": case.number, "Overskrift": title, "Oprettet": opened,
        "Frist": case.due.map(danish), "Status": case.status, "Klasse": case.protection,
        "KleNr": case.kle, "Enhed": case.unit, "Cprnr": cpr,
        "Navn": party.map(|party| party.name.as_str())
    })
}
