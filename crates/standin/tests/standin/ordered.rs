use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

#[test]
fn the_program_says_how_it_is_reached_and_answers_each_order_with_a_line() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_sagsbord-standin"))
        .args(["--port", "0", "--folder"])
        .arg(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut orders = program.stdin.take().unwrap();
    let mut said = BufReader::new(program.stdout.take().unwrap()).lines();
    let mut next = || serde_json::from_str::<Value>(&said.next().unwrap().unwrap()).unwrap();

    let reached = next();
    for part in ["issuerAddress", "accessAddress", "indexAddress"] {
        let address = reached[part].as_str().unwrap();
        assert!(
            address.starts_with("https://localhost:"),
            "{part} {address}"
        );
    }
    let certificate = std::fs::read_to_string(reached["certificate"].as_str().unwrap()).unwrap();
    assert!(certificate.contains("BEGIN PRIVATE KEY"));

    let nobody = "00000000-0000-4000-8000-000000000000";
    let table = [
        (
            json!({"order": "count"}),
            json!({"cases": 0, "documents": 0}),
        ),
        (
            json!({"order": "show", "case": nobody}),
            json!({"isThere": false, "title": null}),
        ),
        (
            json!({"order": "fault", "at": "importer", "kind": "busy"}),
            json!({}),
        ),
    ];
    for (order, expected) in table {
        writeln!(orders, "{order}").unwrap();
        assert_eq!(next(), expected, "{order}");
    }
    writeln!(orders, r#"{{"order": "unheard_of"}}"#).unwrap();
    assert!(next()["error"].is_string(), "a wrong order ends nothing");

    drop(orders);
    assert!(
        program.try_wait().unwrap().is_none(),
        "those who speak with it may still be there"
    );
    program.kill().unwrap();
    program.wait().unwrap();
}
