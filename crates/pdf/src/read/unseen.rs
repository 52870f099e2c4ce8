use memchr::memmem;

use crate::verify::raw;
use crate::{Limits, PdfError};

/// What a file carries beside its pages. None of it comes along when the pages are redrawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Kinds, by the names that files know them by.
    pub kinds: Vec<&'static str>,
    /// How often the file was saved on top of itself; earlier states can be got back.
    pub earlier_revisions: usize,
}

const KINDS: [&str; 14] = [
    "AcroForm",
    "Annots",
    "EmbeddedFile",
    "JavaScript",
    "Launch",
    "Metadata",
    "Names",
    "OCProperties",
    "Outlines",
    "PieceInfo",
    "RichMedia",
    "StructTreeRoot",
    "Thumb",
    "XFA",
];

/// Without opening it: a file that is locked or damaged tells this much all the same.
pub fn carried(untrusted: &[u8], limits: Limits) -> Result<Carried, PdfError> {
    let mut is_there = [false; KINDS.len()];
    raw::each_piece(untrusted, limits.stream_bytes, &mut |piece| {
        for (is_there, kind) in is_there.iter_mut().zip(KINDS) {
            *is_there = *is_there || raw::names(piece, kind);
        }
    })?;
    let kinds = KINDS
        .into_iter()
        .zip(is_there)
        .filter(|(_, is_there)| *is_there);
    let kinds = kinds.map(|(kind, _)| kind).collect();
    let ends = memmem::find_iter(untrusted, b"%%EOF").count();
    // A file made to be shown while it is fetched ends twice in its first state already.
    let first = if memmem::find(&untrusted[..untrusted.len().min(1024)], b"/Linearized").is_some() {
        2
    } else {
        1
    };
    Ok(Carried {
        kinds,
        earlier_revisions: ends.saturating_sub(first),
    })
}
