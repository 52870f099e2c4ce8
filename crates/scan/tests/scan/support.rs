//! What the tables are checked with.

use sagsbord_scan::{CasePeople, CaseScanner, Category, Finding, Options, Scanner, WordList};

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
