use std::sync::Arc;

use kurbo::Rect;

use super::{cut, pixels};
use crate::drawing::{
    Drawing, GlyphStore, Item, PaintedPath, PathPaint, PictureData, PlacedGlyph, is_upright_box,
};

/// A glyph is touched when this share of its ink lies in an area, or its middle does. Less is a neighbour whose tail
/// reaches in.
pub const TOUCHED: f64 = 0.2;

/// What was taken away.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    pub(super) glyphs: usize,
    /// Where the glyphs stood, for pages that are shown as images.
    pub(super) boxes: Vec<Rect>,
    pub(super) pictures: usize,
    pub(super) paths: usize,
}

/// Takes everything out of the drawing that the areas touch.
pub(super) fn cover(drawing: &mut Drawing, store: &GlyphStore, areas: &[Rect]) -> Taken {
    let mut taken = Taken::default();
    if areas.is_empty() {
        return taken;
    }
    let mut items = std::mem::take(&mut drawing.items);
    cover_items(&mut items, store, areas, &mut taken);
    drawing.items = items;
    for clip in &mut drawing.clips {
        // A clip can have the outline of a name. An upright box has no outline to tell.
        if !is_upright_box(&clip.path) && areas.iter().any(|area| area.overlaps(clip.bounds)) {
            clip.path = Arc::new(cut::without(&clip.path, areas));
        }
    }
    taken
}

fn cover_items(items: &mut Vec<Item>, store: &GlyphStore, areas: &[Rect], taken: &mut Taken) {
    items.retain_mut(|item| match item {
        Item::Run(run) => {
            run.glyphs
                .retain(|glyph| !take_if_touched(glyph, store, areas, taken));
            !run.glyphs.is_empty()
        }
        Item::Drawn { glyph, items, .. } => {
            let is_taken = take_if_touched(glyph, store, areas, taken);
            if !is_taken {
                cover_items(items, store, areas, taken);
            }
            !is_taken
        }
        Item::Path(path) => {
            let bounds = path.bounds();
            let near: Vec<Rect> = areas
                .iter()
                .copied()
                .filter(|area| area.overlaps(bounds))
                .collect();
            if near.is_empty() {
                return true;
            }
            taken.paths += 1;
            cut_path(path, &near);
            !path.path.elements().is_empty()
        }
        Item::Picture(picture) => {
            if let PictureData::Pixels(own) = &picture.data {
                let place = picture.place;
                if let Some(changed) = pixels::without(own, place, areas) {
                    taken.pictures += 1;
                    picture.data = PictureData::Pixels(Arc::new(changed));
                }
                return true;
            }
            // A picture that is not at hand as pixels may only stay where nothing of it is covered.
            !areas.iter().any(|area| area.overlaps(picture.bounds()))
        }
        Item::Group(group) => {
            cover_items(&mut group.items, store, areas, taken);
            if let Some(mask) = &mut group.mask {
                cover_items(&mut mask.items, store, areas, taken);
            }
            !group.items.is_empty()
        }
    });
}

fn cut_path(path: &mut PaintedPath, areas: &[Rect]) {
    if let PathPaint::Stroke(pen, transform) = &path.paint {
        let line = kurbo::stroke(
            path.path.elements().iter().copied(),
            &pen.kurbo(),
            &Default::default(),
            0.02,
        );
        path.path = *transform * line;
        path.paint = PathPaint::Fill(pen.colour, hayro_interpret::FillRule::NonZero);
    }
    path.path = cut::without(&path.path, areas);
}

fn take_if_touched(
    glyph: &PlacedGlyph,
    store: &GlyphStore,
    areas: &[Rect],
    taken: &mut Taken,
) -> bool {
    let touch = store.shape(glyph.shape).touch_box();
    let bounds = glyph.place.transform_rect_bbox(touch);
    let is_touched = areas.iter().any(|area| {
        if !area.overlaps(bounds) {
            return false;
        }
        let shared = area.intersect(bounds).area();
        shared >= TOUCHED * bounds.area() || area.contains(bounds.center())
    });
    if is_touched {
        taken.glyphs += 1;
        taken.boxes.push(bounds);
    }
    is_touched
}
