//! How much a file may ask of this machine. Every file is hostile until it has been read.

use std::time::Duration;

/// The bounds of one reading. The defaults hold what a municipality's cases hold, with room to spare.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub file_bytes: u64,
    pub pages: u32,
    pub objects: u64,
    /// Points along a side; 14,400 is the most that PDF readers agree to show.
    pub page_side: f32,
    /// Glyphs, paths and pictures of one page together.
    pub items: usize,
    /// Pixels of one picture.
    pub picture_pixels: u64,
    /// Bytes that one stream may unpack to.
    pub stream_bytes: u64,
    /// Bytes of all files that lie in one, together.
    pub attached_bytes: u64,
    /// How long one page may be interpreted. It is looked at between two acts of drawing.
    pub page_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 2 << 30,
            pages: 20_000,
            objects: 8_000_000,
            page_side: 14_400.0,
            items: 2_000_000,
            picture_pixels: 200_000_000,
            stream_bytes: 512 << 20,
            attached_bytes: 1 << 30,
            page_time: Duration::from_secs(20),
        }
    }
}

/// Nested drawings recurse in the engine as deep as it allows; a test's or a runtime's thread is too small for that.
pub(crate) const STACK_BYTES: usize = 64 << 20;

/// Groups and masks inside each other, counted by us: the engine counts its own.
pub(crate) const DEEPEST_GROUP: usize = 40;

/// Cells of one tiling pattern that are drawn one by one.
pub(crate) const MOST_TILES: usize = 4_000;
