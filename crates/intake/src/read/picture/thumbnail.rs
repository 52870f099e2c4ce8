//! The small picture that lies beside a large one: programs that crop or cover the large one often leave it.

use image::{GrayImage, imageops};

use super::{About, decode};
use crate::reading::{ChildRole, HiddenKind};
use crate::{Found, Kind, WhyUnreadable};

/// Both are compared at this size.
const SIDE: u32 = 24;
/// How alike the two must be, 1 being the same: packing and sharpening leave them above 0.95.
const ALIKE: f32 = 0.85;
/// A thumbnail has a few thousand pixels; what has more is no thumbnail, and is not looked at.
const MOST_PIXELS: u64 = 4_000_000;

/// Told, and handed on as a file of its own, where it shows something else than the picture.
pub(super) fn compare(
    about: &About,
    untrusted: &[u8],
    kind: Kind,
    found: &mut Found<'_>,
) -> Result<(), WhyUnreadable> {
    let Some(thumbnail) = &about.thumbnail else {
        return Ok(());
    };
    let mut limits = found.limits;
    limits.picture_pixels = limits.picture_pixels.min(MOST_PIXELS);
    let is_small = decode::check_size(thumbnail, Kind::Jpeg, &limits).is_ok();
    let small = decode::image(thumbnail, Kind::Jpeg, &limits).ok();
    let large = decode::image(untrusted, kind, &found.limits).ok();
    let (true, Some(small), Some(large)) = (is_small, small, large) else {
        found.hide(HiddenKind::Thumbnail, "Exif", "", 1);
        return Ok(());
    };
    let large = large.into_luma8();
    let small = without_bars(&small.into_luma8(), &large);
    if likeness(&small, &large) < ALIKE {
        found.hide(HiddenKind::Thumbnail, "Exif", "", 1);
        found.child("miniature.jpg", ChildRole::Embedded, thumbnail.clone())?;
    }
    Ok(())
}

/// Cameras fill a thumbnail of another shape with black.
fn without_bars(small: &GrayImage, large: &GrayImage) -> GrayImage {
    let (width, height) = (small.width(), small.height());
    let shape = |picture: (u32, u32)| f64::from(picture.0) / f64::from(picture.1.max(1));
    let (own, wanted) = (shape((width, height)), shape(large.dimensions()));
    let (mut left, mut top, mut across, mut down) = (0, 0, width, height);
    if own < wanted * 0.98 {
        down = ((f64::from(width) / wanted) as u32).clamp(1, height);
        top = (height - down) / 2;
    } else if own > wanted * 1.02 {
        across = ((f64::from(height) * wanted) as u32).clamp(1, width);
        left = (width - across) / 2;
    }
    imageops::crop_imm(small, left, top, across, down).to_image()
}

/// How well the shades of the two go together, whatever their light and contrast.
fn likeness(one: &GrayImage, other: &GrayImage) -> f32 {
    let shades = |picture: &GrayImage| -> Vec<f32> {
        let small = imageops::resize(picture, SIDE, SIDE, imageops::FilterType::Triangle);
        let shades: Vec<f32> = small.pixels().map(|pixel| f32::from(pixel.0[0])).collect();
        let mean = shades.iter().sum::<f32>() / shades.len() as f32;
        shades.iter().map(|shade| shade - mean).collect()
    };
    let (one, other) = (shades(one), shades(other));
    let product = |one: &[f32], other: &[f32]| -> f32 {
        one.iter().zip(other).map(|(one, other)| one * other).sum()
    };
    let strength = (product(&one, &one) * product(&other, &other)).sqrt();
    // Two even planes are alike.
    let least = (SIDE * SIDE) as f32 * 9.0;
    if strength < least {
        1.0
    } else {
        product(&one, &other) / strength
    }
}
