//! Plain text: its lines as they stand, with the levels of quotation that `>` marks.

use sagsbord_pdf::LetterBlock;

use super::html::quoted;
use super::shown;

/// What the end of a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    AsTheyStand,
    /// A line that ends in a space goes on in the next (RFC 3676).
    Flowed {
        /// The space is only there to say so.
        drops_space: bool,
    },
}

/// So many lines at most are one paragraph.
const LONGEST_PARAGRAPH: usize = 400;

pub(crate) fn blocks(text: &str, lines: Lines) -> Vec<LetterBlock> {
    let text = shown(&text.replace("\r\n", "\n").replace('\r', "\n"));
    let mut blocks = Vec::new();
    let mut paragraph = Paragraph::default();
    for line in text.split('\n') {
        let (level, content) = level_of(line, lines);
        if content.trim().is_empty() {
            paragraph.end(&mut blocks);
            continue;
        }
        if level != paragraph.level || paragraph.lines >= LONGEST_PARAGRAPH {
            paragraph.end(&mut blocks);
        }
        paragraph.level = level;
        paragraph.add(content, lines);
    }
    paragraph.end(&mut blocks);
    blocks
}

#[derive(Default)]
struct Paragraph {
    text: String,
    level: u8,
    lines: usize,
    /// The last line goes on in the next.
    goes_on: bool,
}

impl Paragraph {
    fn add(&mut self, content: &str, lines: Lines) {
        let goes_on = std::mem::take(&mut self.goes_on);
        if !goes_on && self.lines > 0 {
            self.text.push('\n');
        }
        self.lines += 1;
        let is_signature = content == "-- ";
        match lines {
            Lines::Flowed { drops_space } if content.ends_with(' ') && !is_signature => {
                self.goes_on = true;
                let content = if drops_space {
                    &content[..content.len() - 1]
                } else {
                    content
                };
                self.push(content, goes_on);
            }
            _ => self.push(content.trim_end(), goes_on),
        }
    }

    /// A line that begins with spaces was put there with them.
    fn push(&mut self, content: &str, goes_on: bool) {
        let inner = content.trim_start_matches(' ');
        if !goes_on {
            let spaces = (content.len() - inner.len()).min(40);
            self.text.extend(std::iter::repeat_n('\u{A0}', spaces));
        }
        self.text.push_str(if goes_on { content } else { inner });
    }

    fn end(&mut self, blocks: &mut Vec<LetterBlock>) {
        let text = std::mem::take(&mut self.text);
        let level = std::mem::take(&mut self.level);
        self.lines = 0;
        self.goes_on = false;
        if !text.is_empty() {
            let text = text.trim_end().to_owned();
            blocks.push(quoted(level, LetterBlock::Paragraph(text.into())));
        }
    }
}

/// How many quotations the line lies in, and what it says there.
fn level_of(line: &str, lines: Lines) -> (u8, &str) {
    let mut level = 0_u8;
    let mut rest = line;
    loop {
        let inner = match lines {
            Lines::AsTheyStand if level > 0 => rest.strip_prefix(' ').unwrap_or(rest),
            _ => rest,
        };
        match inner.strip_prefix('>') {
            Some(after) => {
                level = level.saturating_add(1);
                rest = after;
            }
            None => break,
        }
    }
    // The space that keeps the sign apart from the text, or the text from being taken for a sign.
    let is_flowed = matches!(lines, Lines::Flowed { .. });
    if level > 0 || is_flowed {
        rest = rest.strip_prefix(' ').unwrap_or(rest);
    }
    (level, rest)
}

#[cfg(test)]
mod tests {
    use super::super::lines_of;
    use super::*;

    #[test]
    fn lines_and_quotations_are_kept() {
        let check = |text: &str, lines: Lines, expected: &str| {
            assert_eq!(lines_of(&blocks(text, lines)), expected, "{text:?}");
        };
        let flowed = Lines::Flowed { drops_space: false };
        let dropped = Lines::Flowed { drops_space: true };
        check(
            "en\r\nto\r\n\r\ntre",
            Lines::AsTheyStand,
            "en\nto\n\ntre\n\n",
        );
        check("  ind\nud", Lines::AsTheyStand, "\u{A0}\u{A0}ind\nud\n\n");
        check(
            "> a\n>> b\n> > c\nd",
            Lines::AsTheyStand,
            "> a\n> \n>> b\n>> c\n>> \nd\n\n",
        );
        check("en \nto", flowed, "en to\n\n");
        check("en \nto", dropped, "ento\n\n");
        check("-- \nnavn", flowed, "--\nnavn\n\n");
        check("> en \n> to\nsvar", flowed, "> en to\n> \nsvar\n\n");
        check("a\u{202E}b\u{0}c\x1b[0m", Lines::AsTheyStand, "abc[0m\n\n");
        check("", Lines::AsTheyStand, "");
    }
}
