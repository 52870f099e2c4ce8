//! What the tables are checked with.

use sagsbord_scan::{
    CasePeople, CaseScanner, Category, Finding, Options, Person, Role, Scanner, WordList,
};

pub(crate) fn plain() -> CaseScanner {
    with(CasePeople::default())
}

pub(crate) fn with(people: CasePeople) -> CaseScanner {
    Scanner::new(WordList::from_base_forms(""), Options::default()).for_case(people)
}

/// The texts found in one category.
pub(crate) fn found(scanner: &CaseScanner, text: &str, category: Category) -> Vec<String> {
    scanner
        .scan(text)
        .iter()
        .filter(|finding| finding.category == category)
        .map(|finding| piece(text, finding))
        .collect()
}

/// The text under a finding, taken by characters, after seeing that the bytes say the same.
#[track_caller]
pub(crate) fn piece(text: &str, finding: &Finding) -> String {
    let span = &finding.span;
    let by_scalars: String = text
        .chars()
        .skip(span.scalars.start)
        .take(span.scalars.len())
        .collect();
    assert_eq!(
        text.get(span.bytes.clone()),
        Some(by_scalars.as_str()),
        "bytes and characters must name the same piece"
    );
    by_scalars
}

/// Checks each line `text ⇥ expected ⇥ reason` of a table; returns how many there were. In the text `⏎` is
/// a line break, `⇥` a tab and `␞` a soft hyphen; `-` expects nothing and `|` parts several pieces.
#[track_caller]
pub(crate) fn check_table(table: &str, scanner: &CaseScanner, categories: &[Category]) -> usize {
    let mut rows = 0;
    let mut wrong = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t').map(|cell| {
            cell.replace('⏎', "\n")
                .replace('⇥', "\t")
                .replace('␞', "\u{AD}")
        });
        let (Some(text), Some(expected), Some(reason)) = (cells.next(), cells.next(), cells.next())
        else {
            wrong.push(format!("not a row: {line}"));
            continue;
        };
        rows += 1;
        let expected: Vec<&str> = match expected.as_str() {
            "-" => Vec::new(),
            several => several.split('|').collect(),
        };
        let found: Vec<String> = scanner
            .scan(&text)
            .iter()
            .filter(|finding| categories.contains(&finding.category))
            .map(|finding| piece(&text, finding))
            .collect();
        if found != expected {
            wrong.push(format!(
                "{text:?}: expected {expected:?}, found {found:?} ({reason})"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    rows
}

pub(crate) fn person(name: &str, role: Role, relation: &str) -> Person {
    Person {
        name: name.to_owned(),
        role,
        relation: Some(relation.to_owned()),
        ..Person::default()
    }
}
