//! Markdown: the structure that its signs give, as far as a page can show it. What is not known stays as written.

use sagsbord_pdf::{LetterBlock, LetterColumn, LetterSpan, LetterTable, LetterText};

use super::html::quoted;
use super::shown;
use crate::{Found, HiddenKind, words};

const LONGEST_HEADING: usize = 300;

pub(super) fn blocks(text: &str, found: &mut Found<'_>) -> Vec<LetterBlock> {
    let text = shown(&text.replace("\r\n", "\n").replace('\r', "\n"));
    let text = without_comments(&text, found);
    let mut own = Blocks::default();
    let mut is_code = false;
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let start = line.trim_start();
        if start.starts_with("```") || start.starts_with("~~~") {
            own.end();
            is_code = !is_code;
            continue;
        }
        if is_code {
            let spaces = line.len() - start.len();
            own.line(
                0,
                &format!("{}{start}", "\u{A0}".repeat(spaces.min(40))),
                true,
            );
            continue;
        }
        let next = lines.peek().map_or("", |next| next.trim());
        if start.is_empty() {
            own.end();
        } else if let Some((level, title)) = heading(start) {
            own.end();
            own.blocks.push(LetterBlock::Heading(level, inline(title)));
        } else if is_underline(next, '=') || is_underline(next, '-') && !start.contains('|') {
            own.end();
            let level = if next.starts_with('=') { 1 } else { 2 };
            own.blocks.push(heading_block(level, start));
            lines.next();
        } else if is_underline(start, '-') || is_underline(start, '*') || is_underline(start, '_') {
            own.end();
        } else if is_row(start) && is_rule_of_table(next) {
            own.end();
            let heads = cells(start);
            lines.next();
            let mut rows = Vec::new();
            while let Some(row) = lines.next_if(|line| is_row(line.trim())) {
                rows.push(cells(row.trim()));
            }
            own.blocks.push(LetterBlock::Table(table(&heads, &rows)));
        } else if let Some((mark, rest)) = item(start) {
            own.end();
            let level = ((line.len() - start.len()) / 2).min(5) as u8;
            own.item = Some((mark, level));
            own.line(0, rest, false);
        } else {
            let mut level = 0_u8;
            let mut rest = start;
            while let Some(inner) = rest.strip_prefix('>') {
                level = level.saturating_add(1);
                rest = inner.trim_start();
            }
            own.line(level, rest, false);
        }
    }
    own.end();
    own.blocks
}

#[derive(Default)]
struct Blocks {
    blocks: Vec<LetterBlock>,
    text: String,
    level: u8,
    item: Option<(String, u8)>,
    is_code: bool,
}

impl Blocks {
    fn line(&mut self, level: u8, text: &str, is_code: bool) {
        if level != self.level || is_code != self.is_code || self.text.len() > 20_000 {
            self.end();
        }
        self.level = level;
        self.is_code = is_code;
        if !self.text.is_empty() {
            // Two spaces, or a backslash, at the end of a line keep what follows on a line of its own.
            let keeps = is_code || self.text.ends_with("  ") || self.text.ends_with('\\');
            self.text.push(if keeps { '\n' } else { ' ' });
        }
        self.text.push_str(text);
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        let item = self.item.take();
        if text.trim().is_empty() {
            return;
        }
        let text = if self.is_code {
            text.into()
        } else {
            inline(text.trim())
        };
        let block = match item {
            Some((mark, level)) => LetterBlock::Item { mark, level, text },
            None => LetterBlock::Paragraph(text),
        };
        self.blocks.push(quoted(self.level, block));
    }
}

fn heading(line: &str) -> Option<(u8, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let rest = line.get(level..)?;
    let is_heading =
        (1..=6).contains(&level) && rest.starts_with(' ') && rest.len() <= LONGEST_HEADING;
    is_heading.then(|| {
        (
            level.min(4) as u8,
            rest.trim().trim_end_matches('#').trim_end(),
        )
    })
}

fn heading_block(level: u8, text: &str) -> LetterBlock {
    if text.len() <= LONGEST_HEADING {
        LetterBlock::Heading(level, inline(text))
    } else {
        LetterBlock::Paragraph(inline(text))
    }
}

fn is_underline(line: &str, sign: char) -> bool {
    line.len() >= 3 && line.chars().all(|own| own == sign)
}

fn is_row(line: &str) -> bool {
    line.contains('|') && line.len() > 1
}

fn is_rule_of_table(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.chars().all(|sign| "|-: ".contains(sign))
}

fn cells(line: &str) -> Vec<String> {
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    line.split('|')
        .take(30)
        .map(|cell| cell.trim().to_owned())
        .collect()
}

fn table(heads: &[String], rows: &[Vec<String>]) -> LetterTable {
    let columns = heads
        .iter()
        .enumerate()
        .map(|(index, head)| {
            let longest = rows
                .iter()
                .filter_map(|row| row.get(index))
                .map(String::len)
                .max();
            LetterColumn {
                head: head.replace("**", ""),
                share: (longest.unwrap_or(0).max(head.len()).clamp(4, 200) as f64).sqrt(),
                is_number: false,
            }
        })
        .collect();
    let rows = rows
        .iter()
        .map(|row| {
            let mut row: Vec<LetterText> = row.iter().map(|cell| inline(cell)).collect();
            // Cells without a column stay on the page.
            while row.len() > heads.len().max(1) {
                if let Some(last) = row.pop()
                    && let Some(before) = row.last_mut()
                {
                    before.0.push(LetterSpan::Plain(" | ".to_owned()));
                    before.0.extend(last.0);
                }
            }
            row
        })
        .collect();
    LetterTable { columns, rows }
}

fn item(line: &str) -> Option<(String, &str)> {
    for mark in ["- ", "* ", "+ "] {
        if let Some(rest) = line.strip_prefix(mark) {
            let rest = rest.trim_start();
            let boxed = [("[ ] ", "☐"), ("[x] ", "☒"), ("[X] ", "☒")];
            return Some(
                match boxed.iter().find(|(start, _)| rest.starts_with(start)) {
                    Some((start, _)) => (start.trim().to_owned(), &rest[start.len()..]),
                    None => ("•".to_owned(), rest),
                },
            );
        }
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?;
    let after = rest
        .strip_prefix(". ")
        .or_else(|| rest.strip_prefix(") "))?;
    (1..=6)
        .contains(&digits)
        .then(|| (format!("{}.", &line[..digits]), after))
}

/// Bold letters and links' addresses. All other signs stay as they are written.
fn inline(text: &str) -> LetterText {
    let mut spans = Vec::new();
    let mut is_bold = false;
    let mut pieces = text.split("**").peekable();
    while let Some(piece) = pieces.next() {
        let said = links(piece);
        // A mark without an end is no mark.
        let is_open = is_bold && pieces.peek().is_none();
        if !said.is_empty() {
            spans.push(match (is_bold, is_open) {
                (true, false) => LetterSpan::Bold(said),
                (true, true) => LetterSpan::Plain(format!("**{said}")),
                _ => LetterSpan::Plain(said),
            });
        }
        is_bold = !is_bold;
    }
    LetterText(spans)
}

/// `[text](address)` becomes `text <address>`.
fn links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let open = before.rfind('[');
        let close = after.find(')');
        match (open, close) {
            (Some(open), Some(close)) => {
                let is_picture = before[..open].ends_with('!');
                out.push_str(before[..open].trim_end_matches('!'));
                let said = &before[open + 1..];
                let address = &after[..close];
                if is_picture {
                    out.push_str(&format!("[{}: {said}]", words::PICTURE));
                } else {
                    out.push_str(said);
                }
                if said != address {
                    out.push_str(&format!(" <{address}>"));
                }
                rest = &after[close + 1..];
            }
            _ => {
                out.push_str(before);
                out.push_str("](");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn without_comments(text: &str, found: &mut Found<'_>) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        left.push_str(before);
        let Some((comment, after)) = after.split_once("-->") else {
            left.push_str("<!--");
            rest = after;
            break;
        };
        let comment = comment.trim();
        if !comment.is_empty() {
            found.hide(HiddenKind::HiddenText, words::IN_COMMENT, comment, 1);
        }
        rest = after;
    }
    left.push_str(rest);
    left
}

#[cfg(test)]
mod tests {
    use super::super::lines_of;
    use super::*;
    use crate::Limits;

    #[test]
    fn what_the_signs_mean_is_set_and_nothing_else_is_lost() {
        let check = |text: &str, expected: &str| {
            let mut heard = |_| {};
            let mut found = Found::new(Limits::default(), &mut heard);
            let own = blocks(text, &mut found);
            assert_eq!(lines_of(&own), expected, "{text:?}");
        };
        check("# Titel\n\ntekst\nvidere", "Titel\n\ntekst videre\n\n");
        check("Titel\n===\nx", "Titel\n\nx\n\n");
        check("- en\n- to\n  - tre", "• en\n• to\n• tre\n");
        check("3. en\n4. to", "3. en\n4. to\n");
        check("> citat\n>> dybt", "> citat\n> \n>> dybt\n>> \n");
        check(
            "[her](https://a.example) og ![b](c.png)",
            "her <https://a.example> og [billede: b] <c.png>\n\n",
        );
        check("|a|b|\n|--|--|\n|1|2|\n\nx", "a b\n1 2\n\nx\n\n");
        check("```\n  kode **x**\n```", "\u{A0}\u{A0}kode **x**\n\n");
        check("a **b** c ** d", "a b c ** d\n\n");
        check("a<!-- skjult -->b", "ab\n\n");
        check("a<!-- åben", "a<!-- åben\n\n");
    }
}
