use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher};

use kurbo::{BezPath, PathEl, Point, Rect, Shape as _};

/// The shapes of a document's glyphs, each once. A shape belongs to one text, so that a font made of
/// shapes says for each glyph what it reads as.
#[derive(Default)]
pub(crate) struct GlyphStore {
    shapes: Vec<Shape>,
    /// By the engine's key of the outline; the few texts of one outline lie side by side.
    by_outline: HashMap<(u128, u32), Vec<ShapeId>>,
}

/// In thousandths of an em. Readers of fonts disagree on widths of more than 15 bits.
const WIDEST: f32 = 16_000.0;

/// No outline hashes to this on purpose; if one did, only its twins' boxes would be wrong.
const TWIN_KEY: u128 = u128::MAX;
const READS_AS_KEY: u128 = u128::MAX - 16;
/// Above all 64-bit hashes of shapes that are taken over.
const TAKEN_KEY: u128 = 1 << 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ShapeId(u32);

impl ShapeId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

pub(crate) struct Shape {
    /// In thousandths of an em, y upwards.
    pub(crate) outline: BezPath,
    pub(crate) ink: Rect,
    pub(crate) advance: f32,
    /// Empty when the source does not say.
    pub(crate) text: Box<str>,
}

impl Shape {
    pub(crate) fn is_blank(&self) -> bool {
        self.outline.is_empty()
    }

    pub(crate) fn is_space(&self) -> bool {
        self.is_blank() && (self.text.is_empty() || self.text.chars().all(char::is_whitespace))
    }

    /// The box a reader would draw around the glyph: its advance by the height of a line of text.
    pub(crate) fn em_box(&self) -> Rect {
        let width = if self.advance > 0.0 {
            f64::from(self.advance)
        } else {
            self.ink.x1.max(1.0)
        };
        Rect::new(0.0, -210.0, width, 750.0)
    }

    /// What must not be seen of it when it is covered.
    pub(crate) fn touch_box(&self) -> Rect {
        if self.ink.width() > 0.0 && self.ink.height() > 0.0 {
            self.ink
        } else {
            self.em_box()
        }
    }
}

impl GlyphStore {
    pub(crate) fn shape(&self, id: ShapeId) -> &Shape {
        &self.shapes[id.index()]
    }

    /// `outline_key` names the outline within this document; `code` the character code it was shown with. Fonts that
    /// share an outline may give it other widths, so `advance` is part of what is looked for where it is known.
    pub(crate) fn intern(
        &mut self,
        outline_key: u128,
        code: u32,
        text: &str,
        advance: Option<f32>,
        make: impl FnOnce() -> (BezPath, f32, Option<Rect>),
    ) -> ShapeId {
        let same = self.by_outline.entry((outline_key, code)).or_default();
        for id in same.iter() {
            let shape = &self.shapes[id.index()];
            if &*shape.text == text && advance.is_none_or(|advance| width(advance) == shape.advance)
            {
                return *id;
            }
        }
        let id = ShapeId(self.shapes.len() as u32);
        same.push(id);
        let (outline, advance, ink) = make();
        self.shapes.push(Shape {
            ink: ink.unwrap_or_else(|| outline.bounding_box()),
            outline,
            advance: width(advance),
            text: text.into(),
        });
        id
    }

    /// The same place with nothing to see and nothing to read: it stands for more paint on a glyph already told.
    pub(crate) fn blank_twin(&mut self, id: ShapeId) -> ShapeId {
        let (ink, advance) = (self.shape(id).ink, self.shape(id).advance);
        self.intern(TWIN_KEY, id.0, "", None, || {
            (BezPath::new(), advance, Some(ink))
        })
    }

    /// The same shape read as something else.
    pub(crate) fn reads_as(&mut self, id: ShapeId, text: &str) -> ShapeId {
        let shape = self.shape(id);
        let (outline, advance, ink) = (shape.outline.clone(), shape.advance, shape.ink);
        self.intern(READS_AS_KEY, id.0, text, Some(advance), || {
            (outline, advance, Some(ink))
        })
    }

    /// A shape of another document. The same outline that reads the same is one shape, whoever it came from.
    pub(crate) fn take(&mut self, shape: &Shape) -> ShapeId {
        let mut hasher = DefaultHasher::new();
        for element in shape.outline.elements() {
            hash_element(element, &mut hasher);
        }
        shape.text.hash(&mut hasher);
        let key = u128::from(hasher.finish()) | TAKEN_KEY;
        let same = self.by_outline.entry((key, 0)).or_default();
        let known = same.iter().find(|id| {
            let own = &self.shapes[id.index()];
            own.text == shape.text
                && own.advance == shape.advance
                && own.ink == shape.ink
                && own.outline.elements() == shape.outline.elements()
        });
        if let Some(known) = known {
            return *known;
        }
        let id = ShapeId(self.shapes.len() as u32);
        same.push(id);
        self.shapes.push(Shape {
            outline: shape.outline.clone(),
            ink: shape.ink,
            advance: shape.advance,
            text: shape.text.clone(),
        });
        id
    }

    /// A shape of our own, known by nobody's key.
    pub(crate) fn add(&mut self, outline: BezPath, advance: f32, text: &str) -> ShapeId {
        let id = ShapeId(self.shapes.len() as u32);
        self.shapes.push(Shape {
            ink: outline.bounding_box(),
            outline,
            advance,
            text: text.into(),
        });
        id
    }
}

fn hash_element(element: &PathEl, hasher: &mut impl Hasher) {
    let (kind, points): (u8, [Point; 3]) = match *element {
        PathEl::MoveTo(point) => (0, [point, Point::ZERO, Point::ZERO]),
        PathEl::LineTo(point) => (1, [point, Point::ZERO, Point::ZERO]),
        PathEl::QuadTo(one, point) => (2, [one, point, Point::ZERO]),
        PathEl::CurveTo(one, two, point) => (3, [one, two, point]),
        PathEl::ClosePath => (4, [Point::ZERO; 3]),
    };
    kind.hash(hasher);
    for point in points {
        point.x.to_bits().hash(hasher);
        point.y.to_bits().hash(hasher);
    }
}

fn width(advance: f32) -> f32 {
    if advance.is_finite() {
        advance.clamp(0.0, WIDEST)
    } else {
        0.0
    }
}
