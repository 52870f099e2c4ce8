//! Office files: what they keep from view is found here, before LibreOffice makes pages of what is in view.

mod common;
mod embedded;
mod gathered;
mod locked;
mod look;
mod package;
mod vba;
mod word;
mod xml;

use package::Package;

use super::{OutsideFile, Step, Unreadable};
use crate::{Found, Kind, WhyUnreadable};

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
    if locked::is_locked(file.bytes) && file.password.is_none() {
        return Err(WhyUnreadable::NeedsPassword.into());
    }
    if let Kind::Docx = file.kind {
        let mut package = Package::open(file.bytes, found.limits)?;
        word::read(&mut package, found)?;
    }
    Ok(Step::ThroughOffice {
        extension,
        look_into,
    })
}
