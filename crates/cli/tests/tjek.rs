//! `tjek` as a script meets it: files and lines in, reports and exit codes out.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on has failed its test"
)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn tjek(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sagsbord-cli"))
        .arg("tjek")
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "da_DK.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn the_exit_code_tells_a_script_whether_there_is_something_to_look_at() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("clean.txt"), "Mødet er kl. 14.").unwrap();
    std::fs::write(folder.path().join("not_clean.txt"), "Ring til 010145-5106.").unwrap();
    let clean = tjek(folder.path(), &["clean.txt"], "");
    assert_eq!(clean.status.code(), Some(0), "{}", complained(&clean));
    let found = tjek(folder.path(), &["clean.txt", "not_clean.txt"], "");
    assert_eq!(found.status.code(), Some(1));
    assert!(
        said(&found).contains("not_clean.txt:1:10: CPR-nummer »010145-5106«"),
        "{}",
        said(&found)
    );
    let missing = tjek(folder.path(), &["nowhere.txt"], "");
    assert_eq!(missing.status.code(), Some(2));
    assert!(complained(&missing).contains("nowhere.txt"));
}

#[test]
fn the_requesters_own_number_is_shown_and_does_not_stop_a_script() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("note.txt"), "Dit nummer er 010145-5106.").unwrap();
    std::fs::write(
        folder.path().join("people.json"),
        r#"[{"name": "Anna Holm", "cpr": "0101455106", "role": "requester"}]"#,
    )
    .unwrap();
    let output = tjek(
        folder.path(),
        &["--parter", "people.json", "--format", "json", "note.txt"],
        "",
    );
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    let report: Value = serde_json::from_str(&said(&output)).unwrap();
    let finding = &report["files"][0]["findings"][0];
    assert_eq!(finding["whose"], "requester");
    assert_eq!(finding["text"], "010145-5106");
}

#[test]
fn another_persons_number_comes_with_the_legal_basis_of_the_regime() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("note.txt"), "Æbler. CPR 010145-5106").unwrap();
    let output = tjek(
        folder.path(),
        &["--regime", "fvl", "--format", "sarif", "note.txt"],
        "",
    );
    let report: Value = serde_json::from_str(&said(&output)).unwrap();
    let result = &report["runs"][0]["results"][0];
    assert_eq!(
        result["properties"]["basis"][0],
        "forvaltningslovens § 15 b, nr. 5"
    );
    assert_eq!(
        result["locations"][0]["physicalLocation"]["region"]["startColumn"],
        12
    );
}

#[test]
fn what_is_no_text_is_a_finding_and_a_wrong_encoding_is_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("letter.pdf"), b"%PDF-1.7").unwrap();
    std::fs::write(
        folder.path().join("old.txt"),
        b"S\xF8nnens cpr: 010145-5106",
    )
    .unwrap();
    let output = tjek(folder.path(), &["letter.pdf", "old.txt"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("filen er en PDF-fil og ikke tekst"),
        "{}",
        said(&output)
    );
    assert!(said(&output).contains("old.txt:1:14"), "{}", said(&output));
}

#[test]
fn lines_are_answered_in_turn_with_places_in_characters() {
    let folder = tempfile::tempdir().unwrap();
    let input = concat!(
        r#"{"id": "a", "text": "Ærø: 010145-5106", "parties": []}"#,
        "\n",
        r#"{"id": 7, "text": "intet"}"#,
        "\n"
    );
    let output = tjek(folder.path(), &["--jsonl"], input);
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    let lines: Vec<Value> = said(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines[0]["id"], "a");
    assert_eq!(lines[0]["findings"][0]["start"], 5);
    assert_eq!(lines[0]["findings"][0]["end"], 16);
    assert_eq!(lines[0]["findings"][0]["category"], "CPR");
    assert_eq!(lines[1]["findings"], Value::Array(Vec::new()));
}

#[test]
fn a_line_that_cannot_be_checked_is_said_in_its_place_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let input = concat!(
        "not json\n",
        r#"{"id": "b", "text": "x", "parties": [{"name": "Bo"}, {"name": " "}]}"#,
        "\n",
        r#"{"id": "c", "text": "x"}"#,
        "\n"
    );
    let output = tjek(folder.path(), &["--jsonl"], input);
    assert_eq!(output.status.code(), Some(2));
    let lines: Vec<Value> = said(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["findings"][0]["category"], "UNREADABLE");
    assert_eq!(lines[1]["id"], "b");
    assert!(
        lines[1]["error"]
            .as_str()
            .unwrap()
            .contains("linje 2: part nr. 2: har intet navn")
    );
    assert_eq!(lines[2]["findings"], Value::Array(Vec::new()));
}

#[test]
fn a_word_list_of_ones_own_takes_the_place_of_the_built_in() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("words.txt"), "græskar\n").unwrap();
    std::fs::write(folder.path().join("note.txt"), "To græskar og en idiot").unwrap();
    let output = tjek(folder.path(), &["--ordliste", "words.txt", "note.txt"], "");
    assert!(said(&output).contains("»græskar«"), "{}", said(&output));
    assert!(!said(&output).contains("»idiot«"), "{}", said(&output));
}

#[test]
fn the_machines_language_decides_that_of_the_reasons() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("note.txt"), "Ring til 010145-5106.").unwrap();
    let said_in = |language: &str, arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_sagsbord-cli"))
            .arg("tjek")
            .args(arguments)
            .current_dir(folder.path())
            .env("LC_ALL", language)
            .output()
            .unwrap();
        said(&output) + &complained(&output)
    };
    let english = said_in("en_GB.UTF-8", &["note.txt"]);
    assert!(
        english.contains("1 found, 1 of them to look at."),
        "{english}"
    );
    assert!(english.contains("passes modulus 11"), "{english}");
    assert!(said_in("da_DK.UTF-8", &["note.txt"]).contains("opfylder modulus 11"));
    assert!(said_in("en_GB.UTF-8", &["nowhere.txt"]).contains("nowhere.txt cannot be read"));
    assert!(said_in("da_DK.UTF-8", &["nowhere.txt"]).contains("nowhere.txt kan ikke læses"));
}
