use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::response::Response;
use axum::routing::{get, post};
use chrono::{DateTime, TimeDelta, Utc};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use rustls::RootCertStore;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use sagsbord_platform::benefits::GrantEntry;
use sagsbord_platform::classification::Classification;
use sagsbord_platform::events::Event;
use sagsbord_platform::organisation::UnitEntry;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tower_service::Service;
use uuid::Uuid;

use crate::authority::{Authority, Holder, Minted};
use crate::classification;
use crate::events::{Teller, Told};
use crate::faults::Faults;
use crate::index::{Many, Reach, SharedIndex};
use crate::invented::Invented;
use crate::issuer::Issuer;

mod benefits_door;
mod classification_door;
mod event_door;
mod index_door;
mod organisation_door;
mod post_ask_door;
mod post_send_door;
mod signed_door;
mod token_doors;

use event_door::EventDoor;

/// How the stand-in is set up.
#[derive(Debug, Clone)]
pub struct Options {
    pub port: u16,
    /// What each municipality's system was given rights to.
    pub reach: HashMap<String, Reach>,
    /// Breaches of the guidance are refused, rather than taken and counted as the real index does.
    pub is_strict: bool,
    /// Where the published schemas lie: every request is held against them.
    pub schemas: Option<PathBuf>,
    /// Assertions are written with a prefix.
    pub prefixed_tokens: bool,
    /// How far its clock is from ours.
    pub clock_ahead: TimeDelta,
    /// CPR and CVR numbers of those who do not get Digital Post.
    pub exempt_from_post: Vec<String>,
    /// Messages are kept as they came, for whoever wants to look at them.
    pub keeps_messages: bool,
    /// Who is told of what happens, by a broker.
    pub told: Option<Told>,
    /// Where they come to listen; 0 takes a free port.
    pub event_port: u16,
    /// So many cases of other systems that they are made when they are asked for.
    pub many: Option<Many>,
}

/// A running stand-in. It ends when this is dropped.
pub struct StandIn {
    pub address: SocketAddr,
    authority: Authority,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
    event_door: Option<EventDoor>,
}

pub(crate) struct Shared {
    pub(crate) options: Options,
    pub(crate) invented: Invented,
    pub(crate) issuer: Issuer,
    pub(crate) faults: Arc<Faults>,
    teller: Option<Teller>,
    pub(crate) base: String,
    index: Mutex<SharedIndex>,
    plans: Mutex<Vec<Classification>>,
    units: Mutex<Vec<UnitEntry>>,
    grants: Mutex<Vec<GrantEntry>>,
    seen: Mutex<Seen>,
    counts: Mutex<HashMap<String, u64>>,
    messages: Mutex<Vec<String>>,
    /// How often a letter with this id was taken.
    letters: Mutex<HashMap<Uuid, u32>>,
    advanced: Mutex<TimeDelta>,
}

/// Messages that came, so that none is taken twice.
#[derive(Default)]
struct Seen {
    now: std::collections::HashSet<String>,
    before: std::collections::HashSet<String>,
}

/// Whose certificate was shown on the line, as DER.
#[derive(Clone)]
pub(crate) struct Peer(pub(crate) Vec<u8>);

/// The line is to be cut instead of answered.
#[derive(Clone)]
pub(crate) struct Cut;

impl Options {
    /// One municipality that may see all of its own.
    pub fn of(cvr: &str) -> Self {
        Self {
            port: 0,
            reach: HashMap::from([(cvr.to_owned(), Reach::whole(cvr))]),
            is_strict: false,
            schemas: None,
            prefixed_tokens: false,
            clock_ahead: TimeDelta::zero(),
            exempt_from_post: Vec::new(),
            keeps_messages: false,
            told: None,
            event_port: 0,
            many: None,
        }
    }
}

impl StandIn {
    /// What a municipality's system is called in its certificate.
    pub const SYSTEM: &str = "Sagsbord (funktionscertifikat)";

    pub async fn start(options: Options) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", options.port)).await?;
        let address = listener.local_addr()?;
        let authority = Authority::new()?;
        let valid = long_since_and_for_a_year();
        let own = authority.mint(Holder::Server, "standin", "19435075", valid)?;
        let issues = authority.mint(Holder::Issuer, "STS", "19435075", valid)?;
        let invented = Invented::shipped()?;
        let tokens = invented.tokens.clone();
        let faults = Arc::<Faults>::default();
        let told = options.told.clone();
        let shared = Arc::new(Shared {
            teller: told.map(|told| Teller::start(told, Arc::clone(&faults))),
            issuer: Issuer::new(&issues, tokens, options.prefixed_tokens)?,
            options,
            invented,
            faults,
            base: format!("https://localhost:{}", address.port()),
            index: Mutex::default(),
            plans: Mutex::new(classification::shipped()?),
            units: Mutex::default(),
            grants: Mutex::default(),
            seen: Mutex::default(),
            counts: Mutex::default(),
            messages: Mutex::default(),
            letters: Mutex::default(),
            advanced: Mutex::default(),
        });
        let acceptor = acceptor(&authority, &own)?;
        let event_door = match &shared.options.told {
            Some(told) => {
                let broker = told.broker.secured_port();
                Some(EventDoor::open(Arc::clone(&shared), acceptor.clone(), broker).await?)
            }
            None => None,
        };
        let router = router(Arc::clone(&shared));
        let task = tokio::spawn(accept(listener, acceptor, router));
        Ok(Self {
            address,
            authority,
            shared,
            task,
            event_door,
        })
    }

    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// Where everything is found, without a slash at its end.
    pub fn base(&self) -> &str {
        &self.shared.base
    }

    pub fn rest_issuer(&self) -> String {
        format!("{}{}", self.base(), token_doors::REST)
    }

    pub fn trust_issuer(&self) -> String {
        format!("{}{}", self.base(), token_doors::TRUST)
    }

    pub fn access_address(&self) -> String {
        format!("{}{}", self.base(), token_doors::ACCESS)
    }

    pub fn index_address(&self) -> String {
        format!("{}{}", self.base(), index_door::PATH)
    }

    pub fn classification_address(&self) -> String {
        format!("{}{}", self.base(), classification_door::PATH)
    }

    pub fn benefits_address(&self) -> String {
        format!("{}{}", self.base(), benefits_door::PATH)
    }

    pub fn units_address(&self) -> String {
        format!("{}{}", self.base(), organisation_door::PATH)
    }

    pub fn post_ask_address(&self) -> String {
        format!("{}{}", self.base(), post_ask_door::ASK)
    }

    /// Its clock goes on by this much at once.
    pub fn advance(&self, by: TimeDelta) {
        *self
            .shared
            .advanced
            .lock()
            .unwrap_or_else(PoisonError::into_inner) += by;
    }

    pub fn post_send_address(&self) -> String {
        format!("{}{}", self.base(), post_send_door::SEND)
    }

    /// Where events are listened to, at `localhost`, when somebody is told of them.
    pub fn event_port(&self) -> Option<u16> {
        self.event_door.as_ref().map(|door| door.port)
    }

    /// The letters that were taken, and how often each: more than once is what must not happen.
    pub fn letters(&self) -> HashMap<Uuid, u32> {
        self.shared.letters().clone()
    }

    pub fn faults(&self) -> &Faults {
        &self.shared.faults
    }

    pub fn index(&self) -> MutexGuard<'_, SharedIndex> {
        self.shared.index()
    }

    /// The plans of its classification, which may be changed.
    pub fn plans(&self) -> MutexGuard<'_, Vec<Classification>> {
        self.shared.plans()
    }

    /// The units of its organisation, which may be changed. It has none of its own.
    pub fn units(&self) -> MutexGuard<'_, Vec<UnitEntry>> {
        self.shared.units()
    }

    /// What its citizens are granted, which may be changed. Nobody is granted anything to begin with.
    pub fn grants(&self) -> MutexGuard<'_, Vec<GrantEntry>> {
        self.shared.grants()
    }

    /// How often something was asked for, or a rule broken.
    pub fn count(&self, what: &str) -> u64 {
        self.shared.counts().get(what).copied().unwrap_or_default()
    }

    /// The signed messages that came, byte for byte, if they are kept.
    pub fn messages(&self) -> Vec<String> {
        self.shared
            .messages
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// A certificate of its own authority for a municipality's system, valid now.
    pub fn system_certificate(&self, cvr: &str) -> Result<Minted> {
        self.authority.mint(
            Holder::System,
            Self::SYSTEM,
            cvr,
            long_since_and_for_a_year(),
        )
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Shared {
    pub(crate) fn now(&self) -> DateTime<Utc> {
        let advanced = *self.advanced.lock().unwrap_or_else(PoisonError::into_inner);
        Utc::now() + self.options.clock_ahead + advanced
    }

    pub(crate) fn index(&self) -> MutexGuard<'_, SharedIndex> {
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn plans(&self) -> MutexGuard<'_, Vec<Classification>> {
        self.plans.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn grants(&self) -> MutexGuard<'_, Vec<GrantEntry>> {
        self.grants.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn units(&self) -> MutexGuard<'_, Vec<UnitEntry>> {
        self.units.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<String, u64>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn tell(&self, what: &str) {
        *self.counts().entry(what.to_owned()).or_default() += 1;
    }

    pub(crate) fn letters(&self) -> MutexGuard<'_, HashMap<Uuid, u32>> {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells those who are to be told, if there are any: what is told is only put together then.
    pub(crate) fn tell_event(&self, cvr: &str, event: impl FnOnce() -> Event) {
        if let Some(teller) = &self.teller {
            teller.tell(cvr, event());
        }
    }

    pub(crate) fn keep_message(&self, text: &str) {
        if self.options.keeps_messages {
            self.messages
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(text.to_owned());
        }
    }

    /// Whether this message is new.
    pub(crate) fn is_first(&self, message: &str) -> bool {
        const MOST: usize = 200_000;
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.now.len() >= MOST {
            seen.before = std::mem::take(&mut seen.now);
        }
        !seen.before.contains(message) && seen.now.insert(message.to_owned())
    }

    pub(crate) fn role(text: &str) -> Uuid {
        Uuid::try_parse(text).unwrap_or_default()
    }
}

fn long_since_and_for_a_year() -> (DateTime<Utc>, DateTime<Utc>) {
    let now = Utc::now();
    // Also a desk whose clock a test has set to another day finds it valid.
    (now - TimeDelta::days(3_650), now + TimeDelta::days(365))
}

fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route(token_doors::REST, post(token_doors::rest))
        .route(token_doors::TRUST, post(token_doors::trust))
        .route(token_doors::ACCESS, post(token_doors::access))
        .route(index_door::PATH, post(index_door::index))
        .route(post_ask_door::ASK_WAY, get(post_ask_door::ask))
        .route(post_send_door::SEND, post(post_send_door::send))
        .route(benefits_door::PATH, post(benefits_door::benefits))
        .route(organisation_door::PATH, post(organisation_door::units))
        .route(
            classification_door::PATH,
            post(classification_door::classification),
        )
        .layer(axum::extract::DefaultBodyLimit::max(64 << 20))
        .with_state(shared)
}

fn acceptor(authority: &Authority, own: &Minted) -> Result<TlsAcceptor> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut trusted = RootCertStore::empty();
    trusted.add(CertificateDer::from_pem_slice(authority.pem().as_bytes())?)?;
    let clients =
        WebPkiClientVerifier::builder_with_provider(Arc::new(trusted), Arc::clone(&provider))
            .build()?;
    let chain = vec![CertificateDer::from_pem_slice(own.certificate.as_bytes())?];
    let key = PrivateKeyDer::from_pem_slice(own.key.as_bytes())?;
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_client_cert_verifier(clients)
        .with_single_cert(chain, key)
        .context("the stand-in's own certificate")?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

async fn accept(listener: TcpListener, acceptor: TlsAcceptor, router: Router) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        tokio::spawn(serve(stream, acceptor.clone(), router.clone()));
    }
}

async fn serve(stream: TcpStream, acceptor: TlsAcceptor, router: Router) {
    let Ok(stream) = acceptor.accept(stream).await else {
        return;
    };
    let shown = stream
        .get_ref()
        .1
        .peer_certificates()
        .and_then(|chain| chain.first())
        .map(|certificate| Peer(certificate.to_vec()));
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut router = router.clone();
        let shown = shown.clone();
        async move {
            let mut request = request.map(Body::new);
            if let Some(shown) = shown {
                request.extensions_mut().insert(shown);
            }
            let answered: std::result::Result<Response, Infallible> = router.call(request).await;
            match answered {
                // An error here closes the line without a word, as a broken network does.
                Ok(response) if response.extensions().get::<Cut>().is_some() => {
                    Err(std::io::Error::other("cut"))
                }
                Ok(response) => Ok(response),
                Err(never) => match never {},
            }
        }
    });
    let served = hyper::server::conn::http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
    if let Err(error) = served {
        tracing::debug!(%error, "a line ended");
    }
}
