use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};

use hayro_interpret::{CacheKey as _, Image, ImageData, LumaData};

use crate::drawing::jpeg_as_it_is;

/// What a picture shows, as one number: two pictures with the same note show the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PictureNote(u64);

/// What is known of a document's pictures, so that each is decoded once.
#[derive(Default)]
struct KnownPictures {
    /// By the engine's key. None where no note can say it.
    notes: HashMap<u128, Option<PictureNote>>,
    /// They may come to the page in other colours than their samples say.
    are_bent: bool,
}

/// The same, for all who look at one page together.
#[derive(Default)]
pub(crate) struct PictureNotes(RefCell<KnownPictures>);

impl PictureNotes {
    pub(crate) fn of_bent_colours(are_bent: bool) -> Self {
        Self(RefCell::new(KnownPictures {
            are_bent,
            ..KnownPictures::default()
        }))
    }

    pub(crate) fn are_bent(&self) -> bool {
        self.0.borrow().are_bent
    }

    /// Told by whoever decodes a picture first.
    pub(crate) fn tell(&self, key: u128, note: impl FnOnce() -> Option<PictureNote>) {
        self.0.borrow_mut().notes.entry(key).or_insert_with(note);
    }
}

/// Of the samples as the engine decoded them. None when they are stretched on the way to the page, or when their mask
/// has another size than they have.
pub(crate) fn note_samples(image: &ImageData, alpha: Option<&LumaData>) -> Option<PictureNote> {
    let size = (image.width(), image.height());
    if image.scale_factors() != (1.0, 1.0) {
        return None;
    }
    let alpha = match alpha {
        Some(alpha) if (alpha.width, alpha.height) != size => return None,
        Some(alpha) if alpha.scale_factors != (1.0, 1.0) => return None,
        alpha => alpha.map(|alpha| alpha.data.as_slice()),
    };
    Some(match image {
        ImageData::Luma(luma) => note(size, &luma.data, 1, alpha),
        ImageData::Rgb(rgb) => note(size, &rgb.data, 3, alpha),
    })
}

/// Of a stencil: one colour, as dense as its samples say.
pub(crate) fn note_stencil(luma: &LumaData, rgb: [u8; 3]) -> Option<PictureNote> {
    (luma.scale_factors == (1.0, 1.0))
        .then(|| note((luma.width, luma.height), &rgb, 3, Some(&luma.data)))
}

pub(super) fn note_of(image: &Image<'_, '_>, notes: &PictureNotes) -> Option<PictureNote> {
    let raster = match image {
        Image::Stencil(stencil) => {
            let mut found = None;
            stencil.with_stencil(
                |luma, paint| {
                    if let hayro_interpret::Paint::Color(colour) = paint {
                        let [red, green, blue, _] = colour.to_rgba().to_rgba8();
                        found = note_stencil(&luma, [red, green, blue]);
                    }
                },
                None,
            );
            return found;
        }
        Image::Raster(raster) => raster,
    };
    let key = raster.cache_key();
    if let Some(note) = notes.0.borrow().notes.get(&key) {
        return *note;
    }
    let mut found = None;
    match jpeg_as_it_is(raster) {
        Some(jpeg) if jpeg.is_certain && !notes.are_bent() => found = Some(note_jpeg(&jpeg.data)),
        Some(_) => {}
        None => raster.with_rgba(
            |image, alpha| found = note_samples(&image, alpha.as_ref()),
            None,
        ),
    }
    notes.tell(key, || found);
    found
}

/// Of a JPEG's bytes, without what is not shown.
pub(crate) fn note_jpeg(data: &[u8]) -> PictureNote {
    let mut hasher = DefaultHasher::new();
    (b"jpeg", data).hash(&mut hasher);
    PictureNote(hasher.finish())
}

fn note(size: (u32, u32), colour: &[u8], depth: usize, alpha: Option<&[u8]>) -> PictureNote {
    let mut hasher = DefaultHasher::new();
    size.hash(&mut hasher);
    alpha.hash(&mut hasher);
    let first = colour.get(..depth).unwrap_or_default();
    // One colour throughout is the same however many samples say it.
    if colour.chunks_exact(depth).all(|pixel| pixel == first) {
        let rgb = if depth == 1 {
            first.repeat(3)
        } else {
            first.to_vec()
        };
        (b"even", rgb).hash(&mut hasher);
    } else {
        (depth, colour).hash(&mut hasher);
    }
    PictureNote(hasher.finish())
}
