use std::sync::Arc;

use hayro_interpret::BlendMode;
use kurbo::{Affine, Rect};

use super::pixels;
use crate::drawing::{Drawing, Item, Marked, Picture, PictureData, Pixels, Run, Show};
use crate::render::PageImage;

/// The page as one picture, the covered areas burnt in, with the words that remain beneath.
pub(super) fn as_image(drawing: &mut Drawing, image: PageImage, covered: &[Rect]) {
    let is_grey = image
        .rgb
        .chunks_exact(3)
        .all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    let colour = if is_grey {
        image.rgb.iter().copied().step_by(3).collect()
    } else {
        image.rgb
    };
    let pixels = Pixels {
        width: image.width,
        height: image.height,
        colour,
        is_grey,
        alpha: None,
        lossy: None,
    };
    let place = Affine::scale_non_uniform(drawing.width, drawing.height);
    let pixels = pixels::without(&pixels, place, covered).unwrap_or(pixels);
    let mut items = vec![Item::Picture(Picture {
        place,
        data: PictureData::Pixels(Arc::new(pixels)),
        clip: None,
        is_ornament: false,
        marked: Marked::Not,
    })];
    let mut glyphs = Vec::new();
    drawing.each_glyph(|glyph, _, _| glyphs.push(*glyph));
    if !glyphs.is_empty() {
        items.push(Item::Run(Run {
            glyphs,
            show: Show::Unseen,
            blend: BlendMode::Normal,
            clip: None,
            spoken: None,
            marked: Marked::Not,
        }));
    }
    drawing.items = items;
    drawing.clips.clear();
}
