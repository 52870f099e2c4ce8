use std::collections::BTreeMap;
use std::io::Write;

use super::stamp::Stamps;
use super::{BundleAct, BundleError, NewPage};
use crate::redraw::{each_page, redraw_source};
use crate::source::Source;
use crate::write::Writer;
use crate::{Limits, PdfError, RedrawOrder, RedrawReport, Redrawn, verify};

/// An act as it lies in the case.
#[derive(Clone, Debug, Default)]
pub struct ActFile {
    pub untrusted: Vec<u8>,
    pub password: Option<String>,
}

pub(super) enum Trouble {
    Pdf(PdfError),
    StillThere,
    Changed,
}

impl Trouble {
    pub(super) fn of(self, act: usize) -> BundleError {
        match self {
            Self::Pdf(error) => BundleError::Act { act, error },
            Self::StillThere => BundleError::StillThere { act },
            Self::Changed => BundleError::ActChanged { act },
        }
    }
}

impl From<PdfError> for Trouble {
    fn from(error: PdfError) -> Self {
        Self::Pdf(error)
    }
}

/// Draws an act into the bundle. It is first drawn by itself, compared with its source and read for what is covered, so
/// that the bundle has the pages that came through that, and images of the others.
pub(super) fn add<W: Write>(
    act: &BundleAct,
    file: ActFile,
    pages: usize,
    limits: Limits,
    writer: &mut Writer<W>,
    stamps: &mut Stamps<'_>,
) -> Result<RedrawReport, Trouble> {
    let order = RedrawOrder {
        texts: act.texts.clone(),
        areas: act.areas.clone(),
        basis: act.basis.clone(),
        ..RedrawOrder::default()
    };
    let source = Source::open(file.untrusted, file.password.as_deref(), limits)?;
    if source.page_count() as usize != pages {
        return Err(Trouble::Changed);
    }
    let Redrawn { bytes, report } = redraw_source(&source, &order, limits)?;
    if !act.texts.is_empty() {
        let verified = verify(bytes, &act.texts, &[], limits)?;
        if verified.secrets.iter().any(|text| !text.hits.is_empty()) {
            return Err(Trouble::StillThere);
        }
    }
    let as_images: BTreeMap<u32, _> = (1..)
        .zip(&report.pages)
        .filter_map(|(number, page)| Some((number, page.as_image?)))
        .collect();
    each_page(&source, &order, &as_images, &mut |drawing, store| {
        let mut page = NewPage {
            drawing,
            ..NewPage::default()
        };
        stamps.stamp(&mut page, store);
        writer.add_stamped_page(page, store, stamps.store())
    })?;
    Ok(report)
}
