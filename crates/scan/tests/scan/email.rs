use sagsbord_scan::{CasePeople, Category, Language, Person, Role, Whose};

use crate::support::{found, piece, plain, with};

#[test]
fn mail_addresses_are_found_whole_and_nothing_else_is_one() {
    let cases: [(&str, &[&str]); 8] = [
        (
            "Skriv til anna.holm@eksempel.dk.",
            &["anna.holm@eksempel.dk"],
        ),
        (
            "<a_b-c+d@post.eksempel.co.uk>",
            &["a_b-c+d@post.eksempel.co.uk"],
        ),
        ("søren@æblegård.dk", &["søren@æblegård.dk"]),
        ("to: x1@y.dk, z2@y.dk", &["x1@y.dk", "z2@y.dk"]),
        ("2 stk. @ 20 kr.", &[]),
        ("@kommunen på sociale medier", &[]),
        ("navn@lokal", &[]),
        (
            "anna\u{200B}.holm@eksempel.dk",
            &["anna\u{200B}.holm@eksempel.dk"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(found(&plain(), text, Category::Email), expected, "{text}");
    }
}

#[test]
fn the_requesters_own_address_is_found_but_not_flagged() {
    let people = CasePeople {
        people: vec![Person {
            name: "Anna Holm".to_owned(),
            email: Some("Anna@Eksempel.dk".to_owned()),
            role: Role::Requester,
            ..Person::default()
        }],
        ..CasePeople::default()
    };
    let findings = with(people).scan("Fra: anna@eksempel.dk Til: bo@eksempel.dk");
    let seen: Vec<_> = findings.iter().map(|f| (f.whose, f.flag)).collect();
    assert_eq!(seen, [(Whose::Requester, false), (Whose::Unknown, true)]);
    assert_eq!(
        findings[0].evidence[1].in_words(Language::Danish),
        "samme mailadresse som sagens part: Anna Holm"
    );
}

#[test]
fn staff_and_mailboxes_for_everybody_are_known_but_no_warning() {
    let cases = [
        ("anna.holm@eksempel.dk", Whose::Unknown, true),
        ("anna.holm (at) eksempel.dk", Whose::Unknown, true),
        ("kontakt@firma-eksempel.dk", Whose::Public, false),
        ("familie-sekretariatet@firma.dk", Whose::Public, false),
        ("abho@hjørring.dk", Whose::Employee, false),
        ("abho@hjoerring-kommune.dk", Whose::Employee, false),
        ("abho@teknik.lejre.dk", Whose::Employee, false),
        ("abho@egedomæne.dk", Whose::Employee, false),
        ("post.anna@gmail.com", Whose::Unknown, true),
        ("hanne@vejlehaven.dk", Whose::Unknown, true),
    ];
    let people = CasePeople {
        own_mail_domains: vec!["egedomæne.dk".to_owned()],
        ..CasePeople::default()
    };
    let scanner = with(people);
    for (text, whose, flag) in cases {
        let findings = scanner.scan(text);
        let seen: Vec<_> = findings
            .iter()
            .filter(|finding| finding.category == Category::Email)
            .map(|finding| (piece(text, finding), finding.whose, finding.flag))
            .collect();
        assert_eq!(seen, [(text.to_owned(), whose, flag)], "{text}");
    }
}
