//! White on white.

use kurbo::{Point, Rect};

use crate::drawing::{
    Colour, Drawing, GlyphStore, Item, PathPaint, PlacedGlyph, Show, is_upright_box,
};

/// Levels of 255 that no eye tells apart on a page.
const ALIKE: u8 = 10;
const MOST_GROUNDS: usize = 4_000;
/// Below this a ground is seen through.
const OPAQUE: f32 = 0.99;
const WHITE: [u8; 3] = [255; 3];

/// Letters in the colour of what lies behind them. Where that is not known (a picture, a shading, anything that is seen
/// through) they are taken to be seen.
pub(super) fn letters(drawing: &Drawing, store: &GlyphStore) -> Vec<PlacedGlyph> {
    let mut look = Look {
        drawing,
        store,
        grounds: Vec::new(),
        colours: vec![WHITE],
        found: Vec::new(),
    };
    look.at(&drawing.items, true);
    look.found
}

struct Ground {
    area: Rect,
    /// None where it is not known, or not everywhere in the area.
    colour: Option<[u8; 3]>,
}

struct Look<'d> {
    drawing: &'d Drawing,
    store: &'d GlyphStore,
    /// In the order of painting.
    grounds: Vec<Ground>,
    /// That any ground has.
    colours: Vec<[u8; 3]>,
    found: Vec<PlacedGlyph>,
}

impl Look<'_> {
    fn at(&mut self, items: &[Item], is_plain: bool) {
        for item in items {
            match item {
                Item::Run(run) => {
                    if let Show::Filled(colour) = run.show
                        && is_plain
                        && colour.alpha >= OPAQUE
                        && self.colours.iter().any(|ground| alike(*ground, colour.rgb))
                    {
                        let within = self.drawing.clip_bounds(run.clip);
                        self.run(&run.glyphs, colour, within);
                    }
                }
                Item::Path(path) => {
                    let bounds = path.bounds();
                    let colour = match &path.paint {
                        PathPaint::Fill(colour, _)
                            if is_plain
                                && colour.alpha >= OPAQUE
                                && path.clip.is_none()
                                && is_upright_box(&path.path) =>
                        {
                            Some(colour.rgb)
                        }
                        _ => None,
                    };
                    self.ground(
                        bounds.intersect(self.drawing.clip_bounds(path.clip)),
                        colour,
                    );
                }
                Item::Picture(picture) => self.ground(picture.bounds(), None),
                Item::Drawn { glyph, .. } => {
                    let em = self.store.shape(glyph.shape).em_box();
                    self.ground(glyph.place.transform_rect_bbox(em), None);
                }
                Item::Group(group) => self.at(&group.items, false),
            }
        }
    }

    fn ground(&mut self, area: Rect, colour: Option<[u8; 3]>) {
        // Beyond so many nothing is known any more.
        if self.grounds.len() >= MOST_GROUNDS {
            let area = self.drawing.page_area();
            self.grounds.clear();
            self.grounds.push(Ground { area, colour: None });
            return;
        }
        if let Some(colour) = colour
            && !self.colours.contains(&colour)
        {
            self.colours.push(colour);
        }
        self.grounds.push(Ground { area, colour });
    }

    fn run(&mut self, glyphs: &[PlacedGlyph], colour: Colour, within: Rect) {
        for glyph in glyphs {
            let shape = self.store.shape(glyph.shape);
            if shape.is_blank() {
                continue;
            }
            let area = glyph.place.transform_rect_bbox(shape.touch_box());
            // What lies outside is told as that.
            if !area.overlaps(within) {
                continue;
            }
            if self
                .behind(area.center())
                .is_some_and(|ground| alike(ground, colour.rgb))
            {
                self.found.push(*glyph);
            }
        }
    }

    fn behind(&self, point: Point) -> Option<[u8; 3]> {
        let ground = self.grounds.iter().rev();
        match ground
            .into_iter()
            .find(|ground| ground.area.contains(point))
        {
            Some(ground) => ground.colour,
            None => Some(WHITE),
        }
    }
}

fn alike(one: [u8; 3], other: [u8; 3]) -> bool {
    one.iter()
        .zip(other)
        .all(|(one, other)| one.abs_diff(other) <= ALIKE)
}
