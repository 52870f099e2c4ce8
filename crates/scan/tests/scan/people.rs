//! Names and addresses, against tables of sentences.

use sagsbord_scan::{CasePeople, CaseScanner, Category, Person, Role};

use crate::support::with;

fn case() -> CaseScanner {
    let person = |name: &str, role, relation: &str, address: &str| Person {
        name: name.to_owned(),
        role,
        relation: Some(relation.to_owned()),
        address: (!address.is_empty()).then(|| address.to_owned()),
        ..Person::default()
    };
    with(CasePeople {
        people: vec![
            person(
                "Kirsten Bodil Rask",
                Role::Requester,
                "part",
                "Elmegade 14, 2. tv., 8600 Silkeborg",
            ),
            person("Jonas Elmer", Role::Employee, "medarbejder", ""),
            person("Aisha Noor", Role::Employee, "medarbejder", ""),
            person(
                "Torben Rask-Holt",
                Role::ThirdParty,
                "ægtefælle",
                "Søbredden 7, 8600 Silkeborg",
            ),
            person("Maja Rask Holt", Role::ThirdParty, "datter", ""),
            person(
                "Dorthe Bjørnskov",
                Role::ThirdParty,
                "mor",
                "Tranevænget 33B, 9000 Aalborg",
            ),
        ],
        ..CasePeople::default()
    })
}

/// A sentence with its marks taken out, and what the marks say.
struct Marked {
    text: String,
    /// The piece, and `[`: found and flagged, `(`: found, `{`: not found.
    marks: Vec<(std::ops::Range<usize>, char)>,
}

fn marked(line: &str) -> Marked {
    let mut marked = Marked {
        text: String::new(),
        marks: Vec::new(),
    };
    let mut open: Option<(usize, char)> = None;
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let twice: String = [first, first].iter().collect();
        if matches!(first, '[' | '(' | '{') && rest.starts_with(&twice) && open.is_none() {
            open = Some((marked.text.len(), first));
            rest = &rest[2..];
        } else if matches!(first, ']' | ')' | '}')
            && rest.starts_with(&twice)
            && let Some((start, kind)) = open.take()
        {
            marked.marks.push((start..marked.text.len(), kind));
            rest = &rest[2..];
        } else {
            marked.text.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    marked
}

/// Every line of a table that is not as its marks say.
fn wrong(table: &str, category: Category) -> Vec<String> {
    let case = case();
    let mut wrong = Vec::new();
    let mut reason = "";
    // A line that ends without a full mark goes on in the next.
    let mut joined = String::new();
    for line in table.lines() {
        if let Some(text) = line.strip_prefix("# ") {
            reason = text;
            continue;
        }
        if line.is_empty() || line.starts_with('%') {
            continue;
        }
        if !joined.is_empty() {
            joined.push('\n');
        }
        joined.push_str(line);
        if joined.matches("[[").count() > joined.matches("]]").count() {
            continue;
        }
        let marked = marked(&std::mem::take(&mut joined));
        let findings: Vec<_> = case
            .scan(&marked.text)
            .into_iter()
            .filter(|finding| finding.category == category)
            .collect();
        let mut complaints = Vec::new();
        for (range, kind) in &marked.marks {
            let touching: Vec<_> = findings
                .iter()
                .filter(|f| f.span.bytes.start < range.end && range.start < f.span.bytes.end)
                .collect();
            let whole = touching.iter().any(|f| f.span.bytes == *range);
            let complaint = match kind {
                '{' if touching.iter().any(|f| f.flag) => "is none",
                '{' => continue,
                _ if touching.is_empty() => "not found",
                _ if !whole => "found otherwise",
                '[' if !touching.iter().any(|f| f.flag) => "not flagged",
                '(' if touching.iter().any(|f| f.flag) => "flagged",
                _ => continue,
            };
            complaints.push(format!("`{}` {complaint}", &marked.text[range.clone()]));
        }
        for finding in findings.iter().filter(|finding| finding.flag) {
            let bytes = &finding.span.bytes;
            if !marked
                .marks
                .iter()
                .any(|(range, _)| bytes.start < range.end && range.start < bytes.end)
            {
                complaints.push(format!("`{}` is none", &marked.text[bytes.clone()]));
            }
        }
        if !complaints.is_empty() {
            let seen: Vec<_> = findings
                .iter()
                .map(|finding| &marked.text[finding.span.bytes.clone()])
                .collect();
            wrong.push(format!(
                "{:?}: {}; found {seen:?} ({reason})",
                marked.text,
                complaints.join(", ")
            ));
        }
    }
    wrong
}

#[test]
fn names_in_sentences_are_found_and_words_are_not() {
    let wrong = wrong(include_str!("../tables/names.txt"), Category::Name);
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn addresses_are_found_to_floor_and_door_and_look_alikes_are_not() {
    let wrong = wrong(include_str!("../tables/addresses.txt"), Category::Address);
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_relation_is_found_as_the_person_but_is_no_warning() {
    let case = case();
    for text in [
        "hendes mor",
        "Borgerens mor",
        "hans datter",
        "min datters skole",
    ] {
        let findings = case.scan(&format!("Vi talte om {text}."));
        assert_eq!(findings.len(), 1, "{text}: {findings:?}");
        assert!(findings[0].person.is_some() && !findings[0].flag, "{text}");
    }
    for text in ["hendes fætter", "moren", "en datter"] {
        assert!(
            case.scan(&format!("Vi talte om {text}.")).is_empty(),
            "{text}"
        );
    }
}

#[test]
fn places_are_warned_of_only_where_somebody_has_a_protected_address() {
    let text = "Hun er flyttet til Holbæk og går på Nørrevang Skole ved Jernbanevej.";
    let places = |protected_address| {
        let scanner = with(CasePeople {
            people: vec![Person {
                name: "Dorthe Bjørnskov".to_owned(),
                protected_address,
                ..Person::default()
            }],
            ..CasePeople::default()
        });
        crate::support::found(&scanner, text, Category::Place)
    };
    assert_eq!(places(true), ["Holbæk", "Nørrevang Skole", "Jernbanevej"]);
    assert!(places(false).is_empty());
}

#[test]
fn another_party_never_takes_a_finding_away() {
    let text = "Torben og Jonas Elmer talte med Kirsten Rask, Dorte Bjørnskov, Bo Juhl og naboen Ximarah. \
                Hr. Elmer bor Elmegade 14, 2. tv., og Sol har ringet. Rask, Poul og K. Rask kom.";
    let person = |name: &str, role| Person {
        name: name.to_owned(),
        role,
        ..Person::default()
    };
    let roles = [
        Role::Requester,
        Role::ThirdParty,
        Role::Employee,
        Role::Public,
    ];
    let names = [
        "Kirsten Bodil Rask",
        "Torben Holm",
        "Jonas Elmer",
        "Dorthe Bjørnskov",
        "Sol Dam",
        "Poul Rask",
        "Bo Juhl",
        "Elme Gade",
        "Ringet Kom",
        "Kirstine Raske",
        "Og Talte",
        "Ximara Nabo",
    ];
    let mut people: Vec<Person> = Vec::new();
    let mut before = with(CasePeople::default()).scan(text);
    for (place, name) in names.iter().enumerate() {
        people.push(person(name, roles[place % roles.len()]));
        let after = with(CasePeople {
            people: people.clone(),
            ..CasePeople::default()
        })
        .scan(text);
        for finding in &before {
            assert!(
                after
                    .iter()
                    .any(|other| other.span.bytes.start < finding.span.bytes.end
                        && finding.span.bytes.start < other.span.bytes.end),
                "{name} took away {:?}",
                &text[finding.span.bytes.clone()]
            );
        }
        before = after;
    }
}

#[test]
fn in_a_crowd_the_right_person_is_found_and_a_shared_name_stays_a_warning() {
    let person = |name: String, role| Person {
        name,
        role,
        ..Person::default()
    };
    let mut people = vec![person("Anna Jensen".to_owned(), Role::Requester)];
    people.extend((0..3_000).map(|number| {
        let given = ["Karla", "Mogens", "Tove", "Birger"][number % 4];
        person(format!("{given} Jensen"), Role::ThirdParty)
    }));
    people.push(person("Anna Jensen Holm".to_owned(), Role::ThirdParty));
    let case = with(CasePeople {
        people,
        ..CasePeople::default()
    });
    let flags = |text: &str| -> Vec<bool> { case.scan(text).iter().map(|f| f.flag).collect() };
    assert_eq!(flags("Vi har talt med Birger Jensen."), [true]);
    assert_eq!(flags("Vi har talt med fru Jensen."), [true]);
    assert_eq!(flags("Vi har talt med Anna Holm."), [true]);
}

#[test]
fn an_address_in_a_letterhead_or_under_staffs_signature_is_the_authoritys() {
    for (text, address) in [
        (
            "Favrskov Kommune\nSocial og Sundhed\nSkovvej 20\n8382 Hinnerup",
            "Skovvej 20\n8382 Hinnerup",
        ),
        (
            "Venlig hilsen\nJonas Elmer\nTeknik og Miljø · Toftevej 43 · 9440 Aabybro",
            "Toftevej 43",
        ),
    ] {
        let found: Vec<_> = case()
            .scan(text)
            .into_iter()
            .filter(|finding| finding.category == Category::Address)
            .map(|finding| (text[finding.span.bytes.clone()].to_owned(), finding.flag))
            .collect();
        assert_eq!(found, [(address.to_owned(), false)], "{text}");
    }
}
