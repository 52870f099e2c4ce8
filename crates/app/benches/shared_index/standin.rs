use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::Utc;
use sagsbord_app::ports::Clock;
use sagsbord_contract::{ConnectPlatform, PlatformSettings};
use sagsbord_standin::{Many, Options, StandIn};
use sagsbord_testkit::desk::FixedClock;
use uuid::Uuid;

const CVR: &str = "11111111";

/// The stand-in in a process of its own, so that its memory is not counted as ours.
pub(crate) struct Apart {
    pub(crate) connection: ConnectPlatform,
    process: Child,
}

impl Apart {
    pub(crate) fn start(many: u32) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["standin", &many.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        Self {
            connection: serde_json::from_str(&line).unwrap(),
            process,
        }
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Until the one that started it is gone.
pub(crate) async fn be_the_standin(many: u32) {
    let mut options = Options::of(CVR);
    options.clock_ahead = FixedClock::default().now() - Utc::now();
    if many > 0 {
        options.many = Some(Many::new(many, CVR).unwrap());
    }
    let standin = StandIn::start(options).await.unwrap();
    let certificate = standin.system_certificate(CVR).unwrap().both();
    let told = ConnectPlatform {
        settings: PlatformSettings {
            cvr: CVR.to_owned(),
            municipality: "Korsbæk Kommune".to_owned(),
            organisation_id: Uuid::from_u128(1).to_string(),
            system_id: Uuid::from_u128(2).to_string(),
            system_name: "Sagsbord".to_owned(),
            issuer_address: standin.rest_issuer(),
            issuer_by_message: false,
            access_address: standin.access_address(),
            index_address: standin.index_address(),
            index_audience: "http://entityid.kombit.dk/service/sdi/sagdokumentindeks/6".to_owned(),
            trusts_only: Some(standin.authority().pem().to_owned()),
            usual_action: "G01".to_owned(),
            classification: None,
            units: None,
            benefits: None,
            events: None,
            post: None,
        },
        certificate: Some(BASE64_STANDARD.encode(certificate)),
        password: None,
    };
    println!("{}", serde_json::to_string(&told).unwrap());
    tokio::task::spawn_blocking(|| std::io::stdin().lines().count())
        .await
        .unwrap();
}
