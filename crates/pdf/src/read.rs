//! What is written on the pages, and where.

mod blocks;
mod boxes;
mod guide;
mod labels;
mod lines;
mod links;
mod order;
mod said;
mod tags;
mod unseen;

use kurbo::Rect;

use crate::drawing::{Drawing, GlyphStore, Wanted};
use crate::source::{Source, on_a_deep_stack};
use crate::{Limits, PdfError};

pub(crate) use blocks::{Block, blocks};
pub(crate) use boxes::{GlyphBox, boxes};
pub(crate) use guide::{Guide, SourceBookmark};
pub(crate) use labels::PageLabel;
pub(crate) use links::{SourceLink, SourcePlace, links_of};
pub(crate) use said::{bare, seen_words, words_of};
pub(crate) use tags::{PageTags, SourceTags, Tagged, TaggedElement};
pub use unseen::{Carried, carried};

/// The text of a whole file, page by page.
pub fn read_text(
    untrusted: Vec<u8>,
    password: Option<&str>,
    limits: Limits,
) -> Result<Vec<PageText>, PdfError> {
    let mut pages = Vec::new();
    read_each_page(untrusted, password, limits, &mut |page| pages.push(page))?;
    Ok(pages)
}

/// Tells the text of each page as it is read, so that a long file's glyphs never lie in memory together.
pub fn read_each_page(
    untrusted: Vec<u8>,
    password: Option<&str>,
    limits: Limits,
    each: &mut (dyn FnMut(PageText) + Send),
) -> Result<(), PdfError> {
    on_a_deep_stack(|| {
        let source = Source::open(untrusted, password, limits)?;
        let mut session = source.session();
        for page in 1..=source.page_count() {
            let drawing = session.draw(page, Wanted::Places)?;
            each(PageText::of(&drawing, &session.store));
        }
        Ok(())
    })
}

/// A page as it is read. All places are in points from the top left of the page as it is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageText {
    pub width: f64,
    pub height: f64,
    /// In reading order.
    pub lines: Vec<Line>,
    pub pictures: Vec<Rect>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub words: Vec<Word>,
    pub area: Rect,
    /// The height of its letters' em, in points.
    pub size: f64,
    /// Along an edge of the page; text that runs aslant has boxes that reach into each other.
    pub is_upright: bool,
    /// Which paragraph, heading or cell of the page it belongs to.
    pub block: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub text: String,
    pub area: Rect,
    pub glyphs: Vec<Letter>,
}

/// One glyph: a letter, a ligature or a cluster, whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// What it reads as; empty where the file does not say.
    pub text: Box<str>,
    pub area: Rect,
    /// False for text that is there to be found and not to be seen.
    pub is_seen: bool,
    /// Its place in the order of painting.
    pub order: u32,
}

impl PageText {
    pub(crate) fn of(drawing: &Drawing, store: &GlyphStore) -> Self {
        let boxes = boxes(drawing, store);
        let mut lines = lines::lines(&boxes, store);
        order::into_reading_order(&mut lines);
        blocks::number_blocks(&mut lines);
        Self {
            width: drawing.width,
            height: drawing.height,
            lines,
            pictures: drawing.picture_places(),
        }
    }
}

impl PageText {
    /// In reading order, line by line.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(Line::text).collect();
        lines.join("\n")
    }

    /// In the order of painting, with nothing between the glyphs.
    pub fn painted_text(&self) -> String {
        let words = self.lines.iter().flat_map(|line| &line.words);
        let mut glyphs: Vec<&Letter> = words.flat_map(|word| &word.glyphs).collect();
        glyphs.sort_by_key(|glyph| glyph.order);
        glyphs.iter().map(|glyph| &*glyph.text).collect()
    }
}

impl Line {
    pub fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }
}
