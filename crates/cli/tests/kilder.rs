//! `kilder` as whoever joins a system meets it: a mapping held against its rules, the sources listed, one tried.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on has failed its test"
)]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const ADMINISTRATOR: (&str, &str) = ("agnes", "nøglen ligger under krukken");
const TEAM_LEAD: (&str, &str) = ("bo", "kaffe på den grønne bænk");

struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

fn kilder(folder: &Path, (user, password): (&str, &str), arguments: &[&str]) -> Ended {
    let mut process = Command::new(env!("CARGO_BIN_EXE_sagsbord-cli"))
        .args(["--demo", "--user", user, "--folder"])
        .arg(folder.join("data"))
        .arg("kilder")
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

#[test]
fn a_mapping_is_held_against_its_rules_and_the_sources_are_listed() {
    let folder = TempDir::new().unwrap();
    let made = Command::new(env!("CARGO_BIN_EXE_sagsbord-cli"))
        .args(["demo-data", "--scale", "120", "--folder"])
        .arg(folder.path().join("data"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(made.success());
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shipped = shipped.join("../sources/mappings/kornblomst-ydelse.toml");
    let text = std::fs::read_to_string(shipped).unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("god.toml", &text);
    let bad = text.replace("id = \"SagId\"", "id = \"Sag..Id\"").replace(
        "otherwise = \"Borgerservice\"",
        "otherwise = \"Findes Ikke\"",
    );
    write("ond.toml", &bad);

    let good = kilder(folder.path(), ADMINISTRATOR, &["tjek", "god.toml"]);
    assert_eq!(good.code, Some(0), "{}{}", good.out, good.err);
    let said = format!("{}{}", good.out, good.err);
    assert!(said.contains("kornblomst.example.dk"), "{said}");

    let bad_line = bad
        .lines()
        .position(|line| line.contains("Sag..Id"))
        .unwrap()
        + 1;
    let refused = kilder(folder.path(), ADMINISTRATOR, &["tjek", "ond.toml"]);
    let said = format!("{}{}", refused.out, refused.err);
    assert_eq!(refused.code, Some(1), "{said}");
    assert!(
        said.contains(&format!("ond.toml:{bad_line}: case.id: Er ingen sti")),
        "{said}"
    );

    let listed = kilder(folder.path(), ADMINISTRATOR, &["liste"]);
    let rows: Value =
        serde_json::from_str(&listed.out).unwrap_or_else(|_| panic!("{}", listed.err));
    let kinds: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["own", "files", "shared_index"]);

    let nobody = kilder(folder.path(), ADMINISTRATOR, &["proev", "Findes ikke"]);
    assert_eq!(nobody.code, Some(1));
    assert!(nobody.err.contains("Der er ingen kilde"), "{}", nobody.err);
    let not_hers = kilder(folder.path(), TEAM_LEAD, &["liste"]);
    assert!(not_hers.err.contains("not_allowed"), "{}", not_hers.err);
    let not_there = kilder(folder.path(), ADMINISTRATOR, &["tjek", "væk.toml"]);
    assert_eq!(not_there.code, Some(1));
}
