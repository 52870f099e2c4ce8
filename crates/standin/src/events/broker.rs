use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{TimeDelta, Utc};
use lapin::options::{QueueDeclareOptions, QueuePurgeOptions};
use lapin::types::FieldTable;
use lapin::{Connection, ConnectionProperties};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::authority::{Authority, Holder};

const SERVER: &str = "/usr/lib/rabbitmq/bin/rabbitmq-server";
const VIRTUAL_HOST: &str = "BF";
/// Whom the stand-in publishes as, inside the platform.
const OWN_USER: &str = "standin";
const TO_START: Duration = Duration::from_secs(90);

/// A RabbitMQ of our own in a folder of its own: no service of the machine's, and gone when this is dropped.
pub struct Broker {
    guard: Mutex<Child>,
    inside: BrokerPlace,
    out: PathBuf,
}

/// Where the stand-in publishes.
#[derive(Debug, Clone)]
pub struct BrokerPlace {
    address: String,
    secured_port: u16,
}

impl Broker {
    /// Lets those systems in whose certificates have one of these names, and waits until it answers.
    pub async fn start(authority: &Authority, systems: &[&str]) -> Result<Self> {
        if !Path::new(SERVER).is_file() {
            bail!("no RabbitMQ here: it is of the package rabbitmq-server");
        }
        let id = Uuid::new_v4().simple().to_string();
        let folder = std::env::temp_dir().join(format!("sagsbord-broker-{id}"));
        fs::create_dir_all(folder.join("home"))?;
        let [plain, secured, distribution, names] = free_ports()?;
        let password = Uuid::new_v4().simple().to_string();
        write_settings(&folder, authority, systems, &password, (plain, secured))?;
        let setting = |name: &str| folder.join(name).into_os_string();
        let guard = Command::new("sh")
            .args(["-c", include_str!("broker.sh")])
            .env("SAGSBORD_BROKER", &folder)
            .env("HOME", setting("home"))
            .env("RABBITMQ_CONF_ENV_FILE", setting("none"))
            .env("RABBITMQ_CONFIG_FILE", setting("rabbitmq.conf"))
            .env("RABBITMQ_ENABLED_PLUGINS_FILE", setting("plugins"))
            .env("RABBITMQ_MNESIA_BASE", setting("data"))
            .env("RABBITMQ_LOG_BASE", setting("log"))
            .env("RABBITMQ_NODENAME", format!("sagsbord-{id}@localhost"))
            .env("RABBITMQ_DIST_PORT", distribution.to_string())
            .env("ERL_EPMD_PORT", names.to_string())
            .env("ERL_EPMD_ADDRESS", "127.0.0.1")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("a shell to run the broker in")?;
        let broker = Self {
            guard: Mutex::new(guard),
            inside: BrokerPlace {
                secured_port: secured,
                address: format!("amqp://{OWN_USER}:{password}@127.0.0.1:{plain}/{VIRTUAL_HOST}"),
            },
            out: folder.join("out.txt"),
        };
        broker.answers().await?;
        Ok(broker)
    }

    /// Where systems of municipalities listen, at `localhost`.
    pub fn secured_port(&self) -> u16 {
        self.inside.secured_port
    }

    pub fn place(&self) -> &BrokerPlace {
        &self.inside
    }

    pub fn virtual_host(&self) -> &'static str {
        VIRTUAL_HOST
    }

    /// A queue that outlives the broker's end, as the platform's do.
    pub async fn add_queue(&self, queue: &str) -> Result<()> {
        let connection = self.inside.connect().await?;
        let channel = connection.create_channel().await?;
        let options = QueueDeclareOptions {
            durable: true,
            ..QueueDeclareOptions::default()
        };
        channel
            .queue_declare(queue.into(), options, FieldTable::default())
            .await?;
        Ok(())
    }

    /// How many messages wait in a queue that nobody has been given.
    pub async fn waiting(&self, queue: &str) -> Result<u32> {
        let connection = self.inside.connect().await?;
        let channel = connection.create_channel().await?;
        let options = QueueDeclareOptions {
            passive: true,
            ..QueueDeclareOptions::default()
        };
        let declared = channel
            .queue_declare(queue.into(), options, FieldTable::default())
            .await?;
        Ok(declared.message_count())
    }

    pub async fn empty(&self, queue: &str) -> Result<()> {
        let connection = self.inside.connect().await?;
        let channel = connection.create_channel().await?;
        channel
            .queue_purge(queue.into(), QueuePurgeOptions::default())
            .await?;
        Ok(())
    }

    /// As a power cut does it: without a word to anybody.
    pub fn kill(&self) -> Result<()> {
        self.tell("kill\n")
    }

    pub async fn start_again(&self) -> Result<()> {
        self.tell("start\n")?;
        self.answers().await
    }

    fn tell(&self, word: &str) -> Result<()> {
        let mut guard = self.guard.lock().unwrap_or_else(PoisonError::into_inner);
        let input = guard.stdin.as_mut().context("the broker's shell is gone")?;
        input.write_all(word.as_bytes())?;
        Ok(input.flush()?)
    }

    async fn answers(&self) -> Result<()> {
        let deadline = tokio::time::Instant::now() + TO_START;
        while self.inside.connect().await.is_err() {
            if tokio::time::Instant::now() > deadline {
                let said = fs::read_to_string(&self.out).unwrap_or_default();
                bail!("the broker does not answer: {said}");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(())
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        let guard = self.guard.get_mut().unwrap_or_else(PoisonError::into_inner);
        drop(guard.stdin.take());
        if let Err(error) = guard.wait() {
            tracing::warn!(%error, "the broker's shell was not seen to end");
        }
    }
}

impl BrokerPlace {
    pub(crate) fn secured_port(&self) -> u16 {
        self.secured_port
    }

    pub(super) async fn connect(&self) -> lapin::Result<Connection> {
        Connection::connect(&self.address, ConnectionProperties::default()).await
    }
}

/// Found free all at once, so that none is found twice.
fn free_ports() -> Result<[u16; 4]> {
    let mut held = Vec::new();
    let mut ports = [0; 4];
    for port in &mut ports {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        *port = listener.local_addr()?.port();
        held.push(listener);
    }
    Ok(ports)
}

fn write_settings(
    folder: &Path,
    authority: &Authority,
    systems: &[&str],
    password: &str,
    (plain, secured): (u16, u16),
) -> Result<()> {
    let write = |name: &str, text: &str| fs::write(folder.join(name), text);
    let now = Utc::now();
    let valid = (now - TimeDelta::days(1), now + TimeDelta::days(365));
    let own = authority.mint(Holder::Server, "broker", "19435075", valid)?;
    write("authority.pem", authority.pem())?;
    write("own.pem", &own.certificate)?;
    write("own.key", &own.key)?;
    write("plugins", "[rabbitmq_auth_mechanism_ssl].\n")?;
    write("queues.json", &definitions(systems, password).to_string())?;
    let at = folder.display();
    // A token is shown in one frame before the two have agreed on how large frames may be.
    write(
        "rabbitmq.conf",
        &format!(
            "listeners.tcp.1 = 127.0.0.1:{plain}\n\
             listeners.ssl.1 = 127.0.0.1:{secured}\n\
             ssl_options.cacertfile = {at}/authority.pem\n\
             ssl_options.certfile = {at}/own.pem\n\
             ssl_options.keyfile = {at}/own.key\n\
             ssl_options.verify = verify_peer\n\
             ssl_options.fail_if_no_peer_cert = true\n\
             ssl_options.versions.1 = tlsv1.3\n\
             ssl_options.versions.2 = tlsv1.2\n\
             ssl_cert_login_from = common_name\n\
             auth_mechanisms.1 = EXTERNAL\n\
             auth_mechanisms.2 = PLAIN\n\
             initial_frame_max = 131072\n\
             load_definitions = {at}/queues.json\n\
             disk_free_limit.absolute = 50MB\n\
             log.console = true\n\
             log.console.level = warning\n\
             log.file = false\n"
        ),
    )?;
    Ok(())
}

fn definitions(systems: &[&str], password: &str) -> serde_json::Value {
    let salt = [7_u8, 11, 13, 17];
    let mut hashed = salt.to_vec();
    let digest = Sha256::new_with_prefix(salt)
        .chain_update(password)
        .finalize();
    hashed.extend_from_slice(&digest);
    let mut users = vec![json!({
        "name": OWN_USER,
        "password_hash": BASE64_STANDARD.encode(hashed),
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": "",
    })];
    let mut permissions = vec![json!({
        "user": OWN_USER, "vhost": VIRTUAL_HOST, "configure": ".*", "write": ".*", "read": ".*",
    })];
    for system in systems {
        // No password opens for these: only a certificate of this name does.
        users.push(json!({ "name": system, "password_hash": "", "tags": "" }));
        permissions.push(json!({
            "user": system, "vhost": VIRTUAL_HOST, "configure": "^$", "write": "^$", "read": ".*",
        }));
    }
    json!({
        "vhosts": [{ "name": VIRTUAL_HOST }],
        "users": users,
        "permissions": permissions,
    })
}
