use std::collections::BTreeSet;

use sagsbord_domain::calendar::CalendarMode;
use sagsbord_domain::deadline::{Binds, Confidence, Limit, Origin, OverrunDuty};
use sagsbord_law::{Language, Law, LocalFiles, read_calendar, read_rules};

use crate::support::law;

const GOOD: &str = r#"[verified]
on = 2026-11-21
by = "nogen"

[[rule]]
id = "K-1"
area = "casework"
name = { da = "Vores frist", en = "Our limit" }
paragraph = "byrådets beslutning"
binds = "authority"
starts_at = "application_received"
length = "8 uger"
mode = "strict"
warn = ["2 uger", "0 dage"]
overrun = "letter_at_overrun"
valid_from = 2026-01-01
source = "byrådet"
confidence = "C"
"#;

/// Changes one line of the good file, and says what is then wrong with it.
#[track_caller]
fn check(old: &str, new: &str, line: usize, field: &str, part: &str) {
    assert!(GOOD.contains(old), "{old} is not in the file");
    let text = GOOD.replace(old, new);
    let faults = read_rules(&text, Origin::Municipality).expect_err("the file is bad");
    let said: Vec<String> = faults
        .iter()
        .map(|fault| fault.sentence(Language::Da))
        .collect();
    assert!(
        faults
            .iter()
            .zip(&said)
            .any(|(fault, said)| fault.line == line && fault.field == field && said.contains(part)),
        "looked for line {line}, {field}, {part}; found {said:#?}"
    );
}

#[test]
fn a_good_file_is_read() {
    let rules = read_rules(GOOD, Origin::Municipality).unwrap();
    assert_eq!((rules.len(), rules[0].id.as_str()), (1, "K-1"));
    assert_eq!(rules[0].verified.by, "nogen");
}

#[test]
fn a_bad_file_is_told_by_line_field_and_reason() {
    check("id = \"K-1\"\n", "", 5, "id", "mangler");
    check("id = \"K-1\"", "id = 7", 6, "id", "form");
    check("id = \"K-1\"", "id = \"K 1; drop\"", 6, "id", "form");
    check("id = \"K-1\"", "id = \"  \"", 6, "id", "tomt");
    check(
        "casework",
        "sagsarbejde",
        7,
        "area",
        "en af: access, complaint",
    );
    check(
        "name = { da = \"Vores frist\", en = \"Our limit\" }",
        "name = { da = \"Vores frist\" }",
        8,
        "name.en",
        "mangler",
    );
    check(
        "length = \"8 uger\"",
        "length = \"otte uger\"",
        12,
        "length",
        "ingen længde",
    );
    check(
        "length = \"8 uger\"",
        "length = \"0 uger\"",
        12,
        "length",
        "nul eller for lang",
    );
    check(
        "length = \"8 uger\"",
        "length = \"9000 uger\"",
        12,
        "length",
        "nul eller for lang",
    );
    check("length = \"8 uger\"\n", "", 5, "length", "netop én");
    check(
        "length = \"8 uger\"",
        "length = \"8 uger\"\nsoon = true",
        12,
        "length",
        "netop én",
    );
    check(
        "mode = \"strict\"",
        "mode = \"streng\"",
        13,
        "mode",
        "en af: strict, lenient",
    );
    check(
        "warn = [\"2 uger\", \"0 dage\"]",
        "warn = [\"2 uger\", \"snart\"]",
        14,
        "warn",
        "ingen længde",
    );
    check(
        "warn = [\"2 uger\", \"0 dage\"]",
        "warn = \"2 uger\"",
        14,
        "warn",
        "form",
    );
    check(
        "valid_from = 2026-01-01",
        "valid_from = \"2026-01-01\"",
        16,
        "valid_from",
        "form",
    );
    check(
        "valid_from = 2026-01-01",
        "valid_from = 2026-02-30",
        16,
        "valid_from",
        "",
    );
    check(
        "valid_from = 2026-01-01",
        "valid_from = 2026-01-01T10:00:00Z",
        16,
        "valid_from",
        "ingen dato",
    );
    check(
        "source = \"byrådet\"",
        "sourse = \"byrådet\"",
        17,
        "sourse",
        "kendes ikke",
    );
    check(
        "source = \"byrådet\"",
        "sourse = \"byrådet\"",
        5,
        "source",
        "mangler",
    );
    check(
        "confidence = \"C\"",
        "confidence = \"C\"\nconfidence = \"M\"",
        19,
        "confidence",
        "TOML",
    );
    check(
        "confidence = \"C\"",
        "confidence = \"C\"\ntimes = 0",
        19,
        "times",
        "tal",
    );
    check(
        "confidence = \"C\"",
        "confidence = \"C\"\ntimes = 99999999999",
        19,
        "times",
        "tal",
    );
    check("on = 2026-11-21\n", "", 1, "verified.on", "mangler");
    check("[[rule]]", "[[rule", 5, "", "TOML");
}

#[test]
fn a_rule_that_speaks_against_itself_is_told() {
    check(
        "valid_from = 2026-01-01",
        "valid_from = 2026-01-01\nvalid_to = 2025-12-31",
        17,
        "valid_to",
        "slutter, før den begynder",
    );
    check(
        "warn = [\"2 uger\", \"0 dage\"]",
        "warn = [\"2 timer\"]",
        14,
        "warn",
        "timer og dage",
    );
    check(
        "warn = [\"2 uger\", \"0 dage\"]",
        "warn = [\"9 uger\"]",
        14,
        "warn",
        "før fristen begynder",
    );
    check(
        "binds = \"authority\"",
        "binds = \"citizen\"",
        13,
        "mode",
        "borgerens fordel",
    );
    check(
        "binds = \"authority\"",
        "binds = \"citizen\"",
        15,
        "overrun",
        "kun en myndighed",
    );
    check(
        "length = \"8 uger\"",
        "length = \"8 arbejdsdage\"\nwhen_closed = \"moves_forward\"",
        13,
        "when_closed",
        "lukkedag",
    );
    check(
        "length = \"8 uger\"",
        "length = \"8 uger\"\nruns_while = \"fully_informed\"",
        5,
        "stops",
        "ingen grund",
    );
    check(
        "length = \"8 uger\"",
        "chosen = { least = \"8 uger\", most = \"2 uger\" }",
        12,
        "least",
        "større",
    );
    check(
        "length = \"8 uger\"",
        "length = \"8 uger\"\nextension = { most = \"2 timer\" }",
        13,
        "extension",
        "timer og dage",
    );
    check(
        "length = \"8 uger\"",
        "soon = true\nstops = [\"material_missing\"]",
        13,
        "stops",
        "intet ur",
    );
    let twice = format!(
        "{GOOD}{}",
        &GOOD[GOOD.find("[[rule]]").unwrap()..].replace("2026-01-01", "2026-06-01")
    );
    let faults = read_rules(&twice, Origin::Municipality).unwrap_err();
    assert_eq!(
        (faults.len(), faults[0].field.as_str(), faults[0].line),
        (1, "valid_from", 30)
    );
}

#[test]
fn every_fault_of_a_file_is_told_at_once() {
    let text = GOOD
        .replace("8 uger", "x")
        .replace("casework", "y")
        .replace("\"C\"", "\"Z\"");
    let faults = read_rules(&text, Origin::Municipality).unwrap_err();
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(
        fields,
        ["area", "length", "confidence"],
        "in the order of their lines"
    );
}

#[test]
fn hostile_files_are_refused_without_harm() {
    let refused = |text: &str| read_rules(text, Origin::Municipality).unwrap_err();
    refused(&"x".repeat(2_000_000));
    refused(&"[".repeat(100_000));
    refused(&format!("a = {}1{}", "[".repeat(5_000), "]".repeat(5_000)));
    refused("\u{0}\u{1}\u{feff}");
    // A megabyte of faults is told by the first of them, and soon.
    let keys: String = (0..60_000)
        .map(|number| format!("k{number} = 1\n"))
        .collect();
    assert_eq!(refused(&keys).len(), 200);
    assert_eq!(refused(&format!("[[rule]]\n{keys}")).len(), 200);
    assert_eq!(refused(&"[[rule]]\n".repeat(100_000)).len(), 1);
    refused("rule = 7");
    refused("rule = [1, 2]");
    assert!(!read_calendar("edition = \"x\"\n[[holiday]]\nid = \"h\"\nname = { da = \"h\", en = \"h\" }\nkind = \"holiday\"\nmonth = 2\nday = 30\n").unwrap_err().is_empty());
    assert!(!read_calendar("edition = \"x\"\n[[holiday]]\nid = \"h\"\nname = { da = \"h\", en = \"h\" }\nkind = \"holiday\"\neaster = 1\nmonth = 2\nday = 3\n").unwrap_err().is_empty());
    let many = format!(
        "{}{}",
        &GOOD[..GOOD.find("[[rule]]").unwrap()],
        (0..501)
            .map(|number| GOOD[GOOD.find("[[rule]]").unwrap()..]
                .replace("K-1", &format!("K-{number}")))
            .collect::<String>()
    );
    assert!(
        refused(&many)[0]
            .sentence(Language::En)
            .contains("too many")
    );
}

#[test]
fn no_sentence_is_left_over() {
    // Every message of the files about problems belongs to something that can go wrong.
    let text = include_str!("../../messages/da/problems.txt");
    let keys = text
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .count();
    let problems = sagsbord_domain::deadline::DeadlineProblem::ALL.len()
        + sagsbord_domain::deadline::Contradiction::ALL.len()
        + sagsbord_domain::aktindsigt::BasisFault::ALL.len()
        + sagsbord_domain::aktindsigt::LetterTextFault::ALL.len();
    // Two frames, a reason for every way a file can be wrong but by contradiction, and the time of day that is none,
    // which only a desk reads.
    assert_eq!(keys, problems + 2 + 19 + 1);
}

/// Nobody can slip an authority's duty into the shipped files that nobody can trace.
#[test]
fn every_shipped_rule_says_where_it_comes_from_and_counts_in_whose_favour() {
    let rules = &law().rules;
    assert!(rules.rules().count() >= 70);
    for rule in rules.rules() {
        let id = &rule.id;
        assert!(rule.source.len() > 5 && rule.verified.by.len() > 5, "{id}");
        let mode = match rule.binds {
            Binds::Authority => CalendarMode::Strict,
            Binds::Citizen => CalendarMode::Lenient,
        };
        assert_eq!(rule.mode, mode, "{id}");
        let from_memory = rule.source == "fra hukommelsen";
        let remembered = matches!(
            rule.confidence,
            Confidence::Remembered | Confidence::Uncertain
        );
        assert!(
            !from_memory || remembered,
            "{id} was written from memory and says {}",
            rule.confidence.code()
        );
        if rule.binds == Binds::Authority
            && matches!(rule.limit, Limit::Fixed(_))
            && rule.overrun.needs_letter()
        {
            assert!(
                !rule.warnings.is_empty(),
                "{id}: a letter in time needs a warning in time"
            );
        }
    }
}

#[test]
fn the_rows_the_product_promises_are_there() {
    let ids: BTreeSet<&str> = law().rules.rules().map(|rule| rule.id.as_str()).collect();
    let expected = "OFL-36-2 OFL-36 OFL-36-14 OFL-36-40 OFL-8 OFL-11 OFL-12 OFL-21 OFL-UDBUD FVL-16 FVL-16-BARN GDPR-12 MIL-4 MIL-10 SUL-38 SUL-45 \
        DBL-2-5 FAL-23 RSL-3 RSL-66 RSL-67 BL-136 BL-136-6 BL-137 BL-18 BL-19 BL-20 BL-91 BL-95 BL-95-2 BL-108 BL-143 BL-156 SEL-141 SEL-148 SEL-101 \
        SUL-141 AEL FVL-19 FVL-21 FVL-23 BYG-SIMPEL BYG-ENFAMILIE BYG-INDUSTRI BYG-ERHVERV BYG-BOLIG PLAN-20 GDPR-33 GDPR-34 OFL-37-7 OFL-37-20 OFL-38-7 \
        OFL-39-14 OFL-39-7 OFL-39-20 SDP-13B-8 SDP-HALVAAR SDP-7C SDP-24 LAB-31 REF-80 REF-40 REF-30 BREV-6";
    for id in expected.split_whitespace() {
        assert!(ids.contains(id), "{id} is missing");
    }
    assert_eq!(ids.len(), expected.split_whitespace().count());
    for id in [
        "SDP-HALVAAR",
        "SDP-7C",
        "SDP-24",
        "LAB-31",
        "REF-80",
        "REF-40",
        "REF-30",
    ] {
        let days = ["2026-12-31", "2027-01-01"].map(|day| {
            law()
                .rules
                .on(id, crate::support::day(day))
                .unwrap()
                .valid_from
        });
        assert_ne!(
            days[0], days[1],
            "{id} has a version for each side of the year's turn"
        );
    }
    let ladder: Vec<OverrunDuty> = ["OFL-36-2", "OFL-36", "OFL-36-14", "OFL-36-40"]
        .map(|id| law().rules.versions(id)[0].overrun)
        .to_vec();
    assert!(ladder.iter().all(|duty| *duty == OverrunDuty::LetterBefore));
}

#[test]
fn the_examples_of_the_page_about_rule_files_are_good() {
    let page = include_str!("../../../../docs/rules-of-law.md");
    let examples: Vec<&str> = page
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    let [rules, closing_days] = examples[..] else {
        panic!("the page has {} examples", examples.len());
    };
    let read = Law::with(LocalFiles {
        rules,
        closing_days,
        ..LocalFiles::default()
    });
    assert!(read.is_ok(), "{:?}", read.err());
}

#[test]
fn a_municipality_replaces_whole_rules_and_its_own_are_marked() {
    let own = GOOD.replace("K-1", "RSL-3");
    let law = Law::with(LocalFiles {
        rules: &own,
        ..LocalFiles::default()
    })
    .unwrap();
    let versions = law.rules.versions("RSL-3");
    assert_eq!(
        (versions.len(), versions[0].origin),
        (1, Origin::Municipality)
    );
    assert_eq!(law.rules.versions("OFL-36")[0].origin, Origin::Shipped);
}
