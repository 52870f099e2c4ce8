//! What stands at the head of a file: pages, bookmarks, structure, and what the file says of itself.

use std::fmt::Write as _;
use std::io::Write;

use super::output::Output;
use crate::PdfError;
use crate::read::PageLabel;

/// A place that a reader can go to from the file's table of contents.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Bookmark {
    pub(crate) title: String,
    /// Counted from 0.
    pub(crate) page: usize,
    /// In points from the top of the page.
    pub(crate) y: f64,
    pub(crate) below: Vec<Bookmark>,
}

pub(super) struct PlacedPage {
    pub(super) number: u32,
    pub(super) height: f64,
}

/// A place on a page, for a link or a bookmark.
pub(super) fn place(pages: &[PlacedPage], page: usize, y: f64) -> String {
    let Some(page) = pages.get(page).or(pages.last()) else {
        return "null".to_owned();
    };
    let from_below = (page.height - y).clamp(0.0, page.height);
    format!("[{} 0 R/XYZ 0 {from_below:.1} null]", page.number)
}

/// The table of contents; its upper level is open.
pub(super) fn outline<W: Write>(
    output: &mut Output<W>,
    bookmarks: &[Bookmark],
    pages: &[PlacedPage],
) -> Result<u32, PdfError> {
    let root = output.reserve();
    let ends = level(output, bookmarks, pages, root, 0)?;
    let mut body = "<</Type/Outlines".to_owned();
    if let Some((first, last)) = ends {
        let _ = write!(
            body,
            "/First {first} 0 R/Last {last} 0 R/Count {}",
            bookmarks.len()
        );
    }
    body.push_str(">>");
    output.object(root, body.into_bytes())?;
    Ok(root)
}

const DEEPEST: usize = 8;

fn level<W: Write>(
    output: &mut Output<W>,
    bookmarks: &[Bookmark],
    pages: &[PlacedPage],
    parent: u32,
    depth: usize,
) -> Result<Option<(u32, u32)>, PdfError> {
    if depth > DEEPEST {
        return Ok(None);
    }
    let numbers: Vec<u32> = bookmarks.iter().map(|_| output.reserve()).collect();
    for (index, bookmark) in bookmarks.iter().enumerate() {
        let own = numbers[index];
        let mut body = format!("<</Parent {parent} 0 R/Title{}", text(&bookmark.title));
        if let Some(before) = index.checked_sub(1).and_then(|index| numbers.get(index)) {
            let _ = write!(body, "/Prev {before} 0 R");
        }
        if let Some(after) = numbers.get(index + 1) {
            let _ = write!(body, "/Next {after} 0 R");
        }
        let ends = level(output, &bookmark.below, pages, own, depth + 1)?;
        if let Some((first, last)) = ends {
            let _ = write!(
                body,
                "/First {first} 0 R/Last {last} 0 R/Count -{}",
                bookmark.below.len()
            );
        }
        let _ = write!(body, "/Dest{}>>", place(pages, bookmark.page, bookmark.y));
        output.object(own, body.into_bytes())?;
    }
    Ok(numbers.first().copied().zip(numbers.last().copied()))
}

/// What the pages are called: by their place in the file, and as their source calls them where most of a row of them
/// show it.
pub(super) fn rows_of_labels(labels: &[Option<PageLabel>]) -> String {
    let row_of = |label: &Option<PageLabel>| label.as_ref().map(|label| label.row);
    let mut rows = String::new();
    let mut index = 0;
    for row in labels.chunk_by(|one, other| row_of(one) == row_of(other)) {
        let shown = row.iter().flatten().filter(|label| label.is_shown).count();
        match row.first() {
            Some(Some(first)) if shown * 2 >= row.len() => {
                let (style, number) = (first.style.name(), first.number);
                let _ = write!(rows, "{index}<</S/{style}/St {number}");
                if !first.prefix.is_empty() {
                    let _ = write!(rows, "/P{}", text(&first.prefix));
                }
                rows.push_str(">>");
            }
            _ => {
                let _ = write!(rows, "{index}<</S/D");
                if index > 0 {
                    let _ = write!(rows, "/St {}", index + 1);
                }
                rows.push_str(">>");
            }
        }
        index += row.len();
    }
    match rows.is_empty() {
        true => "0<</S/D>>".to_owned(),
        false => rows,
    }
}

/// A text as files write it: in UTF-16, so that no letter is in doubt.
pub(super) fn text(text: &str) -> String {
    let mut hex = "<FEFF".to_owned();
    for unit in text.encode_utf16() {
        let _ = write!(hex, "{unit:04X}");
    }
    hex.push('>');
    hex
}

/// `[1 0 R 2 0 R]`
pub(super) fn list(numbers: impl IntoIterator<Item = u32>) -> String {
    let mut list = "[".to_owned();
    for number in numbers {
        let _ = write!(list, "{number} 0 R ");
    }
    list.push(']');
    list
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
