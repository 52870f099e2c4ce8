//! `frist` as somebody at a terminal meets it: a rule and a day in, a day and its reasons out.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on has failed its test"
)]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn frist(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sagsbord-cli"))
        .arg("frist")
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "da_DK.UTF-8")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_date_is_explained_in_words_and_as_data() {
    let here = tempfile::tempdir().unwrap();
    let told = frist(here.path(), &["forklar", "OFL-36", "27-03-2026"]);
    assert_eq!(told.status.code(), Some(0), "{}", complained(&told));
    let text = said(&told);
    assert!(
        text.starts_with("Frist: fredag den 10. april 2026 (uge 15), til døgnets udløb.\n"),
        "{text}"
    );
    assert!(text.contains("- torsdag den 2. april 2026: skærtorsdag\n"));
    let told = frist(
        here.path(),
        &["forklar", "OFL-36", "27-03-2026", "--format", "json"],
    );
    let data: Value = serde_json::from_str(&said(&told)).unwrap();
    assert_eq!(data["due"], "2026-04-10");
    assert_eq!(data["notCounted"].as_array().unwrap().len(), 7);
    assert_eq!(data["notCounted"][2]["name"], "skærtorsdag");
}

#[test]
fn stops_extensions_hours_and_waiting_clocks_are_asked_for_by_options() {
    let here = tempfile::tempdir().unwrap();
    let check = |arguments: &[&str], begins: &str| {
        let told = frist(here.path(), &[&["forklar"], arguments].concat());
        let text = said(&told);
        assert!(
            text.starts_with(begins),
            "{arguments:?}: {text}{}",
            complained(&told)
        );
    };
    check(
        &[
            "GDPR-12",
            "2026-01-15",
            "--standset",
            "2026-01-20..2026-01-30",
        ],
        "Frist: onsdag den 25. februar 2026",
    );
    check(
        &["GDPR-12", "2026-01-15", "--standset", "2026-01-20"],
        "Frist: kan ikke siges",
    );
    check(
        &["GDPR-12", "2026-01-15", "--forlaenget", "2026-04-15"],
        "Frist: onsdag den 15. april 2026",
    );
    check(
        &["BL-136", "20-10-2026 16.30"],
        "Frist: onsdag den 21. oktober 2026 kl. 16.30.",
    );
    check(
        &["BYG-SIMPEL", "2026-01-10", "--standset", "..2026-02-01"],
        "Frist: fredag den 13. marts 2026",
    );
    check(
        &["FVL-19", "2026-03-02", "--valgt", "16-03-2026"],
        "Frist: mandag den 16. marts 2026",
    );
}

#[test]
fn what_cannot_be_counted_names_what_was_typed() {
    let here = tempfile::tempdir().unwrap();
    let check = |arguments: &[&str], part: &str| {
        let told = frist(here.path(), &[&["forklar"], arguments].concat());
        assert_eq!(told.status.code(), Some(2), "{arguments:?}");
        assert!(said(&told).is_empty(), "{arguments:?}: {}", said(&told));
        assert!(complained(&told).contains(part), "{}", complained(&told));
    };
    check(&["OFL-99", "27-03-2026"], "REGEL: Den regel kendes ikke");
    check(&["OFL-36", "30-02-2026"], "DAG: Den dag findes ikke");
    check(&["OFL-36", "01-01-2099"], "DAG: Dagen ligger i fremtiden");
    check(&["BL-136", "27-03-2026"], "DAG: Fristen løber i timer");
    check(
        &[
            "OFL-36",
            "27-03-2026",
            "--standset",
            "2026-03-28..2026-03-30",
        ],
        "--standset: Reglen kender ingen standsning",
    );
    check(
        &[
            "GDPR-12",
            "2026-01-15",
            "--standset",
            "2026-01-20..2026-01-10",
        ],
        "--standset: Uret kan ikke gå i gang",
    );
    check(
        &["GDPR-12", "2026-01-15", "--forlaenget", "2026-06-15"],
        "--forlaenget: Så langt",
    );
}

#[test]
fn the_municipalitys_files_are_checked_and_used() {
    let here = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(here.path().join(name), text).unwrap();
    write(
        "lukket.toml",
        "[[closed]]\nfirst = 2026-04-08\nname = { da = \"flytning\", en = \"moving\" }\nreach = \"everybodys_deadlines\"\nground = \"byrådet\"\n",
    );
    write("skæv.toml", "[[closed]]\nfirst = \"i morgen\"\n");
    let good = frist(here.path(), &["tjek", "--lukkedage", "lukket.toml"]);
    assert_eq!(good.status.code(), Some(0), "{}", complained(&good));
    let bad = frist(here.path(), &["tjek", "--lukkedage", "skæv.toml"]);
    assert_eq!(bad.status.code(), Some(1));
    assert!(
        complained(&bad).contains("skæv.toml: Linje 2, first: værdien har ikke den rette form"),
        "{}",
        complained(&bad)
    );
    let moved = frist(
        here.path(),
        &[
            "forklar",
            "OFL-36",
            "27-03-2026",
            "--lukkedage",
            "lukket.toml",
        ],
    );
    let text = said(&moved);
    assert!(
        text.starts_with("Frist: mandag den 13. april 2026"),
        "{text}{}",
        complained(&moved)
    );
    assert!(text.contains("- onsdag den 8. april 2026: kommunen har lukket (flytning)"));
    assert_eq!(frist(here.path(), &["tjek"]).status.code(), Some(2));
}

#[test]
fn the_rules_are_listed_and_those_not_verified_are_marked() {
    let here = tempfile::tempdir().unwrap();
    let listed = said(&frist(here.path(), &["regler"]));
    assert!(listed.lines().count() >= 70, "{listed}");
    let of = |id: &str| {
        listed
            .lines()
            .find(|line| line.starts_with(id))
            .unwrap()
            .to_owned()
    };
    assert!(!of("BL-136 ").contains("ikke verificeret"));
    assert!(of("GDPR-33 ").ends_with("ikke verificeret"));
    let some = said(&frist(here.path(), &["regler", "underretning"]));
    assert!(
        some.lines().count() < 10 && some.contains("BL-136"),
        "{some}"
    );
}
