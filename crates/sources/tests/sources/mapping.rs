use sagsbord_sources::{Ability, Fault, Mapping, Reason, SHIPPED, Trial};

fn faults(text: &str) -> Vec<Fault> {
    Mapping::read(text).unwrap_err()
}

/// The smallest that works, with a line of it changed.
fn with(from: &str, to: &str) -> String {
    let text = SMALLEST.replace(from, to);
    assert_ne!(text, SMALLEST, "{from}");
    text
}

const SMALLEST: &str = r#"version = 1
name = "Prøvesystem"
[service]
address = "https://prøve.example.dk/api"
[auth]
kind = "none"
[dates]
formats = ["yyyy-mm-dd"]
[cases_of_person]
path = "sager/{cpr}"
[case]
id = "id"
number = "nr"
title = "titel"
opened = "dato"
[kle]
otherwise = "27"
[unit]
otherwise = "Borgerservice"
"#;

#[test]
fn the_shipped_mappings_are_whole_and_say_what_they_offer() {
    let abilities = |name: &str| {
        let shipped = SHIPPED.iter().find(|shipped| shipped.name == name).unwrap();
        let mapping = Mapping::read(shipped.text).unwrap();
        assert_eq!(mapping.name, name);
        assert!(mapping.needs_secret());
        assert!(matches!(mapping.trial, Some(Trial::Person(_))));
        mapping.abilities()
    };
    assert_eq!(
        abilities("Tårnfalk ESDH"),
        [
            Ability::Cases,
            Ability::Documents,
            Ability::DocumentBytes,
            Ability::JournalNotes,
            Ability::DeepLink,
            Ability::Changes
        ]
    );
    assert_eq!(
        abilities("Kornblomst Ydelse"),
        [
            Ability::Cases,
            Ability::Documents,
            Ability::DocumentBytes,
            Ability::DeepLink
        ]
    );
    assert_eq!(
        Mapping::read(SMALLEST).unwrap().abilities(),
        [Ability::Cases]
    );
}

#[test]
fn a_fault_is_told_with_its_line_and_its_field() {
    let check = |from: &str, to: &str, line: u32, field: &str, reason: &Reason| {
        let found = faults(&with(from, to));
        let is_it =
            |fault: &Fault| fault.line == line && fault.field == field && fault.reason == *reason;
        assert!(found.iter().any(is_it), "{to}: {found:?}");
    };
    let text = |text: &str| text.to_owned();
    check(
        "version = 1",
        "version = 2",
        1,
        "version",
        &Reason::AnotherVersion,
    );
    check("name = \"Prøvesystem\"\n", "", 1, "name", &Reason::Missing);
    check("Prøvesystem", " ", 2, "name", &Reason::Empty);
    check("id = \"id\"", "id = 7", 12, "case.id", &Reason::WrongType);
    check(
        "id = \"id\"",
        "id = \"a..b\"",
        12,
        "case.id",
        &Reason::NotAPath,
    );
    check(
        "id = \"id\"\n",
        "id = \"id\"\nnummer = \"x\"\n",
        13,
        "case.nummer",
        &Reason::UnknownField,
    );
    check("https:", "http:", 4, "service.address", &Reason::NotHttps);
    check(
        "https://prøve.example.dk/api",
        "ingen steder",
        4,
        "service.address",
        &Reason::NotAnAddress,
    );
    check(
        "https://prøve.example.dk/api",
        "https://navn:kode@prøve.example.dk/",
        4,
        "service.address",
        &Reason::NotAnAddress,
    );
    check(
        "kind = \"none\"",
        "kind = \"kerberos\"",
        6,
        "auth.kind",
        &Reason::NotInList(text("none, header, oauth")),
    );
    check(
        "sager/{cpr}",
        "sager",
        10,
        "cases_of_person.path",
        &Reason::NoPlaceholder(text("cpr, cpr_dashed")),
    );
    check(
        "sager/{cpr}",
        "sager/{case_id}",
        10,
        "cases_of_person.path",
        &Reason::NotATemplate(text("cpr, cpr_dashed")),
    );
    check(
        "sager/{cpr}",
        "https://andet.example.dk/{cpr}",
        10,
        "cases_of_person.path",
        &Reason::NotATemplate(text("cpr, cpr_dashed")),
    );
    check(
        "otherwise = \"27\"",
        "otherwise = \"2x\"",
        17,
        "kle.otherwise",
        &Reason::NotKle,
    );
    check(
        "[cases_of_person]\npath = \"sager/{cpr}\"\n",
        "",
        1,
        "",
        &Reason::NothingAsked,
    );
    check(
        "[unit]",
        "[documents_of_case]\npath = \"dok/{case_id}\"\n[unit]",
        18,
        "documents_of_case",
        &Reason::Needs("document"),
    );
    check(
        "[kle]",
        "[status]\nNy = \"oprettet\"\n[kle]",
        17,
        "status.Ny",
        &Reason::NotInList(text(
            "opstaaet, oplyst, afgjort, bestilt, udfoert, afsluttet",
        )),
    );
    check(
        "[auth]",
        "seconds = 3600\n[auth]",
        5,
        "service.seconds",
        &Reason::OutOfBounds(text("1–60")),
    );
    for link in ["http://a.dk/{case_id}", "https://a.dk/sag"] {
        let section = format!("[deep_link]\naddress = \"{link}\"\n[unit]");
        let found = faults(&with("[unit]", &section));
        assert_eq!(
            (found[0].line, found[0].field.as_str()),
            (19, "deep_link.address"),
            "{link}"
        );
    }
    check(
        "[unit]",
        "[deep_link]\naddress = \"https://a.dk{case_id}\"\n[unit]",
        19,
        "deep_link.address",
        &Reason::AnotherHost(text("a.dk")),
    );
    check("[case]", "[case", 11, "", &Reason::NotToml);
    let long = "#".repeat(1 << 18) + "##";
    assert_eq!(faults(&long)[0].reason, Reason::FileTooLong);
}

#[test]
fn every_fault_is_told_at_once() {
    let text = SMALLEST
        .replace("id = \"id\"", "id = \"\"")
        .replace("otherwise = \"27\"", "otherwise = \"xx\"")
        .replace("kind = \"none\"", "kind = \"x\"");
    let text = text.replace("kind = \"x\"", "kind = \"x\"\nheader = \"X-Noegle\"");
    let lines: Vec<u32> = faults(&text).iter().map(|fault| fault.line).collect();
    assert_eq!(
        lines,
        [6, 13, 18],
        "what a wrong word makes of the others is not told too"
    );
}

#[test]
fn only_this_machine_is_spoken_with_in_the_open() {
    for (address, is_taken) in [
        ("http://127.0.0.1:8080/api", true),
        ("http://localhost/api", true),
        ("http://[::1]:99/", true),
        ("http://10.0.0.7/api", false),
        ("http://localhost.example.dk/", false),
        ("ftp://localhost/", false),
        ("file:///etc/passwd", false),
    ] {
        let text = with("https://prøve.example.dk/api", address);
        assert_eq!(Mapping::read(&text).is_ok(), is_taken, "{address}");
    }
}

#[test]
fn a_link_leads_to_the_mappings_own_host_whatever_a_case_is_called() {
    let text = with(
        "[unit]",
        "[deep_link]\naddress = \"https://esdh.example.dk/sag/{case_id}?nr={case_number}\"\n[unit]",
    );
    let mapping = Mapping::read(&text).unwrap();
    let check = |id: &str, number: &str, expected: Option<&str>| {
        assert_eq!(
            mapping.deep_link(id, number).as_deref(),
            expected,
            "{id} {number}"
        );
    };
    check(
        "47",
        "26/1",
        Some("https://esdh.example.dk/sag/47?nr=26%2F1"),
    );
    check(
        "@ond.example.dk/",
        "x&y=z",
        Some("https://esdh.example.dk/sag/%40ond.example.dk%2F?nr=x%26y%3Dz"),
    );
    check("..", "1", None);
}
