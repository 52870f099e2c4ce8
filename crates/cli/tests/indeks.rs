//! `indeks` as whoever runs a municipality's machine meets it: the platform connected, tried, told and asked.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that cannot go on has failed its test"
)]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use sagsbord_standin::{Options, StandIn};
use serde_json::{Value, json};
use tempfile::TempDir;

const ADMINISTRATOR: (&str, &str) = ("agnes", "nøglen ligger under krukken");
const TEAM_LEAD: (&str, &str) = ("bo", "kaffe på den grønne bænk");
const CVR: &str = "11111111";

struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ended {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}{}", self.out, self.err))
    }
}

fn indeks(folder: &Path, (user, password): (&str, &str), arguments: &[&str]) -> Ended {
    let mut process = Command::new(env!("CARGO_BIN_EXE_sagsbord-cli"))
        .args(["--demo", "--user", user, "--folder"])
        .arg(folder.join("data"))
        .arg("indeks")
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "da_DK.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = process.stdin.take().unwrap();
    // It may have ended before it wanted to know.
    let _ = writeln!(stdin, "{password}");
    drop(stdin);
    let output = process.wait_with_output().unwrap();
    Ended {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn made(folder: &Path) {
    let made = Command::new(env!("CARGO_BIN_EXE_sagsbord-cli"))
        .args(["demo-data", "--scale", "120", "--folder"])
        .arg(folder.join("data"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(made.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_index_is_connected_tried_prepared_told_and_asked() {
    let folder = TempDir::new().unwrap();
    made(folder.path());
    let standin = StandIn::start(Options::of(CVR)).await.unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("udsteder.pem", standin.authority().pem());
    write(
        "system.pem",
        &standin.system_certificate(CVR).unwrap().both(),
    );
    let mut settings = json!({
        "municipality": "Havrelunde Kommune",
        "cvr": CVR,
        "organisationId": "00000000-0000-4000-8000-000000000001",
        "systemId": "00000000-0000-4000-8000-000000000002",
        "systemName": "Sagsbord",
        "usualAction": "G01",
        "issuerAddress": standin.rest_issuer(),
        "issuerByMessage": false,
        "accessAddress": standin.access_address(),
        "indexAddress": "indeks",
        "indexAudience": "http://entityid.kombit.dk/service/sdi/sagdokumentindeks/6",
    });
    let connect = || {
        let files = ["--certifikat", "system.pem", "--udsteder", "udsteder.pem"];
        let arguments = [&["tilslut", "forbindelse.json"], &files[..]].concat();
        indeks(folder.path(), ADMINISTRATOR, &arguments)
    };
    write("forbindelse.json", "{");
    let broken = connect();
    assert!(
        broken.err.contains("forbindelse.json er ikke JSON"),
        "{}",
        broken.err
    );
    write("forbindelse.json", &settings.to_string());
    let wrong = connect();
    assert_eq!(wrong.code, Some(1));
    assert!(
        wrong.err.contains("indexAddress: er ikke en adresse"),
        "{}",
        wrong.err
    );
    let before = indeks(folder.path(), ADMINISTRATOR, &["send"]);
    assert_eq!(before.code, Some(1));
    assert!(
        before.err.contains("der er ingen forbindelse"),
        "{}",
        before.err
    );

    settings["indexAddress"] = standin.index_address().into();
    write("forbindelse.json", &settings.to_string());
    let connected = connect();
    assert_eq!(connected.code, Some(0), "{}", connected.err);
    assert!(
        connected.err.contains("Intet er sendt"),
        "{}",
        connected.err
    );
    let tried = indeks(folder.path(), ADMINISTRATOR, &["proev"]);
    assert_eq!(tried.code, Some(0), "{}{}", tried.out, tried.err);
    assert_eq!(
        tried.json()["parts"][2],
        json!({"part": "index", "trouble": null})
    );

    let ready = indeks(folder.path(), ADMINISTRATOR, &["klargoer"]);
    assert_eq!(ready.code, Some(0), "{}", ready.err);
    let waiting = ready.json()["queue"]["counts"]["waiting"].as_u64().unwrap();
    assert!(waiting > 0);
    assert_eq!(standin.count("importer"), 0, "nothing is sent");
    let shown = indeks(folder.path(), TEAM_LEAD, &["proevekoersel"]);
    let rows = shown.json();
    assert!(!rows.as_array().unwrap().is_empty(), "{}", shown.err);
    assert_eq!(rows[0]["ownerCvr"], CVR);

    let sent = indeks(folder.path(), ADMINISTRATOR, &["send"]);
    assert_eq!(sent.code, Some(0), "{}", sent.err);
    assert!(standin.index().case_count() > 0);
    let fetched = indeks(folder.path(), ADMINISTRATOR, &["hent"]);
    assert_eq!(fetched.code, Some(0), "{}", fetched.err);
    let status = indeks(folder.path(), ADMINISTRATOR, &["status"]).json();
    assert_eq!(
        (&status["isBegun"], &status["trouble"]),
        (&true.into(), &Value::Null)
    );
    let held = indeks(folder.path(), TEAM_LEAD, &["holdt"]);
    assert!(held.json().is_array(), "{}", held.err);
    let refused = indeks(folder.path(), TEAM_LEAD, &["send"]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("not_allowed"), "{}", refused.err);
}
