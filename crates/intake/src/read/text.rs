//! Texts, tables of text and pages in HTML, set on pages by us.

mod csv;
mod decode;
mod html;
mod markdown;
mod plain;
mod set;

pub(crate) use decode::wide;
pub(super) use decode::{decoded, in_charset};
pub(super) use html::read as html_text;
pub(super) use plain::{Lines, blocks as plain_blocks};
pub(super) use set::{lines_of, set};

use super::{OutsideFile, Step, Unreadable};
use crate::{Found, HiddenKind, Kind, WhyUnreadable, words};

pub(super) fn read(file: &OutsideFile<'_>, found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let text = decoded(file.bytes, file.kind == Kind::Html);
    let blocks = match file.kind {
        Kind::Csv => csv::blocks(&text, &found.limits)?,
        Kind::Markdown => markdown::blocks(&text, found),
        Kind::Html => return page(&text, found),
        _ => plain_blocks(&text, Lines::AsTheyStand),
    };
    set("", blocks, None, &found.limits)
}

fn page(text: &str, found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let read = html_text(text, &|_| None);
    for (kind, place, text) in &read.hidden {
        found.hide(*kind, place, text, 1);
    }
    for line in &read.data {
        found.hide(HiddenKind::Metadata, words::PAGE_DATA, line, 1);
    }
    for (name, bytes) in read.pictures {
        found.child(&name, crate::ChildRole::Inline, bytes)?;
    }
    set(&read.title, read.blocks, None, &found.limits)
}

/// Text as it can be set: without signs that cannot be seen or that turn the reading direction, and with spaces for
/// tabs.
pub(super) fn shown(text: &str) -> String {
    let is_plain = !text
        .bytes()
        .any(|byte| byte < b' ' && byte != b'\n' || byte == 0x7F || byte >= 0x80);
    if is_plain {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\t' => shown.push_str("    "),
            '\n' | '\u{A0}' => shown.push(sign),
            '\u{2028}' | '\u{2029}' | '\u{85}' | '\x0B' | '\x0C' => shown.push('\n'),
            '\u{2007}' | '\u{202F}' => shown.push('\u{A0}'),
            sign if sign.is_control() || crate::kind::is_unseen(sign) || sign == '\u{34F}' => {}
            sign if sign.is_whitespace() => shown.push(' '),
            sign => shown.push(sign),
        }
    }
    shown
}

/// That so many pages would be made, told before they are made.
fn too_many_pages(lines: usize, limits: &crate::Limits) -> Result<(), WhyUnreadable> {
    const LINES_OF_A_PAGE: usize = 60;
    let pages = lines / LINES_OF_A_PAGE;
    if pages > limits.pages.min(set::MOST_PAGES) as usize {
        return Err(WhyUnreadable::TooManyPages);
    }
    Ok(())
}
