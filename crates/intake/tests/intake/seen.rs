//! What a person would see of a file that was read.

use sagsbord_intake::{HiddenKind, Looked, Step};

/// The text of the pages that were made, line by line.
pub(crate) fn pages_text(looked: &Looked) -> String {
    let pdf = match &looked.step {
        Ok(Step::PagesMade(pdf)) => pdf.clone(),
        other => unreachable!("no pages were made: {other:?}"),
    };
    let pages = sagsbord_pdf::read_text(pdf, None, sagsbord_pdf::Limits::default());
    let pages = pages.unwrap_or_else(|error| unreachable!("{error:?}"));
    let texts: Vec<String> = pages.iter().map(|page| page.text()).collect();
    texts.join("\n").trim().to_owned()
}

pub(crate) fn hidden_of(looked: &Looked) -> Vec<(HiddenKind, &str, &str)> {
    looked
        .hidden
        .iter()
        .map(|own| (own.kind, own.place.as_str(), own.text.as_str()))
        .collect()
}
