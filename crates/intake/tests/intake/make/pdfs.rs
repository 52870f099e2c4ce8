use sagsbord_pdf::{LetterBlock, LetterOrder, ReleaseDate, set_letter};

/// A PDF whose text is known: a heading, then each paragraph.
pub(crate) fn pdf(title: &str, paragraphs: &[&str]) -> Vec<u8> {
    let order = LetterOrder {
        title: title.to_owned(),
        body: paragraphs
            .iter()
            .map(|text| LetterBlock::Paragraph((*text).into()))
            .collect(),
        ..LetterOrder::default()
    };
    let day = ReleaseDate {
        year: 2026,
        month: 11,
        day: 3,
    };
    match set_letter(&order, day) {
        Ok(set) => set.bytes,
        Err(error) => unreachable!("{error}"),
    }
}
