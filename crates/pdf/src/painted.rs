//! What the engine paints on a page, noted apart from the recorder, so that two pages can be held against each other
//! without drawing either. Only what these notes can say is compared; a page that holds more needs eyes: pixels.

mod compare;
mod outlines;
mod paths;
mod pictures;
mod witness;

use std::sync::Arc;

use hayro_interpret::FillRule;
use kurbo::{Affine, BezPath, Cap, Join, Rect};

pub(crate) use compare::{Compared, paint_the_same};
pub(crate) use outlines::Outlines;
pub(crate) use pictures::{PictureNotes, note_jpeg, note_samples};
pub(crate) use witness::Witness;

/// One page, in the order it is painted.
#[derive(Default)]
pub(crate) struct Painted {
    page: Rect,
    marks: Vec<Mark>,
    clips: Vec<Clip>,
    /// Something was painted that no note can say: a pattern, a mask, a blend.
    needs_eyes: bool,
}

/// One act of painting.
struct Mark {
    what: What,
    /// Red, green, blue and how much of it covers. Pictures bring their own.
    colour: [u8; 4],
    clip: ClipAt,
    /// Where it can leave paint: inside the page and its clips' boxes.
    area: Rect,
}

type ClipAt = Option<u32>;

enum What {
    Glyph {
        outline: Arc<outlines::Outline>,
        /// From thousandths of an em to the page.
        place: Affine,
    },
    /// All of its area.
    Box,
    Fill(BezPath, FillRule),
    Line(Box<(BezPath, Pen)>),
    Picture(pictures::PictureNote, Affine),
    /// What follows is laid on as a whole, this much of it.
    Begin(f32),
    End,
}

/// Lengths are those of the page.
struct Pen {
    /// What a circle of the pen becomes.
    nib: [f64; 4],
    cap: Cap,
    join: Join,
    miter: f64,
    dashes: Vec<f64>,
    dash_offset: f64,
}

impl Painted {
    /// About what it weighs in memory.
    pub(crate) fn bytes(&self) -> usize {
        self.marks.len() * size_of::<Mark>()
    }
}

struct Clip {
    shape: ClipShape,
    parent: ClipAt,
    /// No point outside of it is painted, parents counted in.
    bounds: Rect,
}

enum ClipShape {
    Box,
    Path(BezPath, FillRule),
}
