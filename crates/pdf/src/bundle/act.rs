use std::io::Write;
use std::sync::Arc;

use super::stamp::Stamps;
use super::{BundleAct, BundleError};
use crate::redraw::{Told, each_page};
use crate::source::Source;
use crate::write::Writer;
use crate::{Limits, PdfError, RedrawOrder};

/// An act as it lies in the case.
#[derive(Clone, Debug, Default)]
pub struct ActFile {
    pub untrusted: Vec<u8>,
    pub password: Option<String>,
}

pub(super) enum Trouble {
    Pdf(PdfError),
    Changed,
}

impl Trouble {
    pub(super) fn of(self, act: usize) -> BundleError {
        match self {
            Self::Pdf(error) => BundleError::Act { act, error },
            Self::Changed => BundleError::ActChanged { act },
        }
    }
}

impl From<PdfError> for Trouble {
    fn from(error: PdfError) -> Self {
        Self::Pdf(error)
    }
}

/// Draws an act into the bundle. Each page is held against its source when it has been written, and read for what is
/// covered; what does not look like its source becomes an image of itself.
pub(super) fn add<W: Write>(
    act: &BundleAct,
    file: ActFile,
    pages: usize,
    limits: Limits,
    writer: &mut Writer<W>,
    stamps: &mut Stamps<'_>,
    told: &Arc<Told>,
) -> Result<(), Trouble> {
    let order = RedrawOrder {
        texts: act.texts.clone(),
        areas: act.areas.clone(),
        read: act.read.clone(),
        basis: act.basis.clone(),
        bases: act.bases_of_areas.clone(),
        ..RedrawOrder::default()
    };
    let source = Source::open(file.untrusted, file.password.as_deref(), limits)?;
    if source.page_count() as usize != pages {
        return Err(Trouble::Changed);
    }
    for wanted in &act.areas {
        source.page(wanted.page)?;
    }
    let source = Arc::new(source);
    each_page(&source, &order, true, told, &mut |mut page, store| {
        stamps.stamp(&mut page, store);
        writer.add_stamped_page(page, store, stamps.store())
    })?;
    Ok(())
}
