//! Draws pages into a new file: PDF/UA-1 and PDF/A-2a in one, and the same bytes for the same drawings.

mod batch;
mod black_and_white;
mod font;
mod join;
mod page;
mod paint;
mod parts_check;
mod picture;
mod plan;
mod structure;
mod text;

use std::io::Write;
use std::thread::JoinHandle;

use crate::drawing::{Drawing, GlyphStore, Item};
use crate::limits::STACK_BYTES;
use crate::proof::Expected;
use crate::{PdfError, ReleaseDate};
use batch::{Batch, Front, LastPage, Waiting, Written};
pub(crate) use join::Target;
use join::{Joined, SectionId};
use parts_check::PartsCheck;
pub(crate) use picture::can_be_drawn;
pub(crate) use plan::{
    Child, Element, HeadOf, Heading, Leaf, LeafId, Level, Link, LinkTo, ONE_CELL, PagePlan, Role,
};
use structure::Headings;

/// Takes pages one by one. Few of them are in memory at a time: a batch is drawn while the next is gathered, and what
/// is drawn is written to `W` at once.
pub(crate) struct Writer<W> {
    front: Front,
    joined: Joined<W>,
    section: Option<SectionId>,
    batch: Batch,
    at_work: Option<JoinHandle<Result<Written, PdfError>>>,
    /// With the worker while there is one.
    headings: Headings,
    last_page: Option<LastPage>,
    undescribed: Vec<usize>,
    /// Places that links lead to, whose pages are not written yet.
    targets: Vec<(Target, usize, f64)>,
    parts: Option<PartsCheck>,
}

/// A page with what is known of it.
#[derive(Default)]
pub(crate) struct NewPage {
    pub(crate) drawing: Drawing,
    /// None where it is to be found out from how the page looks.
    pub(crate) plan: Option<PagePlan>,
    /// Drawn on top, and told before the rest of the page.
    pub(crate) overlay: Option<(Vec<Item>, PagePlan)>,
    /// What it is held against when it has been drawn.
    pub(crate) expected: Option<Expected>,
}

impl Writer<Vec<u8>> {
    pub(crate) fn new(title: &str, date: ReleaseDate) -> Result<Self, PdfError> {
        Self::into(Vec::new(), title, date)
    }
}

impl<W: Write> Writer<W> {
    pub(crate) fn into(sink: W, title: &str, date: ReleaseDate) -> Result<Self, PdfError> {
        let title = if title.trim().is_empty() {
            "Dokument"
        } else {
            title
        };
        Ok(Self {
            front: Front {
                title: title.to_owned(),
                date,
            },
            joined: Joined::new(sink)?,
            section: None,
            batch: Batch::default(),
            at_work: None,
            headings: Headings::default(),
            last_page: None,
            undescribed: Vec::new(),
            targets: Vec::new(),
            parts: None,
        })
    }

    /// From here on, each part is held against the rules of its standards.
    pub(crate) fn check_parts(&mut self) {
        self.parts = Some(PartsCheck::default());
    }

    /// The rules that parts break, of all that was added so far. None where they were not checked.
    pub(crate) fn broken_rules(&mut self) -> Result<Option<Vec<String>>, PdfError> {
        self.draw_batch()?;
        self.wait()?;
        Ok(self.parts.as_mut().map(PartsCheck::broken_rules))
    }

    /// What follows is a part of the document by this name. A file has either no sections or only such.
    pub(crate) fn begin_section(&mut self, title: &str) {
        self.section = Some(self.joined.section(title));
    }

    /// A place that links may lead to before it is known.
    pub(crate) fn target(&mut self) -> Target {
        self.joined.target()
    }

    /// The next page that is added is where the target is, at `y` from its top.
    pub(crate) fn place_on_next_page(&mut self, target: Target, y: f64) {
        self.place_ahead(target, 0, y);
    }

    /// The target is on the page that comes so many pages after the next.
    pub(crate) fn place_ahead(&mut self, target: Target, pages: usize, y: f64) {
        let is_known = self.targets.iter().any(|(known, ..)| *known == target);
        if !is_known {
            let page = self.batch.next_page() + pages;
            self.targets.push((target, page, y));
        }
    }

    #[cfg(test)]
    pub(crate) fn add(&mut self, drawing: Drawing, store: &GlyphStore) -> Result<(), PdfError> {
        self.add_page(
            NewPage {
                drawing,
                ..NewPage::default()
            },
            store,
        )
    }

    pub(crate) fn add_page(&mut self, page: NewPage, store: &GlyphStore) -> Result<(), PdfError> {
        self.add_stamped_page(page, store, store)
    }

    /// A page whose overlay has its shapes from another store.
    pub(crate) fn add_stamped_page(
        &mut self,
        page: NewPage,
        store: &GlyphStore,
        overlay_store: &GlyphStore,
    ) -> Result<(), PdfError> {
        let waiting = Waiting {
            drawing: page.drawing,
            section: self.section,
            plan: page.plan,
            overlay: page.overlay,
            expected: page.expected,
        };
        self.batch.add(waiting, store, overlay_store);
        if self.batch.is_full() {
            self.draw_batch()?;
        }
        Ok(())
    }

    /// For each page so far, its pictures that nobody has described.
    pub(crate) fn undescribed(&mut self) -> Result<&[usize], PdfError> {
        self.draw_batch()?;
        self.wait()?;
        Ok(&self.undescribed)
    }

    pub(crate) fn finish(mut self) -> Result<W, PdfError> {
        self.draw_batch()?;
        self.wait()?;
        for (target, page, y) in std::mem::take(&mut self.targets) {
            self.joined.place(target, page, y)?;
        }
        self.joined.finish(&self.headings.bookmarks())
    }

    /// Sets a worker to draw what has been gathered, when the one before it is done.
    fn draw_batch(&mut self) -> Result<(), PdfError> {
        self.wait()?;
        if self.batch.is_empty() {
            return Ok(());
        }
        let next = Batch::from(self.batch.next_page());
        let batch = std::mem::replace(&mut self.batch, next);
        let front = self.front.clone();
        let headings = std::mem::take(&mut self.headings);
        let before = self.last_page.take();
        let worker = std::thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn(move || batch.write(&front, headings, before));
        self.at_work = Some(worker.map_err(|_| PdfError::NotWritten)?);
        Ok(())
    }

    fn wait(&mut self) -> Result<(), PdfError> {
        let Some(worker) = self.at_work.take() else {
            return Ok(());
        };
        let written = worker.join().map_err(|_| PdfError::NotWritten)??;
        self.joined
            .add(&written.file, &written.heights, &written.sections)?;
        self.joined.add_labels(written.labels);
        self.headings = written.headings;
        self.last_page = written.last_page;
        self.undescribed.extend(written.undescribed);
        if let Some(parts) = &mut self.parts {
            parts.check(written.file, written.heights, written.sections.len());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
