//! A page as a list of what is drawn on it, in points from the top left as it is shown.
//!
//! The list owns everything: nothing in it points back into the source, so what is taken out of it is gone.

mod glyph_store;
mod item;
pub(crate) mod jpeg;
mod lower;
mod picture;
mod record;
mod unwrapped;

pub(crate) use glyph_store::{GlyphStore, ShapeId};
pub(crate) use item::{
    Clip, ClipId, Colour, Drawing, GlyphSeen, Group, Item, Marked, Mask, MaskKind, PaintedPath,
    PathPaint, Pen, PlacedGlyph, Run, Show,
};
pub(crate) use picture::{Lossy, Picture, PictureData, Pixels};
pub(crate) use record::{Recorder, Trouble, Wanted, is_upright_box, jpeg_as_it_is};
