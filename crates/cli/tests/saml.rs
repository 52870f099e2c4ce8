//! `pdf saml` as a script meets it: an order in, one file out, and nothing out when anything is wrong.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on has failed its test"
)]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A page of A4 that says this.
fn pdf(text: &str) -> Vec<u8> {
    let content = format!("BT /F 12 Tf 72 700 Td ({text}) Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let mut file = String::from("%PDF-1.7\n");
    for (index, object) in objects.iter().enumerate() {
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    file.push_str("trailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n");
    file.into_bytes()
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("brev.pdf"), pdf("Til Karen Lund")).unwrap();
    std::fs::write(folder.path().join("svar.pdf"), pdf("Vi har svaret")).unwrap();
    folder
}

fn order() -> Value {
    json!({
        "titel": "Aktindsigt 26-001234",
        "dato": "2026-11-21",
        "brev": {
            "titel": "Afgørelse",
            "modtager": ["Anne Holm"],
            "dato": "2026-11-21",
            "indhold": [
                { "afsnit": ["Se ", { "tekst": "akt 2", "akt": "2" }, { "fodnote": "Den er kort." }, "."] },
                { "overskrift": "Klage" },
                { "numre": ["Skriv til os.", [{ "fed": "Vi" }, " sender den videre."]] },
                { "tabel": {
                    "kolonner": [{ "titel": "Hvad" }, { "titel": "Antal", "bredde": 0.5, "tal": true }],
                    "raekker": [["Akter", "2"]]
                } },
                { "ny_side": true },
                { "punkter": ["Et"] }
            ]
        },
        "liste": { "titel": "Sagens dokumenter" },
        "forklaring": [["OFL § 30, nr. 1", "Private forhold"]],
        "akter": [
            { "nr": "1", "titel": "Brev", "dato": "2026-02-03", "fil": "brev.pdf", "udleveret": "delvist",
              "grundlag": ["OFL § 30, nr. 1"],
              "daek": { "tekster": ["Karen Lund"], "felter": ["1:10,10,20,20"], "grundlag": "OFL § 30, nr. 1" } },
            { "nr": "2", "titel": "Svar", "fil": "svar.pdf" },
            { "nr": "3", "titel": "Notat", "udleveret": "ikke", "grundlag": ["OFL § 23"] }
        ]
    })
}

fn saml(folder: &Path, order: &str) -> Output {
    saml_beside(folder, order, &[])
}

/// With programs of ours found before the machine's.
fn saml_beside(folder: &Path, order: &str, programs: &[&Path]) -> Output {
    std::fs::write(folder.join("LISTE.json"), order).unwrap();
    let others = std::env::var_os("PATH").unwrap_or_default();
    let programs = programs.iter().map(|own| own.to_path_buf());
    let path = std::env::join_paths(programs.chain(std::env::split_paths(&others))).unwrap();
    Command::new(env!("CARGO_BIN_EXE_sagsbord-cli"))
        .args([
            "pdf",
            "saml",
            "LISTE.json",
            "-o",
            "ud.pdf",
            "--rapport",
            "rapport.json",
        ])
        .env("LANG", "da_DK.UTF-8")
        .env("PATH", path)
        .env_remove("LC_ALL")
        .current_dir(folder)
        .output()
        .unwrap()
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
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
fn an_order_becomes_one_file_and_a_report_of_numbers() {
    let folder = folder();
    let ended = saml(folder.path(), &order().to_string());
    assert_eq!(ended.status.code(), Some(0), "{}", complained(&ended));
    let report = std::fs::read_to_string(folder.path().join("rapport.json")).unwrap();
    assert!(!report.contains("Karen"), "{report}");
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["pages"], 6);
    assert_eq!(report["acts"][0]["first_page"], 5);
    assert_eq!(report["acts"][0]["places_of_each_text"], json!([1]));
    assert_eq!(report["acts"][2]["pages"], 0);
    assert_eq!(report["written"], true);
    let verified = &report["verified"];
    assert_eq!(verified["pages"], 6, "the whole of it is read again");
    assert_eq!(verified["clean"], true, "{verified}");
    assert_eq!(verified["secrets"][0]["hits"], json!({}));
    let checked = Command::new(env!("CARGO_BIN_EXE_sagsbord-cli"))
        .args(["pdf", "verificer", "ud.pdf", "--hemmelig", "Karen Lund"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(checked.status.code(), Some(0), "{checked:?}");
    assert_eq!(
        names(folder.path()),
        [
            "LISTE.json",
            "brev.pdf",
            "rapport.json",
            "svar.pdf",
            "ud.pdf"
        ]
    );
}

#[cfg(unix)]
#[test]
fn what_any_reader_still_finds_is_not_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let check = |pages: [&str; 6], is_written: bool| {
        let folder = folder();
        let programs = tempfile::tempdir().unwrap();
        let reader = programs.path().join("pdftotext");
        let said = pages.join("\\f");
        std::fs::write(&reader, format!("#!/bin/sh\nprintf '{said}\\f'\n")).unwrap();
        std::fs::set_permissions(&reader, std::fs::Permissions::from_mode(0o700)).unwrap();
        let ended = saml_beside(folder.path(), &order().to_string(), &[programs.path()]);
        let code = if is_written { 0 } else { 2 };
        assert_eq!(ended.status.code(), Some(code), "{}", complained(&ended));
        let is_there = names(folder.path()).contains(&"ud.pdf".to_owned());
        assert_eq!(is_there, is_written, "{:?}", names(folder.path()));
        assert_eq!(names(folder.path()).len(), 4 + usize::from(is_written));
        let report = std::fs::read_to_string(folder.path().join("rapport.json")).unwrap();
        let report: Value = serde_json::from_str(&report).unwrap();
        assert_eq!(report["written"], is_written);
    };
    let act_1 = "Til Karen Lund";
    check(["", "", "", "", act_1, ""], false);
    // It is covered in act 1 only: act 2 and the letter may name her.
    check([act_1, "", "", "", "", act_1], true);
    // A reader that loses count of the pages may have read it anywhere.
    check([act_1, "\\f", "", "", "", ""], false);
}

#[test]
fn what_is_covered_in_one_act_may_be_shown_in_another() {
    let folder = folder();
    let mut order = order();
    order["akter"][1]["fil"] = json!("brev.pdf");
    let ended = saml(folder.path(), &order.to_string());
    assert_eq!(ended.status.code(), Some(0), "{}", complained(&ended));
    let report = std::fs::read_to_string(folder.path().join("rapport.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    let secret = &report["verified"]["secrets"][0];
    assert_eq!(secret["hits"], json!({}));
    assert_ne!(secret["where_it_is_not_covered"], 0);
}

#[test]
fn a_text_that_is_not_in_the_act_is_told() {
    let folder = folder();
    let mut order = order();
    order["akter"][0]["daek"]["tekster"] = json!(["Karen Lund", "Peter"]);
    let ended = saml(folder.path(), &order.to_string());
    assert_eq!(ended.status.code(), Some(1));
    assert!(complained(&ended).contains("blev ikke fundet"));
}

#[test]
fn a_mistake_in_the_order_is_named_and_nothing_is_written() {
    let check = |change: &dyn Fn(&mut Value), expected: &[&str]| {
        let folder = folder();
        let mut order = order();
        change(&mut order);
        let ended = saml(folder.path(), &order.to_string());
        let told = complained(&ended);
        assert_eq!(ended.status.code(), Some(2), "{told}");
        for part in expected {
            assert!(told.contains(part), "{part}: {told}");
        }
        assert_eq!(
            names(folder.path()),
            ["LISTE.json", "brev.pdf", "svar.pdf"],
            "{told}"
        );
    };
    check(
        &|order| order["sidetal"] = json!(1),
        &["LISTE.json, linje 1", "sidetal er ukendt"],
    );
    check(
        &|order| {
            order.as_object_mut().unwrap().remove("titel");
        },
        &["titel mangler"],
    );
    check(&|order| order["titel"] = json!(7), &["ikke af den slags"]);
    check(
        &|order| order["dato"] = json!("i går"),
        &["dato er ikke rigtig"],
    );
    check(
        &|order| order["akter"][1]["dato"] = json!("3/2"),
        &["akter[1].dato"],
    );
    check(
        &|order| order["akter"][1]["nr"] = json!("1"),
        &["akter[1].nr", "samme nummer"],
    );
    check(
        &|order| order["akter"][1]["fil"] = json!("mangler.pdf"),
        &["akter[1].fil", "kan ikke læses"],
    );
    check(
        &|order| order["akter"][1]["fil"] = json!("LISTE.json"),
        &["akter[1]", "ikke en PDF"],
    );
    check(
        &|order| order["akter"][1]["udleveret"] = json!("ikke"),
        &["akter[1].fil"],
    );
    check(
        &|order| order["akter"][1]["titel"] = json!("Til Karen Lund"),
        &["akter[1]", "Listen nævner"],
    );
    check(
        &|order| order["akter"][0]["daek"]["felter"] = json!(["1:x"]),
        &["akter[0].daek.felter[0]"],
    );
    check(
        &|order| order["brev"]["indhold"][0]["afsnit"][1]["akt"] = json!("9"),
        &["brev.indhold[0]", "ingen akt"],
    );
    check(
        &|order| order["brev"]["logo"] = json!({"fil": "svar.pdf", "beskrivelse": ""}),
        &["PNG"],
    );
    check(&|order| order["akter"] = json!([]), &["brev.indhold[0]"]);
}

#[test]
fn an_order_that_is_not_json_is_told_where() {
    let folder = folder();
    let ended = saml(folder.path(), "{\n  \"titel\": ");
    assert_eq!(ended.status.code(), Some(2));
    assert!(
        complained(&ended).contains("linje 2"),
        "{}",
        complained(&ended)
    );
}
