use kurbo::Rect;

use crate::drawing::{
    ClipId, Drawing, GlyphStore, Item, PathPaint, PictureData, PlacedGlyph, Run, Show,
    is_upright_box,
};

/// Text that was in the file and could not be seen. It is left out, but for the words beneath a scanned page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HiddenText {
    /// Glyphs off the page or outside their clip.
    pub outside: usize,
    /// Glyphs painted over by a box or a picture: what a naive redaction leaves behind.
    pub painted_over: usize,
    /// Glyphs that paint nothing and lie under no picture.
    pub unpainted: usize,
}

/// A picture that takes up this share of the page is the page itself, and text under it what was recognised in it.
const SCANNED: f64 = 0.5;
/// In points: smaller boxes hide no letter.
const LEAST_SIDE: f64 = 2.0;
const MOST_COVERS: usize = 4_000;

/// Takes out what no reader of the page could see.
pub(super) fn leave_out_hidden(drawing: &mut Drawing, store: &GlyphStore) -> HiddenText {
    let mut hidden = HiddenText::default();
    let mut items = std::mem::take(&mut drawing.items);
    let pictures = drawing_pictures(&items, drawing);
    let mut covers: Vec<Cover> = Vec::new();
    for item in items.iter_mut().rev() {
        match item {
            Item::Run(run) => sift(run, drawing, store, &covers, &pictures, &mut hidden),
            Item::Group(group) => {
                for inner in &mut group.items {
                    if let Item::Run(run) = inner {
                        sift(run, drawing, store, &covers, &pictures, &mut hidden);
                    }
                }
            }
            other => {
                if let Some(cover) = cover_of(other, drawing)
                    && covers.len() < MOST_COVERS
                {
                    covers.push(cover);
                }
            }
        }
    }
    items.retain(|item| match item {
        Item::Run(run) => !run.glyphs.is_empty(),
        Item::Drawn { glyph, clip, .. } => {
            let is_there = box_of(glyph, store).overlaps(drawing.clip_bounds(*clip));
            hidden.outside += usize::from(!is_there);
            is_there
        }
        _ => true,
    });
    drawing.items = items;
    hidden
}

struct Cover {
    area: Rect,
    is_scan: bool,
}

fn sift(
    run: &mut Run,
    drawing: &Drawing,
    store: &GlyphStore,
    covers: &[Cover],
    pictures: &[Rect],
    hidden: &mut HiddenText,
) {
    let within = drawing.clip_bounds(run.clip);
    let is_unpainted = match run.show {
        Show::Unseen => true,
        Show::Filled(colour) => colour.alpha <= 0.0,
        Show::Outlined(_) => false,
    };
    let mut is_under_scan = false;
    run.glyphs.retain(|glyph| {
        let area = box_of(glyph, store);
        if !area.overlaps(within) || !area.is_finite() {
            hidden.outside += 1;
            return false;
        }
        if is_unpainted {
            let is_recognised = pictures
                .iter()
                .any(|picture| picture.contains(area.center()));
            hidden.unpainted += usize::from(!is_recognised);
            return is_recognised;
        }
        let Some(cover) = covers.iter().find(|cover| cover.area.contains_rect(area)) else {
            return true;
        };
        if cover.is_scan {
            is_under_scan = true;
            return true;
        }
        hidden.painted_over += 1;
        false
    });
    if is_under_scan || is_unpainted {
        run.show = Show::Unseen;
    }
}

fn box_of(glyph: &PlacedGlyph, store: &GlyphStore) -> Rect {
    glyph
        .place
        .transform_rect_bbox(store.shape(glyph.shape).touch_box())
}

/// What an item hides of everything painted before it.
fn cover_of(item: &Item, drawing: &Drawing) -> Option<Cover> {
    let (area, clip, is_picture) = match item {
        Item::Path(path) => match &path.paint {
            PathPaint::Fill(colour, _)
                if colour.alpha >= 0.99
                    && path.blend == hayro_interpret::BlendMode::Normal
                    && is_upright_box(&path.path) =>
            {
                (path.bounds(), path.clip, false)
            }
            _ => return None,
        },
        Item::Picture(picture) => {
            let [a, b, c, d, ..] = picture.place.as_coeffs();
            let is_upright = (b == 0.0 && c == 0.0) || (a == 0.0 && d == 0.0);
            let is_solid = match &picture.data {
                PictureData::Jpeg(_) => true,
                PictureData::Pixels(pixels) => pixels.alpha.is_none(),
                PictureData::Place => false,
            };
            if !is_upright || !is_solid {
                return None;
            }
            (picture.bounds(), picture.clip, true)
        }
        _ => return None,
    };
    let area = area.intersect(upright_clip(drawing, clip)?);
    let is_large = area.width() > LEAST_SIDE && area.height() > LEAST_SIDE;
    let is_scan = is_picture && area.area() >= SCANNED * drawing.page_area().area();
    is_large.then_some(Cover { area, is_scan })
}

/// The clip's box, when all of the chain are boxes.
fn upright_clip(drawing: &Drawing, clip: ClipId) -> Option<Rect> {
    let mut at = clip;
    while let Some(clip) = at.and_then(|id| drawing.clips.get(id as usize)) {
        if !is_upright_box(&clip.path) {
            return None;
        }
        at = clip.parent;
    }
    Some(drawing.clip_bounds(clip))
}

fn drawing_pictures(items: &[Item], drawing: &Drawing) -> Vec<Rect> {
    let mut places = Vec::new();
    for item in items {
        match item {
            Item::Picture(picture) => places.push(picture.bounds().intersect(drawing.page_area())),
            Item::Group(group) => places.extend(drawing_pictures(&group.items, drawing)),
            _ => {}
        }
    }
    places
}
