/// What a letter consists of. How it is set is another's business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetterBlock {
    Title(String),
    Heading(String),
    Paragraph(String),
    /// Items after each other are one list.
    Item(String),
}

/// As a person edits it: a heading after `#`, an item after `-`, an empty line between paragraphs.
pub fn as_text(blocks: &[LetterBlock]) -> String {
    let mut text = String::new();
    let mut was_item = false;
    for block in blocks {
        let (mark, said, is_item) = match block {
            LetterBlock::Title(said) => ("# ", said, false),
            LetterBlock::Heading(said) => ("## ", said, false),
            LetterBlock::Paragraph(said) => ("", said, false),
            LetterBlock::Item(said) => ("- ", said, true),
        };
        if !text.is_empty() {
            text.push_str(if is_item && was_item { "\n" } else { "\n\n" });
        }
        text.push_str(mark);
        text.push_str(&plain(said));
        was_item = is_item;
    }
    text
}

/// What came from a title or a name must not be taken for a heading, a field or bold letters.
fn plain(said: &str) -> String {
    let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace("**", "*").replace("{{", "{")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_becomes_a_text_that_can_be_edited() {
        let blocks = [
            LetterBlock::Title("Afgørelse".to_owned()),
            LetterBlock::Paragraph("Du får\nalt.".to_owned()),
            LetterBlock::Item("Akt 1".to_owned()),
            LetterBlock::Item("Akt 2: **{{x}}**".to_owned()),
            LetterBlock::Heading("Klage".to_owned()),
        ];
        let expected = "# Afgørelse\n\nDu får alt.\n\n- Akt 1\n- Akt 2: *{x}}*\n\n## Klage";
        assert_eq!(as_text(&blocks), expected);
        assert_eq!(as_text(&[]), "");
    }
}
