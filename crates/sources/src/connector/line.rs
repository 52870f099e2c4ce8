use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Client, RequestBuilder, Response, Url};
use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls_platform_verifier::BuilderVerifierExt;
use serde_json::Value;

use crate::error::SourceError;
use crate::mapping::Mapping;

/// The wire to one service.
pub(super) struct Line {
    client: Client,
    reply_bytes: u64,
    document_bytes: u64,
}

const CONNECT: Duration = Duration::from_secs(5);
const MOST_REDIRECTS: usize = 3;

impl Line {
    pub(super) fn new(mapping: &Mapping) -> Result<Self, SourceError> {
        let client = Client::builder()
            .tls_backend_preconfigured(tls()?)
            .redirect(Policy::custom(within_the_service))
            .connect_timeout(CONNECT)
            .timeout(mapping.service.one_call)
            .no_proxy()
            .build()
            .map_err(|_| SourceError::BadAddress)?;
        Ok(Self {
            client,
            reply_bytes: mapping.service.reply_bytes,
            document_bytes: mapping.service.document_bytes,
        })
    }

    pub(super) fn get(&self, address: Url) -> RequestBuilder {
        self.client.get(address)
    }

    pub(super) fn post(&self, address: Url) -> RequestBuilder {
        self.client.post(address)
    }

    pub(super) async fn json(&self, request: RequestBuilder) -> Result<Value, SourceError> {
        let response = self.answered(request).await?;
        let body = read_whole(response, self.reply_bytes).await?;
        serde_json::from_slice(&body).map_err(|_| SourceError::NotJson)
    }

    /// Bytes, and what the service says that they are.
    pub(super) async fn bytes(
        &self,
        request: RequestBuilder,
    ) -> Result<(Vec<u8>, Option<String>), SourceError> {
        let response = self.answered(request).await?;
        let media_type = response
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        Ok((read_whole(response, self.document_bytes).await?, media_type))
    }

    async fn answered(&self, request: RequestBuilder) -> Result<Response, SourceError> {
        let response = request.send().await.map_err(|error| told_apart(&error))?;
        match response.status().as_u16() {
            200..=299 => Ok(response),
            300..=399 => Err(SourceError::Redirected),
            status @ (401 | 403 | 407) => Err(SourceError::NotAllowed(status)),
            404 | 410 => Err(SourceError::NotFound),
            status @ (429 | 502..=504) => Err(SourceError::Busy(status)),
            status => Err(SourceError::Refused(status)),
        }
    }
}

/// What we show of ourselves must not be handed on to another machine, nor a citizen's number.
fn within_the_service(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let first = attempt.previous().first().map(Url::origin);
    let is_same = first.is_some_and(|first| first == attempt.url().origin());
    if is_same && attempt.previous().len() <= MOST_REDIRECTS {
        attempt.follow()
    } else {
        attempt.stop()
    }
}

async fn read_whole(mut response: Response, most: u64) -> Result<Vec<u8>, SourceError> {
    if response
        .content_length()
        .is_some_and(|length| length > most)
    {
        return Err(SourceError::TooLarge(most));
    }
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|error| told_apart(&error))? {
        if (body.len() + piece.len()) as u64 > most {
            return Err(SourceError::TooLarge(most));
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// The error's own text holds the address, and that may hold a number: only its kind goes on.
fn told_apart(error: &reqwest::Error) -> SourceError {
    if is_about_trust(error) {
        SourceError::NotTrusted
    } else if error.is_timeout() {
        SourceError::TimedOut
    } else if error.is_builder() {
        SourceError::BadAddress
    } else if error.is_redirect() {
        SourceError::Redirected
    } else {
        SourceError::NotReached
    }
}

fn is_about_trust(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        let inner = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref)
            .and_then(|inner| inner.downcast_ref::<rustls::Error>())
            .or_else(|| error.downcast_ref::<rustls::Error>());
        if inner.is_some() {
            return true;
        }
        cause = error.source();
    }
    false
}

fn tls() -> Result<ClientConfig, SourceError> {
    ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .ok()
        .and_then(|wants_verifier| wants_verifier.with_platform_verifier().ok())
        .map(|wants_own| wants_own.with_no_client_auth())
        .ok_or(SourceError::NotTrusted)
}

/// One that no log of the wire's shows.
pub(super) fn hidden(text: &str) -> Result<HeaderValue, SourceError> {
    let mut value = HeaderValue::from_str(text).map_err(|_| SourceError::NoSecret)?;
    value.set_sensitive(true);
    Ok(value)
}
