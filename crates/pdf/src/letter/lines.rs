//! A text into lines that fit a width.

use unicode_normalization::UnicodeNormalization as _;

use super::{Faces, LetterLink, LetterSpan, LetterText};

/// How a letter is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) is_bold: bool,
    /// The text's link that it is part of.
    pub(crate) link: Option<usize>,
    /// The mark of the text's footnote.
    pub(crate) note: Option<usize>,
}

/// Letters with their styles, and what they refer to.
#[derive(Clone, Default)]
pub(crate) struct Styled {
    pub(crate) letters: Vec<(char, Style)>,
    pub(crate) links: Vec<(String, LetterLink)>,
    pub(crate) notes: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SetLine {
    pub(crate) letters: Vec<(char, Style)>,
    pub(crate) width: f64,
}

/// The mark of a note is set in this share of the text's size.
pub(crate) const RAISED_SIZE: f64 = 0.62;

impl Styled {
    /// `first_note` is the number of the text's first footnote.
    pub(crate) fn of(text: &LetterText, first_note: usize) -> Self {
        let mut styled = Self::default();
        for span in &text.0 {
            let mut style = Style::default();
            let text = match span {
                LetterSpan::Plain(text) => text,
                LetterSpan::Bold(text) => {
                    style.is_bold = true;
                    text
                }
                LetterSpan::Link { text, to } => {
                    style.link = Some(styled.links.len());
                    styled.links.push((text.clone(), to.clone()));
                    text
                }
                LetterSpan::Note(text) => {
                    let number = (first_note + styled.notes.len()).to_string();
                    style.note = Some(styled.notes.len());
                    styled.notes.push(text.clone());
                    styled
                        .letters
                        .extend(number.chars().map(|digit| (digit, style)));
                    continue;
                }
            };
            let held = held_together(text);
            styled
                .letters
                .extend(held.nfc().map(|letter| (letter, style)));
        }
        styled
    }

    pub(crate) fn lines(&self, faces: &mut Faces, size: f64, width: f64) -> Vec<SetLine> {
        broken(&self.letters, faces, size, width)
    }
}

/// A provision is not taken apart at the end of a line.
fn held_together(text: &str) -> String {
    let mut held = text.to_owned();
    for before in ["§", "§§", "nr.", "stk.", "Akt", "side"] {
        held = held.replace(&format!("{before} "), &format!("{before}\u{A0}"));
    }
    held
}

/// Breaks at spaces, and within a word only where it is wider than the line.
pub(crate) fn broken(
    letters: &[(char, Style)],
    faces: &mut Faces,
    size: f64,
    width: f64,
) -> Vec<SetLine> {
    let mut lines = Vec::new();
    let mut line = SetLine::default();
    // Where the line could be broken: its length and width there.
    let mut gap: Option<(usize, f64)> = None;
    for &(letter, style) in letters {
        if letter == '\n' {
            lines.push(std::mem::take(&mut line));
            gap = None;
            continue;
        }
        if letter == ' ' {
            if line.letters.is_empty() {
                continue;
            }
            gap = Some((line.letters.len(), line.width));
        }
        let advance = advance(faces, letter, style, size);
        if letter != ' ' && line.width + advance > width && !line.letters.is_empty() {
            let mut rest = SetLine::default();
            if let Some((length, width)) = gap.take() {
                let after = line.letters.split_off(length);
                rest.width = line.width - width;
                rest.letters = after;
                line.width = width;
                if rest
                    .letters
                    .first()
                    .is_some_and(|(letter, _)| *letter == ' ')
                {
                    let (space, style) = rest.letters.remove(0);
                    rest.width -= self::advance(faces, space, style, size);
                }
            }
            lines.push(std::mem::replace(&mut line, rest));
        }
        line.letters.push((letter, style));
        line.width += advance;
    }
    while line
        .letters
        .last()
        .is_some_and(|(letter, _)| *letter == ' ')
    {
        line.letters.pop();
    }
    if !line.letters.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

fn advance(faces: &mut Faces, letter: char, style: Style, size: f64) -> f64 {
    let scale = if style.note.is_some() {
        RAISED_SIZE
    } else {
        1.0
    };
    faces.glyph(letter, style.is_bold).1 / 1000.0 * size * scale
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: f64) -> Vec<String> {
        let mut faces = Faces::new().expect("the bundled fonts can be read");
        let styled = Styled::of(&text.into(), 1);
        let lines = styled.lines(&mut faces, 10.0, width);
        let text = |line: &SetLine| line.letters.iter().map(|(letter, _)| *letter).collect();
        lines.iter().map(text).collect()
    }

    #[test]
    fn a_text_is_broken_at_its_spaces() {
        let check = |text: &str, width: f64, expected: &[&str]| {
            assert_eq!(lines(text, width), expected, "{text}");
        };
        check("en to tre", 1000.0, &["en to tre"]);
        check("en to tre", 28.0, &["en to", "tre"]);
        check("  en   to ", 1000.0, &["en   to"]);
        check("", 100.0, &[""]);
        check("aaaaaaaaaa", 28.0, &["aaaaa", "aaaaa"]);
        check("en\nto", 100.0, &["en", "to"]);
        // A provision keeps its number.
        check("efter § 30", 42.0, &["efter", "§\u{A0}30"]);
    }
}
