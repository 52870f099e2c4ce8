//! The development backend: the use cases over HTTP, on this machine only.
//!
//! It is the browser's door to the same functions as the window's. Each tab is a desk of its own.

mod client;
mod files;
mod offer;

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use anyhow::Context as _;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::Stream;
use sagsbord_app::ports::{OsKeyRing, SystemClock};
use sagsbord_app::{App, AppConfig, DocumentBytes};
use sagsbord_contract::{ErrorCode, ErrorReply};
use serde_json::Value;

use client::Clients;

const LARGEST_REQUEST: usize = 1024 * 1024;

pub(crate) async fn serve(
    port: u16,
    folder: PathBuf,
    demo: bool,
    ui: Option<PathBuf>,
) -> anyhow::Result<()> {
    let _log = sagsbord_app::log::start_log(&folder);
    // Of an earlier run that was cut off.
    let offered = folder.join("udvikling-filer");
    let _ = tokio::fs::remove_dir_all(&offered).await;
    let app = App::new(
        AppConfig::for_window(folder, demo),
        Arc::new(SystemClock),
        Arc::new(OsKeyRing),
    );
    let state = Arc::new(Door {
        clients: Clients::new(app.clone()),
        ui,
        offers: AtomicU64::new(1),
        offered: offered.clone(),
    });
    let router = Router::new()
        .route("/call/{command}", post(call))
        .route("/events", get(events))
        .route("/bytes/document/{id}", get(document))
        .route("/bytes/intake/{id}/{place}/{page}", get(intake_page))
        .route("/bytes/page/{id}/{page}", get(document_page))
        .route("/bytes/bundle/{id}/{file}/{page}", get(bundle_page))
        .fallback(get(files::file))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .route(
            "/offer",
            post(offer::offer).layer(DefaultBodyLimit::max(offer::LARGEST_OFFER)),
        )
        .layer(from_fn(only_this_machine))
        .with_state(state);
    let listener = tokio::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
        .await
        .context("the port is taken")?;
    crate::say(&format!("http://{}", listener.local_addr()?));
    axum::serve(listener, router)
        .with_graceful_shutdown(async {
            let _ = tokio::signal::ctrl_c().await;
        })
        .await?;
    app.close().await;
    let _ = tokio::fs::remove_dir_all(&offered).await;
    Ok(())
}

struct Door {
    clients: Clients,
    ui: Option<PathBuf>,
    /// Where files lie that a browser handed in, and how many times it did.
    offered: PathBuf,
    offers: AtomicU64,
}

async fn call(
    State(door): State<Arc<Door>>,
    Path(command): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let client = headers
        .get("x-desk-client")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let Some(desk) = door.clients.desk(client) else {
        return refusal(&unreadable());
    };
    let Ok(request) = serde_json::from_slice::<Value>(&body) else {
        return refusal(&unreadable());
    };
    match desk.call_json(&command, request).await {
        Ok(reply) => axum::Json(reply).into_response(),
        Err(error) => refusal(&error),
    }
}

#[derive(serde::Deserialize)]
struct Client {
    client: String,
}

async fn events(State(door): State<Arc<Door>>, Query(query): Query<Client>) -> Response {
    let Some(desk) = door.clients.desk(&query.client) else {
        return refusal(&unreadable());
    };
    Sse::new(event_stream(desk.events()))
        .keep_alive(KeepAlive::default())
        .into_response()
}

fn event_stream(events: sagsbord_app::DeskEvents) -> impl Stream<Item = Result<Event, Infallible>> {
    futures_util::stream::unfold(events, |mut events| async {
        let event = events.next().await?;
        let data = serde_json::to_string(&event).unwrap_or_default();
        Some((Ok(Event::default().data(data)), events))
    })
}

async fn document(
    State(door): State<Arc<Door>>,
    Path(id): Path<String>,
    Query(query): Query<Client>,
) -> Response {
    let Some(desk) = door.clients.desk(&query.client) else {
        return refusal(&unreadable());
    };
    bytes(desk.read_document(&id).await)
}

#[derive(serde::Deserialize)]
struct Drawn {
    client: String,
    dpi: f32,
}

async fn intake_page(
    State(door): State<Arc<Door>>,
    Path((id, place, page)): Path<(String, String, u32)>,
    Query(query): Query<Drawn>,
) -> Response {
    let Some(desk) = door.clients.desk(&query.client) else {
        return refusal(&unreadable());
    };
    bytes(desk.intake_page(&id, &place, page, query.dpi).await)
}

async fn document_page(
    State(door): State<Arc<Door>>,
    Path((id, page)): Path<(String, u32)>,
    Query(query): Query<Drawn>,
) -> Response {
    let Some(desk) = door.clients.desk(&query.client) else {
        return refusal(&unreadable());
    };
    bytes(desk.document_page(&id, page, query.dpi).await)
}

async fn bundle_page(
    State(door): State<Arc<Door>>,
    Path((id, file, page)): Path<(String, usize, u32)>,
    Query(query): Query<Drawn>,
) -> Response {
    let Some(desk) = door.clients.desk(&query.client) else {
        return refusal(&unreadable());
    };
    bytes(desk.bundle_page(&id, file, page, query.dpi).await)
}

fn bytes(read: Result<DocumentBytes, ErrorReply>) -> Response {
    match read {
        Ok(document) => {
            let media_type = HeaderValue::from_str(&document.media_type)
                .unwrap_or(HeaderValue::from_static("application/octet-stream"));
            let headers = [
                (header::CONTENT_TYPE, media_type),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
                (
                    header::X_CONTENT_TYPE_OPTIONS,
                    HeaderValue::from_static("nosniff"),
                ),
            ];
            (headers, document.bytes.to_vec()).into_response()
        }
        Err(error) => refusal(&error),
    }
}

fn refusal(error: &ErrorReply) -> Response {
    let status = match error.code {
        ErrorCode::NotSignedIn | ErrorCode::SessionLocked => StatusCode::UNAUTHORIZED,
        ErrorCode::NotAllowed => StatusCode::FORBIDDEN,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    (status, axum::Json(error.clone())).into_response()
}

fn unreadable() -> ErrorReply {
    ErrorReply {
        code: ErrorCode::InvalidInput,
        field: None,
        problem: None,
        wait_seconds: None,
        reference: String::new(),
    }
}

/// A page on the web could otherwise reach this port through its visitor's browser, or by a name
/// that it points at this machine.
async fn only_this_machine(request: Request<Body>, next: Next) -> Response {
    let local = |value: &HeaderValue| {
        value.to_str().is_ok_and(|text| {
            let host = text.trim_start_matches("http://");
            let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
            matches!(host, "127.0.0.1" | "localhost")
        })
    };
    let headers = request.headers();
    let allowed = headers.get(header::HOST).is_some_and(local)
        && headers.get(header::ORIGIN).is_none_or(local);
    if allowed {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}
