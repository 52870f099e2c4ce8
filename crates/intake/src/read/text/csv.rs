//! Tables of text.

use sagsbord_pdf::{LetterBlock, LetterColumn, LetterSpan, LetterTable, LetterText};

use super::{shown, too_many_pages};
use crate::{Limits, WhyUnreadable, words};

/// More columns do not fit the width of a page: each row is then told line by line.
const MOST_COLUMNS: usize = 8;
/// Columns beyond these are no table.
const MOST_FIELDS: usize = 2_000;
/// Stands for the tab, of which only spaces would be left in text that is shown. A sign that has no meaning.
const TAB: &str = "\u{E000}";

pub(super) fn blocks(text: &str, limits: &Limits) -> Result<Vec<LetterBlock>, WhyUnreadable> {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = shown(&lines.replace('\t', TAB));
    let delimiter = delimiter(&text);
    let mut rows = rows(&text, delimiter);
    rows.retain(|row| row.iter().any(|field| !field.trim().is_empty()));
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if width == 0 {
        return Ok(Vec::new());
    }
    if width <= 1 {
        return Ok(super::plain_blocks(&text, super::Lines::AsTheyStand));
    }
    let lines = if width <= MOST_COLUMNS {
        rows.len()
    } else {
        rows.iter().map(Vec::len).sum()
    };
    too_many_pages(lines, limits)?;
    let heads = heads(&mut rows);
    if width <= MOST_COLUMNS {
        Ok(vec![LetterBlock::Table(table(&heads, rows, width))])
    } else {
        Ok(told(&heads, rows))
    }
}

fn table(heads: &[String], rows: Vec<Vec<String>>, width: usize) -> LetterTable {
    let columns = (0..width)
        .map(|column| {
            let head = heads.get(column).cloned().unwrap_or_default();
            let fields = || rows.iter().filter_map(|row| row.get(column));
            let longest = fields()
                .take(1_000)
                .map(|field| field.chars().count())
                .max();
            let is_number = fields().any(|field| !field.trim().is_empty())
                && fields().all(|field| is_number(field));
            LetterColumn {
                share: (longest.unwrap_or(0).max(head.chars().count()).clamp(3, 200) as f64).sqrt(),
                head,
                is_number,
            }
        })
        .collect();
    let rows = rows
        .into_iter()
        .map(|row| row.into_iter().map(LetterText::from).collect())
        .collect();
    LetterTable { columns, rows }
}

/// The names of the columns, taken out of the rows. A head is repeated on every page, or in every row: where it is as
/// long as a text, it stands as the row that it is.
fn heads(rows: &mut Vec<Vec<String>>) -> Vec<String> {
    const LONGEST_HEAD: usize = 300;
    let are_short = |row: &Vec<String>| row.iter().all(|head| head.len() <= LONGEST_HEAD);
    if rows.first().is_some_and(are_short) {
        rows.remove(0)
    } else {
        Vec::new()
    }
}

/// A table that is too wide, row by row.
fn told(heads: &[String], rows: Vec<Vec<String>>) -> Vec<LetterBlock> {
    let mut blocks = Vec::with_capacity(rows.len());
    for (index, row) in rows.into_iter().enumerate() {
        let mut text = vec![LetterSpan::Bold(format!("{} {}", words::ROW, index + 1))];
        for (column, field) in row.iter().enumerate() {
            if !field.trim().is_empty() {
                let head = match heads.get(column) {
                    Some(head) => format!("{head}: "),
                    None => String::new(),
                };
                text.push(LetterSpan::Plain(format!("\n{head}{field}")));
            }
        }
        blocks.push(LetterBlock::Paragraph(LetterText(text)));
    }
    blocks
}

/// Digits with what stands between, before and after them in amounts; or nothing.
fn is_number(field: &str) -> bool {
    let field = field.trim();
    let digits = field.bytes().filter(u8::is_ascii_digit).count();
    field.is_empty()
        || digits > 0
            && field
                .chars()
                .all(|sign| sign.is_ascii_digit() || ".,-+ %\u{A0}".contains(sign))
            && !field.trim_start_matches('-').contains('-')
            // Numbers that name something stand as words do.
            && !field.starts_with('0')
}

/// What separates the fields: the sign that stands the same number of times on most of the first lines.
fn delimiter(text: &str) -> char {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(50)
        .collect();
    if let Some(told) = lines.first().and_then(|line| line.strip_prefix("sep=")) {
        return told.chars().next().unwrap_or(';');
    }
    let score = |sign: char| {
        let counts: Vec<usize> = lines
            .iter()
            .map(|line| outside_quotes(line, sign))
            .collect();
        let usual = counts.first().copied().unwrap_or(0);
        if usual == 0 {
            return 0;
        }
        let alike = counts.iter().filter(|count| **count == usual).count();
        // As much as half of the lines may go over several.
        alike * 1_000 / counts.len().max(1) + usual.min(100)
    };
    [';', '\u{E000}', ',', '|']
        .into_iter()
        .rev()
        .max_by_key(|sign| score(*sign))
        .unwrap_or(';')
}

fn outside_quotes(line: &str, sign: char) -> usize {
    let mut is_quoted = false;
    let mut count = 0;
    for own in line.chars() {
        if own == '"' {
            is_quoted = !is_quoted;
        } else if own == sign && !is_quoted {
            count += 1;
        }
    }
    count
}

fn rows(text: &str, delimiter: char) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut field = String::new();
    let mut is_quoted = false;
    let mut signs = text.chars().peekable();
    let end_field = |row: &mut Vec<String>, field: &mut String| {
        if row.len() < MOST_FIELDS {
            row.push(std::mem::take(field));
        } else if let Some(last) = row.last_mut() {
            last.push(' ');
            last.push_str(&std::mem::take(field));
        }
    };
    while let Some(sign) = signs.next() {
        match sign {
            '"' if is_quoted && signs.peek() == Some(&'"') => {
                signs.next();
                field.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if field.trim().is_empty() => {
                field.clear();
                is_quoted = true;
            }
            '\n' if !is_quoted => {
                end_field(&mut row, &mut field);
                rows.push(std::mem::take(&mut row));
            }
            sign if sign == delimiter && !is_quoted => end_field(&mut row, &mut field),
            '\u{E000}' => field.push_str("    "),
            sign => field.push(sign),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        end_field(&mut row, &mut field);
        rows.push(row);
    }
    if rows
        .first()
        .is_some_and(|row| row.first().is_some_and(|field| field.starts_with("sep=")))
    {
        rows.remove(0);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_rows(text: &str) -> Vec<Vec<String>> {
        rows(text, delimiter(text))
    }

    #[test]
    fn fields_are_found_whatever_separates_them() {
        let check = |text: &str, expected: &[&[&str]]| {
            assert_eq!(told_rows(text), expected, "{text:?}");
        };
        check("a;b\n1;2\n", &[&["a", "b"], &["1", "2"]]);
        check("a,b\n\"1,5\",2", &[&["a", "b"], &["1,5", "2"]]);
        check(
            "a;b\n1,5;2,5\n3,5;4,5",
            &[&["a", "b"], &["1,5", "2,5"], &["3,5", "4,5"]],
        );
        check("a\u{E000}b\n1\u{E000}2", &[&["a", "b"], &["1", "2"]]);
        check(
            "a;b\n\"en\nto\";\"han sagde \"\"ja\"\"\"",
            &[&["a", "b"], &["en\nto", "han sagde \"ja\""]],
        );
        check("sep=|\na|b\n1|2", &[&["a", "b"], &["1", "2"]]);
        check("a;b\n\"aldrig slut;2", &[&["a", "b"], &["aldrig slut;2"]]);
    }

    #[test]
    fn amounts_stand_by_their_ends_and_numbers_of_things_do_not() {
        assert!(is_number("1.234,50"));
        assert!(is_number("-3"));
        assert!(!is_number("0801"));
        assert!(!is_number("12 stk."));
        assert!(!is_number("-"));
    }
}
