use std::sync::Arc;

use kurbo::{Affine, Rect};

use super::{ClipId, Marked};

/// A picture on the page. The unit square, its first row of pixels at y = 0, is placed by `place`.
#[derive(Clone)]
pub(crate) struct Picture {
    pub(crate) place: Affine,
    pub(crate) data: PictureData,
    pub(crate) clip: ClipId,
    /// Part of a pattern or a colour that changes over an area, and no picture of anything.
    pub(crate) is_ornament: bool,
    pub(crate) marked: Marked,
}

#[derive(Clone)]
pub(crate) enum PictureData {
    /// Only the place was asked for, and whether something behind it could shine through.
    Place {
        is_solid: bool,
    },
    /// The source's own JPEG, without its comments and thumbnails.
    Jpeg(Arc<Vec<u8>>),
    Pixels(Arc<Pixels>),
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// One or three bytes a pixel.
    pub(crate) colour: Vec<u8>,
    pub(crate) is_grey: bool,
    pub(crate) alpha: Option<Vec<u8>>,
    pub(crate) lossy: Option<Lossy>,
}

/// The samples were approximate when they came, and are written so again: without loss they would be many times
/// larger than they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lossy {
    /// From 1 to 100, as JPEG writers count. None when they are written without loss all the same.
    pub(crate) quality: Option<u8>,
    /// They came in blocks of eight by eight, each a sum of waves: a trace of what stood in a block is left in all of
    /// it. How many samples of the first blocks are cut off, across and down.
    pub(crate) blocks: Option<(u32, u32)>,
}

impl Picture {
    pub(crate) fn bounds(&self) -> Rect {
        self.place
            .transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0))
    }
}

impl PictureData {
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Place { .. } => 0,
            Self::Jpeg(bytes) => bytes.len(),
            Self::Pixels(pixels) => pixels.colour.len() + pixels.alpha.as_ref().map_or(0, Vec::len),
        }
    }
}
