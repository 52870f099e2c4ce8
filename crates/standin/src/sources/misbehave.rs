use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use futures_util::stream;

use super::Shared;

/// What a system may do instead of answering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceFault {
    /// Takes the question and never answers.
    Hang,
    /// A page to sign in at, with status 200.
    Html,
    NotAllowed,
    Broken,
    Busy,
    /// The first half of the answer.
    HalfJson,
    /// A hundred megabytes, without saying so first.
    Huge,
    /// Sends the caller to another machine.
    ToAnother,
    /// Sends the caller to another place of its own.
    ToItself,
    /// Each page says that there is one more.
    Endless,
    /// Each page names the next one as before.
    RoundAndRound,
    /// Days in three ways.
    ThreeDates,
    /// The first row lacks its title.
    NoTitle,
    /// The list is called something else.
    AnotherShape,
}

pub(super) fn around(doors: Router, shared: Arc<Shared>) -> Router {
    doors.layer(middleware::from_fn_with_state(shared, misbehave))
}

const HUGE_PIECES: usize = 100;

async fn misbehave(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let fault = {
        let mut state = shared.state();
        let asked = format!("{} {}", request.method(), request.uri());
        state.asked.push(asked);
        state.fault
    };
    // Somebody is let in all the same, so that it is the question that goes wrong.
    if request.uri().path().starts_with("/oauth") {
        return next.run(request).await;
    }
    let json = || (header::CONTENT_TYPE, "application/json");
    match fault {
        Some(SourceFault::Hang) => {
            tokio::time::sleep(Duration::from_secs(3_600)).await;
            answer(StatusCode::OK, json(), "{}".into())
        }
        Some(SourceFault::Html) => answer(
            StatusCode::OK,
            (header::CONTENT_TYPE, "text/html"),
            "<!doctype html><html><body><form>Log ind</form></body></html>".into(),
        ),
        Some(SourceFault::NotAllowed) => answer(StatusCode::UNAUTHORIZED, json(), "{}".into()),
        Some(SourceFault::Broken) => answer(StatusCode::INTERNAL_SERVER_ERROR, json(), "{}".into()),
        Some(SourceFault::Busy) => answer(StatusCode::SERVICE_UNAVAILABLE, json(), "{}".into()),
        Some(SourceFault::HalfJson) => {
            answer(StatusCode::OK, json(), r#"{"data": {"cases": ["#.into())
        }
        Some(SourceFault::Huge) => {
            let piece = || Ok::<_, std::io::Error>(vec![b' '; 1 << 20]);
            let pieces = stream::iter((0..HUGE_PIECES).map(move |_| piece()));
            answer(StatusCode::OK, json(), Body::from_stream(pieces))
        }
        Some(SourceFault::ToAnother) => answer(
            StatusCode::TEMPORARY_REDIRECT,
            (header::LOCATION, "http://127.0.0.1:9/api/v2/cases/search"),
            Body::empty(),
        ),
        Some(SourceFault::ToItself) if request.uri().query() != Some("igen") => {
            let to = format!("{}?igen", request.uri().path());
            let mut response = answer(StatusCode::TEMPORARY_REDIRECT, json(), Body::empty());
            if let Ok(to) = to.parse() {
                response.headers_mut().insert(header::LOCATION, to);
            }
            response
        }
        _ => next.run(request).await,
    }
}

fn answer(
    status: StatusCode,
    (name, value): (header::HeaderName, &'static str),
    body: Body,
) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(name, header::HeaderValue::from_static(value));
    response
}
