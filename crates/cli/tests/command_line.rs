//! The program as whoever looks after a municipality's machine meets it: arguments, lines of standard
//! input, what it prints, and how it ends.

#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

const CASEWORKER: (&str, &str) = ("anne", "regn over havnen");
const TEAM_LEAD: (&str, &str) = ("bo", "kaffe på den grønne bænk");
const DPO: (&str, &str) = ("dorthe", "lyset i det øverste vindue");
const ADMINISTRATOR: (&str, &str) = ("agnes", "nøglen ligger under krukken");
const PASSPHRASE: &str = "fem ord om havet i nat";

#[test]
fn the_help_is_danish_and_english_where_the_machine_is() {
    let machine = Machine::new();
    let danish = machine.run(&["--help"], &[]);
    assert_eq!(danish.code, 0);
    for expected in [
        "Brug: sagsbord-cli",
        "Kommandoer:",
        "Valg:",
        "support-report",
    ] {
        assert!(danish.out.contains(expected), "{expected}: {}", danish.out);
    }
    for english in ["Usage", "Options", "Commands", "OPTIONS", "serve-dev"] {
        assert!(!danish.out.contains(english), "{english}: {}", danish.out);
    }
    let english = machine.run_in("en_GB.UTF-8", &["backup", "--help"], &[]);
    assert!(english.out.contains("Usage: sagsbord-cli backup"));
    assert!(!english.out.contains("Brug:"));
}

#[test]
fn what_cannot_be_read_is_named_and_ends_with_two() {
    let machine = Machine::new();
    let check = |arguments: &[&str], expected: &str| {
        let ended = machine.run(arguments, &[]);
        assert_eq!(ended.code, 2, "{arguments:?}: {}", ended.err);
        assert!(ended.err.contains(expected), "{arguments:?}: {}", ended.err);
        assert_eq!(ended.out, "", "{arguments:?}");
    };
    check(&[], "Der mangler en kommando");
    check(&["frobnicate"], "kender ikke frobnicate");
    check(&["backup"], "mangler --to");
    check(&["cases", "--due", "yesterday"], "--due");
    check(&["cases", "--mine", "--unassigned"], "passer ikke sammen");
    check(&["sign-in", "--password", "x"], "kender ikke --password");
}

#[test]
fn the_state_is_told_without_signing_in() {
    let machine = Machine::with_demo();
    let state = machine.demo(&["state"], &[]);
    assert_eq!(state.json()["phase"], "sign_in");
    assert_eq!(state.json()["municipality"], "Havrelunde Kommune");
    assert!(!state.out.contains(ADMINISTRATOR.1), "{}", state.out);

    let fresh = machine.at("fresh", &["state"], &[]);
    assert_eq!(
        (fresh.code, &fresh.json()["phase"]),
        (0, &"choose_passphrase".into())
    );

    let foreign = machine.folder("foreign");
    std::fs::create_dir_all(&foreign).unwrap();
    std::fs::write(foreign.join("store.db"), "not ours").unwrap();
    let foreign = machine.at("foreign", &["state"], &[]);
    assert_eq!(foreign.json()["problem"], "store_foreign");
    assert_eq!(foreign.code, 1, "a script asks for nothing but the code");
}

#[test]
fn a_person_signs_in_with_a_line_of_standard_input() {
    let machine = Machine::with_demo();
    let (user, password) = ADMINISTRATOR;
    let signed_in = machine.demo(&["--user", user, "sign-in"], &[password]);
    assert_eq!(signed_in.code, 0, "{}", signed_in.err);
    assert_eq!(signed_in.json()["roles"][0], "administrator");

    let check = |arguments: &[&str], lines: &[&str], expected: &str| {
        let ended = machine.demo(arguments, lines);
        assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{arguments:?}");
        assert!(ended.err.contains(expected), "{arguments:?}: {}", ended.err);
        assert!(!ended.err.contains("forkert kode"), "no secret is repeated");
    };
    check(
        &["--user", user, "sign-in"],
        &["forkert kode"],
        "sign_in_refused",
    );
    check(
        &["--user", "ukendt", "sign-in"],
        &["forkert kode"],
        "sign_in_refused",
    );
    check(&["--user", user, "sign-in"], &[""], "intet blev skrevet");
    check(&["sign-in"], &[password], "--user");
}

#[test]
fn cases_are_listed_as_json_within_the_persons_reach() {
    let machine = Machine::with_demo();
    let as_person = |(user, password): (&str, &str), arguments: &[&str]| {
        machine.demo(&[&["--user", user], arguments].concat(), &[password])
    };
    let open = as_person(TEAM_LEAD, &["cases", "--open", "--limit", "500"]).json();
    let unassigned = as_person(TEAM_LEAD, &["cases", "--open", "--unassigned"]).json();
    let rows = |page: &Value| page["rows"].as_array().unwrap().clone();
    assert!(!rows(&open).is_empty());
    assert_eq!(
        rows(&unassigned).len(),
        rows(&open)
            .iter()
            .filter(|row| row["responsible"].is_null())
            .count()
    );
    let few = as_person(TEAM_LEAD, &["cases", "--limit", "3", "--offset", "2"]).json();
    assert_eq!(rows(&few).len(), 3);

    let number = rows(&few)[0]["number"].as_str().unwrap().to_owned();
    let found = as_person(TEAM_LEAD, &["search", &number]).json();
    assert_eq!(rows(&found)[0]["number"], number.as_str());
    let nothing = as_person(TEAM_LEAD, &["search", "findes", "ikkenogetsteds"]);
    assert_eq!(
        (nothing.code, nothing.json()["total"].as_u64()),
        (0, Some(0))
    );

    let outside = as_person(ADMINISTRATOR, &["cases"]);
    assert_eq!(outside.code, 1);
    assert!(outside.err.contains("not_allowed"), "{}", outside.err);
}

#[test]
fn a_task_is_added_listed_and_done() {
    let machine = Machine::with_demo();
    let anne = |arguments: &[&str]| {
        let (user, password) = CASEWORKER;
        let all = [&["--user", user, "opgaver"], arguments].concat();
        machine.demo(&all, &[password])
    };
    assert_eq!(anne(&["liste", "--json"]).json()["total"], 0);
    let (user, password) = CASEWORKER;
    let mine = ["--user", user, "cases", "--mine", "--limit", "1"];
    let cases = machine.demo(&mine, &[password]).json();
    let number = cases["rows"][0]["number"].as_str().unwrap().to_owned();
    let add = [
        "tilfoej",
        "Ring til lægen",
        "--sag",
        &number,
        "--dag",
        "01-02-2026",
        "--json",
    ];
    let added = anne(&add).json();
    assert_eq!(added["row"]["due"], "2026-02-01");
    assert_eq!(added["row"]["caseNumber"], number.as_str());
    let id = added["row"]["id"].as_str().unwrap().to_owned();
    // For people: a line a task, with its id for the next command.
    let listed = anne(&["liste", "læg"]);
    assert_eq!(listed.code, 0, "{}", listed.err);
    let expected = format!("2026-02-01 (overskredet)\t{number}\tRing til lægen\t{id}\n");
    assert_eq!(listed.out, expected);
    assert!(listed.err.contains("1 af 1 opgaver."), "{}", listed.err);
    assert_eq!(anne(&["udfoert", &id]).code, 0);
    assert_eq!(anne(&["liste", "--json"]).json()["total"], 0);
    let done = anne(&["liste", "--vis", "udfoerte", "--json"]).json();
    assert_eq!(done["rows"][0]["id"], id.as_str());
    let again = anne(&["udfoert", &id]);
    assert_eq!((again.code, again.out.as_str()), (1, ""));
    assert_eq!(anne(&["tilfoej", "Ring", "--dag", "31-02-2026"]).code, 1);
    assert_eq!(anne(&["tilfoej", "Ring", "--sag", "2026-999999"]).code, 1);
}

#[test]
fn a_deadline_is_set_stopped_restarted_extended_and_completed() {
    let machine = Machine::with_demo();
    let anne = |arguments: &[&str]| {
        let (user, password) = CASEWORKER;
        let all = [&["--user", user, "frister"], arguments].concat();
        machine.demo(&all, &[password])
    };
    let first_line = |ended: &Ended| {
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.out.lines().next().unwrap_or_default().to_owned()
    };
    let listed = anne(&["liste", "--limit", "1"]).json();
    let case = listed["rows"][0]["caseNumber"].as_str().unwrap().to_owned();
    let counts = |counted: Ended| {
        let counts = counted.json();
        let each = counts.as_object().unwrap().values();
        each.map(|count| count.as_u64().unwrap()).sum::<u64>()
    };
    let before = counts(anne(&["liste", "--antal"]));

    let began = [
        "tilfoej",
        "--sag",
        &case,
        "--regel",
        "GDPR-12",
        "--start",
        "05-01-2026",
    ];
    let tried = anne(&[&began[..], &["--proev"]].concat());
    assert!(first_line(&tried).starts_with("Frist: torsdag den 5. februar 2026"));
    assert_eq!(counts(anne(&["liste", "--antal"])), before, "tried only");
    let id = first_line(&anne(&began));
    assert_eq!(counts(anne(&["liste", "--antal"])), before + 1);

    let refused = anne(&["genstart", &id, "--fra", "19-01-2026", "--fordi", "pas kom"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused
            .err
            .contains("Uret går. Der er intet at sætte i gang."),
        "{}",
        refused.err
    );

    let check = |arguments: &[&str], expected: &str| {
        let line = first_line(&anne(arguments));
        assert!(line.starts_with(expected), "{arguments:?}: {line}");
    };
    let stop = [
        "--fra",
        "12-01-2026",
        "--grund",
        "identity_in_doubt",
        "--fordi",
        "pas mangler",
    ];
    check(
        &[&["stop", &id][..], &stop].concat(),
        "Frist: kan ikke siges, så længe uret står.",
    );
    // Seven days stood still: 5 February and seven.
    check(
        &["genstart", &id, "--fra", "19-01-2026", "--fordi", "pas kom"],
        "Frist: torsdag den 12. februar 2026",
    );
    // 12 April is a Sunday.
    check(
        &[
            "forlaeng",
            &id,
            "--med",
            "2 måneder",
            "--meddelt",
            "02-02-2026",
            "--fordi",
            "mange systemer",
        ],
        "Frist: mandag den 13. april 2026",
    );
    check(
        &["fortryd", &id, "--post", "3", "--fordi", "forkert"],
        "Frist: torsdag den 12. februar 2026",
    );
    let letter = anne(&[
        "fristbrev",
        &id,
        "--grund",
        "mange systemer skal gennemgås",
        "--ny-dag",
        "02-03-2099",
    ]);
    assert!(
        letter.out.contains("mandag den 2. marts 2099"),
        "{}",
        letter.out
    );
    let work = anne(&["arbejde", &id, "--sider", "240"]).json();
    assert_eq!(work["notes"][0]["left"], 240);
    check(
        &["afslut", &id, "--dag", "01-04-2026"],
        "Frist: torsdag den 12. februar 2026",
    );
    assert_eq!(
        counts(anne(&["liste", "--antal"])),
        before,
        "what is completed is no longer open"
    );
    let shown = anne(&["vis", &id]);
    for part in [
        "pas mangler",
        "taget tilbage",
        "afsluttet onsdag den 1. april 2026",
    ] {
        assert!(
            shown.out.to_lowercase().contains(part),
            "{part}: {}",
            shown.out
        );
    }
    assert!(anne(&["kalender"]).out.starts_with("BEGIN:VCALENDAR"));
    assert!(anne(&["flyttede"]).json()["rows"].is_array());

    let written = |name: &str| std::fs::read(machine.home.path().join(name)).unwrap();
    assert_eq!(anne(&["liste", "--til", "frister.csv"]).code, 0);
    let lines = String::from_utf8(written("frister.csv")).unwrap();
    assert_eq!(
        lines.lines().count() as u64,
        before + 1,
        "a heading, and all rows"
    );
    assert_eq!(anne(&["liste", "--til", "frister.xlsx"]).code, 0);
    assert_eq!(&written("frister.xlsx")[..2], b"PK");
    assert_eq!(anne(&["liste", "--til", "frister.pdf"]).code, 2);
}

#[test]
fn a_backup_is_made_checked_and_restored_on_another_machine() {
    let machine = Machine::with_demo();
    let (user, password) = ADMINISTRATOR;
    let elsewhere = machine.folder("elsewhere");
    std::fs::create_dir_all(&elsewhere).unwrap();
    let backup = |to: &Path, lines: &[&str]| {
        machine.demo(
            &["--user", user, "backup", "--to", to.to_str().unwrap()],
            lines,
        )
    };
    let weak = backup(&elsewhere, &[password, "kort"]);
    assert!(
        weak.code == 1 && weak.err.contains("passphrase_weak"),
        "{}",
        weak.err
    );
    let nowhere = backup(&machine.folder("nowhere"), &[password, PASSPHRASE]);
    assert!(
        nowhere.err.contains("backup_target_invalid"),
        "{}",
        nowhere.err
    );
    let (caseworker, her_password) = CASEWORKER;
    let refused = machine.demo(
        &[
            "--user",
            caseworker,
            "backup",
            "--to",
            elsewhere.to_str().unwrap(),
        ],
        &[her_password, PASSPHRASE],
    );
    assert!(refused.err.contains("not_allowed"), "{}", refused.err);
    assert_eq!(
        std::fs::read_dir(&elsewhere).unwrap().count(),
        0,
        "nothing half-made"
    );

    let made = backup(&elsewhere, &[password, PASSPHRASE]);
    assert_eq!(made.code, 0, "{}", made.err);
    let copy = std::fs::read_dir(&elsewhere)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();

    let restore = |lines: &[&str]| {
        machine.at(
            "restored",
            &["restore", "--from", copy.to_str().unwrap()],
            lines,
        )
    };
    let wrong = restore(&["ikke de rigtige ord"]);
    assert_eq!(wrong.code, 1, "{}", wrong.err);
    let restored = restore(&[PASSPHRASE]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    assert_eq!(
        machine.at("restored", &["state"], &[]).json()["phase"],
        "ask_passphrase"
    );
    let checked = machine.at(
        "restored",
        &["--user", user, "check"],
        &[PASSPHRASE, password],
    );
    assert_eq!(checked.code, 0, "{}", checked.err);
    assert!(checked.err.contains("Alt er helt."), "{}", checked.err);

    // Over a store in which people work, it takes one who may.
    let again = machine.demo(
        &[
            "--user",
            caseworker,
            "restore",
            "--from",
            copy.to_str().unwrap(),
        ],
        &[her_password, PASSPHRASE],
    );
    assert!(
        again.code == 1 && again.err.contains("not_allowed"),
        "{}",
        again.err
    );
}

#[test]
fn a_broken_store_fails_its_check() {
    let machine = Machine::with_demo();
    let file = machine.folder("demo").join("store.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 64].fill(0);
    std::fs::write(&file, bytes).unwrap();
    let (user, password) = ADMINISTRATOR;
    let checked = machine.demo(&["--user", user, "check"], &[password]);
    assert_eq!(checked.code, 1, "{}", checked.err);
    assert!(checked.err.contains("store_damaged"), "{}", checked.err);
}

#[test]
fn the_log_is_verified_and_a_receipt_tells_what_was_cut_off() {
    let machine = Machine::with_demo();
    let (user, password) = DPO;
    let verify = |receipt: &[&str]| {
        machine.demo(
            &[&["--user", user, "audit", "verify"], receipt].concat(),
            &[password],
        )
    };
    let first = verify(&[]);
    assert_eq!(
        (first.code, &first.json()["intact"]),
        (0, &true.into()),
        "{}",
        first.err
    );
    let receipt = first.json()["receipt"].as_str().unwrap().to_owned();
    let second = verify(&["--receipt", &receipt]);
    assert_eq!(
        (second.code, &second.json()["receiptFits"]),
        (0, &true.into())
    );

    let (number, hash) = receipt.split_once(':').unwrap();
    let other: String = hash.chars().rev().collect();
    let foreign = verify(&["--receipt", &format!("{number}:{other}")]);
    assert_eq!(
        (foreign.code, &foreign.json()["receiptFits"]),
        (1, &false.into())
    );
    let unreadable = verify(&["--receipt", "x"]);
    assert!(
        unreadable.code == 1 && unreadable.err.contains("invalid_input"),
        "{}",
        unreadable.err
    );
}

#[test]
fn a_changed_key_opens_the_store_and_the_old_one_does_not() {
    let machine = Machine::with_demo();
    let key = machine.folder("demo").join("demo-key.hex");
    let old = std::fs::read(&key).unwrap();
    let (user, password) = ADMINISTRATOR;
    let rotated = machine.demo(&["--user", user, "rotate-key"], &[password]);
    assert_eq!(rotated.code, 0, "{}", rotated.err);
    assert!(rotated.json()["keyChangedAt"].is_string());
    assert_eq!(machine.demo(&["state"], &[]).json()["phase"], "sign_in");
    std::fs::write(&key, old).unwrap();
    assert_eq!(
        machine.demo(&["state"], &[]).json()["problem"],
        "store_key_wrong"
    );
}

#[test]
fn the_support_report_needs_nobody_and_names_nobody() {
    let machine = Machine::with_demo();
    let report = machine.demo(&["support-report"], &[]);
    assert_eq!(report.code, 0, "{}", report.err);
    assert!(report.out.contains("store: open"), "{}", report.out);
    for name in ["Agnes", "agnes", "Havrelunde"] {
        assert!(!report.out.contains(name), "the report names {name}");
    }
    std::fs::remove_file(machine.folder("demo").join("demo-key.hex")).unwrap();
    let broken = machine.demo(&["support-report"], &[]);
    assert!(
        broken.out.contains("problem store_key_missing"),
        "{}",
        broken.out
    );
}

/// A home with its folders of data, and no key service.
struct Machine {
    home: TempDir,
}

struct Ended {
    code: i32,
    out: String,
    err: String,
}

impl Ended {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| unreachable!("no JSON ({error}): {} {}", self.out, self.err))
    }
}

impl Machine {
    fn new() -> Self {
        Self {
            home: TempDir::new().unwrap(),
        }
    }

    /// With a copy of a small demo municipality, made once for all tests.
    fn with_demo() -> Self {
        static MADE: OnceLock<TempDir> = OnceLock::new();
        let made = MADE.get_or_init(|| {
            let maker = Self::new();
            let done = maker.at("demo", &["demo-data", "--scale", "300"], &[]);
            assert_eq!(done.code, 0, "{}", done.err);
            maker.home
        });
        let machine = Self::new();
        copy_folder(&made.path().join("demo"), &machine.folder("demo"));
        machine
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn demo(&self, arguments: &[&str], lines: &[&str]) -> Ended {
        self.at("demo", &[&["--demo"], arguments].concat(), lines)
    }

    fn at(&self, folder: &str, arguments: &[&str], lines: &[&str]) -> Ended {
        let folder = self.folder(folder);
        let place = ["--folder", folder.to_str().unwrap()];
        self.run(&[arguments, &place].concat(), lines)
    }

    fn run(&self, arguments: &[&str], lines: &[&str]) -> Ended {
        self.run_in("da_DK.UTF-8", arguments, lines)
    }

    fn run_in(&self, language: &str, arguments: &[&str], lines: &[&str]) -> Ended {
        let mut program = Command::new(env!("CARGO_BIN_EXE_sagsbord-cli"))
            .args(arguments)
            .current_dir(self.home.path())
            .env_clear()
            .env("HOME", self.home.path())
            .env("LANG", language)
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = program.stdin.take().unwrap();
        // A program that needs no line has ended before it could read one.
        let _ = input.write_all(
            lines
                .iter()
                .flat_map(|line| [*line, "\n"])
                .collect::<String>()
                .as_bytes(),
        );
        drop(input);
        let output = program.wait_with_output().unwrap();
        Ended {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
