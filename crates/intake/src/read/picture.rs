//! Pictures: a scan, a photo, a fax. Each becomes a page, and what the file says of it beyond what is seen is told.

mod chunks;
mod decode;
mod exif;
mod frames;
mod heif;
mod iptc;
mod jpeg;
mod thumbnail;
mod tiff;
mod xmp;

use sagsbord_pdf::{PagePicture, PdfError, PictureSamples, ReleaseDate, pages_of_pictures};

use super::{OutsideFile, Step, Unreadable};
use crate::pages::pdf_limits;
use crate::{Found, Kind, Limits, WhyUnreadable, words};

/// What a file says of its picture that changes how it is shown.
#[derive(Clone, Debug, Default)]
struct About {
    /// As Exif counts; 0 where nothing is said.
    orientation: u8,
    /// Pixels an inch, across and down.
    dpi: Option<(f32, f32)>,
    /// A small JPEG that lies beside the picture.
    thumbnail: Option<Vec<u8>>,
}

pub(super) fn read(file: &OutsideFile<'_>, found: &mut Found<'_>) -> Result<Step, Unreadable> {
    match file.kind {
        Kind::Tiff => tiff::read(file.bytes, found),
        Kind::Heic => heic(file.bytes, found),
        Kind::Jpeg => jpeg(file.bytes, found),
        _ => other(file.bytes, file.kind, found),
    }
}

fn jpeg(untrusted: &[u8], found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let about = jpeg::about(untrusted, found)?;
    decode::check_size(untrusted, Kind::Jpeg, &found.limits)?;
    thumbnail::compare(&about, untrusted, Kind::Jpeg, found)?;
    let page = about.page(PictureSamples::Jpeg(untrusted.to_vec()));
    match made(&found.limits, [page]) {
        // Readers disagree on it: we make pixels of it, so that all see the same.
        Err(PdfError::PictureUnreadable { .. }) => {
            let samples = decode::decoded(untrusted, Kind::Jpeg, &found.limits)?;
            Ok(Step::PagesMade(made(&found.limits, [about.page(samples)])?))
        }
        pages => Ok(Step::PagesMade(pages?)),
    }
}

fn other(untrusted: &[u8], kind: Kind, found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let about = match kind {
        Kind::Png => chunks::about_png(untrusted, found)?,
        Kind::Webp => chunks::about_webp(untrusted, found)?,
        Kind::Gif => frames::about_gif(untrusted, found)?,
        _ => chunks::about_bmp(untrusted),
    };
    decode::check_size(untrusted, kind, &found.limits)?;
    thumbnail::compare(&about, untrusted, kind, found)?;
    let samples = decode::decoded(untrusted, kind, &found.limits)?;
    Ok(Step::PagesMade(made(&found.limits, [about.page(samples)])?))
}

/// What it says is told. How it is to be turned is said in its boxes, and done by who unpacks it.
fn heic(untrusted: &[u8], found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let mut about = About::default();
    exif::about_heic(untrusted, &mut about, found);
    heif::check(untrusted, found)?;
    Ok(Step::ThroughHeif)
}

/// What was unpacked by another program, a page for each. What they say of themselves was told of the file they
/// come from.
pub(crate) fn unpacked(untrusted: &[&[u8]], limits: &Limits) -> Result<Vec<u8>, Unreadable> {
    for picture in untrusted {
        decode::check_size(picture, Kind::Jpeg, limits)?;
    }
    let pages = untrusted
        .iter()
        .map(|picture| About::default().page(PictureSamples::Jpeg(picture.to_vec())));
    Ok(made(limits, pages.collect::<Vec<_>>())?)
}

impl About {
    fn page(&self, samples: PictureSamples) -> PagePicture {
        PagePicture {
            samples,
            dpi: self.dpi,
            orientation: self.orientation,
        }
    }
}

/// The same bytes for the same picture, whenever it is read.
const DAY: ReleaseDate = ReleaseDate {
    year: 2000,
    month: 1,
    day: 1,
};

fn made(
    limits: &Limits,
    pictures: impl IntoIterator<Item = PagePicture, IntoIter: Send>,
) -> Result<Vec<u8>, PdfError> {
    pages_of_pictures(words::A_PICTURE, DAY, pictures, pdf_limits(limits))
}

fn damaged(detail: &str) -> Unreadable {
    Unreadable {
        why: WhyUnreadable::Damaged,
        detail: detail.to_owned(),
    }
}
