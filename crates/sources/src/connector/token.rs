use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::RequestBuilder;
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use tokio::sync::Mutex;
use zeroize::Zeroizing;

use super::Connector;
use super::line::hidden;
use crate::error::SourceError;
use crate::mapping::{Auth, ClientShown};

/// The token that was handed out last, until it runs out.
#[derive(Default)]
pub(super) struct TokenKept(Mutex<Option<Token>>);

struct Token {
    text: Zeroizing<String>,
    until: DateTime<Utc>,
}

/// How long a token is used that does not say how long it lasts.
const UNSAID: i64 = 60;
const LONGEST: i64 = 24 * 60 * 60;
/// A token is not used to its last second: the question has a way to go.
const BEFORE_THE_END: TimeDelta = TimeDelta::seconds(10);
const LONGEST_TOKEN: usize = 16 * 1024;

impl Connector {
    /// The header that lets us in, if one does.
    pub(super) async fn authorisation(
        &self,
        now: DateTime<Utc>,
        anew: bool,
    ) -> Result<Option<(HeaderName, HeaderValue)>, SourceError> {
        let secret = || self.secret.as_ref().ok_or(SourceError::NoSecret);
        match &self.mapping.auth {
            Auth::None => Ok(None),
            Auth::Header { name, before } => {
                let name = HeaderName::try_from(name).map_err(|_| SourceError::NoSecret)?;
                let value = Zeroizing::new(format!("{before}{}", secret()?.as_str()));
                Ok(Some((name, hidden(&value)?)))
            }
            Auth::ClientCredentials { .. } => {
                let mut kept = self.token.0.lock().await;
                let is_good = |token: &&Token| !anew && now + BEFORE_THE_END < token.until;
                if kept.as_ref().filter(is_good).is_none() {
                    *kept = None;
                    *kept = Some(self.ask_for_token(now).await?);
                }
                let token = kept.as_ref().ok_or(SourceError::NoSecret)?;
                let value = Zeroizing::new(format!("Bearer {}", token.text.as_str()));
                Ok(Some((AUTHORIZATION, hidden(&value)?)))
            }
        }
    }

    /// Whether there may be a newer token than the one that was refused.
    pub(super) fn may_renew(&self) -> bool {
        matches!(self.mapping.auth, Auth::ClientCredentials { .. })
    }

    async fn ask_for_token(&self, now: DateTime<Utc>) -> Result<Token, SourceError> {
        let Auth::ClientCredentials {
            address,
            client,
            scope,
            shown,
        } = &self.mapping.auth
        else {
            return Err(SourceError::NoSecret);
        };
        let secret = self.secret.as_ref().ok_or(SourceError::NoSecret)?;
        let mut form = vec![("grant_type", "client_credentials")];
        if let Some(scope) = scope {
            form.push(("scope", scope));
        }
        let mut request: RequestBuilder = self.line.post(address.clone());
        match shown {
            ClientShown::InBody => {
                form.push(("client_id", client));
                form.push(("client_secret", secret.as_str()));
            }
            ClientShown::InHeader => {
                let both = Zeroizing::new(format!("{client}:{}", secret.as_str()));
                let packed = BASE64_STANDARD.encode(both.as_bytes());
                request = request.header(AUTHORIZATION, hidden(&format!("Basic {packed}"))?);
            }
        }
        let answer = self.line.json(request.form(&form)).await;
        let answer = answer.map_err(|error| match error {
            // Said by most where the client or its secret is wrong (RFC 6749, 5.2).
            SourceError::Refused(400) => SourceError::NotAllowed(400),
            other => other,
        })?;
        let text = answer.get("access_token").and_then(|token| token.as_str());
        let text = text
            .filter(|text| !text.is_empty() && text.len() <= LONGEST_TOKEN)
            .ok_or_else(|| SourceError::shape("auth.token_address: access_token"))?;
        let seconds = answer
            .get("expires_in")
            .and_then(|seconds| seconds.as_i64().or_else(|| seconds.as_str()?.parse().ok()))
            .unwrap_or(UNSAID)
            .clamp(0, LONGEST);
        Ok(Token {
            text: Zeroizing::new(text.to_owned()),
            until: now + Duration::from_secs(u64::try_from(seconds).unwrap_or_default()),
        })
    }
}
