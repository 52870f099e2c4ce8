use std::collections::HashMap;

use kurbo::BezPath;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use crate::PdfError;
use crate::drawing::{GlyphStore, ShapeId};

const REGULAR: &[u8] = include_bytes!("../../fonts/LiberationSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/LiberationSans-Bold.ttf");

/// The letters that our own pages are set in.
pub(crate) struct Faces {
    fonts: [FontRef<'static>; 2],
    pub(crate) store: GlyphStore,
    known: HashMap<(char, bool), (ShapeId, f64)>,
    pub(crate) without_shape: usize,
}

/// Apart from the keys that the engine gives outlines.
const OWN_KEY: u128 = 1 << 101;

impl Faces {
    pub(crate) fn new() -> Result<Self, PdfError> {
        let font = |bytes| FontRef::new(bytes).map_err(|_| PdfError::NotWritten);
        Ok(Self {
            fonts: [font(REGULAR)?, font(BOLD)?],
            store: GlyphStore::default(),
            known: HashMap::new(),
            without_shape: 0,
        })
    }

    /// The letter's shape, and how far its pen moves in thousandths of an em.
    pub(crate) fn glyph(&mut self, letter: char, is_bold: bool) -> (ShapeId, f64) {
        if let Some(known) = self.known.get(&(letter, is_bold)) {
            return *known;
        }
        let index = usize::from(is_bold);
        // A space that must not be broken at is a space to whoever reads.
        let (shown, text) = match letter {
            '\u{A0}' | '\t' | '\n' => (' ', " ".to_owned()),
            '\u{2011}' => ('-', "-".to_owned()),
            letter => (letter, letter.to_string()),
        };
        let found = self.fonts[index].charmap().map(shown);
        self.without_shape += usize::from(found.is_none());
        let (outline, advance) = self.outline(index, found.unwrap_or(GlyphId::NOTDEF));
        let key = OWN_KEY | u128::from(is_bold) << 64;
        let shape = self.store.intern(key, u32::from(letter), &text, None, || {
            (outline, advance as f32, None)
        });
        self.known.insert((letter, is_bold), (shape, advance));
        (shape, advance)
    }

    fn outline(&self, index: usize, glyph: GlyphId) -> (BezPath, f64) {
        let font = &self.fonts[index];
        let units = f64::from(
            font.metrics(Size::unscaled(), LocationRef::default())
                .units_per_em,
        );
        let scale = 1000.0 / units.max(1.0);
        let advance = font
            .glyph_metrics(Size::unscaled(), LocationRef::default())
            .advance_width(glyph)
            .map_or(500.0, f64::from);
        let mut pen = Pen {
            path: BezPath::new(),
            scale,
        };
        if let Some(outline) = font.outline_glyphs().get(glyph) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            // What cannot be drawn stays blank; the bundled fonts' letters all can.
            let _ = outline.draw(settings, &mut pen);
        }
        (pen.path, advance * scale)
    }
}

struct Pen {
    path: BezPath,
    scale: f64,
}

impl Pen {
    fn point(&self, x: f32, y: f32) -> kurbo::Point {
        kurbo::Point::new(f64::from(x) * self.scale, f64::from(y) * self.scale)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.point(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(self.point(x1, y1), self.point(x, y));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.path
            .curve_to(self.point(x1, y1), self.point(x2, y2), self.point(x, y));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}
