use sagsbord_pdf::attachments;

use super::{OutsideFile, Step, Unreadable};
use crate::Found;
use crate::pages::pdf_limits;
use crate::reading::ChildRole;

/// Its attachments are files of their own; its pages are read afterwards, as those of every other kind.
pub(super) fn read(file: &OutsideFile<'_>, found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let limits = pdf_limits(&found.limits);
    for attachment in attachments(file.bytes.to_vec(), file.password, limits)? {
        match attachment.bytes {
            Ok(bytes) => found.child(&attachment.name, ChildRole::Attachment, bytes)?,
            Err(error) => {
                let why = Unreadable::from(error).why;
                found.lost_child(&attachment.name, ChildRole::Attachment, why)?;
            }
        }
    }
    Ok(Step::PagesOfItself)
}
