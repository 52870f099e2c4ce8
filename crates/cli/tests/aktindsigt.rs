//! `aktindsigt` from a command line: a request made, collected, listed and decided about, in one go and by JSON.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that cannot go on has failed its test"
)]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

const CASEWORKER: (&str, &str) = ("anne", "regn over havnen");
const ADMINISTRATOR: (&str, &str) = ("agnes", "nøglen ligger under krukken");

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

fn run(folder: &Path, (user, password): (&str, &str), arguments: &[&str]) -> Ended {
    let mut process = Command::new(env!("CARGO_BIN_EXE_sagsbord-cli"))
        .args(["--demo", "--user", user, "--folder"])
        .arg(folder.join("data"))
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

fn made(folder: &Path, scale: &[&str]) {
    let made = Command::new(env!("CARGO_BIN_EXE_sagsbord-cli"))
        .args(["demo-data", "--folder"])
        .arg(folder.join("data"))
        .args(scale)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
}

/// A file with that text, on the request's own case and on its list.
fn takes_in(folder: &Path, id: &str, number: &str, text: &str) {
    let files = folder.join("filer");
    std::fs::create_dir(&files).unwrap();
    std::fs::write(files.join("notat.txt"), text).unwrap();
    let files = files.to_str().unwrap();
    let taken = run(
        folder,
        CASEWORKER,
        &["indlaes", files, "--sag", number, "--json"],
    );
    assert_eq!(taken.code, Some(0), "{}", taken.err);
    let taken = taken.json();
    let intake = taken["row"]["id"].as_str().unwrap();
    let arguments = ["aktindsigt", "indsaml", id, "--indlaesning", intake];
    let collected = run(folder, CASEWORKER, &arguments);
    assert_eq!(collected.code, Some(0), "{}", collected.err);
}

#[test]
fn findings_are_counted_and_answered_by_the_rules_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    made(folder, &[]);
    let requests = run(folder, CASEWORKER, &["aktindsigt", "liste", "--json"]).json();
    // The demo's own, by somebody who asks under the rules for everybody.
    let rows = requests["rows"].as_array().unwrap();
    let asked = rows.iter().find(|row| row["role"] == "journalist").unwrap();
    let id = asked["id"].as_str().unwrap();
    takes_in(
        folder,
        id,
        asked["caseNumber"].as_str().unwrap(),
        "Naboen Ingeborg Skjern, cpr-nr. 610180-1234, har ringet om rampen.\n",
    );
    let check = || run(folder, CASEWORKER, &["aktindsigt", "tjek", id, "--json"]);
    let first = check();
    let counts = &first.json()["counts"];
    let (findings, unanswered) = (counts["findings"].as_u64(), counts["unanswered"].as_u64());
    assert!(unanswered > Some(0) && unanswered <= findings, "{counts}");
    assert_eq!(first.code, Some(1), "something is left to answer");
    assert_eq!(counts["waiting"], 0);
    let doubts = first.json()["consistency"]["doubts"].clone();
    let doubts = doubts.as_array().unwrap();
    assert!(doubts.iter().any(|doubt| doubt["kind"] == "unanswered"));
    assert!(doubts.iter().any(|doubt| doubt["kind"] == "pages_not_seen"));
    assert!(doubts.iter().all(|doubt| doubt["text"].is_null()));
    let told = run(folder, CASEWORKER, &["aktindsigt", "tjek", id]);
    let line = format!("{} ubesvarede", unanswered.unwrap());
    assert!(told.err.contains(&line), "{}", told.err);
    let answer = |rules: &str| {
        std::fs::write(folder.join("regler.json"), rules).unwrap();
        let file = [
            "aktindsigt",
            "beslut",
            id,
            "--fund",
            "regler.json",
            "--json",
        ];
        run(folder, CASEWORKER, &file)
    };
    for wrong in [
        "{}",
        r#"[{"kategori": "CPR"}]"#,
        r#"[{"daek": "OFL-30-1", "behold": "fordi"}]"#,
        r#"[{"kategorie": "CPR", "daek": "OFL-30-1"}]"#,
        r#"[{"daek": "FVL-15b-5"}]"#,
    ] {
        let refused = answer(wrong);
        assert_eq!(refused.code, Some(1), "{wrong}: {}", refused.out);
    }
    assert_eq!(check().json()["counts"]["unanswered"].as_u64(), unanswered);
    let rules = r#"[{"kategori": "NAME", "behold": "Ansøgeren kender dem"}, {"daek": "OFL-30-1"}]"#;
    let answered = answer(rules);
    assert_eq!(answered.code, Some(0), "{}", answered.err);
    let counts = &answered.json()["counts"];
    assert_eq!(
        (&counts["unanswered"], &counts["withoutBasis"]),
        (&0.into(), &0.into())
    );
    let left = check();
    assert_eq!(left.code, Some(1), "what it says is to be answered for");
    assert!(left.json()["consistency"]["open"].as_u64() > Some(0));
    let answer_for = ["aktindsigt", "tjek", id, "--besvar", "Set efter af to"];
    let answered = run(folder, CASEWORKER, &answer_for);
    assert_eq!(answered.code, Some(0), "{}", answered.err);
    assert_eq!(check().code, Some(0));
}

#[test]
fn a_request_goes_from_its_making_to_decisions_without_a_window() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    made(folder, &["--scale", "120"]);
    let cases = run(folder, CASEWORKER, &["cases", "--limit", "500"]).json();
    let most = cases["rows"]
        .as_array()
        .unwrap()
        .iter()
        .max_by_key(|row| row["documents"].as_u64())
        .unwrap();
    let (number, documents) = (most["number"].as_str().unwrap(), &most["documents"]);
    let received = "2026-01-05";
    let arguments = [
        "aktindsigt",
        "opret",
        "--sag",
        number,
        "--titel",
        "Aktindsigt i sag om hjælpemidler",
        "--rolle",
        "part",
        "--navn",
        "Karin Østergaard",
        "--modtaget",
        received,
        "--regelsaet",
        "egenacces",
        "--identitet",
        "fremmoede",
        "--ingen-afgoerelse",
        "--json",
    ];
    let request = run(folder, CASEWORKER, &arguments).json();
    let detail = &request["detail"];
    let id = detail["id"].as_str().unwrap();
    assert_eq!(detail["regimes"][0]["regime"], "own_access");
    assert_eq!(detail["facts"]["identity"], "in_person");
    assert_eq!(detail["deadlines"][0]["rule"], "OFL-8");

    let collected = run(folder, CASEWORKER, &["aktindsigt", "indsaml", id, "--json"]);
    assert_eq!(collected.code, Some(0), "{}", collected.err);
    assert_eq!(&collected.json()["added"], documents);
    let again = run(folder, CASEWORKER, &["aktindsigt", "indsaml", id, "--json"]);
    assert_eq!(again.json()["added"], 0);

    let decide = |more: &[&str]| {
        let start = ["aktindsigt", "beslut", id, "--akter"];
        let arguments: Vec<&str> = start.iter().chain(more).copied().collect();
        run(folder, CASEWORKER, &arguments)
    };
    let private = decide(&["1", "--afgoerelse", "delvist", "--hjemmel", "OFL-30-1"]);
    assert_eq!(private.code, Some(1), "{}", private.out);
    assert!(
        private.err.contains("regelsættet kender ikke hjemlen"),
        "{}",
        private.err
    );
    let weighed = decide(&[
        "1",
        "--afgoerelse",
        "delvist",
        "--hjemmel",
        "OFL-8-2",
        "--svar",
        "afgoerende=Broderens helbred vejer tungest",
    ]);
    assert_eq!(weighed.code, Some(0), "{}", weighed.err);
    let list = run(folder, CASEWORKER, &["aktindsigt", "liste", id, "--json"]).json();
    assert_eq!(list["rows"][0]["decision"], "partly");
    assert_eq!(list["counts"]["partly"], 1);
    let told = run(folder, CASEWORKER, &["aktindsigt", "liste", id]);
    assert!(told.out.contains("gives delvist"), "{}", told.out);

    let requests = run(folder, CASEWORKER, &["aktindsigt", "liste", "--mine"]);
    assert!(requests.out.contains(id), "{}", requests.out);
    let check = |arguments: &[&str], expected: &str| {
        let ended = run(folder, CASEWORKER, arguments);
        assert_ne!(ended.code, Some(0), "{arguments:?}");
        assert!(ended.err.contains(expected), "{arguments:?}: {}", ended.err);
    };
    check(
        &[
            "aktindsigt",
            "beslut",
            id,
            "--akter",
            "0",
            "--afgoerelse",
            "gives",
        ],
        "Værdien af --akter",
    );
    check(
        &[
            "aktindsigt",
            "beslut",
            id,
            "--akter",
            "9000",
            "--afgoerelse",
            "gives",
        ],
        "Ingen akter",
    );
    // An administrator sees no case, and no request.
    let outside = run(folder, ADMINISTRATOR, &["aktindsigt", "liste", id]);
    assert_eq!((outside.code, outside.out.as_str()), (Some(1), ""));
}

#[test]
fn what_is_decided_is_written_approved_put_together_and_given_without_a_window() {
    const MANAGER: (&str, &str) = ("mads", "cykel mod vinden");
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    made(folder, &["--scale", "120"]);
    let cases = run(folder, CASEWORKER, &["cases", "--limit", "500"]).json();
    let least = cases["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["documents"].as_u64() > Some(0) && row["source"] == "Egne sager")
        .min_by_key(|row| row["documents"].as_u64())
        .unwrap();
    let arguments = [
        "aktindsigt",
        "opret",
        "--sag",
        least["number"].as_str().unwrap(),
        "--titel",
        "Aktindsigt i en afsluttet sag",
        "--rolle",
        "enhver",
        "--navn",
        "Karin Østergaard",
        "--modtaget",
        "2026-01-05",
        "--tema",
        "Sagens dokumenter",
        "--regelsaet",
        "ofl",
        "--json",
    ];
    let request = run(folder, CASEWORKER, &arguments).json();
    let id = request["detail"]["id"].as_str().unwrap();
    let of = |who, more: &[&str]| {
        let arguments: Vec<&str> = ["aktindsigt"].iter().chain(more).copied().collect();
        run(folder, who, &arguments)
    };
    assert_eq!(of(CASEWORKER, &["indsaml", id]).code, Some(0));

    // Nothing is sent while something stands in the way, and it is said what.
    let early = of(CASEWORKER, &["frigiv", id, "--send"]);
    assert_eq!(early.code, Some(1), "{}", early.out);
    assert!(early.err.contains("Akter uden beslutning"), "{}", early.err);
    let nothing = of(CASEWORKER, &["verificer", id]);
    assert!(nothing.err.contains("ikke samlet"), "{}", nothing.err);

    let decided = of(
        CASEWORKER,
        &[
            "beslut",
            id,
            "--akter",
            "alle",
            "--afgoerelse",
            "undtages",
            "--hjemmel",
            "OFL-23-1",
            "--svar",
            "ekstrahering=",
            "--svar",
            "internt=",
            "--svar",
            "meroffentlighed=",
        ],
    );
    assert_eq!(decided.code, Some(0), "{}{}", decided.out, decided.err);
    let letter = of(CASEWORKER, &["brev", id]);
    assert!(
        letter.out.contains("# Afgørelse om aktindsigt"),
        "{}",
        letter.err
    );
    assert!(letter.out.contains("offentlighedslovens § 23, stk. 1"));
    let pdf = folder.join("brev.pdf");
    let set = of(CASEWORKER, &["brev", id, "--pdf", pdf.to_str().unwrap()]);
    assert_eq!(set.code, Some(0), "{}", set.err);
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF-"));

    let sent = of(CASEWORKER, &["frigiv", id, "--send", "--set"]);
    assert_eq!(sent.code, Some(0), "{}", sent.err);
    let own = of(CASEWORKER, &["frigiv", id, "--godkend"]);
    assert_ne!(own.code, Some(0), "who decided approves nothing");
    let built = of(CASEWORKER, &["saml", id, "--json"]);
    assert_eq!(built.code, Some(0), "{}", built.err);
    assert_eq!(built.json()["isClean"], true);
    assert_eq!(of(CASEWORKER, &["verificer", id]).code, Some(0));
    let out = folder.join("ud");
    std::fs::create_dir(&out).unwrap();
    let out = out.to_str().unwrap();
    let early = of(CASEWORKER, &["frigiv", id, "--mappe", out]);
    assert_ne!(early.code, Some(0), "nobody has approved it");
    let approved = of(MANAGER, &["frigiv", id, "--godkend"]);
    assert_eq!(approved.code, Some(0), "{}", approved.err);
    let given = of(CASEWORKER, &["frigiv", id, "--mappe", out, "--json"]);
    assert_eq!(given.code, Some(0), "{}", given.err);
    assert_eq!(given.json()["state"], "released");
    let files: Vec<_> = std::fs::read_dir(out).unwrap().collect();
    assert_eq!(files.len(), 1);
}
