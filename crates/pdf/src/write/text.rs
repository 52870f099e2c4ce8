//! Glyphs into the page: runs of one font, one size and one baseline.

use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};
use kurbo::{Affine, Vec2};

use super::font::{FontGlyph, Fonts, SPACE, SPACE_ADVANCE, fits, pen_moves};
use super::paint;
use crate::drawing::{GlyphStore, PlacedGlyph, Show};

/// What a glyph reads as when its file does not say.
const UNKNOWN: &str = "\u{FFFD}";

/// Glyphs waiting to be drawn together.
pub(super) struct TextRun<'f> {
    fonts: &'f Fonts,
    glyphs: Vec<KrillaGlyph>,
    text: String,
    font: usize,
    /// Em to page, without the place.
    frame: [f64; 4],
    start: kurbo::Point,
    /// Where the last glyph begins, and how far its own pen moves, in ems along the line.
    last: (f64, f64),
    /// Where the last glyph is drawn, and how far it moves the pen in the font.
    pen: (f64, f64),
}

/// In points. A glyph that stands as near to where the pen is when it is drawn is drawn there: pages whose every glyph is
/// placed by itself are many times larger, and all who read them slower.
const NEAR: f64 = 0.01;

impl<'f> TextRun<'f> {
    pub(super) fn new(fonts: &'f Fonts) -> Self {
        Self {
            fonts,
            glyphs: Vec::new(),
            text: String::new(),
            font: 0,
            frame: [0.0; 4],
            start: kurbo::Point::ZERO,
            last: (0.0, 0.0),
            pen: (0.0, 0.0),
        }
    }

    /// Adds the glyph, drawing first what it cannot stand in one run with.
    pub(super) fn add(
        &mut self,
        surface: &mut Surface<'_>,
        glyph: &PlacedGlyph,
        show: &Show,
        store: &GlyphStore,
    ) {
        let is_seen = !matches!(show, Show::Unseen) && fits(store, glyph.shape);
        let wanted = if is_seen {
            FontGlyph::seen(glyph.shape)
        } else {
            FontGlyph::unseen(glyph.shape)
        };
        let Some((font, id)) = self.fonts.find(wanted) else {
            return;
        };
        let [a, b, c, d, e, f] = glyph.place.as_coeffs();
        let frame = [a * 1000.0, b * 1000.0, c * 1000.0, d * 1000.0];
        let origin = kurbo::Point::new(e, f);
        let shape = store.shape(glyph.shape);
        let along = match self.place_in_run(font, frame, origin) {
            Some(along) => along,
            None => {
                self.draw(surface);
                self.font = font;
                self.frame = frame;
                self.start = origin;
                0.0
            }
        };
        self.move_pen(along, NEAR);
        let text = if !shape.text.is_empty() {
            &*shape.text
        } else if shape.is_blank() && is_seen {
            " "
        } else {
            UNKNOWN
        };
        self.push(id, text, along, shape.advance);
    }

    /// A space where the source has only a gap, so that words stay apart for who reads without seeing. A word that is
    /// broken over two lines is still one.
    pub(super) fn add_space(&mut self) {
        if self.glyphs.is_empty() || self.text.ends_with([' ', '\u{AD}']) {
            return;
        }
        let (at, advance) = self.last;
        // Where the next piece begins at once, a space that stands a little before it would part the two.
        self.move_pen(at + advance, 0.0);
        self.push(GlyphId::new(SPACE), " ", at + advance, SPACE_ADVANCE);
    }

    /// To where the next glyph stands, or so near to it.
    fn move_pen(&mut self, along: f64, near: f64) {
        let Some(last) = self.glyphs.last_mut() else {
            self.pen.0 = along;
            return;
        };
        let (at, moves) = self.pen;
        let em = Vec2::new(self.frame[0], self.frame[1]).hypot();
        let is_near = (along - at - moves).abs() * em <= near;
        let next = if is_near { at + moves } else { along };
        last.x_advance = (next - at) as f32;
        self.pen.0 = next;
    }

    /// `advance` in thousandths of an em.
    fn push(&mut self, id: GlyphId, text: &str, along: f64, advance: f32) {
        self.pen.1 = pen_moves(advance);
        let advance = f64::from(advance) / 1000.0;
        let from = self.text.len();
        self.text.push_str(text);
        let range = from..self.text.len();
        self.glyphs.push(KrillaGlyph::new(
            id,
            advance as f32,
            0.0,
            0.0,
            0.0,
            range,
            None,
        ));
        self.last = (along, advance);
    }

    /// How many ems along the run's baseline a glyph stands, or None when it is not on it.
    fn place_in_run(&self, font: usize, frame: [f64; 4], origin: kurbo::Point) -> Option<f64> {
        if self.glyphs.is_empty() || font != self.font {
            return None;
        }
        let size = Vec2::new(frame[2], frame[3]).hypot().max(1e-9);
        let is_same = self
            .frame
            .iter()
            .zip(frame)
            .all(|(one, other)| (one - other).abs() < 1e-4 * size);
        if !is_same {
            return None;
        }
        let run = Vec2::new(frame[0], frame[1]);
        let step = origin - self.start;
        let length = run.hypot().max(1e-9);
        let off = run.cross(step) / length;
        let along = run.dot(step) / (length * length);
        // A jump back or far ahead is another piece of text.
        let is_near = along > self.last.0 - 2.0 && along < self.last.0 + self.last.1 + 20.0;
        (off.abs() < 1e-3 * size && is_near).then_some(along)
    }

    pub(super) fn draw(&mut self, surface: &mut Surface<'_>) {
        if self.glyphs.is_empty() {
            return;
        }
        let [a, b, c, d] = self.frame;
        let size = Vec2::new(c, d).hypot();
        let font = self.fonts.font(self.font);
        let is_plain = b == 0.0 && c == 0.0 && d < 0.0 && (a + d).abs() < 1e-6 * size;
        if is_plain {
            let start = Point::from_xy(self.start.x as f32, self.start.y as f32);
            surface.draw_glyphs(start, &self.glyphs, font, &self.text, size as f32, false);
        } else if size > 1e-6 && Vec2::new(a, b).hypot() > 1e-9 {
            let frame = Affine::new([
                a / size,
                b / size,
                -c / size,
                -d / size,
                self.start.x,
                self.start.y,
            ]);
            surface.push_transform(&paint::transform(frame));
            surface.draw_glyphs(
                Point::from_xy(0.0, 0.0),
                &self.glyphs,
                font,
                &self.text,
                size as f32,
                false,
            );
            surface.pop();
        }
        self.glyphs.clear();
        self.text.clear();
    }
}
