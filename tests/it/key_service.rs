//! The system's own key service, in every state a person can meet it in. It needs `dbus-run-session` and
//! `gnome-keyring-daemon`, so it runs by `cargo xtask test keys` and is ignored elsewhere.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use sagsbord_app::ports::{OsKeyRing, SystemClock};
use sagsbord_app::{App, AppConfig, Desk};
use sagsbord_contract::*;
use tempfile::TempDir;

use crate::support::{NOTHING, administrator};

#[test]
#[ignore = "needs the system's key service: cargo xtask test keys"]
fn the_key_lies_in_the_key_service_and_outlives_the_login() {
    let machine = Machine::new();
    assert_eq!(
        machine.at(Service::Unlocked, "data", "look first_start look"),
        ["first_administrator", "signed_in", "signed_in"]
    );
    assert_eq!(
        machine.at(Service::Unlocked, "data", "look sign_in"),
        ["sign_in", "signed_in"],
        "the next login finds the key"
    );
}

#[test]
#[ignore = "needs the system's key service: cargo xtask test keys"]
fn a_changed_key_is_the_one_the_key_service_holds_afterwards() {
    let machine = Machine::new();
    assert_eq!(
        machine.at(Service::Unlocked, "data", "look first_start rotate look"),
        ["first_administrator", "signed_in", "rotated", "signed_in"]
    );
    assert_eq!(machine.at(Service::Unlocked, "data", "look"), ["sign_in"]);
}

#[test]
#[ignore = "needs the system's key service: cargo xtask test keys"]
fn without_a_key_service_a_new_store_asks_for_a_passphrase_and_an_old_one_says_so() {
    let machine = Machine::new();
    machine.at(Service::Unlocked, "data", "look first_start");
    for service in [Service::NoBus, Service::BusWithoutKeys] {
        let fresh = format!("{service:?}");
        assert_eq!(
            machine.at(service, &fresh, "look"),
            ["choose_passphrase keyring_unavailable"],
            "{service:?}"
        );
        assert_eq!(
            machine.at(service, "data", "look retry"),
            ["problem keyring_unavailable", "problem keyring_unavailable"],
            "{service:?}"
        );
    }
    assert_eq!(
        machine.at(Service::Unlocked, "data", "look"),
        ["sign_in"],
        "nothing was changed meanwhile"
    );
}

#[test]
#[ignore = "needs the system's key service: cargo xtask test keys"]
fn a_key_service_in_which_no_keyring_was_ever_made_counts_as_none() {
    let machine = Machine::new();
    assert_eq!(
        machine.at(Service::Locked, "data", "look"),
        ["choose_passphrase keyring_unavailable"]
    );
}

#[test]
#[ignore = "needs the system's key service: cargo xtask test keys"]
fn a_locked_key_service_is_named_and_trying_again_works_once_it_is_unlocked() {
    let machine = Machine::new();
    machine.at(Service::Unlocked, "data", "look first_start");
    assert_eq!(
        machine.at(Service::Locked, "data", "look retry unlock retry"),
        [
            "problem keyring_locked",
            "problem keyring_locked",
            "unlocked",
            "sign_in"
        ]
    );
    assert_eq!(
        machine.at(Service::Locked, "new", "look unlock retry"),
        ["problem keyring_locked", "unlocked", "first_administrator"],
        "a locked service is no reason to ask for a passphrase"
    );
}

#[test]
#[ignore = "needs the system's key service: cargo xtask test keys"]
fn a_key_service_that_comes_up_late_is_found_by_trying_again() {
    let machine = Machine::new();
    machine.at(Service::Unlocked, "data", "look first_start");
    assert_eq!(
        machine.at(Service::BusWithoutKeys, "data", "look unlock retry"),
        ["problem keyring_unavailable", "unlocked", "sign_in"]
    );
}

#[test]
#[ignore = "needs the system's key service: cargo xtask test keys"]
fn a_key_that_is_gone_or_is_another_stores_is_named_and_never_replaced() {
    let machine = Machine::new();
    machine.at(Service::Unlocked, "data", "look first_start");
    machine.at(Service::Unlocked, "other", "look first_start");

    // The store's name says which key is its own.
    let (data, other) = (
        machine.folder("data").join("store.id"),
        machine.folder("other").join("store.id"),
    );
    let own_name = std::fs::read(&data).unwrap();
    std::fs::copy(&other, &data).unwrap();
    assert_eq!(
        machine.at(Service::Unlocked, "data", "look"),
        ["problem store_key_wrong"]
    );
    assert_eq!(
        machine.at(Service::Unlocked, "other", "look"),
        ["sign_in"],
        "the other store's key was left alone"
    );
    std::fs::write(&data, &own_name).unwrap();
    assert_eq!(machine.at(Service::Unlocked, "data", "look"), ["sign_in"]);

    std::fs::remove_dir_all(machine.home.path().join("share/keyrings")).unwrap();
    assert_eq!(
        machine.at(Service::Unlocked, "data", "look retry"),
        ["problem store_key_missing", "problem store_key_missing"],
        "no new key was put in its place"
    );
}

/// A person's home on a machine, with the keyring that belongs to it.
struct Machine {
    home: TempDir,
}

#[derive(Debug, Clone, Copy)]
enum Service {
    NoBus,
    /// A bus on which nothing can be started.
    BusWithoutKeys,
    /// The bus starts the service when it is asked for; nobody has unlocked it.
    Locked,
    Unlocked,
}

const KEYRING_PASSWORD: &str = "svaner over fjorden";
const UNLOCK: &str = "printf %s \"$KEYRING_PASSWORD\" | gnome-keyring-daemon --replace --unlock --components=secrets >/dev/null";
const EMPTY_BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

impl Machine {
    fn new() -> Self {
        let home = TempDir::new().unwrap();
        for folder in ["share", "config", "cache", "run"] {
            std::fs::create_dir(home.path().join(folder)).unwrap();
        }
        let private = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        std::fs::set_permissions(home.path().join("run"), private).unwrap();
        std::fs::write(home.path().join("empty-bus.conf"), EMPTY_BUS).unwrap();
        Self { home }
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.home.path().join("desks").join(name)
    }

    /// One login: does the acts in a program of its own, and gives what each of them came to.
    fn at(&self, service: Service, folder: &str, acts: &str) -> Vec<String> {
        let report = self.home.path().join("report");
        let _ = std::fs::remove_file(&report);
        let home = self.home.path();
        let mut login = match service {
            Service::NoBus => Command::new("sh"),
            Service::BusWithoutKeys => {
                let mut bus = Command::new("dbus-run-session");
                bus.arg("--config-file")
                    .arg(home.join("empty-bus.conf"))
                    .args(["--", "sh"]);
                bus
            }
            Service::Locked | Service::Unlocked => {
                let mut bus = Command::new("dbus-run-session");
                bus.args(["--", "sh"]);
                bus
            }
        };
        let unlocked = if matches!(service, Service::Unlocked) {
            UNLOCK
        } else {
            "true"
        };
        login
            .arg("-c")
            .arg(format!(
                "{unlocked} && exec \"$PROBE\" --exact key_probe::probe --ignored"
            ))
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("share"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_RUNTIME_DIR", home.join("run"))
            .env("KEYRING_PASSWORD", KEYRING_PASSWORD)
            .env("PROBE", std::env::current_exe().unwrap())
            .env("PROBE_FOLDER", self.folder(folder))
            .env("PROBE_ACTS", acts)
            .env("PROBE_REPORT", &report)
            .stdin(Stdio::null());
        let output = login.output().unwrap();
        let reported = std::fs::read_to_string(&report).unwrap_or_default();
        assert!(
            output.status.success(),
            "{service:?}, {acts}: {}\nreported: {reported}\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        reported.lines().map(str::to_owned).collect()
    }
}

/// What runs inside a login: the use cases over the system's own key service.
pub(crate) async fn probe(folder: &Path, acts: &str, report: &Path) {
    let config = AppConfig {
        folder: folder.to_owned(),
        demo: false,
        upkeep_after: None,
        helper: None,
    };
    let app = App::new(config, Arc::new(SystemClock), Arc::new(OsKeyRing));
    let desk = Desk::new(app.clone());
    let mut lines = String::new();
    for act in acts.split_whitespace() {
        let line = match act {
            "look" => stands(desk.desk_state(NOTHING).await),
            "retry" => stands(desk.retry_opening(NOTHING).await),
            "first_start" => {
                let made = desk
                    .create_first_administrator(CreateFirstAdministrator {
                        municipality: "Prøvekommunen".to_owned(),
                        name: "Agnes Prøve".to_owned(),
                        username: administrator().username,
                        password: administrator().password,
                    })
                    .await;
                made.map_or_else(|error| error.code.key(), |_| "signed_in".to_owned())
            }
            "sign_in" => {
                let done = desk.sign_in(administrator()).await;
                done.map_or_else(|error| error.code.key(), |_| "signed_in".to_owned())
            }
            "rotate" => {
                let done = desk.rotate_key(NOTHING).await;
                done.map_or_else(|error| error.code.key(), |_| "rotated".to_owned())
            }
            "unlock" => {
                let done = Command::new("sh").args(["-c", UNLOCK]).status().unwrap();
                assert!(done.success());
                "unlocked".to_owned()
            }
            other => panic!("no act {other}"),
        };
        lines.push_str(&line);
        lines.push('\n');
    }
    std::fs::write(report, lines).unwrap();
    app.close().await;
}

fn stands(state: Result<DeskState, ErrorReply>) -> String {
    let state = state.unwrap();
    let phase = serde_json::to_value(state.phase).unwrap();
    let problem = state.problem.map(|problem| problem.code.key());
    [phase.as_str().map(str::to_owned), problem]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}
