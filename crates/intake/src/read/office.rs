//! Office files: what they keep from view is found here, before LibreOffice makes pages of what is in view.

mod locked;

use super::{OutsideFile, Step, Unreadable};
use crate::{Found, Kind, WhyUnreadable};

pub(super) fn read(file: &OutsideFile<'_>, _found: &mut Found<'_>) -> Result<Step, Unreadable> {
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
    Ok(Step::ThroughOffice {
        extension,
        look_into,
    })
}
