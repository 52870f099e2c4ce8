#![expect(clippy::expect_used, reason = "a test that fails says where")]

use std::collections::BTreeSet;
use std::path::Path;

use sagsbord_scan::{
    CasePeople, Eased, Finding, OnlyInform, Options, Purpose, Role, Rule, Scanner, TitleKind,
    WordList,
};

use crate::support::person;

const NOTE: &str = "Ring til 61 12 34 56. Mikkels cpr. er 610180-1234, og Ditte Møllegaard har en depression. \
                    Bilen er AB 12 345.";

fn rules_in(folder: &Path, found: &mut BTreeSet<String>) {
    for file in std::fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("a file").path();
        if path.is_dir() {
            rules_in(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a text");
        for (opening, written) in [("id: \"", '"'), ("RuleId = rule(\"", '"')] {
            let names = text.split(opening).skip(1);
            found.extend(names.filter_map(|rest| Some(rest.split_once(written)?.0.to_owned())));
        }
    }
}

#[test]
fn every_rule_that_a_detector_has_is_explained_and_every_explained_rule_exists() {
    let mut written = BTreeSet::new();
    rules_in(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut written,
    );
    let explained: BTreeSet<String> = Rule::all().iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(
        explained, written,
        "data/rules.tsv and the detectors name the same rules"
    );
    let danish = include_str!("../../messages/da/rules.txt");
    for rule in Rule::all() {
        for name in [
            format!("rule.{} = ", rule.id),
            format!("rule.{}.finds = ", rule.id),
        ] {
            assert!(danish.contains(&name), "{name} has no words");
        }
    }
}

fn with(purpose: Purpose, eased: &[&str]) -> Options {
    Options {
        purpose,
        only_inform: OnlyInform::these(eased.iter().copied()),
        ..Options::default()
    }
}

fn scan(options: Options) -> Vec<Finding> {
    let people = CasePeople {
        people: vec![person("Mikkel Thorup", Role::ThirdParty, "søn")],
        ..CasePeople::default()
    };
    Scanner::new(WordList::built_in(), options)
        .for_case(people)
        .scan(NOTE)
}

fn warned(findings: &[Finding]) -> Vec<&'static str> {
    let warned = findings.iter().filter(|finding| finding.flag);
    warned.map(|finding| finding.rule.id).collect()
}

#[test]
fn an_eased_rule_finds_the_same_and_only_informs_and_says_why() {
    let before = scan(with(Purpose::Release, &[]));
    let after = scan(with(Purpose::Release, &["phone.danish", "plate.number"]));
    assert!(warned(&before).contains(&"phone.danish"));
    assert!(warned(&before).contains(&"plate.number"));
    assert_eq!(before.len(), after.len(), "nothing is found less");
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.span, after.span);
        let eased = ["phone.danish", "plate.number"].contains(&before.rule.id);
        assert_eq!(after.flag, before.flag && !eased, "{}", before.rule.id);
        if eased {
            let why = after.evidence.last().map(|last| last.message);
            assert_eq!(why, Some("rule.eased"));
        } else {
            assert_eq!(before, after);
        }
    }
}

#[test]
fn no_choice_of_a_municipality_silences_numbers_names_protected_addresses_or_codes() {
    let all: Vec<&str> = Rule::all().iter().map(|rule| rule.id).collect();
    for purpose in [Purpose::Writing, Purpose::Release, Purpose::Title] {
        let warned = warned(&scan(with(purpose, &all)));
        assert!(warned.contains(&"cpr.number"), "{purpose:?}: {warned:?}");
        assert!(
            warned.contains(&"name.registered"),
            "{purpose:?}: {warned:?}"
        );
    }
    let never: BTreeSet<&str> = Rule::all()
        .iter()
        .filter(|rule| rule.eased == Eased::Never)
        .map(|rule| rule.id.split('.').next().unwrap_or_default())
        .collect();
    assert_eq!(
        never,
        BTreeSet::from(["card", "cpr", "file", "hidden", "name", "place", "secret"])
    );
}

#[test]
fn what_is_somebody_elses_is_always_warned_of_at_release_though_it_may_be_eased_while_writing() {
    let eased = ["said.health", "name.unregistered"];
    let release = scan(with(Purpose::Release, &eased));
    assert!(warned(&release).contains(&"said.health"));
    assert!(warned(&release).contains(&"name.unregistered"));
    let writing = scan(with(Purpose::Writing, &eased));
    assert!(!warned(&writing).contains(&"said.health"));
    assert!(!warned(&writing).contains(&"name.unregistered"));
}

#[test]
fn a_titles_warning_is_eased_once_and_only_where_it_may_be() {
    let title = |eased: &[&str], title: &str| {
        Scanner::new(WordList::built_in(), with(Purpose::Release, eased))
            .for_case(CasePeople::default())
            .scan_title(title, TitleKind::File)
    };
    assert_eq!(warned(&title(&[], "Scan0001.pdf")), ["title.says_nothing"]);
    assert!(warned(&title(&["title.says_nothing"], "Scan0001.pdf")).is_empty());
    let with_number = title(
        &["cpr.number", "phone.danish"],
        "Opkald 61123456 fra 610180-1234",
    );
    assert_eq!(warned(&with_number), ["cpr.number"]);
    let phone = with_number
        .iter()
        .find(|finding| finding.rule.id == "phone.danish");
    let eased = phone.map(|phone| {
        let said = phone
            .evidence
            .iter()
            .filter(|said| said.message == "rule.eased");
        said.count()
    });
    assert_eq!(eased, Some(1));
}

#[test]
fn while_writing_a_rule_is_eased_as_in_the_whole() {
    let scanner = Scanner::new(
        WordList::built_in(),
        with(Purpose::Writing, &["phone.danish", "said.health"]),
    )
    .for_case(CasePeople::default());
    let mut live = scanner.live_on(NOTE.repeat(3));
    for (start, new) in [(0, "Så. "), (40, "61 22 33 44 "), (200, "\n\n"), (9, "x")] {
        let at = live.text().len().min(start);
        let change = live.replace(at..at, new);
        assert!(change.is_ok(), "{start} is a place");
        assert_eq!(live.findings(), scanner.scan(live.text()));
        assert!(!warned(live.findings()).contains(&"phone.danish"));
    }
}
