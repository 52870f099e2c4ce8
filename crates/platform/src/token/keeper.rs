use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Mutex;

use super::access::AccessToken;
use super::assertion::Token;
use super::{rest, ws_trust};
use crate::certificate::FunctionCertificate;
use crate::error::PlatformError;
use crate::line::Line;

/// A token is renewed this long before it runs out, so that none runs out on its way.
const AHEAD: TimeDelta = TimeDelta::minutes(5);

/// Who gives out tokens, and on whose behalf we ask.
#[derive(Debug, Clone)]
pub struct Issuer {
    pub way: IssuerWay,
    pub address: String,
    /// Where an assertion becomes an access token.
    pub access_address: String,
    pub cvr: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssuerWay {
    Rest,
    WsTrust,
}

/// Keeps tokens until shortly before they run out. Many who need the same one wait for one question.
pub struct TokenKeeper {
    line: Line,
    certificate: FunctionCertificate,
    issuer: Issuer,
    places: Mutex<HashMap<String, Arc<Mutex<Place>>>>,
}

#[derive(Default)]
struct Place {
    token: Option<Arc<Token>>,
    access: Option<Arc<AccessToken>>,
}

impl std::fmt::Debug for TokenKeeper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenKeeper").finish_non_exhaustive()
    }
}

impl TokenKeeper {
    pub fn new(line: Line, certificate: FunctionCertificate, issuer: Issuer) -> Self {
        Self {
            line,
            certificate,
            issuer,
            places: Mutex::default(),
        }
    }

    pub fn certificate(&self) -> &FunctionCertificate {
        &self.certificate
    }

    /// A token for a service that is known by its entity id.
    pub async fn token(
        &self,
        audience: &str,
        now: DateTime<Utc>,
    ) -> Result<Arc<Token>, PlatformError> {
        let place = self.place(audience).await;
        let mut place = place.lock().await;
        self.token_in(&mut place, audience, now).await
    }

    pub async fn access(
        &self,
        audience: &str,
        now: DateTime<Utc>,
    ) -> Result<Arc<AccessToken>, PlatformError> {
        let place = self.place(audience).await;
        let mut place = place.lock().await;
        if let Some(access) = &place.access
            && access.valid_to > now + AHEAD
        {
            return Ok(Arc::clone(access));
        }
        let token = self.token_in(&mut place, audience, now).await?;
        let address = &self.issuer.access_address;
        let access = AccessToken::exchange(&self.line, address, &token, now).await?;
        let access = Arc::new(access);
        place.access = Some(Arc::clone(&access));
        Ok(access)
    }

    /// The service did not take this token: the next who asks gets a new one. Another's newer one is left alone.
    pub async fn refused(&self, token: &Arc<Token>) {
        let place = self.place(&token.audience).await;
        let mut place = place.lock().await;
        if place
            .token
            .as_ref()
            .is_some_and(|kept| Arc::ptr_eq(kept, token))
        {
            *place = Place::default();
        }
    }

    /// As [`TokenKeeper::refused`], of an access token: what it came of may be what is wrong.
    pub async fn access_refused(&self, audience: &str, access: &Arc<AccessToken>) {
        let place = self.place(audience).await;
        let mut place = place.lock().await;
        if place
            .access
            .as_ref()
            .is_some_and(|kept| Arc::ptr_eq(kept, access))
        {
            *place = Place::default();
        }
    }

    /// When the soonest of the tokens we hold runs out.
    pub async fn soonest_end(&self) -> Option<DateTime<Utc>> {
        let places: Vec<_> = self.places.lock().await.values().cloned().collect();
        let mut soonest = None;
        for place in places {
            let end = place
                .lock()
                .await
                .token
                .as_ref()
                .map(|token| token.valid_to);
            soonest = match (soonest, end) {
                (Some(one), Some(other)) => Some(std::cmp::min(one, other)),
                (one, other) => one.or(other),
            };
        }
        soonest
    }

    async fn place(&self, audience: &str) -> Arc<Mutex<Place>> {
        let mut places = self.places.lock().await;
        Arc::clone(places.entry(audience.to_owned()).or_default())
    }

    async fn token_in(
        &self,
        place: &mut Place,
        audience: &str,
        now: DateTime<Utc>,
    ) -> Result<Arc<Token>, PlatformError> {
        if let Some(token) = &place.token
            && token.valid_to > now + AHEAD
        {
            return Ok(Arc::clone(token));
        }
        if !self.certificate.is_valid_at(now) {
            return Err(PlatformError::CertificateNotValid);
        }
        let Issuer {
            way, address, cvr, ..
        } = &self.issuer;
        let xml = match way {
            IssuerWay::Rest => {
                rest::ask(&self.line, address, &self.certificate, cvr, audience).await?
            }
            IssuerWay::WsTrust => {
                ws_trust::ask(&self.line, address, &self.certificate, cvr, audience, now).await?
            }
        };
        let token = Arc::new(Token::take(&xml, audience, &self.certificate, now)?);
        place.token = Some(Arc::clone(&token));
        place.access = None;
        Ok(token)
    }
}
