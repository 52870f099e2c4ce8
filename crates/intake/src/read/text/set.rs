//! Blocks of text to pages, and to lines for who reads no pages.

use chrono::Datelike;
use sagsbord_pdf::{LetterBlock, LetterOrder, LetterSpan, LetterText, ReleaseDate, set_letter};

use super::too_many_pages;
use crate::read::{Step, Unreadable};
use crate::{Limits, words};

/// Pages that one text may have. A text is set whole, so that more would cost time and memory that no case is worth.
pub(super) const MOST_PAGES: u32 = 5_000;
const LONGEST_TITLE: usize = 250;
/// Letters that stand on one line, at the least.
const LETTERS_OF_A_LINE: usize = 120;

/// Sets it. The day in the file is the mail's own, or always the same: what is made depends on the file alone.
pub(crate) fn set(
    title: &str,
    mut body: Vec<LetterBlock>,
    sent: Option<i64>,
    limits: &Limits,
) -> Result<Step, Unreadable> {
    let lines = body.iter().map(lines_at_least).sum();
    too_many_pages(lines, limits)?;
    let mut title = title.trim().replace('\n', " ");
    if title.len() > LONGEST_TITLE {
        let whole = std::mem::take(&mut title);
        title = format!("{}…", crate::found::cut(&whole, LONGEST_TITLE));
        body.insert(0, LetterBlock::Paragraph(whole.into()));
    }
    let order = LetterOrder {
        title,
        body,
        ..LetterOrder::default()
    };
    let set = set_letter(&order, date(sent))?;
    Ok(Step::PagesMade(set.bytes))
}

fn date(sent: Option<i64>) -> ReleaseDate {
    let day = sent.and_then(words::danish_clock);
    day.and_then(|day| {
        Some(ReleaseDate {
            year: u16::try_from(day.year()).ok()?,
            month: u8::try_from(day.month()).ok()?,
            day: u8::try_from(day.day()).ok()?,
        })
    })
    .filter(|date| date.year >= 1970)
    .unwrap_or(ReleaseDate {
        year: 2000,
        month: 1,
        day: 1,
    })
}

fn lines_at_least(block: &LetterBlock) -> usize {
    let lines = |text: &LetterText| {
        let spans = text.0.iter().map(text_of);
        spans
            .map(|text| {
                let breaks = text.bytes().filter(|byte| *byte == b'\n').count();
                breaks.max(text.len() / 2 / LETTERS_OF_A_LINE)
            })
            .sum::<usize>()
            + 1
    };
    match block {
        LetterBlock::Heading(_, text)
        | LetterBlock::Paragraph(text)
        | LetterBlock::Item { text, .. } => lines(text),
        LetterBlock::List { items, .. } => items.iter().map(lines).sum(),
        LetterBlock::Table(table) => table
            .rows
            .iter()
            .map(|row| row.iter().map(lines).max().unwrap_or(1))
            .sum(),
        LetterBlock::Quoted(_, block) => lines_at_least(block),
        LetterBlock::Rule | LetterBlock::NewPage => 0,
    }
}

fn text_of(span: &LetterSpan) -> &str {
    match span {
        LetterSpan::Plain(text) | LetterSpan::Bold(text) | LetterSpan::Note(text) => text,
        LetterSpan::Link { text, .. } => text,
    }
}

/// The blocks as lines of plain text, quotations with a `>` for each level.
pub(crate) fn lines_of(blocks: &[LetterBlock]) -> String {
    let mut lines = String::new();
    for block in blocks {
        add_lines(block, 0, &mut lines);
    }
    lines
}

fn add_lines(block: &LetterBlock, levels: u8, lines: &mut String) {
    let mut add = |text: &str| {
        for line in text.split('\n') {
            for _ in 0..levels {
                lines.push('>');
            }
            if levels > 0 {
                lines.push(' ');
            }
            lines.push_str(line);
            lines.push('\n');
        }
    };
    let joined = |text: &LetterText| text.0.iter().map(text_of).collect::<String>();
    match block {
        LetterBlock::Heading(_, text) | LetterBlock::Paragraph(text) => {
            add(&joined(text));
            add("");
        }
        LetterBlock::Item { mark, text, .. } => add(&format!("{mark} {}", joined(text))),
        LetterBlock::List { items, .. } => {
            for item in items {
                add(&joined(item));
            }
        }
        LetterBlock::Table(table) => {
            let heads: Vec<&str> = table
                .columns
                .iter()
                .map(|column| column.head.as_str())
                .filter(|head| !head.is_empty())
                .collect();
            if !heads.is_empty() {
                add(&heads.join(" "));
            }
            for row in &table.rows {
                let cells: Vec<String> = row.iter().map(joined).collect();
                add(cells.join(" ").trim_end());
            }
            add("");
        }
        LetterBlock::Quoted(own, block) => add_lines(block, (*own).max(levels), lines),
        LetterBlock::Rule => add(""),
        LetterBlock::NewPage => {}
    }
}
