//! The broker's line: the same TLS as everywhere else, with AMQP spoken over it by another's hand.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_rs::traits::Reactor;
use async_rs::util::RuntimeParts;
use async_rs::{Runtime, Tokio};
use futures_util::{AsyncRead, AsyncWrite, Stream};
use lapin::auth::AuthProvider;
use lapin::protocol::{AMQPErrorKind, AMQPHardError, AMQPSoftError};
use lapin::tcp::AsyncTcpStream;
use lapin::types::LongString;
use lapin::uri::{AMQPQueryString, AMQPUri};
use lapin::{Connection, ConnectionProperties, ErrorKind};
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_util::compat::{Compat, TokioAsyncReadCompatExt};
use tokio_util::sync::{CancellationToken, DropGuard};

use super::bounded::Bounded;
use super::cuttable::Cuttable;
use super::event::LARGEST;
use super::state::Trouble;
use crate::line::is_about_trust;
use crate::token::Token;

/// Where the queue is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventPlace {
    pub host: String,
    pub port: u16,
    /// `BF` on the real platform.
    pub virtual_host: String,
    /// The id of the subscription that was set up in the platform's administration (*dueslag*).
    pub queue: String,
    /// What the service is called in tokens.
    pub audience: String,
}

const TO_CONNECT: Duration = Duration::from_secs(15);
const TO_AGREE: Duration = Duration::from_secs(30);
/// A line that is silent for two of these is dead, however open it looks.
const HEARTBEAT_SECONDS: u16 = 30;
const LARGEST_FRAME: u32 = 128 << 10;

type Secured = Bounded<Cuttable<Compat<TlsStream<TcpStream>>>>;

/// A broker that has let us in. The line is cut when this is dropped, also under whoever still waits on it.
pub(super) struct LetIn {
    pub(super) connection: Connection,
    _line: DropGuard,
}

/// Shows our token to the broker (SASL EXTERNAL), beside the certificate that the line itself shows.
struct ShowsToken(Arc<Token>);

impl AuthProvider for ShowsToken {
    fn auth_starter(&self) -> Result<LongString, String> {
        Ok(self.0.xml().into())
    }
}

pub(super) async fn connect(
    place: &EventPlace,
    tls: Arc<ClientConfig>,
    token: Arc<Token>,
) -> Result<LetIn, Trouble> {
    let cut = CancellationToken::new();
    let secured = in_time(TO_CONNECT, secure(place, tls, cut.clone())).await??;
    let line = cut.drop_guard();
    let ready = Mutex::new(Some(secured));
    let runtime = Runtime::new(RuntimeParts::new(Tokio::current(), Lines));
    let uri = AMQPUri {
        vhost: place.virtual_host.clone(),
        query: AMQPQueryString {
            frame_max: Some(LARGEST_FRAME),
            heartbeat: Some(HEARTBEAT_SECONDS),
            ..AMQPQueryString::default()
        },
        ..AMQPUri::default()
    };
    let properties = ConnectionProperties::default()
        .with_connection_name("Sagsbord".into())
        .with_auth_provider(ShowsToken(token));
    // Once: whether to try again is decided where it is also waited and told.
    let hand_over = async move |_: AMQPUri, _: Runtime<_>| {
        let line = ready.lock().ok().and_then(|mut ready| ready.take());
        line.map(AsyncTcpStream::Plain)
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotConnected).into())
    };
    let agreed = Connection::connector(uri, runtime, hand_over, properties);
    let connection = in_time(TO_AGREE, agreed)
        .await?
        .map_err(|error| told_apart(&error))?;
    Ok(LetIn {
        connection,
        _line: line,
    })
}

async fn in_time<T>(most: Duration, work: impl Future<Output = T>) -> Result<T, Trouble> {
    tokio::time::timeout(most, work)
        .await
        .map_err(|_| Trouble::TooSlow)
}

async fn secure(
    place: &EventPlace,
    tls: Arc<ClientConfig>,
    cut: CancellationToken,
) -> Result<Secured, Trouble> {
    let name = ServerName::try_from(place.host.clone()).map_err(|_| Trouble::Unreachable)?;
    let stream = TcpStream::connect((place.host.as_str(), place.port))
        .await
        .map_err(|_| Trouble::Unreachable)?;
    stream.set_nodelay(true).map_err(|_| Trouble::Unreachable)?;
    let secured = TlsConnector::from(tls)
        .connect(name, stream)
        .await
        .map_err(|error| of_line(&error))?;
    // One byte more than is looked at, so that it shows when there was more.
    let line = Cuttable::new(secured.compat(), cut);
    Ok(Bounded::new(line, LARGEST + 1))
}

fn of_line(error: &io::Error) -> Trouble {
    if is_about_trust(error) {
        Trouble::NotTrusted
    } else {
        Trouble::Cut
    }
}

pub(super) fn told_apart(error: &lapin::Error) -> Trouble {
    match error.kind() {
        ErrorKind::IOError(error) => of_line(error),
        ErrorKind::ProtocolError(error) => match error.kind() {
            AMQPErrorKind::Soft(AMQPSoftError::NOTFOUND) => Trouble::NoSuchQueue,
            AMQPErrorKind::Soft(AMQPSoftError::ACCESSREFUSED)
            | AMQPErrorKind::Hard(AMQPHardError::NOTALLOWED) => Trouble::NotAllowed,
            AMQPErrorKind::Hard(AMQPHardError::CONNECTIONFORCED) => Trouble::Cut,
            AMQPErrorKind::Soft(_) | AMQPErrorKind::Hard(_) => Trouble::NotUnderstood,
        },
        ErrorKind::ParsingError(_)
        | ErrorKind::InvalidProtocolVersion(_)
        | ErrorKind::SerialisationError(_)
        | ErrorKind::AuthProviderError(_) => Trouble::NotUnderstood,
        _ => Trouble::Cut,
    }
}

/// Says to lapin what our lines are made of. It opens none itself.
#[derive(Debug, Clone, Copy)]
struct Lines;

impl Reactor for Lines {
    type TcpStream = Secured;
    type Sleep = tokio::time::Sleep;

    fn register<H: io::Read + io::Write + Send + 'static>(
        &self,
        _socket: H,
    ) -> io::Result<impl AsyncRead + AsyncWrite + Send + Unpin + 'static> {
        Err::<Secured, _>(io::ErrorKind::Unsupported.into())
    }

    fn sleep(&self, length: Duration) -> Self::Sleep {
        tokio::time::sleep(length)
    }

    fn interval(&self, length: Duration) -> impl Stream<Item = Instant> + Send + 'static {
        let ticks = tokio::time::interval(length);
        futures_util::stream::unfold(ticks, async |mut ticks| {
            let at = ticks.tick().await.into_std();
            Some((at, ticks))
        })
    }

    fn tcp_connect_addr(
        &self,
        _address: SocketAddr,
    ) -> impl Future<Output = io::Result<Self::TcpStream>> + Send + 'static {
        std::future::ready(Err(io::ErrorKind::Unsupported.into()))
    }
}
