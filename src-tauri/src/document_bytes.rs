//! `page://localhost/document/<id>`: a document's bytes, and `page://localhost/intake/<id>/<place>/<page>?dpi=96`: a
//! page of a file that was taken in, as a picture; `page://localhost/page/<id>/<page>?dpi=96`: a page of a document,
//! and `page://localhost/bundle/<id>/<file>/<page>?dpi=96`: a page of what is to be given. To the window and to nobody else.

use std::sync::Arc;

use sagsbord_app::{Desk, DocumentBytes};
use sagsbord_contract::{ErrorCode, ErrorReply};
use tauri::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, ORIGIN};
use tauri::http::{HeaderValue, Request, Response, StatusCode, Uri};
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
            answer_to(read(&desk, request.uri()).await)
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

/// `None`: there is no such road.
async fn read(desk: &Desk, asked: &Uri) -> Option<Result<DocumentBytes, ErrorReply>> {
    if let Some(id) = asked.path().strip_prefix("/document/") {
        return Some(desk.read_document(id).await);
    }
    let dpi = asked.query()?.strip_prefix("dpi=")?.parse().ok()?;
    if let Some(page) = asked.path().strip_prefix("/page/") {
        let (id, page) = page.split_once('/')?;
        return Some(desk.document_page(id, page.parse().ok()?, dpi).await);
    }
    if let Some(page) = asked.path().strip_prefix("/bundle/") {
        let mut parts = page.split('/');
        let (id, file, page) = (parts.next()?, parts.next()?, parts.next()?);
        let (file, page) = (file.parse().ok()?, page.parse().ok()?);
        return Some(desk.bundle_page(id, file, page, dpi).await);
    }
    let mut parts = asked.path().strip_prefix("/intake/")?.split('/');
    let (intake, place, page) = (parts.next()?, parts.next()?, parts.next()?.parse().ok()?);
    Some(desk.intake_page(intake, place, page, dpi).await)
}

fn answer_to(read: Option<Result<DocumentBytes, ErrorReply>>) -> Response<Vec<u8>> {
    match read {
        None => refusal(StatusCode::NOT_FOUND),
        Some(Ok(document)) => {
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
        Some(Err(error)) => refusal(match error.code {
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
