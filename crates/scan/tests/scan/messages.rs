#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails says where"
)]

use std::collections::BTreeMap;
use std::path::Path;

/// Every message of one language, with the places for its values.
fn messages(language: &str) -> BTreeMap<String, Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("messages")
        .join(language);
    let mut all = BTreeMap::new();
    for file in std::fs::read_dir(folder).expect("the folder is there") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let (name, said) = line
                .split_once(" = ")
                .unwrap_or_else(|| panic!("no message: {line}"));
            assert!(!said.trim().is_empty(), "{name} says nothing");
            let places: Vec<String> = (0..4)
                .map(|place| format!("{{{place}}}"))
                .filter(|place| said.contains(place))
                .collect();
            assert!(
                all.insert(name.to_owned(), places).is_none(),
                "{name} stands twice"
            );
        }
    }
    all
}

#[test]
fn every_reason_can_be_read_in_danish_and_in_english_with_the_same_values() {
    let danish = messages("da");
    assert!(danish.len() > 200, "{}", danish.len());
    assert_eq!(danish, messages("en"));
}
