use kurbo::{Point, Rect, Vec2};

use crate::drawing::{Drawing, GlyphSeen, GlyphStore, ShapeId};

/// A glyph on the page, as layout sees it.
#[derive(Clone, Copy)]
pub(crate) struct GlyphBox {
    pub(crate) shape: ShapeId,
    /// Its place in the order of painting.
    pub(crate) order: u32,
    pub(crate) origin: Point,
    /// Along the line, of length 1.
    pub(crate) along: Vec2,
    /// The em in points, measured across the line.
    pub(crate) size: f64,
    /// How far the pen moves.
    pub(crate) advance: f64,
    pub(crate) area: Rect,
    pub(crate) is_seen: bool,
}

impl GlyphBox {
    pub(crate) fn is_upright(&self) -> bool {
        self.along.x.abs().max(self.along.y.abs()) > 0.999
    }
}

/// All glyphs that lie on the page and inside their clips. What lies outside was never to be seen.
pub(crate) fn boxes(drawing: &Drawing, store: &GlyphStore) -> Vec<GlyphBox> {
    let mut found = Vec::new();
    let mut order = 0;
    drawing.each_glyph(|glyph, clip, seen| {
        let own = order;
        order += 1;
        let shape = store.shape(glyph.shape);
        if shape.text.is_empty() && shape.is_blank() && shape.ink.area() == 0.0 {
            return;
        }
        let [a, b, c, d, e, f] = glyph.place.as_coeffs();
        let across = Vec2::new(c, d) * 1000.0;
        let run = Vec2::new(a, b);
        let along = if run.hypot() > 0.0 {
            run / run.hypot()
        } else {
            Vec2::new(1.0, 0.0)
        };
        let area = glyph.place.transform_rect_bbox(shape.em_box());
        if !area.is_finite() || !area.overlaps(drawing.clip_bounds(clip)) {
            return;
        }
        found.push(GlyphBox {
            shape: glyph.shape,
            order: own,
            origin: Point::new(e, f),
            along,
            size: across.cross(along).abs().max(1e-3),
            advance: f64::from(shape.advance) * run.hypot(),
            area,
            is_seen: seen == GlyphSeen::Yes,
        });
    });
    found
}
