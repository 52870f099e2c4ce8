use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Client, Url};
use rustls::ClientConfig;
use rustls::client::ResolvesClientCert;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls_platform_verifier::BuilderVerifierExt;

use crate::certificate::{CertificateError, FunctionCertificate};
use crate::error::PlatformError;

/// The line to the platform: our certificate at both ends of it, and a bound on what comes back.
#[derive(Clone)]
pub struct Line {
    client: Client,
    bounds: LineBounds,
}

#[derive(Debug, Clone, Copy)]
pub struct LineBounds {
    pub connect: Duration,
    /// From the first byte sent to the last one read.
    pub whole: Duration,
    pub reply_bytes: usize,
}

/// Whom the line trusts.
#[derive(Debug, Clone)]
pub enum Trust {
    /// What the machine trusts.
    Machine,
    /// These certificates alone, as text: for a stand-in, or a network with an authority of its own.
    Only(Vec<u8>),
}

/// What came back, whatever its status.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Default for LineBounds {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            whole: Duration::from_secs(120),
            reply_bytes: 64 << 20,
        }
    }
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line").finish_non_exhaustive()
    }
}

#[derive(Debug)]
struct Always(Arc<CertifiedKey>);

impl ResolvesClientCert for Always {
    fn resolve(
        &self,
        hints: &[&[u8]],
        schemes: &[rustls::SignatureScheme],
    ) -> Option<Arc<CertifiedKey>> {
        SingleCertAndKey::from(Arc::clone(&self.0)).resolve(hints, schemes)
    }

    fn has_certs(&self) -> bool {
        true
    }
}

impl Line {
    pub fn new(
        certificate: &FunctionCertificate,
        trust: &Trust,
        bounds: LineBounds,
    ) -> Result<Self, PlatformError> {
        let config = tls(certificate, trust)?;
        let client = Client::builder()
            .tls_backend_preconfigured(config)
            .https_only(true)
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(bounds.connect)
            .timeout(bounds.whole)
            .no_proxy()
            .build()
            .map_err(PlatformError::Unreachable)?;
        Ok(Self { client, bounds })
    }

    pub(crate) async fn post(
        &self,
        address: &str,
        headers: &[(&'static str, &str)],
        body: Vec<u8>,
    ) -> Result<Reply, PlatformError> {
        let address = Url::parse(address).map_err(|_| PlatformError::BadAddress)?;
        let mut request = self.client.post(address).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request).await
    }

    pub(crate) async fn get(
        &self,
        address: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<Reply, PlatformError> {
        let address = Url::parse(address).map_err(|_| PlatformError::BadAddress)?;
        let mut request = self.client.get(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request).await
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<Reply, PlatformError> {
        let mut response = request.send().await.map_err(told_apart)?;
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(PlatformError::NoReply)? {
            if body.len() + piece.len() > self.bounds.reply_bytes {
                return Err(PlatformError::TooLarge(self.bounds.reply_bytes));
            }
            body.extend_from_slice(&piece);
        }
        Ok(Reply {
            status,
            headers,
            body,
        })
    }
}

/// A message that never left may be sent again; one that may have arrived may not.
fn told_apart(error: reqwest::Error) -> PlatformError {
    if error.is_connect() {
        if is_about_trust(&error) {
            PlatformError::NotTrusted(error)
        } else {
            PlatformError::Unreachable(error)
        }
    } else if is_about_trust(&error) {
        // With the newest protocol the other end says that it does not take our certificate after we have sent.
        PlatformError::NotTrusted(error)
    } else if error.is_builder() {
        PlatformError::BadAddress
    } else {
        PlatformError::NoReply(error)
    }
}

pub(crate) fn is_about_trust(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        let inner = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref)
            .and_then(|inner| inner.downcast_ref::<rustls::Error>())
            .or_else(|| error.downcast_ref::<rustls::Error>());
        if let Some(error) = inner {
            return matches!(
                error,
                rustls::Error::InvalidCertificate(_)
                    | rustls::Error::NoCertificatesPresented
                    | rustls::Error::AlertReceived(_)
            );
        }
        cause = error.source();
    }
    false
}

/// What shows our certificate and looks at theirs, on whatever line.
pub(crate) fn tls(
    certificate: &FunctionCertificate,
    trust: &Trust,
) -> Result<ClientConfig, PlatformError> {
    let provider = Arc::new(ring::default_provider());
    let wants_verifier = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| CertificateError::WrongKind)?;
    let wants_own = match trust {
        Trust::Machine => wants_verifier
            .with_platform_verifier()
            .map_err(|_| CertificateError::NotACertificate)?,
        Trust::Only(pem) => {
            let mut roots = rustls::RootCertStore::empty();
            for root in CertificateDer::pem_slice_iter(pem) {
                let root = root.map_err(|_| CertificateError::NotACertificate)?;
                roots
                    .add(root)
                    .map_err(|_| CertificateError::NotACertificate)?;
            }
            wants_verifier.with_root_certificates(roots)
        }
    };
    let own = Always(Arc::clone(certificate.certified()));
    Ok(wants_own.with_client_cert_resolver(Arc::new(own)))
}

impl Reply {
    pub(crate) fn text(&self) -> Result<&str, PlatformError> {
        std::str::from_utf8(&self.body).map_err(|_| PlatformError::NotText)
    }

    /// A status that says nothing of the message itself.
    pub(crate) fn trouble(&self) -> Option<PlatformError> {
        match self.status {
            200..=299 => None,
            429 | 502..=504 => Some(PlatformError::Busy {
                status: self.status,
                wait_seconds: self
                    .headers
                    .get(RETRY_AFTER)
                    .and_then(|value| value.to_str().ok())
                    .and_then(|value| value.trim().parse().ok()),
            }),
            status => Some(PlatformError::Refused(status)),
        }
    }
}
