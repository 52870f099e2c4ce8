//! `pdf tegn-om` and `pdf verificer` as a script meets them: what is written holds no secret, or nothing is written.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on has failed its test"
)]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A page of A4 that says this, in a file whose author is that.
fn pdf(text: &str, author: &str) -> Vec<u8> {
    let content = format!("BT /F 12 Tf 72 700 Td ({text}) Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        format!("<</Author({author})>>"),
    ];
    let mut file = String::from("%PDF-1.7\n");
    for (index, object) in objects.iter().enumerate() {
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    file.push_str("trailer\n<</Root 1 0 R/Info 6 0 R/Size 7>>\n%%EOF\n");
    file.into_bytes()
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = pdf("Brev fra Karen Lund om en bolig", "Ida Bruun");
    std::fs::write(folder.path().join("ind.pdf"), file).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sagsbord-cli"))
        .current_dir(folder)
        .arg("pdf")
        .args(arguments)
        .output()
        .unwrap()
}

fn redraw(folder: &Path, more: &[&str]) -> Output {
    let first = [
        "tegn-om",
        "ind.pdf",
        "-o",
        "ud.pdf",
        "--rapport",
        "rapport.json",
    ];
    run(folder, &[&first, more].concat())
}

fn report(folder: &Path) -> Value {
    let text = std::fs::read_to_string(folder.join("rapport.json")).unwrap();
    assert!(
        !text.contains("Karen"),
        "a report holds no text of the file"
    );
    serde_json::from_str(&text).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_covered_is_gone_and_the_file_was_verified_before_it_was_there() {
    let folder = folder();
    let output = redraw(folder.path(), &["--daek-tekst", "Karen Lund"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(names(folder.path()), ["ind.pdf", "rapport.json", "ud.pdf"]);
    let report = report(folder.path());
    assert_eq!(report["written"], true);
    assert_eq!(report["verified"]["clean"], true);
    assert_eq!(report["places_of_each_text"], serde_json::json!([1]));
    let verified = run(
        folder.path(),
        &["verificer", "ud.pdf", "--hemmelig", "Karen Lund"],
    );
    assert_eq!(verified.status.code(), Some(0), "{verified:?}");
}

#[test]
fn a_text_that_no_page_shows_is_told_and_the_file_is_written_without_it() {
    let folder = folder();
    let output = redraw(folder.path(), &["--daek-tekst", "Ida Bruun"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("findes ikke i resultatet"), "{said}");
    assert_eq!(
        report(folder.path())["places_of_each_text"],
        serde_json::json!([0])
    );
    assert!(folder.path().join("ud.pdf").exists());
}

#[test]
fn nothing_is_written_while_a_secret_is_left() {
    let folder = folder();
    let secret = ["--daek-tekst", "Karen Lund", "--titel", "Sag om Karen-Lund"];
    // The report would hold nothing of the title either.
    let output = redraw(folder.path(), &secret);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(names(folder.path()), ["ind.pdf", "rapport.json"]);
    assert_eq!(report(folder.path())["written"], false);

    let output = redraw(
        folder.path(),
        &[&secret[..], &["--skriv-alligevel"]].concat(),
    );
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let verified = run(
        folder.path(),
        &["verificer", "ud.pdf", "--hemmelig", "Karen Lund"],
    );
    assert_eq!(verified.status.code(), Some(1), "{verified:?}");
}

#[test]
fn what_cannot_be_looked_into_is_not_called_clean() {
    let folder = folder();
    let file = String::from_utf8(pdf("Brev", "Ida")).unwrap();
    let coded = file.replace("<</Length", "<</Filter/BrotliDecode/Length");
    std::fs::write(folder.path().join("kodet.pdf"), coded).unwrap();
    let verified = run(
        folder.path(),
        &["verificer", "kodet.pdf", "--hemmelig", "Karen Lund"],
    );
    assert_eq!(verified.status.code(), Some(1), "{verified:?}");
    let told: Value = serde_json::from_slice(&verified.stdout).unwrap();
    assert_eq!(told["streams_not_unpacked"], 1);
}

#[test]
fn a_page_or_a_part_of_it_becomes_a_picture_of_its_size() {
    let here = folder();
    let check = |more: &[&str], width: u32, height: u32| {
        let arguments = [&["billede", "ind.pdf", "-o", "side.png"], more].concat();
        let done = run(here.path(), &arguments);
        assert_eq!(done.status.code(), Some(0), "{done:?}");
        let png = std::fs::read(here.path().join("side.png")).unwrap();
        // A PNG says its size in the bytes 16 to 23.
        let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!((side(16), side(20)), (width, height), "{more:?}");
    };
    check(&["--dpi", "72"], 595, 842);
    check(&["--dpi", "144"], 1190, 1684);
    check(&["--dpi", "144", "--udsnit", "72,100,172,150"], 200, 100);
    // What hangs over the edge is not there.
    check(&["--dpi", "72", "--udsnit", "500,800,900,900"], 95, 42);

    let refused = |more: &[&str], code: i32| {
        let arguments = [&["billede", "ind.pdf", "-o", "ikke.png"], more].concat();
        let done = run(here.path(), &arguments);
        assert_eq!(done.status.code(), Some(code), "{done:?}");
        assert!(!here.path().join("ikke.png").exists());
    };
    refused(&["--udsnit", "700,0,800,100"], 2);
    refused(&["--udsnit", "100,0,50,100"], 2);
    refused(&["--side", "2"], 2);
}
