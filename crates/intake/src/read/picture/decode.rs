use std::io::Cursor;

use image::{DynamicImage, ImageError, ImageFormat, ImageReader};
use sagsbord_pdf::PictureSamples;

use super::damaged;
use crate::read::Unreadable;
use crate::{Kind, Limits, WhyUnreadable};

/// What a picture may take while it is unpacked, for each of its pixels: four colours of two bytes, and once more.
const BYTES_A_PIXEL: u64 = 8;
const MOST_BYTES: u64 = 1 << 30;

/// By what the file says, before anything is unpacked.
pub(super) fn check_size(
    untrusted: &[u8],
    kind: Kind,
    limits: &Limits,
) -> Result<(u32, u32), Unreadable> {
    let reader = ImageReader::with_format(Cursor::new(untrusted), format(kind));
    let (width, height) = reader.into_dimensions().map_err(|error| of(&error))?;
    if width == 0 || height == 0 {
        return Err(damaged("no pixels"));
    }
    if u64::from(width) * u64::from(height) > limits.picture_pixels {
        return Err(WhyUnreadable::TooManyPixels.into());
    }
    Ok((width, height))
}

pub(super) fn decoded(
    untrusted: &[u8],
    kind: Kind,
    limits: &Limits,
) -> Result<PictureSamples, Unreadable> {
    Ok(samples(image(untrusted, kind, limits)?))
}

/// The first picture of it.
pub(super) fn image(
    untrusted: &[u8],
    kind: Kind,
    limits: &Limits,
) -> Result<DynamicImage, Unreadable> {
    let mut reader = ImageReader::with_format(Cursor::new(untrusted), format(kind));
    let mut bounds = image::Limits::default();
    let most = (limits.picture_pixels.saturating_mul(BYTES_A_PIXEL)).min(MOST_BYTES);
    bounds.max_alloc = Some(most);
    reader.limits(bounds);
    reader.decode().map_err(|error| of(&error))
}

/// What can be seen through is seen on white.
fn samples(image: DynamicImage) -> PictureSamples {
    let (width, height) = (image.width(), image.height());
    let is_grey = !image.color().has_color();
    if image.color().has_alpha() {
        let on_white = |value: u8, alpha: u8| {
            let (value, alpha) = (u32::from(value), u32::from(alpha));
            ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
        };
        let bytes = image
            .into_rgba8()
            .pixels()
            .flat_map(|pixel| {
                let [red, green, blue, alpha] = pixel.0;
                [red, green, blue].map(|value| on_white(value, alpha))
            })
            .collect();
        return PictureSamples::Rgb {
            width,
            height,
            bytes,
        };
    }
    if is_grey {
        PictureSamples::Grey {
            width,
            height,
            bytes: image.into_luma8().into_raw(),
        }
    } else {
        PictureSamples::Rgb {
            width,
            height,
            bytes: image.into_rgb8().into_raw(),
        }
    }
}

fn format(kind: Kind) -> ImageFormat {
    match kind {
        Kind::Png => ImageFormat::Png,
        Kind::Webp => ImageFormat::WebP,
        Kind::Gif => ImageFormat::Gif,
        Kind::Bmp => ImageFormat::Bmp,
        _ => ImageFormat::Jpeg,
    }
}

/// The crate's own words may hold words of the file, and are not handed on.
fn of(error: &ImageError) -> Unreadable {
    match error {
        ImageError::Limits(_) => WhyUnreadable::TooManyPixels.into(),
        ImageError::Unsupported(_) => damaged("of an unknown make"),
        _ => damaged("picture"),
    }
}
