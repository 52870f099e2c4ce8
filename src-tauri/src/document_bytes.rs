//! `page://localhost/document/<id>`: a document's bytes, to the window and to nobody else.

use std::sync::Arc;

use sagsbord_app::Desk;
use sagsbord_contract::ErrorCode;
use tauri::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, ORIGIN};
use tauri::http::{HeaderValue, Request, Response, StatusCode};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

/// The window's own origin on each system.
const OWN_ORIGINS: &[&str] = &[
    "tauri://localhost",
    "http://tauri.localhost",
    "http://127.0.0.1:5173",
];

#[expect(clippy::needless_pass_by_value, reason = "Tauri's signature")]
pub(crate) fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let desk = context.app_handle().state::<Arc<Desk>>().inner().clone();
    let from_window = context.webview_label() == crate::window::LABEL;
    tauri::async_runtime::spawn(async move {
        let mut response = if from_window {
            read(&desk, request.uri().path()).await
        } else {
            refusal(StatusCode::FORBIDDEN)
        };
        if let Some(origin) = own_origin(&request) {
            response
                .headers_mut()
                .insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        responder.respond(response);
    });
}

async fn read(desk: &Desk, path: &str) -> Response<Vec<u8>> {
    let Some(id) = path.strip_prefix("/document/") else {
        return refusal(StatusCode::NOT_FOUND);
    };
    match desk.read_document(id).await {
        Ok(document) => {
            let media_type = HeaderValue::from_str(&document.media_type)
                .unwrap_or(HeaderValue::from_static("application/octet-stream"));
            let mut response = Response::new(document.bytes.to_vec());
            let headers = response.headers_mut();
            headers.insert(CONTENT_TYPE, media_type);
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            headers.insert(
                "x-content-type-options",
                HeaderValue::from_static("nosniff"),
            );
            response
        }
        Err(error) => refusal(match error.code {
            ErrorCode::NotSignedIn | ErrorCode::SessionLocked => StatusCode::UNAUTHORIZED,
            ErrorCode::NotAllowed => StatusCode::FORBIDDEN,
            ErrorCode::NotFound | ErrorCode::InvalidInput => StatusCode::NOT_FOUND,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }),
    }
}

fn refusal(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

fn own_origin(request: &Request<Vec<u8>>) -> Option<HeaderValue> {
    let origin = request.headers().get(ORIGIN)?;
    OWN_ORIGINS
        .iter()
        .any(|own| origin == own)
        .then(|| origin.clone())
}
