//! The way to the broker (SF1461): the token that is shown on the way in is looked at here, and the certificate both
//! here and by the broker itself.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::{TimeDelta, Utc};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::{TlsAcceptor, TlsConnector};
use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::der::asn1::{PrintableStringRef, Utf8StringRef};
use x509_cert::der::oid::ObjectIdentifier;

use super::Shared;
use crate::authority::{Authority, Holder};
use crate::refusal::Refusal;
use crate::signature::{Known, verify_alone};

const AUDIENCE: &str = "http://entityid.kombit.dk/service/bfo_modtag/2";
/// Everything before a token was looked at.
const TO_SHOW: Duration = Duration::from_secs(20);
const LARGEST_FRAME: usize = 128 << 10;
/// `connection.start-ok` and `connection.close`, by class and method.
const START_OK: [u8; 4] = [0, 10, 0, 11];
const CLOSE: [u8; 4] = [0, 10, 0, 50];
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");

/// Where systems of municipalities come to listen. It is shut when this is dropped.
pub(super) struct EventDoor {
    pub(super) port: u16,
    task: JoinHandle<()>,
}

impl EventDoor {
    pub(super) async fn open(
        shared: Arc<Shared>,
        acceptor: TlsAcceptor,
        broker: u16,
    ) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", shared.options.event_port)).await?;
        let port = listener.local_addr()?.port();
        let task = tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else {
                    continue;
                };
                let (shared, acceptor) = (Arc::clone(&shared), acceptor.clone());
                tokio::spawn(async move {
                    if let Err(error) = pass(&shared, acceptor, stream, broker).await {
                        tracing::debug!(%error, "a listener's line ended");
                    }
                });
            }
        });
        Ok(Self { port, task })
    }
}

impl Drop for EventDoor {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass(
    shared: &Shared,
    acceptor: TlsAcceptor,
    stream: TcpStream,
    broker: u16,
) -> Result<()> {
    let mut listener = acceptor.accept(stream).await?;
    let shown = listener
        .get_ref()
        .1
        .peer_certificates()
        .and_then(|chain| chain.first())
        .map(|certificate| certificate.to_vec())
        .context("no certificate")?;
    let mut within = as_that_system(&shown, broker).await?;
    let showing = async {
        let mut protocol = [0; 8];
        listener.read_exact(&mut protocol).await?;
        within.write_all(&protocol).await?;
        let start = frame(&mut within).await?;
        listener.write_all(&start).await?;
        listener.flush().await?;
        frame(&mut listener).await
    };
    let answer = tokio::time::timeout(TO_SHOW, showing).await??;
    if let Err(refusal) = look(shared, &answer, &shown) {
        shared.tell("listener refused");
        listener.write_all(&refused(refusal)).await?;
        return Ok(listener.shutdown().await?);
    }
    shared.tell("listener");
    within.write_all(&answer).await?;
    within.flush().await?;
    tokio::io::copy_bidirectional(&mut listener, &mut within).await?;
    Ok(())
}

/// A line to the broker with a certificate in the same name: the key of the one that was shown is not here.
async fn as_that_system(
    shown: &[u8],
    broker: u16,
) -> Result<tokio_rustls::client::TlsStream<TcpStream>> {
    let name = common_name(shown).context("a certificate without a name")?;
    let authority = Authority::new()?;
    let now = Utc::now();
    let valid = (now - TimeDelta::days(1), now + TimeDelta::days(1));
    let own = authority.mint(Holder::System, &name, "19435075", valid)?;
    let mut trusted = RootCertStore::empty();
    trusted.add(CertificateDer::from_pem_slice(authority.pem().as_bytes())?)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(trusted)
        .with_client_auth_cert(
            vec![CertificateDer::from_pem_slice(own.certificate.as_bytes())?],
            PrivateKeyDer::from_pem_slice(own.key.as_bytes())?,
        )?;
    let stream = TcpStream::connect(("127.0.0.1", broker)).await?;
    let connector = TlsConnector::from(Arc::new(config));
    let name = ServerName::try_from("localhost")?;
    Ok(connector.connect(name, stream).await?)
}

fn common_name(certificate: &[u8]) -> Option<String> {
    let certificate = Certificate::from_der(certificate).ok()?;
    let parts = &certificate.tbs_certificate.subject.0;
    let part = parts
        .iter()
        .flat_map(|part| part.0.iter())
        .find(|part| part.oid == COMMON_NAME)?;
    Utf8StringRef::try_from(&part.value)
        .map(|text| text.as_str().to_owned())
        .or_else(|_| PrintableStringRef::try_from(&part.value).map(|text| text.as_str().to_owned()))
        .ok()
}

/// One frame, whole.
async fn frame(from: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> Result<Vec<u8>> {
    let mut frame = vec![0; 7];
    from.read_exact(&mut frame).await?;
    let size = frame
        .get(3..7)
        .and_then(|size| <[u8; 4]>::try_from(size).ok())
        .map(|size| u32::from_be_bytes(size) as usize)
        .filter(|size| *size <= LARGEST_FRAME)
        .context("a frame larger than any")?;
    frame.resize(7 + size + 1, 0);
    let rest = frame.get_mut(7..).context("a frame")?;
    from.read_exact(rest).await?;
    Ok(frame)
}

fn look(shared: &Shared, answer: &[u8], shown: &[u8]) -> Result<(), Refusal> {
    let (mechanism, response) = shown_in(answer).ok_or(Refusal::NotUnderstood)?;
    if mechanism != b"EXTERNAL" {
        return Err(Refusal::NotUnderstood);
    }
    let assertion = std::str::from_utf8(response).map_err(|_| Refusal::NotXml)?;
    let known = Known {
        address: "",
        issuer: shared.issuer.certificate(),
        now: shared.now(),
    };
    let token = verify_alone(assertion, known)?;
    if token.audience != AUDIENCE {
        return Err(Refusal::WrongAudience);
    }
    if token.holder != shown {
        return Err(Refusal::WrongHolder);
    }
    if !shared.options.reach.contains_key(&token.cvr) {
        return Err(Refusal::WrongMunicipality);
    }
    Ok(())
}

/// By what means they say who they are, and what they show: behind a table of what their program can do.
fn shown_in(frame: &[u8]) -> Option<(&[u8], &[u8])> {
    let rest = frame.get(7..)?.strip_prefix(&START_OK)?;
    let (table, rest) = rest.split_first_chunk::<4>()?;
    let rest = rest.get(u32::from_be_bytes(*table) as usize..)?;
    let (length, rest) = rest.split_first()?;
    let (mechanism, rest) = rest.split_at_checked(usize::from(*length))?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let response = rest.get(..u32::from_be_bytes(*length) as usize)?;
    Some((mechanism, response))
}

/// As a broker says that it does not let somebody in.
fn refused(refusal: Refusal) -> Vec<u8> {
    const ACCESS_REFUSED: u16 = 403;
    let text = refusal.to_string();
    let mut payload = CLOSE.to_vec();
    payload.extend_from_slice(&ACCESS_REFUSED.to_be_bytes());
    payload.push(u8::try_from(text.len()).unwrap_or(u8::MAX));
    payload.extend(text.bytes().take(usize::from(u8::MAX)));
    payload.extend_from_slice(&[0; 4]);
    let size = u32::try_from(payload.len()).unwrap_or(u32::MAX);
    let mut frame = vec![1, 0, 0];
    frame.extend_from_slice(&size.to_be_bytes());
    frame.extend_from_slice(&payload);
    frame.push(0xce);
    frame
}
