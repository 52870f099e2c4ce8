//! `indlaes --til` as a script meets it: files in, a manifest out.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on has failed its test"
)]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
    3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n\
    4 0 obj\n<</Length 36>>\nstream\nBT /F 12 Tf 72 700 Td (Afsnit) Tj ET\nendstream\nendobj\n\
    5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\ntrailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n";

fn zipped(name: &str, bytes: &[u8], password: Option<&str>) -> Vec<u8> {
    use std::io::{Cursor, Write as _};
    use zip::write::SimpleFileOptions;
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default();
    match password {
        Some(word) => archive
            .start_file(name, plain.with_aes_encryption(zip::AesMode::Aes256, word))
            .unwrap(),
        None => archive.start_file(name, plain).unwrap(),
    }
    archive.write_all(bytes).unwrap();
    archive.finish().unwrap().into_inner()
}

/// Place and state of every file, and whether all are settled.
fn taken_in(file: &Path, to: &Path, words: &[&str]) -> (Vec<String>, bool) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sagsbord-cli"));
    command.arg("indlaes").arg(file).arg("--til").arg(to);
    for word in words {
        command.args(["--adgangskode", word]);
    }
    let status = command.output().unwrap().status;
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(to.join("manifest.json")).unwrap()).unwrap();
    assert!(manifest["confinement"].is_object(), "{manifest}");
    let files = manifest["files"].as_array().unwrap();
    let lines = files
        .iter()
        .map(|file| format!("{} {}", file["place"], file["state"]))
        .collect();
    (lines, status.success())
}

#[test]
fn what_is_locked_within_what_is_locked_is_opened_in_one_go() {
    let folder = tempfile::tempdir().unwrap();
    let inner = zipped("brev.pdf", PDF, Some("sne"));
    let middle = zipped("indre.zip", &inner, Some("regn"));
    let file = folder.path().join("ydre.zip");
    std::fs::write(&file, zipped("midte.zip", &middle, None)).unwrap();
    let check = |words: &[&str], files: usize, is_settled: bool| {
        let to = tempfile::tempdir().unwrap();
        let (lines, settled) = taken_in(&file, to.path(), words);
        assert_eq!((lines.len(), settled), (files, is_settled), "{lines:#?}");
    };
    check(&["midte.zip=regn", "indre.zip=sne"], 4, true);
    check(&["midte.zip=regn", "indre.zip=hagl"], 3, false);
    check(&["andet.zip=regn"], 2, false);
}
