use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use super::assertion::Token;
use crate::error::PlatformError;
use crate::line::Line;
use crate::xml::Malformed;

/// What the platform's REST services take instead of an assertion. It works only from our own certificate.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken {
    value: String,
    pub valid_to: DateTime<Utc>,
}

impl std::fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccessToken")
            .field("valid_to", &self.valid_to)
            .finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Given {
    access_token: String,
    token_type: String,
    expires_in: i64,
}

impl AccessToken {
    pub(super) async fn exchange(
        line: &Line,
        address: &str,
        token: &Token,
        now: DateTime<Utc>,
    ) -> Result<Self, PlatformError> {
        let assertion = BASE64_STANDARD.encode(token.xml());
        let form = format!("saml-token={}", for_form(&assertion));
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        let reply = line.post(address, &headers, form.into_bytes()).await?;
        match reply.status {
            401 | 403 => return Err(PlatformError::NotAllowed),
            _ => {
                if let Some(trouble) = reply.trouble() {
                    return Err(trouble);
                }
            }
        }
        let given: Given =
            serde_json::from_slice(&reply.body).map_err(|_| Malformed::AnotherMessage)?;
        let is_plain = given
            .access_token
            .bytes()
            .all(|byte| byte.is_ascii_graphic());
        if !given.token_type.eq_ignore_ascii_case("Holder-of-key") || !is_plain {
            return Err(Malformed::AnotherMessage.into());
        }
        let seconds = given.expires_in.clamp(0, 24 * 3600);
        Ok(Self {
            value: given.access_token,
            valid_to: now + TimeDelta::seconds(seconds),
        })
    }

    /// As the header `Authorization` wants it.
    pub fn header(&self) -> String {
        format!("Holder-of-key {}", self.value)
    }
}

/// The three signs of base64 that mean something else in a form.
fn for_form(base64: &str) -> String {
    base64
        .replace('+', "%2B")
        .replace('/', "%2F")
        .replace('=', "%3D")
}
