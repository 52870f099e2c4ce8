use std::sync::Arc;

use hayro_interpret::{BlendMode, FillRule};
use kurbo::{BezPath, PathEl, Rect, Shape as _};

use super::pixels;
use crate::drawing::{
    ClipId, Colour, Drawing, GlyphStore, Item, PaintedPath, PathPaint, Picture, PictureData,
    PlacedGlyph, Run, Show, is_upright_box,
};

/// What was in the file and could not be seen. It is left out, but for the words beneath a scanned page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HiddenText {
    /// Glyphs off the page or outside their clip.
    pub outside: usize,
    /// Glyphs painted over by a box or a picture: what a naive redaction leaves behind.
    pub painted_over: usize,
    /// Glyphs that paint nothing and lie under no picture.
    pub unpainted: usize,
    /// Shapes and pictures that lie wholly under others, and pictures of which a part did.
    pub drawings: usize,
}

/// A picture that takes up this share of the page is the page itself, and text under it what was recognised in it.
const SCANNED: f64 = 0.5;
/// In points: smaller boxes hide no letter.
const LEAST_SIDE: f64 = 2.0;
const MOST_COVERS: usize = 4_000;
/// A letter of which so much is painted over cannot be read, though a careless box may leave its feet.
const UNREADABLE: f64 = 0.5;
/// Of one letter's box; more covers than that lie over few letters.
const MOST_PIECES: usize = 64;

/// Why a reader of the page does not see a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unseen {
    /// Off the page, or outside its clip.
    Outside,
    UnderBox,
    UnderPicture,
    Unpainted,
    /// Under or over a picture that it was read from. Such letters stay.
    Recognised,
}

/// Where something was hidden.
#[derive(Default)]
pub(crate) struct Places {
    /// The letters, from the last painted to the first.
    pub(crate) letters: Vec<(Unseen, PlacedGlyph)>,
    /// What is no letter and lies under a box that somebody may have meant to hide it with.
    pub(crate) under_boxes: Vec<Rect>,
    /// Pictures are painted over in part that are not at hand as pixels: the page has to be taken down once more, with
    /// these places asked for.
    pub(super) veiled: Vec<Rect>,
    /// Letters that were taken though a part of them showed.
    pub(super) bitten: Vec<Rect>,
}

/// Takes out what no reader of the page could see.
pub(crate) fn leave_out_hidden(drawing: &mut Drawing, store: &GlyphStore) -> (HiddenText, Places) {
    let mut items = std::mem::take(&mut drawing.items);
    let mut sieve = Sieve {
        drawing,
        store,
        pictures: drawing_pictures(&items, drawing),
        covers: Vec::new(),
        hidden: HiddenText::default(),
        places: Places::default(),
    };
    sieve.sift(&mut items);
    let (hidden, places) = (sieve.hidden, sieve.places);
    drawing.items = items;
    (hidden, places)
}

/// What a cover is made of.
#[derive(Clone, Copy)]
enum Of {
    Picture,
    Colour(Colour),
}

const DARK: u8 = 64;

struct Cover {
    area: Rect,
    is_picture: bool,
    is_scan: bool,
    /// A box that was painted to hide what is under it is black, or nearly.
    is_dark: bool,
}

/// Goes through the items from the last painted to the first, gathering what hides those before.
struct Sieve<'d> {
    drawing: &'d Drawing,
    store: &'d GlyphStore,
    pictures: Vec<Rect>,
    covers: Vec<Cover>,
    hidden: HiddenText,
    places: Places,
}

impl Sieve<'_> {
    fn sift(&mut self, items: &mut Vec<Item>) {
        let mut kept = Vec::with_capacity(items.len());
        for mut item in std::mem::take(items).into_iter().rev() {
            if self.keeps(&mut item) {
                kept.push(item);
            }
        }
        kept.reverse();
        *items = kept;
    }

    fn keeps(&mut self, item: &mut Item) -> bool {
        match item {
            Item::Run(run) => {
                self.sift_run(run);
                !run.glyphs.is_empty()
            }
            Item::Drawn {
                glyph, clip, items, ..
            } => {
                let area = box_of(glyph, self.store);
                if !area.is_finite() || !area.overlaps(self.drawing.clip_bounds(*clip)) {
                    self.hidden.outside += 1;
                    self.places.letters.push((Unseen::Outside, *glyph));
                    return false;
                }
                let is_over = self.is_unreadable(area);
                if is_over {
                    self.hidden.painted_over += 1;
                    self.places.letters.push((self.what_covers(area), *glyph));
                    self.places.bitten.push(area);
                    // A letter that is a drawing may not say which it is.
                    if self.store.shape(glyph.shape).text.is_empty() {
                        self.places.under_boxes.push(area);
                    }
                } else {
                    for item in items.iter() {
                        if let Item::Path(path) = item {
                            self.add_boxes(path);
                        }
                    }
                }
                !is_over
            }
            Item::Path(path) => {
                let loose = self.seen_part(path.bounds(), path.clip);
                if self.covers.iter().any(|cover| cover.area.overlaps(loose))
                    && self.is_under(self.seen_part(tight_bounds(path), path.clip))
                {
                    self.hidden.drawings += 1;
                    self.note_under_dark(path.bounds());
                    return false;
                }
                self.add_boxes(path);
                true
            }
            Item::Picture(picture) => {
                if self.is_under(self.seen_part(picture.bounds(), picture.clip)) {
                    self.hidden.drawings += 1;
                    self.note_under_dark(picture.bounds());
                    return false;
                }
                self.veil(picture);
                if is_solid(picture) {
                    self.add_cover(picture.bounds(), picture.clip, Of::Picture);
                }
                true
            }
            Item::Group(group) if group.opacity < LEAST_OPACITY => {
                self.leave_out_all(&group.items);
                false
            }
            Item::Group(group) => {
                let before = self.covers.len();
                self.sift(&mut group.items);
                // What is seen through hides nothing outside of its own group.
                let is_plain = group.opacity >= OPAQUE
                    && group.blend == BlendMode::Normal
                    && group.mask.is_none()
                    && upright_clip(self.drawing, group.clip)
                        .is_some_and(|clip| clip.contains_rect(self.drawing.page_area()));
                if !is_plain {
                    self.covers.truncate(before);
                }
                !group.items.is_empty()
            }
        }
    }

    /// A group that is wholly seen through shows nothing of what is in it.
    fn leave_out_all(&mut self, items: &[Item]) {
        for item in items.iter().rev() {
            let glyphs: &[PlacedGlyph] = match item {
                Item::Run(run) => &run.glyphs,
                Item::Drawn { glyph, .. } => std::slice::from_ref(glyph),
                Item::Group(group) => {
                    self.leave_out_all(&group.items);
                    continue;
                }
                Item::Path(_) | Item::Picture(_) => {
                    self.hidden.drawings += 1;
                    continue;
                }
            };
            self.hidden.unpainted += glyphs.len();
            let letters = glyphs.iter().rev().map(|glyph| (Unseen::Unpainted, *glyph));
            self.places.letters.extend(letters);
        }
    }

    fn sift_run(&mut self, run: &mut Run) {
        let within = self.drawing.clip_bounds(run.clip);
        let is_unpainted = match run.show {
            Show::Unseen => true,
            Show::Filled(colour) => colour.alpha <= 0.0,
            Show::Outlined(_) => false,
        };
        let mut is_under_scan = false;
        let mut glyphs = std::mem::take(&mut run.glyphs);
        glyphs.retain(|glyph| {
            let area = box_of(glyph, self.store);
            let has_extent = glyph.place.determinant().abs() > LEAST_EXTENT;
            if !has_extent || !area.overlaps(within) || !area.is_finite() {
                self.hidden.outside += 1;
                self.places.letters.push((Unseen::Outside, *glyph));
                return false;
            }
            if is_unpainted {
                let is_recognised = self
                    .pictures
                    .iter()
                    .any(|picture| picture.contains(area.center()));
                let is_over = is_recognised && self.is_unreadable(area);
                self.hidden.painted_over += usize::from(is_over);
                self.hidden.unpainted += usize::from(!is_recognised);
                let why = match (is_over, is_recognised) {
                    (true, _) => self.what_covers(area),
                    (false, true) => Unseen::Recognised,
                    (false, false) => Unseen::Unpainted,
                };
                self.places.letters.push((why, *glyph));
                return is_recognised && !is_over;
            }
            if self.is_unreadable(area) {
                self.hidden.painted_over += 1;
                self.places.letters.push((self.what_covers(area), *glyph));
                self.places.bitten.push(area);
                return false;
            }
            let is_recognised = self
                .covers
                .iter()
                .any(|cover| cover.is_scan && cover.area.contains_rect(area));
            if is_recognised {
                self.places.letters.push((Unseen::Recognised, *glyph));
            }
            is_under_scan |= is_recognised;
            true
        });
        run.glyphs = glyphs;
        if is_under_scan || is_unpainted {
            run.show = Show::Unseen;
            return;
        }
        if let Show::Filled(colour) = run.show
            && colour.alpha >= OPAQUE
            && run.blend == BlendMode::Normal
        {
            // A letter may itself be a box, and lie over others.
            for glyph in &run.glyphs {
                let shape = self.store.shape(glyph.shape);
                let is_small = !shape.is_blank() && shape.outline.elements().len() <= 6;
                if is_small && is_upright_box(&(glyph.place * &shape.outline)) {
                    self.add_cover(box_of(glyph, self.store), run.clip, Of::Colour(colour));
                }
            }
        }
    }

    fn add_boxes(&mut self, path: &PaintedPath) {
        if is_opaque(path) {
            for area in boxes_of(path) {
                self.add_cover(area, path.clip, Of::Colour(colour_of(path)));
            }
        }
    }

    fn note_under_dark(&mut self, area: Rect) {
        let mut over = self.covers.iter().filter(|cover| cover.area.overlaps(area));
        if over.any(|cover| cover.is_dark) {
            self.places.under_boxes.push(area);
        }
    }

    fn add_cover(&mut self, area: Rect, clip: ClipId, of: Of) {
        let Some(clip) = upright_clip(self.drawing, clip) else {
            return;
        };
        let area = area.intersect(clip);
        if area.width() > LEAST_SIDE
            && area.height() > LEAST_SIDE
            && self.covers.len() < MOST_COVERS
        {
            let is_picture = matches!(of, Of::Picture);
            let is_scan = is_picture && self.is_page_wide(area);
            let is_dark = matches!(of, Of::Colour(own) if own.rgb.iter().all(|part| *part < DARK));
            self.covers.push(Cover {
                area,
                is_picture,
                is_scan,
                is_dark,
            });
        }
    }

    fn is_page_wide(&self, area: Rect) -> bool {
        area.area() >= SCANNED * self.drawing.page_area().area()
    }

    fn seen_part(&self, bounds: Rect, clip: ClipId) -> Rect {
        bounds.intersect(self.drawing.clip_bounds(clip))
    }

    /// Whether nothing of the area shows.
    fn is_under(&self, area: Rect) -> bool {
        area.area() > 0.0 && self.left_of(area) <= 0.0
    }

    fn is_unreadable(&self, area: Rect) -> bool {
        let covers = || self.covers.iter().filter(|cover| !cover.is_scan);
        if !covers().any(|cover| cover.area.overlaps(area)) {
            return false;
        }
        let left = left(area, covers().map(|cover| cover.area));
        left <= (1.0 - UNREADABLE) * area.area()
    }

    /// Of what cannot be read.
    fn what_covers(&self, area: Rect) -> Unseen {
        let covers = self.covers.iter().filter(|cover| !cover.is_scan);
        let mut over = covers.filter(|cover| cover.area.overlaps(area));
        match over.any(|cover| cover.is_picture) {
            true => Unseen::UnderPicture,
            false => Unseen::UnderBox,
        }
    }

    fn left_of(&self, area: Rect) -> f64 {
        left(area, self.covers.iter().map(|cover| cover.area))
    }

    /// Blanks what of the picture lies under boxes: a black box over a scan hides nothing from who takes it off.
    fn veil(&mut self, picture: &mut Picture) {
        let bounds = self.seen_part(picture.bounds(), picture.clip);
        let over: Vec<Rect> = self
            .covers
            .iter()
            .map(|cover| cover.area)
            .filter(|area| area.overlaps(bounds))
            .collect();
        if over.is_empty() {
            return;
        }
        let is_scan = self.is_page_wide(bounds);
        let hides = |cover: &&Cover| !cover.is_picture && (is_scan || cover.is_dark);
        let meant = self.covers.iter().filter(hides);
        let meant = meant.filter(|cover| cover.area.overlaps(bounds));
        let meant = meant.map(|cover| cover.area.intersect(bounds));
        self.places.under_boxes.extend(meant.collect::<Vec<_>>());
        match &picture.data {
            PictureData::Pixels(own) => {
                if let Some(changed) = pixels::without_wholly(own, picture.place, &over) {
                    self.hidden.drawings += 1;
                    picture.data = PictureData::Pixels(Arc::new(changed));
                }
            }
            PictureData::Jpeg(_) => self.places.veiled.extend(over),
            PictureData::Place { .. } => {}
        }
    }
}

const OPAQUE: f32 = 0.99;
/// Less than a level of 255.
const LEAST_OPACITY: f32 = 1.0 / 512.0;
const LEAST_EXTENT: f64 = 1e-12;

/// How much of an area is left when others are taken out of it.
fn left(area: Rect, covers: impl Iterator<Item = Rect>) -> f64 {
    let mut pieces = vec![area];
    for cover in covers.filter(|cover| cover.overlaps(area)) {
        let mut rest = Vec::with_capacity(pieces.len() + 3);
        for piece in pieces {
            if !piece.overlaps(cover) {
                rest.push(piece);
                continue;
            }
            let middle = piece.intersect(cover);
            rest.extend(
                [
                    Rect::new(piece.x0, piece.y0, piece.x1, middle.y0),
                    Rect::new(piece.x0, middle.y1, piece.x1, piece.y1),
                    Rect::new(piece.x0, middle.y0, middle.x0, middle.y1),
                    Rect::new(middle.x1, middle.y0, piece.x1, middle.y1),
                ]
                .into_iter()
                .filter(|part| part.width() > 0.0 && part.height() > 0.0),
            );
        }
        pieces = rest;
        if pieces.is_empty() || pieces.len() > MOST_PIECES {
            break;
        }
    }
    pieces.iter().map(Rect::area).sum()
}

fn box_of(glyph: &PlacedGlyph, store: &GlyphStore) -> Rect {
    glyph
        .place
        .transform_rect_bbox(store.shape(glyph.shape).touch_box())
}

fn colour_of(path: &PaintedPath) -> Colour {
    match &path.paint {
        PathPaint::Fill(colour, _) => *colour,
        PathPaint::Stroke(pen, _) => pen.colour,
    }
}

fn is_opaque(path: &PaintedPath) -> bool {
    let alpha = match &path.paint {
        PathPaint::Fill(colour, _) => colour.alpha,
        PathPaint::Stroke(pen, _) => pen.colour.alpha,
    };
    alpha >= OPAQUE && path.blend == BlendMode::Normal
}

fn is_solid(picture: &Picture) -> bool {
    let [a, b, c, d, ..] = picture.place.as_coeffs();
    let is_upright = (b == 0.0 && c == 0.0) || (a == 0.0 && d == 0.0);
    let is_solid = match &picture.data {
        PictureData::Jpeg(_) => true,
        PictureData::Pixels(pixels) => pixels.alpha.is_none(),
        PictureData::Place { is_solid } => *is_solid,
    };
    is_upright && is_solid
}

/// Where a path leaves paint. For a line that is less than its joins could reach.
pub(super) fn tight_bounds(path: &PaintedPath) -> Rect {
    match &path.paint {
        PathPaint::Stroke(pen, transform) if path.path.elements().len() <= MOST_BOX_PARTS => {
            let line = kurbo::stroke(
                path.path.elements().iter().copied(),
                &pen.kurbo(),
                &Default::default(),
                0.02,
            );
            (*transform * line).bounding_box()
        }
        _ => path.bounds(),
    }
}

/// The upright boxes that a path is made of, when it is made of nothing else.
fn boxes_of(path: &PaintedPath) -> Vec<Rect> {
    let painted;
    let shape = match &path.paint {
        PathPaint::Fill(_, rule) => {
            if *rule == FillRule::EvenOdd && path.path.elements().len() > 6 {
                return Vec::new();
            }
            &path.path
        }
        PathPaint::Stroke(pen, transform) => {
            if path.path.elements().len() != 2 || !pen.dashes.is_empty() {
                return Vec::new();
            }
            let line = kurbo::stroke(
                path.path.elements().iter().copied(),
                &pen.kurbo(),
                &Default::default(),
                0.02,
            );
            painted = *transform * line;
            &painted
        }
    };
    if shape.elements().len() > MOST_BOX_PARTS {
        return Vec::new();
    }
    let mut boxes = Vec::new();
    let mut turns = 0.0;
    for part in parts(shape) {
        let area = part.area();
        // Two that run opposite ways may take each other out.
        if !is_upright_box(&part) || area * turns < 0.0 {
            return Vec::new();
        }
        turns = area;
        boxes.push(part.bounding_box());
    }
    boxes
}

const MOST_BOX_PARTS: usize = 600;

fn parts(path: &BezPath) -> Vec<BezPath> {
    let mut parts: Vec<BezPath> = Vec::new();
    for element in path.elements() {
        match (element, parts.last_mut()) {
            (PathEl::MoveTo(_), _) | (_, None) => {
                parts.push(BezPath::from_vec(vec![*element]));
            }
            (_, Some(part)) => part.push(*element),
        }
    }
    parts.retain(|part| part.elements().len() > 2);
    parts
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
