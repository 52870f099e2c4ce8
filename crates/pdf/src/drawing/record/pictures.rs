use std::sync::Arc;

use hayro_interpret::{CacheKey as _, Image, ImageData, ImageDrawProps, LumaData, RasterImage};
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Name, Object, Stream};
use kurbo::Affine;

use super::{Recorder, Trouble, Wanted, paint};
use crate::drawing::unwrapped::jpeg_of;
use crate::drawing::{Item, Lossy, Picture, PictureData, Pixels, jpeg};
use crate::painted::{PictureNotes, note_jpeg, note_samples};
use crate::source::has_wide_rows;

/// Pictures that come again on other pages are kept, as long as they are small.
const KEPT_BYTES: usize = 2 << 20;
const MOST_KEPT: usize = 64;
/// What is hard to tell from the original.
const USUAL_QUALITY: u8 = 90;
/// Bytes of one JPEG.
const MOST_JPEG: u64 = 256 << 20;

impl Recorder<'_> {
    pub(super) fn take_image<'a>(&mut self, image: &Image<'a, '_>, props: &ImageDrawProps<'a>) {
        let (width, height) = (image.width(), image.height());
        if width == 0 || height == 0 || !props.transform.is_finite() {
            return;
        }
        if u64::from(width) * u64::from(height) > self.limits.picture_pixels {
            self.leave(Trouble::PictureTooLarge);
        }
        let stream = match image {
            Image::Stencil(stencil) => stencil.stream(),
            Image::Raster(raster) => raster.stream(),
        };
        if has_wide_rows(stream) {
            self.leave(Trouble::PictureTooLarge);
        }
        let place =
            props.transform * Affine::scale_non_uniform(f64::from(width), f64::from(height));
        let mut picture = Picture {
            place,
            data: PictureData::Place {
                is_solid: is_solid(image) && props.soft_mask.is_none(),
            },
            clip: self.clip(),
            is_ornament: false,
            marked: self.marked(),
        };
        let bounds = picture.bounds();
        if !bounds.overlaps(self.drawing.clip_bounds(picture.clip)) {
            return;
        }
        if let Wanted::Everything { covered } = self.wanted {
            let is_covered = covered.iter().any(|area| area.overlaps(bounds));
            match self.data_of(image, is_covered) {
                Some(data) => picture.data = data,
                None => {
                    self.drawing.unsaid.pictures += 1;
                    return;
                }
            }
        }
        self.add_masked(props.soft_mask.as_ref(), Item::Picture(picture));
    }

    fn data_of<'a>(&mut self, image: &Image<'a, '_>, is_covered: bool) -> Option<PictureData> {
        let raster = match image {
            Image::Stencil(stencil) => {
                let mut pixels = None;
                stencil.with_stencil(
                    |luma, paint| {
                        if let Some(colour) = paint::plain_colour(paint) {
                            pixels = Some(stencilled(luma, colour.rgb));
                        }
                    },
                    None,
                );
                return pixels.map(|pixels| PictureData::Pixels(Arc::new(pixels)));
            }
            Image::Raster(raster) => raster,
        };
        let key = raster.cache_key();
        if !is_covered && let Some(known) = self.pictures.get(&key) {
            return Some(known.clone());
        }
        let data = match jpeg_as_it_is(raster) {
            Some(jpeg) if !is_covered => {
                let may_differ = self.notes.are_bent() || !jpeg.is_certain;
                self.notes
                    .tell(key, || (!may_differ).then(|| note_jpeg(&jpeg.data)));
                PictureData::Jpeg(Arc::new(jpeg.data))
            }
            Some(jpeg) => {
                let mut pixels = pixels_of(raster, None)?;
                pixels.lossy = Some(Lossy {
                    quality: jpeg::quality(&jpeg.data).or(Some(USUAL_QUALITY)),
                    blocks: Some((0, 0)),
                });
                PictureData::Pixels(Arc::new(pixels))
            }
            None => PictureData::Pixels(Arc::new(pixels_of(raster, Some((key, self.notes)))?)),
        };
        if !is_covered && data.bytes() <= KEPT_BYTES && self.pictures.len() < MOST_KEPT {
            self.pictures.insert(key, data.clone());
        }
        Some(data)
    }
}

/// Nothing behind it shines through, as far as it says of itself.
fn is_solid(image: &Image<'_, '_>) -> bool {
    match image {
        Image::Stencil(_) => false,
        Image::Raster(raster) => {
            let own = raster.stream().dict();
            !["SMask", "Mask", "SMaskInData"]
                .iter()
                .any(|key| own.contains_key(key))
        }
    }
}

fn stencilled(luma: LumaData, rgb: [u8; 3]) -> Pixels {
    let is_grey = rgb[0] == rgb[1] && rgb[1] == rgb[2];
    let count = luma.data.len();
    let colour = if is_grey {
        vec![rgb[0]; count]
    } else {
        rgb.repeat(count)
    };
    Pixels {
        width: luma.width,
        height: luma.height,
        colour,
        is_grey,
        alpha: Some(luma.data),
        lossy: None,
    }
}

fn pixels_of(raster: &RasterImage<'_>, told: Option<(u128, &PictureNotes)>) -> Option<Pixels> {
    let mut pixels = None;
    raster.with_rgba(
        |data, alpha| {
            if let Some((key, notes)) = told {
                notes.tell(key, || note_samples(&data, alpha.as_ref()));
            }
            let (width, height) = (data.width(), data.height());
            let (colour, is_grey) = match data {
                ImageData::Rgb(rgb) => (rgb.data, false),
                ImageData::Luma(luma) => (luma.data, true),
            };
            let mut made = Pixels {
                width,
                height,
                colour,
                is_grey,
                alpha: None,
                lossy: None,
            };
            if let Some(alpha) = alpha {
                made = under_mask(made, &alpha);
            }
            pixels = Some(made);
        },
        None,
    );
    let mut pixels = pixels?;
    if pixels.alpha.is_none() && is_jpeg_2000(raster.stream()) {
        pixels.lossy = Some(Lossy {
            quality: Some(USUAL_QUALITY),
            blocks: None,
        });
    }
    let count = pixels.width as usize * pixels.height as usize;
    let fits = pixels.colour.len() == count * if pixels.is_grey { 1 } else { 3 };
    (fits && count > 0).then_some(pixels)
}

/// A mask of another size than its picture: both brought to the larger. What is scanned is often a coarse picture of
/// its colours under a fine mask of its letters.
fn under_mask(picture: Pixels, mask: &LumaData) -> Pixels {
    let (width, height) = (
        picture.width.max(mask.width),
        picture.height.max(mask.height),
    );
    let depth = if picture.is_grey { 1 } else { 3 };
    let size = (picture.width, picture.height);
    Pixels {
        colour: stretched(picture.colour, size, (width, height), depth),
        alpha: Some(stretched(
            mask.data.clone(),
            (mask.width, mask.height),
            (width, height),
            1,
        )),
        width,
        height,
        ..picture
    }
}

/// The nearest sample for each place.
fn stretched(samples: Vec<u8>, from: (u32, u32), to: (u32, u32), depth: usize) -> Vec<u8> {
    if from == to {
        return samples;
    }
    let mut out = Vec::with_capacity(to.0 as usize * to.1 as usize * depth);
    for y in 0..u64::from(to.1) {
        let row = (y * u64::from(from.1) / u64::from(to.1)) * u64::from(from.0);
        for x in 0..u64::from(to.0) {
            let at = (row + x * u64::from(from.0) / u64::from(to.0)) as usize * depth;
            match samples.get(at..at + depth) {
                Some(sample) => out.extend_from_slice(sample),
                None => out.resize(out.len() + depth, 0),
            }
        }
    }
    out
}

/// A JPEG without what is not shown.
pub(crate) struct Jpeg {
    pub(crate) data: Vec<u8>,
    /// Its colours are those that are written with it, not only colours like them.
    pub(crate) is_certain: bool,
}

/// The source's own JPEG, when it alone decides what is seen.
pub(crate) fn jpeg_as_it_is(raster: &RasterImage<'_>) -> Option<Jpeg> {
    let stream = raster.stream();
    let dict = stream.dict();
    let is_changed = ["SMask", "Mask", "Decode", "SMaskInData", "ImageMask"]
        .iter()
        .any(|key| dict.contains_key(key));
    if is_changed {
        return None;
    }
    let jpeg = jpeg::shown_part(&jpeg_of(stream, MOST_JPEG)?)?;
    let components = jpeg::components(&jpeg)?;
    let space = dict
        .get::<Object<'_>>("ColorSpace")
        .or_else(|| dict.get::<Object<'_>>("CS"))?;
    let (expected, is_certain) = match space {
        Object::Name(name) => colours_of(&name)?,
        Object::Array(array) => profiled_colours(&array)?,
        _ => return None,
    };
    (components == expected).then_some(Jpeg {
        data: jpeg,
        is_certain,
    })
}

fn colours_of(space: &Name<'_>) -> Option<(u8, bool)> {
    match space.as_str() {
        "DeviceRGB" | "RGB" => Some((3, true)),
        "DeviceGray" | "G" => Some((1, true)),
        "CalRGB" => Some((3, false)),
        "CalGray" => Some((1, false)),
        _ => None,
    }
}

fn profiled_colours(space: &Array<'_>) -> Option<(u8, bool)> {
    let mut parts = space.flex_iter();
    let kind = parts.next::<Name<'_>>()?;
    match kind.as_str() {
        "ICCBased" => {
            let profile = parts.next::<Stream<'_>>()?;
            let components = profile.dict().get::<u8>("N")?;
            // Where a profile names the device it is for.
            let is_usual = profile.decoded().is_ok_and(|profile| {
                profile.get(52..56) == Some(b"sRGB") || profile.get(48..56) == Some(OURS)
            });
            matches!(components, 1 | 3).then_some((components, is_usual))
        }
        "CalRGB" => Some((3, false)),
        "CalGray" => Some((1, false)),
        _ => None,
    }
}

/// Who made the profiles that are written here, as these say themselves.
const OURS: &[u8] = b"sawsctrl";

fn is_jpeg_2000(stream: &Stream<'_>) -> bool {
    stream.filters().last() == Some(&Filter::JpxDecode)
}
