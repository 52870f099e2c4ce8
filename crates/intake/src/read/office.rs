//! Office files: what they keep from view is found here, before LibreOffice makes pages of what is in view.

mod common;
mod embedded;
mod gathered;
mod locked;
mod look;
mod old;
mod open_document;
mod package;
mod rich_text;
mod sheet;
mod slides;
mod vba;
mod word;
mod xml;

use package::Package;

use super::{OutsideFile, Step, Unreadable};
use crate::{Found, HiddenKind, Kind, Limits, TableRow, WhyUnreadable};

type Reader = fn(&mut Package<'_>, &mut Found<'_>) -> Result<(), Unreadable>;

/// The first sheet in view of an Excel file as rows of texts.
pub(super) fn table(untrusted: &[u8], limits: Limits) -> Result<Vec<TableRow>, Unreadable> {
    sheet::table::read(&mut Package::open(untrusted, limits)?)
}

pub(super) fn read(file: &OutsideFile<'_>, found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let (extension, look_into) = match file.kind {
        Kind::Docx => ("docx", None),
        Kind::Xlsx => ("xlsx", None),
        Kind::Pptx => ("pptx", None),
        Kind::Odt => ("odt", None),
        Kind::Ods => ("ods", None),
        Kind::Odp => ("odp", None),
        Kind::Doc => ("doc", Some("docx")),
        Kind::Rtf => ("rtf", Some("docx")),
        Kind::Xls => ("xls", Some("xlsx")),
        Kind::Ppt => ("ppt", Some("pptx")),
        _ => return Err(WhyUnreadable::UnknownKind.into()),
    };
    let is_locked = locked::is_locked(file.bytes);
    if is_locked && file.password.is_none() {
        return Err(WhyUnreadable::NeedsPassword.into());
    }
    // What a locked file hides, LibreOffice unlocks for us where it can be told what it will turn into.
    let look_into = match file.kind {
        Kind::Odt if is_locked => Some("docx"),
        Kind::Ods if is_locked => Some("xlsx"),
        Kind::Odp if is_locked => Some("pptx"),
        Kind::Docx | Kind::Xlsx | Kind::Pptx if is_locked => {
            found.hide(HiddenKind::MoreThanKept, "låst fil", "", 1);
            None
        }
        _ => look_into,
    };
    let hidden_in: Option<Reader> = match file.kind {
        Kind::Docx => Some(word::read),
        Kind::Xlsx => Some(sheet::read),
        Kind::Pptx => Some(slides::read),
        Kind::Odt | Kind::Ods | Kind::Odp => Some(open_document::read),
        _ => None,
    };
    if let Some(hidden_in) = hidden_in
        && !is_locked
    {
        hidden_in(&mut Package::open(file.bytes, found.limits)?, found)?;
    }
    match file.kind {
        Kind::Doc | Kind::Xls | Kind::Ppt => old::read(file.bytes, found),
        Kind::Rtf => rich_text::read(file.bytes, found)?,
        _ => {}
    }
    Ok(Step::ThroughOffice {
        extension,
        look_into,
    })
}
