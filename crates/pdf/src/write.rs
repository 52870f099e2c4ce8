//! Draws pages into a new file: PDF/UA-1 and PDF/A-2a in one, and the same bytes for the same drawings.

mod font;
mod line_ends;
mod page;
mod paint;
mod picture;
mod tags;
mod text;

use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::metadata::{DateTime, Metadata};
use krilla::tagging::TagTree;
use krilla::{Document, SerializeSettings};

use crate::drawing::{Drawing, GlyphStore};
use crate::{PdfError, ReleaseDate};
use font::Fonts;
use tags::Headings;

/// The language of every text that does not say otherwise.
const LANGUAGE: &str = "da-DK";
/// Pages are held back so that they can share fonts made of just the glyphs on them.
const PAGES_TOGETHER: usize = 64;
const BYTES_TOGETHER: usize = 48 << 20;

pub(crate) struct Writer {
    document: Document,
    waiting: Vec<Drawing>,
    waiting_bytes: usize,
    tree: TagTree,
    headings: Headings,
    undescribed: Vec<usize>,
}

impl Writer {
    pub(crate) fn new(title: &str, date: ReleaseDate) -> Result<Self, PdfError> {
        let configuration = ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|_| PdfError::NotWritten)?;
        let mut document = Document::new_with(SerializeSettings {
            configuration,
            ascii_compatible: false,
            ..SerializeSettings::default()
        });
        let title = if title.trim().is_empty() {
            "Dokument"
        } else {
            title
        };
        document.set_metadata(
            Metadata::new()
                .title(title.to_owned())
                .language(LANGUAGE.to_owned())
                .creator("Sagsbord".to_owned())
                .creation_date(DateTime::new(date.year).month(date.month).day(date.day)),
        );
        Ok(Self {
            document,
            waiting: Vec::new(),
            waiting_bytes: 0,
            tree: TagTree::new().with_lang(Some(LANGUAGE.to_owned())),
            headings: Headings::default(),
            undescribed: Vec::new(),
        })
    }

    pub(crate) fn add(&mut self, drawing: Drawing, store: &GlyphStore) -> Result<(), PdfError> {
        self.waiting_bytes += drawing.bytes();
        self.waiting.push(drawing);
        if self.waiting.len() >= PAGES_TOGETHER || self.waiting_bytes >= BYTES_TOGETHER {
            self.draw_waiting(store)?;
        }
        Ok(())
    }

    /// For each page so far, its pictures that nobody has described.
    pub(crate) fn undescribed(&mut self, store: &GlyphStore) -> Result<&[usize], PdfError> {
        self.draw_waiting(store)?;
        Ok(&self.undescribed)
    }

    pub(crate) fn finish(mut self, store: &GlyphStore) -> Result<Vec<u8>, PdfError> {
        self.draw_waiting(store)?;
        self.document.set_outline(self.headings.outline());
        self.document.set_tag_tree(self.tree);
        let bytes = self.document.finish().map_err(|_| PdfError::NotWritten)?;
        Ok(line_ends::told_apart(bytes))
    }

    fn draw_waiting(&mut self, store: &GlyphStore) -> Result<(), PdfError> {
        let fonts = Fonts::of(&self.waiting, store)?;
        for drawing in self.waiting.drain(..) {
            let number = self.undescribed.len();
            let undescribed = page::draw(
                &mut self.document,
                &mut self.tree,
                &mut self.headings,
                number,
                &drawing,
                store,
                &fonts,
            )?;
            self.undescribed.push(undescribed);
        }
        self.waiting_bytes = 0;
        Ok(())
    }
}
