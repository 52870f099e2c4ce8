//! Any bytes: no panic, places within the text, and in pieces the same as in the whole.

#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use sagsbord_scan::{CasePeople, CaseScanner, Options, Person, Role, Scanner, WordList, decode};

fn scanner() -> &'static CaseScanner {
    static SCANNER: OnceLock<CaseScanner> = OnceLock::new();
    SCANNER.get_or_init(|| {
        Scanner::new(WordList::built_in(), Options::default()).for_case(CasePeople {
            people: vec![
                Person {
                    name: "Anna Sofie Holm-Jensen".to_owned(),
                    cpr: Some("010145-5106".to_owned()),
                    address: Some("Søndergade 12, 2. tv., 8600 Silkeborg".to_owned()),
                    role: Role::Requester,
                    ..Person::default()
                },
                Person {
                    name: "Bo Ødegaard".to_owned(),
                    relation: Some("far".to_owned()),
                    protected_address: true,
                    ..Person::default()
                },
            ],
            ..CasePeople::default()
        })
    })
}

fuzz_target!(|bytes: &[u8]| {
    let Some((cut, bytes)) = bytes.split_first() else {
        return;
    };
    let Ok(decoded) = decode(bytes) else {
        return;
    };
    let text = decoded.text.as_ref();
    let whole = scanner().scan(text);
    for finding in &whole {
        let piece = text.get(finding.span.bytes.clone()).expect("a place in the text");
        assert_eq!(piece.chars().count(), finding.span.scalars.len());
        let before = text.get(..finding.span.bytes.start).expect("a place in the text");
        assert_eq!(before.chars().count(), finding.span.scalars.start);
    }
    let mut stream = scanner().stream();
    let mut found = Vec::new();
    let step = usize::from(*cut) + 1;
    let mut rest = text;
    while !rest.is_empty() {
        let mut to = step.min(rest.len());
        while !rest.is_char_boundary(to) {
            to += 1;
        }
        found.extend(stream.push(&rest[..to]));
        rest = &rest[to..];
    }
    found.extend(stream.finish());
    assert!(found == whole);
});
