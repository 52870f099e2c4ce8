use std::sync::Arc;

use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;
use krilla::geom::Size;
use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};
use krilla::surface::Surface;
use kurbo::Affine;

use super::paint;
use crate::drawing::{Picture, PictureData, Pixels};

pub(super) fn draw(surface: &mut Surface<'_>, picture: &Picture) -> Option<()> {
    let image = match &picture.data {
        PictureData::Place { .. } => return None,
        PictureData::Jpeg(bytes) => Image::from_jpeg(bytes.as_ref().clone().into(), false).ok()?,
        PictureData::Pixels(pixels) => match as_jpeg(pixels) {
            Some(jpeg) => Image::from_jpeg(jpeg.into(), false).ok()?,
            None => Image::from_custom(Sampled(pixels.clone()), false).ok()?,
        },
    };
    let (width, height) = image.size();
    let (width, height) = (f64::from(width), f64::from(height));
    let place = picture.place * Affine::scale_non_uniform(1.0 / width, 1.0 / height);
    surface.push_transform(&paint::transform(place));
    if let Some(size) = Size::from_wh(width as f32, height as f32) {
        surface.draw_image(image, size);
    }
    surface.pop();
    Some(())
}

/// Whether a JPEG goes along as it is.
pub(crate) fn can_be_drawn(jpeg: &[u8]) -> bool {
    Image::from_jpeg(jpeg.to_vec().into(), false).is_ok()
}

/// Finer than the samples came, as a little is lost each time.
const FINER: u8 = 4;
/// Coarser ones are seen to be so, and finer ones are no smaller than without loss.
const QUALITIES: std::ops::RangeInclusive<u8> = 60..=95;

/// What was approximate already, told so again.
fn as_jpeg(pixels: &Pixels) -> Option<Vec<u8>> {
    let lossy = pixels.lossy.filter(|_| pixels.alpha.is_none())?;
    let quality = lossy
        .quality?
        .saturating_add(FINER)
        .clamp(*QUALITIES.start(), *QUALITIES.end());
    let kind = if pixels.is_grey {
        ExtendedColorType::L8
    } else {
        ExtendedColorType::Rgb8
    };
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, quality)
        .encode(&pixels.colour, pixels.width, pixels.height, kind)
        .ok()?;
    Some(jpeg)
}

#[derive(Clone)]
struct Sampled(Arc<Pixels>);

impl std::hash::Hash for Sampled {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.0.width, self.0.height, self.0.is_grey).hash(state);
        self.0.colour.hash(state);
        self.0.alpha.hash(state);
    }
}

impl CustomImage for Sampled {
    fn color_channel(&self) -> &[u8] {
        &self.0.colour
    }

    fn alpha_channel(&self) -> Option<&[u8]> {
        self.0.alpha.as_deref()
    }

    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }

    fn size(&self) -> (u32, u32) {
        (self.0.width, self.0.height)
    }

    fn icc_profile(&self) -> Option<&[u8]> {
        None
    }

    fn color_space(&self) -> ImageColorspace {
        if self.0.is_grey {
            ImageColorspace::Luma
        } else {
            ImageColorspace::Rgb
        }
    }
}
