//! Pictures as pages: a scan, a photo, a fax.

use std::sync::Arc;

use kurbo::{Affine, Rect};

use crate::drawing::{Drawing, GlyphStore, Item, Marked, Picture, PictureData, Pixels, jpeg};
use crate::source::on_a_deep_stack;
use crate::write::{NewPage, Writer, can_be_drawn};
use crate::{Limits, PdfError, ReleaseDate};

/// One picture, which becomes one page.
#[derive(Clone, Debug)]
pub struct PagePicture {
    pub samples: PictureSamples,
    /// Pixels an inch, across and down. Where nothing is said, or something that makes no page that anybody prints,
    /// the picture is laid on a sheet of A4.
    pub dpi: Option<(f32, f32)>,
    /// How it is to be turned, as Exif counts: 1 as it lies, 6 a quarter clockwise, to 8. All else is 1.
    pub orientation: u8,
}

/// Rows from the top, pixels from the left.
#[derive(Clone, Debug)]
pub enum PictureSamples {
    /// Goes along as it is, without what is not shown: places, names, thumbnails.
    Jpeg(Vec<u8>),
    /// One byte a pixel, 0 black.
    Grey {
        width: u32,
        height: u32,
        bytes: Vec<u8>,
    },
    /// Three bytes a pixel.
    Rgb {
        width: u32,
        height: u32,
        bytes: Vec<u8>,
    },
    /// One bit a pixel, the first the highest, each row in bytes of its own; 1 is black.
    BlackAndWhite {
        width: u32,
        height: u32,
        bytes: Vec<u8>,
    },
}

const POINTS: f64 = 72.0;
/// The sides of pages that come from a scanner, in points: from a small card to twice a plan of A0.
const USUAL_SIDES: std::ops::RangeInclusive<f64> = 60.0..=6_800.0;
const USUAL_DPI: std::ops::RangeInclusive<f64> = 20.0..=2_400.0;
const A4: (f64, f64) = (595.0, 842.0);
const MARGIN: f64 = 28.0;
/// On a sheet of A4 no picture is larger than on a screen.
const SCREEN_DPI: f64 = 96.0;

/// A file with a page for each picture. One picture is in memory at a time, beside those that are being written.
pub fn pages_of_pictures(
    title: &str,
    date: ReleaseDate,
    pictures: impl IntoIterator<Item = PagePicture, IntoIter: Send>,
    limits: Limits,
) -> Result<Vec<u8>, PdfError> {
    let mut pictures = pictures.into_iter();
    on_a_deep_stack(move || {
        let mut writer = Writer::new(title, date)?;
        let store = GlyphStore::default();
        let mut count = 0;
        for picture in &mut pictures {
            count += 1;
            if count > limits.pages {
                return Err(PdfError::TooManyPages { most: limits.pages });
            }
            let drawing =
                page_of(picture, limits).ok_or(PdfError::PictureUnreadable { picture: count })?;
            let page = NewPage {
                drawing,
                ..NewPage::default()
            };
            writer.add_page(page, &store)?;
        }
        match count {
            0 => Err(PdfError::NotWritten),
            _ => writer.finish(),
        }
    })
}

fn page_of(picture: PagePicture, limits: Limits) -> Option<Drawing> {
    let (data, (width, height)) = data_of(picture.samples, limits)?;
    let (across, down) = (f64::from(width), f64::from(height));
    let is_lying = matches!(picture.orientation, 5..=8);
    let turned = |(x, y): (f64, f64)| if is_lying { (y, x) } else { (x, y) };
    let own_size = picture.dpi.and_then(|(x, y)| {
        let (x, y) = (f64::from(x), f64::from(y));
        let size = (across / x * POINTS, down / y * POINTS);
        let is_usual = USUAL_DPI.contains(&x)
            && USUAL_DPI.contains(&y)
            && USUAL_SIDES.contains(&size.0)
            && USUAL_SIDES.contains(&size.1);
        is_usual.then(|| turned(size))
    });
    let (page, area) = match own_size {
        Some((width, height)) => ((width, height), Rect::new(0.0, 0.0, width, height)),
        None => on_a4(turned((across, down))),
    };
    let place = Affine::translate((area.x0, area.y0))
        * Affine::scale_non_uniform(area.width(), area.height())
        * turn(picture.orientation);
    Some(Drawing {
        width: page.0,
        height: page.1,
        items: vec![Item::Picture(Picture {
            place,
            data,
            clip: None,
            is_ornament: false,
            marked: Marked::Not,
        })],
        ..Drawing::default()
    })
}

/// The sheet, upright or lying as the picture is, and where the picture lies on it.
fn on_a4((across, down): (f64, f64)) -> ((f64, f64), Rect) {
    let page = if across > down { (A4.1, A4.0) } else { A4 };
    let scale = (POINTS / SCREEN_DPI)
        .min((page.0 - 2.0 * MARGIN) / across)
        .min((page.1 - 2.0 * MARGIN) / down);
    let (width, height) = (across * scale, down * scale);
    let left = (page.0 - width) / 2.0;
    (page, Rect::new(left, MARGIN, left + width, MARGIN + height))
}

/// Of the unit square, whose first row is at y = 0.
fn turn(orientation: u8) -> Affine {
    Affine::new(match orientation {
        2 => [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
        3 => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
        4 => [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
        5 => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
        6 => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
        7 => [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
        8 => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
        _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
    })
}

/// None where it says another size than it has, is larger than can be held, or is a JPEG that readers disagree on:
/// whoever has it must make pixels of it first.
fn data_of(samples: PictureSamples, limits: Limits) -> Option<(PictureData, (u32, u32))> {
    let is_bounded = |width: u32, height: u32| {
        width > 0 && height > 0 && u64::from(width) * u64::from(height) <= limits.picture_pixels
    };
    let pixels = |width: u32, height: u32, colour: Vec<u8>, is_grey: bool| {
        let colours = if is_grey { 1 } else { 3 };
        let is_whole = || colour.len() as u64 == u64::from(width) * u64::from(height) * colours;
        (is_bounded(width, height) && is_whole()).then(|| {
            let pixels = Pixels {
                width,
                height,
                colour,
                is_grey,
                alpha: None,
                lossy: None,
            };
            (PictureData::Pixels(Arc::new(pixels)), (width, height))
        })
    };
    match samples {
        PictureSamples::Grey {
            width,
            height,
            bytes,
        } => pixels(width, height, bytes, true),
        PictureSamples::Rgb {
            width,
            height,
            bytes,
        } => pixels(width, height, bytes, false),
        PictureSamples::BlackAndWhite {
            width,
            height,
            bytes,
        } => {
            let row = width.div_ceil(8) as usize;
            if !is_bounded(width, height) || bytes.len() != row * height as usize {
                return None;
            }
            let spread = bytes.chunks_exact(row).flat_map(|row| {
                let bit = |at: usize| row[at / 8] >> (7 - at % 8) & 1;
                (0..width as usize).map(move |at| if bit(at) == 1 { 0 } else { 255 })
            });
            pixels(width, height, spread.collect(), true)
        }
        PictureSamples::Jpeg(untrusted) => {
            let shown = jpeg::shown_part(&untrusted)?;
            let size = jpeg::size(&shown)?;
            // Four colours are read in two ways.
            let is_plain = matches!(jpeg::components(&shown)?, 1 | 3);
            (is_plain && can_be_drawn(&shown) && is_bounded(size.0, size.1))
                .then(|| (PictureData::Jpeg(Arc::new(shown)), size))
        }
    }
}
