use sagsbord_scan::{CasePeople, Category, Person, Role, Whose};

use crate::support::{found, plain, with};

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
        findings[0].evidence[1].in_danish(),
        "samme mailadresse som sagens part: Anna Holm"
    );
}
