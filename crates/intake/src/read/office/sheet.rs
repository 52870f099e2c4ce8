//! What a workbook of Excel's keeps from view.

mod book;
mod cells;
mod comments;
mod pivot;
mod places;
mod strings;
mod styles;
pub(super) mod table;

use super::common;
use super::package::Package;
use crate::Found;
use crate::read::Unreadable;
use book::Book;
pub(super) use places::letters;
use strings::Strings;
use styles::Styles;

pub(super) fn read(package: &mut Package<'_>, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let main = package
        .related("", "officeDocument")?
        .unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let styles = match package.related(&main, "styles")? {
        Some(part) => Styles::read(package.text(&part)?.as_deref().unwrap_or_default())?,
        None => Styles::default(),
    };
    let strings = match package.related(&main, "sharedStrings")? {
        Some(part) => Strings::read(package.text(&part)?.as_deref().unwrap_or_default())?,
        None => Strings::default(),
    };
    let book = Book::read(package, &main)?;
    for sheet in &book.sheets {
        cells::read(package, sheet, &strings, &styles, found)?;
        comments::read(package, sheet, &book.people, found)?;
    }
    book.tell(found);
    pivot::read(package, found)?;
    book::other_books(package, found)?;
    book::earlier(package, found)?;
    common::read(package, found)
}
