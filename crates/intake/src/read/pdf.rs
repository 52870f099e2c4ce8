use sagsbord_pdf::{AllHidden, HiddenInPdf, HiddenInPdfKind, attachments};

use super::{OutsideFile, Step, Unreadable};
use crate::found::cut;
use crate::pages::pdf_limits;
use crate::reading::ChildRole;
use crate::reading::{Hidden, HiddenKind};
use crate::{Found, Limits};

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

/// What was found beside the pages' text, in the intake's words. Gives how much more there was than is kept.
pub(crate) fn take_hidden(all: AllHidden, limits: &Limits, hidden: &mut Vec<Hidden>) -> u32 {
    let mut beyond = u32::try_from(all.beyond).unwrap_or(u32::MAX);
    for found in all.found {
        if hidden.len() >= limits.findings {
            beyond = beyond.saturating_add(1);
            continue;
        }
        hidden.push(in_our_words(&found, limits));
    }
    beyond
}

fn in_our_words(found: &HiddenInPdf, limits: &Limits) -> Hidden {
    let kind = match found.kind {
        HiddenInPdfKind::UnderBox => HiddenKind::TextUnderBox,
        HiddenInPdfKind::UnderPicture => HiddenKind::TextUnderPicture,
        HiddenInPdfKind::Invisible => HiddenKind::InvisibleText,
        HiddenInPdfKind::RecognisedText => HiddenKind::RecognisedText,
        HiddenInPdfKind::SameColour => HiddenKind::WhiteText,
        HiddenInPdfKind::OffPage => HiddenKind::OffPage,
        HiddenInPdfKind::SwitchedOffLayer => HiddenKind::SwitchedOffLayer,
        HiddenInPdfKind::Annotation => HiddenKind::Annotation,
        HiddenInPdfKind::FormValue => HiddenKind::FormValue,
        HiddenInPdfKind::Script => HiddenKind::Script,
        HiddenInPdfKind::Description => HiddenKind::Description,
        HiddenInPdfKind::EarlierRevision => HiddenKind::EarlierRevision,
        HiddenInPdfKind::Metadata | HiddenInPdfKind::Name | HiddenInPdfKind::PrivateData => {
            HiddenKind::Metadata
        }
        HiddenInPdfKind::Thumbnail => HiddenKind::Thumbnail,
    };
    Hidden {
        kind,
        place: found
            .page
            .map(|page| format!("side {page}"))
            .unwrap_or_default(),
        text: cut(&found.text, limits.kept_text).to_owned(),
        count: 1,
    }
}
