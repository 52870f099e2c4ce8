use std::sync::Arc;

use kurbo::{ParamCurveExtrema as _, Rect};

use super::{clips, cut, hidden, pixels, shadow};
use crate::drawing::{
    ClipId, Drawing, GlyphStore, Item, PaintedPath, PathPaint, PictureData, PlacedGlyph,
    is_upright_box,
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
    /// Where something stood that went with a mark and reached beyond it.
    pub(super) beside: Vec<Rect>,
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
    let page = drawing.page_area();
    let bounds = clips::cut(&mut drawing.clips, page, areas);
    cover_items(&mut items, store, areas, &bounds, &mut taken);
    drawing.items = items;
    taken
}

fn cover_items(
    items: &mut Vec<Item>,
    store: &GlyphStore,
    areas: &[Rect],
    clips: &clips::Bounds,
    taken: &mut Taken,
) {
    items.retain(|item| !clip_of(item).is_some_and(|clip| clips.is_gone(Some(clip))));
    items.retain_mut(|item| match item {
        Item::Run(run) => {
            run.glyphs
                .retain(|glyph| !take_if_touched(glyph, store, areas, taken));
            !run.glyphs.is_empty()
        }
        Item::Drawn { glyph, items, .. } => {
            let is_taken = take_if_touched(glyph, store, areas, taken);
            if !is_taken {
                cover_items(items, store, areas, clips, taken);
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
            let bounds = hidden::tight_bounds(path);
            if shadow::belongs_to_covered(bounds.intersect(clips.of(path.clip)), &near) {
                taken.paths += 1;
                taken.beside.push(bounds);
                return false;
            }
            if is_upright_fill(path) && near.iter().all(|area| bounds.contains_rect(*area)) {
                // Ground of one colour under all of the mark: a hole in it would show the place and tell nothing else.
                return true;
            }
            taken.paths += 1;
            taken.beside.extend(strips_of_thin(path));
            cut_path(path, &near);
            !path.path.elements().is_empty()
        }
        Item::Picture(picture) => {
            let seen = picture.bounds().intersect(clips.of(picture.clip));
            if seen.area() <= 0.0 || shadow::belongs_to_covered(seen, areas) {
                taken.pictures += 1;
                taken.beside.push(seen);
                return false;
            }
            if picture.is_ornament {
                pixels::crop(picture, seen);
            }
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
            cover_items(&mut group.items, store, areas, clips, taken);
            if let Some(mask) = &mut group.mask {
                cover_items(&mut mask.items, store, areas, clips, taken);
            }
            !group.items.is_empty()
        }
    });
}

fn clip_of(item: &Item) -> ClipId {
    match item {
        Item::Run(run) => run.clip,
        Item::Path(path) => path.clip,
        Item::Picture(picture) => picture.clip,
        Item::Group(group) => group.clip,
        Item::Drawn { clip, .. } => *clip,
    }
}

fn is_upright_fill(path: &PaintedPath) -> bool {
    matches!(path.paint, PathPaint::Fill(..)) && is_upright_box(&path.path)
}

/// In points. Thinner lines are shown thicker than they are, and what is left of one that is cut is no line any more.
const THIN: f64 = 1.0;
const MOST_STRIPS: usize = 200;

/// Along a thin line: there it may look thinner when it has been cut.
fn strips_of_thin(path: &PaintedPath) -> Vec<Rect> {
    let PathPaint::Stroke(pen, transform) = &path.paint else {
        return Vec::new();
    };
    let width = pen.width * transform.determinant().abs().sqrt();
    if width >= THIN || path.path.elements().len() > MOST_STRIPS {
        return Vec::new();
    }
    let line = *transform * &path.path;
    line.segments()
        .map(|part| part.bounding_box().inflate(THIN, THIN))
        .collect()
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
    let touched = touches(glyph, store, areas);
    if let Some(bounds) = touched {
        taken.glyphs += 1;
        taken.boxes.push(bounds);
    }
    touched.is_some()
}

/// Where the glyph stands, if an area covers it.
pub(super) fn touches(glyph: &PlacedGlyph, store: &GlyphStore, areas: &[Rect]) -> Option<Rect> {
    let touch = store.shape(glyph.shape).touch_box();
    let bounds = glyph.place.transform_rect_bbox(touch);
    let is_touched = areas.iter().any(|area| {
        if !area.overlaps(bounds) {
            return false;
        }
        let shared = area.intersect(bounds).area();
        shared >= TOUCHED * bounds.area() || area.contains(bounds.center())
    });
    is_touched.then_some(bounds)
}
